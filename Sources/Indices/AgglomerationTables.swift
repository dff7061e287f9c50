import PanelModel

/// The tables of the Ellison-Glaeser family while they are filled year by year; rows in order of year and code.
struct AgglomerationTables {
  private let industries: [IndicatorCode]
  private let groups: [NamedSum]
  private let isDivided: Bool
  private let hasYears: Bool
  private(set) var undefinedGammas = 0

  private var years: [Int32?] = []
  private var names: [String?] = []
  private var counts: [Int32?] = []
  private var employment: [Double?] = []
  private var raw: [Double?] = []
  private var herfindahl: [Double?] = []
  private var gamma: [Double?] = []
  private var variance: [Double?] = []
  private var zScore: [Double?] = []
  private var maurelSedillot: [Double?] = []
  private var alpha: [Double?] = []
  private var parts: [Int32?] = []

  private var groupParts: [Int32?] = []
  private var groupYears: [Int32?] = []
  private var groupNames: [String?] = []
  private var groupValues: [Double?] = []

  private var pairParts: [Int32?] = []
  private var pairYears: [Int32?] = []
  private var firsts: [String?] = []
  private var seconds: [String?] = []
  private var pairValues: [Double?] = []

  /// - Parameters:
  ///   - industries: in order of code.
  ///   - isDivided: the areas are divided into groups, each taken by itself.
  ///   - hasYears: there is more than one time, so that the tables say which.
  init(industries: [IndicatorCode], groups: [NamedSum], isDivided: Bool = false, hasYears: Bool = true) {
    self.hasYears = hasYears
    self.industries = industries
    self.isDivided = isDivided
    self.groups = groups.sorted { $0.name < $1.name }
  }

  /// Adds a year, or a group of areas in a year.
  /// - Parameters:
  ///   - employment: of each industry in each area, as in the shares.
  ///   - plants: of each industry; nil where they are not known.
  mutating func append(
    _ year: ReferenceYear, _ shares: IndustryShares, employment table: [[Double]], _ plants: [PlantSizes?],
    part: Int32? = nil
  ) {
    for i in industries.indices {
      let index = plants[i].flatMap { EllisonGlaeserIndex(shares, industry: i, plants: $0) }
      years.append(year.rawValue)
      names.append(industries[i].rawValue)
      counts.append(plants[i].map { Int32(clamping: $0.count) })
      employment.append(shares.regionCount > 0 ? shares.employment[i] : nil)
      raw.append(shares.isDefined(i) ? shares.deviations(of: i).lazy.map { $0 * $0 }.stableSum() : nil)
      herfindahl.append(plants[i]?.herfindahl)
      gamma.append(index?.gamma)
      variance.append(index?.variance)
      zScore.append(index?.zScore)
      maurelSedillot.append(
        plants[i].flatMap { EllisonGlaeserIndex.maurelSedillot(shares, industry: i, plants: $0) })
      alpha.append(plants[i].flatMap { DevereuxIndex.alpha(employment: table[i], plants: $0) })
      parts.append(part)
      undefinedGammas += index?.gamma == nil ? 1 : 0
    }
    for group in groups {
      groupParts.append(part)
      groupYears.append(year.rawValue)
      groupNames.append(group.name)
      groupValues.append(
        GroupCoagglomeration.value(shares, members: group.codes.compactMap { industries.firstIndex(of: $0) }))
    }
    append(PairwiseCoagglomeration(shares).pairs, year, part)
  }

  /// Adds the pairs of a year. There may be many: a column that will not be printed is not filled.
  private mutating func append(_ pairs: [PairwiseCoagglomeration.Pair], _ year: ReferenceYear, _ part: Int32?) {
    if isDivided { pairParts += repeatElement(part, count: pairs.count) }
    if hasYears { pairYears += repeatElement(Optional(year.rawValue), count: pairs.count) }
    firsts += pairs.lazy.map { [industries] in Optional(industries[$0.first].rawValue) }
    seconds += pairs.lazy.map { [industries] in Optional(industries[$0.second].rawValue) }
    pairValues += pairs.lazy.map(\.value)
  }

  /// The tables as outputs.
  var tables: [MeasureResult.Table] {
    [.init("industries", industryTable), .init("groups", groupTable), .init("pairs", pairTable)]
  }

  /// The year and, where areas are divided, their group.
  private func keys(_ years: [Int32?], _ parts: [Int32?]) -> [DataColumn] {
    (hasYears ? [DataColumn("year", .int32(years), title: Title(zh: "年份", en: "Reference year"))] : [])
      + (isDivided ? [RowParts.column(parts)] : [])
  }

  private var industryTable: DataTable {
    DataTable(
      columns: keys(years, parts) + [
        DataColumn("industry", .text(names), title: Title(zh: "行业", en: "Industry")),
        DataColumn("plants", .int32(counts), title: Title(zh: "企业数", en: "Number of plants")),
        DataColumn("employment", .double(employment), title: Title(zh: "就业", en: "Employment")),
        DataColumn("g", .double(raw), title: Title(zh: "空间基尼系数", en: "Raw concentration G"), note: "sum (s - x)^2"),
        DataColumn("h", .double(herfindahl), title: Title(zh: "赫芬达尔指数", en: "Herfindahl index of plants H")),
        DataColumn("gamma", .double(gamma), title: Title(zh: "EG指数", en: "Ellison-Glaeser index")),
        DataColumn(
          "variance_g", .double(variance), title: Title(zh: "G的方差", en: "Variance of G under random location")),
        DataColumn("z", .double(zScore), title: Title(zh: "z值", en: "z of G under random location")),
        DataColumn("gamma_ms", .double(maurelSedillot), title: Title(zh: "MS指数", en: "Maurel-Sedillot index")),
        DataColumn("alpha", .double(alpha), title: Title(zh: "DGS指数", en: "Devereux-Griffith-Simpson index")),
      ])
  }

  private var groupTable: DataTable {
    DataTable(
      columns: keys(groupYears, groupParts) + [
        DataColumn("industry_group", .text(groupNames), title: Title(zh: "行业组", en: "Group of industries")),
        DataColumn("gamma_c", .double(groupValues), title: Title(zh: "协同集聚指数", en: "Co-agglomeration")),
      ])
  }

  private var pairTable: DataTable {
    DataTable(
      columns: keys(pairYears, pairParts) + [
        DataColumn("industry_i", .text(firsts), title: Title(zh: "行业i", en: "First industry")),
        DataColumn("industry_j", .text(seconds), title: Title(zh: "行业j", en: "Second industry")),
        DataColumn("gamma_c", .double(pairValues), title: Title(zh: "协同集聚指数", en: "Co-agglomeration")),
      ])
  }
}
