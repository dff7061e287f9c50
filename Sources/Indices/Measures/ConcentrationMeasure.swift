import Definitions
import PanelModel

/// How concentrated each industry is over the panel's areas in each year, without knowing its plants.
package struct ConcentrationMeasure: Measure {
  private let code: IndicatorCode
  /// In order of code.
  private let industries: [IndicatorCode]
  private let total: [IndicatorCode]?
  private let grouping: RowGrouping?

  package static let info = MethodInfo(
    name: "concentration",
    title: Title(zh: "产业地理集中度", en: "Geographic concentration of industries"),
    formula:
      "s_r = e_ri / e_i, x_r = e_r / e; krugman = sum |s - x|; hoover = krugman / 2; hhi = sum s^2; spatial_gini = sum (s "
      + "- x)^2; locational_gini = 1 - sum (cs_k + cs_(k-1))(cx_k - cx_(k-1)), areas by s/x; locational_gini_half = half "
      + "of it; quotient_gini = Gini of s_r / x_r",
    source:
      "Krugman, Geography and Trade (1991); Hoover (1936); Audretsch and Feldman, American Economic Review 86 (1996); "
      + "locational_gini_half as EconGeo, quotient_gini as REAT print it",
    options: [
      .init("industries", allowed: "[codes]", default: nil, meaning: "Employment, a column an industry."),
      .init(
        "total", allowed: "code | [codes]", default: "the sum of the industries",
        meaning: "What x is an area's share of."
      ),
      .init(
        "within", allowed: "grouping or code", default: "none",
        meaning: "Each group of areas by itself: province, region3, or a column of whole numbers."),
    ],
    edges: [
      "Four numbers share the name Gini: spatial_gini is a sum of squares and no Gini; locational_gini is the area of the "
        + "Lorenz curve; EconGeo prints half of it; REAT the Gini of the quotients, equal to it only if all x_r are equal.",
      "An industry without employment in the year is missing. An area without a figure is left out of the year (MEA-004).",
      "An area with x_r = 0 has no quotient and is left out of quotient_gini; it stays in the others.",
    ])

  package static let outputs = [
    MeasureOutput(
      "industries", title: Title(zh: "产业集中度", en: "Concentration by industry"), kind: .table, isMain: true)
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    code = definition.code
    industries = try options.distinctCodes("industries").sorted()
    total = options["total"] == nil ? nil : try options.distinctCodes("total")
    grouping = try RowGrouping.option("within", options, context)
  }

  package var inputs: [IndicatorCode] { distinct(industries + (total ?? []) + (grouping?.inputs ?? [])) }

  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    let columns = try industries.map { c throws(MeasureError) in try panel.sizes([c], for: code) }
    let whole = try panel.sizes(total ?? industries, for: code)
    let groups = try grouping.map { g throws(MeasureError) in try g.groups(panel, for: code) }
    let complete = CompleteRows(panel, columns: columns + [whole], total: whole)
    var rows = Rows()
    for year in complete.years {
      for part in RowParts.of(year.rows, groups) {
        let sizes = part.rows.compactMap { whole[$0] }
        let sum = sizes.stableSum()
        let x = sizes.map { sum > 0 ? $0 / sum : 0 }
        for (industry, column) in zip(industries, columns) {
          rows.append(year.year, part.group, industry, part.rows.compactMap { column[$0] }, x)
        }
      }
    }
    findings += complete.findings(about: code, needing: "an industry or the total")
    if let groups { findings += UngroupedRows.findings(about: code, groups) }
    findings += UndefinedValues.findings(about: code, count: rows.undefined, because: "an industry has no employment")
    return MeasureResult(tables: [.init("industries", rows.table(hasGroups: grouping != nil))])
  }

  /// The table while it is filled.
  private struct Rows {
    var undefined = 0
    var years: [Int32?] = []
    var groups: [Int32?] = []
    var names: [String?] = []
    var figures: [[Double?]] = []

    mutating func append(
      _ year: ReferenceYear, _ group: Int32?, _ industry: IndicatorCode, _ employment: [Double], _ x: [Double]
    ) {
      years.append(year.rawValue)
      groups.append(group)
      names.append(industry.rawValue)
      let total = employment.stableSum()
      guard total > 0, x.contains(where: { $0 > 0 }) else {
        undefined += 1
        figures.append([total] + Array(repeating: nil, count: 7))
        return
      }
      let s = employment.map { $0 / total }
      let krugman = Specialization.krugman(s, x)
      let lorenz = Specialization.lorenzGini(s, x)
      figures.append([
        total, krugman, krugman / 2, Specialization.herfindahl(s), Specialization.rawSpatialGini(s, x), lorenz,
        lorenz / 2, Specialization.gini(of: zip(s, x).filter { $0.1 > 0 }.map { $0.0 / $0.1 }),
      ])
    }

    private static let columns: [(String, Title)] = [
      ("employment", Title(zh: "就业", en: "Employment")),
      ("krugman", Title(zh: "克鲁格曼集中度", en: "Krugman concentration")),
      ("hoover", Title(zh: "胡佛系数", en: "Hoover coefficient of localisation")),
      ("hhi", Title(zh: "赫芬达尔指数", en: "Herfindahl index over areas")),
      ("spatial_gini", Title(zh: "空间基尼系数（平方和）", en: "Raw spatial Gini, sum of squares")),
      ("locational_gini", Title(zh: "区位基尼系数（洛伦兹曲线）", en: "Locational Gini of the Lorenz curve")),
      ("locational_gini_half", Title(zh: "区位基尼系数（一半）", en: "Locational Gini, halved")),
      ("quotient_gini", Title(zh: "区位熵基尼系数", en: "Gini of the location quotients")),
    ]

    func table(hasGroups: Bool) -> DataTable {
      var columns = [DataColumn("year", .int32(years), title: Title(zh: "年份", en: "Reference year"))]
      if hasGroups { columns.append(RowParts.column(groups)) }
      columns.append(DataColumn("industry", .text(names), title: Title(zh: "行业", en: "Industry")))
      for (j, (name, title)) in Self.columns.enumerated() {
        columns.append(DataColumn(name, .double(figures.map { $0[j] }), title: title))
      }
      return DataTable(columns: columns)
    }
  }
}
