import Definitions
import PanelModel

/// Market integration of areas from the variance of relative prices.
package struct MarketIntegrationMeasure: Measure {
  private enum Partners: Sendable {
    case all
    case within(kilometres: Double)
    case sameGroup(RowGrouping)
  }
  private enum MeanOver: String, CaseIterable {
    case allPairs = "all_pairs"
    case partnerPairs = "partner_pairs"
  }

  private let code: IndicatorCode
  private let prices: [IndicatorCode]
  private let partners: Partners
  private let distances: Haversine
  private let divisor: PriceVariance.Divisor
  private let meanOver: MeanOver
  private let givesPairs: Bool
  private let seats: [AreaCode: GeographicPoint]

  package static let info = MethodInfo(
    name: "market_integration",
    title: Title(zh: "市场一体化（相对价格方差法）", en: "Market integration by the variance of relative prices"),
    formula:
      "dQ_ij^k = ln(p_i^k / p_i,t-1^k) - ln(p_j^k / p_j,t-1^k); q = |dQ| - mean of |dQ| over pairs for k and t; "
      + "segmentation_i = mean over partners j of the variance of q_ij^k over k; integration = 1 / segmentation",
    source: "Parsley and Wei (1996, 2001); Gui Qihan et al., 世界经济 2006; Lu Ming and Chen Zhao, 经济研究 2009; Sheng Bin "
      + "and Mao Qilin, 世界经济 2011",
    options: [
      .init(
        "prices", allowed: "[codes], two or more", default: nil,
        meaning: "Price indices of categories of goods against the year before (上年=100)."),
      .init(
        "partners", allowed: "all | {within_km: number} | {same: grouping or code}", default: nil,
        meaning: "Which other areas an area is compared with."),
      .init(
        "mean_over", allowed: "all_pairs | partner_pairs", default: "all_pairs",
        meaning: "The pairs over which the mean of |dQ| is taken."),
      .init(
        "variance", allowed: "sample | population", default: "sample",
        meaning: "Whether the variance over k categories is divided by k - 1 or by k."),
      .init("pairs", allowed: "true | false", default: "false", meaning: "Whether the table of pairs is given."),
      .init("earth_radius_km", allowed: "number > 0", default: "6371.0088", meaning: "For within_km."),
    ],
    edges: [
      "An area without one of the indices has no value in the year and is nobody's partner (MEA-004): all need the same k.",
      "An index of 0 or below is excluded: it has no logarithm.",
      "An area without partners is missing (MEA-013). Segmentation of 0 leaves integration missing.",
      "Segmentation is about 1e-4; integration, its inverse, has no upper bound.",
    ])

  package static let outputs = [
    MeasureOutput("integration", title: Title(zh: "市场一体化指数", en: "Market integration"), isMain: true),
    MeasureOutput("root", title: Title(zh: "市场一体化指数（平方根）", en: "Market integration, square root")),
    MeasureOutput("segmentation", title: Title(zh: "市场分割指数", en: "Market segmentation")),
    MeasureOutput("pairs", title: Title(zh: "地区两两相对价格方差", en: "Variance by pair"), kind: .table),
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    code = definition.code
    prices = try options.distinctCodes("prices")
    guard prices.count > 1 else { throw options.error("prices", expected: "a list of two or more indicator codes") }
    divisor = try options.choice("variance", default: PriceVariance.Divisor.sample)
    meanOver = try options.choice("mean_over", default: MeanOver.allPairs)
    givesPairs = try options.flag("pairs", default: false)
    distances = try options.haversine()
    seats = context.seats
    partners = try Self.partners(options, context)
  }

  private static func partners(
    _ options: MethodOptions, _ context: MeasureContext
  ) throws(DefinitionError) -> Partners {
    switch options["partners"] {
    case nil: throw options.missing("partners")
    case .text("all")?: return .all
    case .map(let entries)? where entries.count == 1:
      if entries[0].key == "within_km", case .number(let limit) = entries[0].value, limit > 0 {
        return .within(kilometres: limit)
      }
      let inner = MethodOptions(["same": entries[0].value], places: options.places, place: options.place)
      if entries[0].key == "same", let grouping = try RowGrouping.option("same", inner, context) {
        return .sameGroup(grouping)
      }
    default: break
    }
    throw options.error("partners", expected: "'all', {within_km: number} or {same: grouping}")
  }

  package var inputs: [IndicatorCode] {
    if case .sameGroup(let grouping) = partners { return distinct(prices + grouping.inputs) }
    return prices
  }

  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    let columns = try prices.map { c throws(MeasureError) in Self.positive(try panel.series(c, for: code)) }
    var groups: [AreaDivision.Group?] = []
    if case .sameGroup(let grouping) = partners { groups = try grouping.groups(panel, for: code) }
    let complete = CompleteRows(panel, columns: columns, total: columns[0])
    var rows = Rows(panel, columns)
    for year in complete.years {
      let variance = PriceVariance(
        indices: year.rows.map { i in columns.compactMap { $0[i].map { $0 / 100 } } }, divisor: divisor,
        meanOverAllPairs: meanOver == .allPairs,
        arePartners: { a, b in arePartners(year.rows[a], year.rows[b], panel.keys, groups) })
      rows.append(year, variance, columns, panel.keys, givesPairs: givesPairs)
    }
    findings += leftOut(complete) + rows.findings(about: code)
    return MeasureResult(series: rows.series, tables: givesPairs ? [.init("pairs", rows.table)] : [])
  }

  private func arePartners(_ a: Int, _ b: Int, _ keys: [PanelKey], _ groups: [AreaDivision.Group?]) -> Bool {
    switch partners {
    case .all: return true
    case .sameGroup: return groups[a] != nil && groups[a]?.code == groups[b]?.code
    case .within(let limit):
      guard let first = seats[keys[a].area], let second = seats[keys[b].area] else { return false }
      return distances.kilometres(first, second) <= limit
    }
  }

  private static func positive(_ series: PanelSeries) -> PanelSeries {
    var result = series
    for i in 0..<series.count { if let value = series[i], value <= 0 { result.setMissing(i, .excluded) } }
    return result
  }

  private func leftOut(_ complete: CompleteRows) -> [Finding] {
    let count = complete.years.reduce(0) { $0 + $1.leftOut }
    guard count > 0 else { return [] }
    return [
      Finding(
        .leftOutOfTotals, indicator: code,
        message: "areas without one of the \(prices.count) price indices were left out of '\(code)': "
          + complete.years.filter { $0.leftOut > 0 }.map { "\($0.year): \($0.leftOut)" }.joined(separator: ", "),
        remedy: "Fill the gaps, or restrict the panel to areas that have all categories.", count: count)
    ]
  }

  /// The columns and the table while they are filled.
  private struct Rows {
    var integration: PanelSeries
    var root: PanelSeries
    var segmentation: PanelSeries
    var lonely = 0
    var equal = 0
    var years: [Int32?] = []
    var firsts: [Int32?] = []
    var seconds: [Int32?] = []
    var variances: [Double?] = []

    init(_ panel: Panel, _ columns: [PanelSeries]) {
      segmentation = PanelSeries(count: panel.rowCount)
      for i in panel.keys.indices { segmentation.setMissing(i, Panel.status(columns, row: i)) }
      (integration, root) = (segmentation, segmentation)
    }

    mutating func append(
      _ year: CompleteRows.Year, _ variance: PriceVariance, _ columns: [PanelSeries], _ keys: [PanelKey],
      givesPairs: Bool
    ) {
      for (n, i) in year.rows.enumerated() {
        let status = Panel.status(columns, row: i)
        guard let value = variance.segmentation[n] else {
          lonely += 1
          for keyPath in [\Rows.segmentation, \.integration, \.root] {
            self[keyPath: keyPath].setMissing(i, .missingCannotExist)
          }
          continue
        }
        equal += value > 0 ? 0 : 1
        segmentation.set(i, value, status)
        integration.set(i, 1 / value, status)
        root.set(i, (1 / value).squareRoot(), status)
      }
      guard givesPairs else { return }
      for pair in variance.pairs {
        years.append(year.year.rawValue)
        firsts.append(keys[year.rows[pair.first]].area.rawValue)
        seconds.append(keys[year.rows[pair.second]].area.rawValue)
        variances.append(pair.variance)
      }
    }

    func findings(about code: IndicatorCode) -> [Finding] {
      var result = UndefinedValues.findings(about: code, count: equal, because: "prices moved alike everywhere")
      if lonely > 0 {
        result.append(
          Finding(
            .areaWithoutPlace, indicator: code, message: "\(lonely) rows of '\(code)' have no partner to compare with",
            remedy: "Widen 'partners', or add seats and groups to indicators/areas.", count: lonely))
      }
      return result
    }

    var series: [MeasureResult.Series] {
      [.init("integration", integration), .init("root", root), .init("segmentation", segmentation)]
    }

    var table: DataTable {
      DataTable(columns: [
        DataColumn("year", .int32(years), title: Title(zh: "年份", en: "Reference year")),
        DataColumn("area_i", .int32(firsts), title: Title(zh: "地区i", en: "First area")),
        DataColumn("area_j", .int32(seconds), title: Title(zh: "地区j", en: "Second area")),
        DataColumn("variance", .double(variances), title: Title(zh: "相对价格方差", en: "Variance of relative prices")),
      ])
    }
  }
}

extension MethodOptions {
  /// Distances with the radius of `earth_radius_km`.
  func haversine() throws(DefinitionError) -> Haversine {
    let radius = try number("earth_radius_km", default: Haversine.meanRadius)
    guard radius > 0 else { throw error("earth_radius_km", expected: "a number above 0") }
    return Haversine(radius: radius)
  }
}
