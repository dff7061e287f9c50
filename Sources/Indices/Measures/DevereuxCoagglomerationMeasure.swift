import Definitions
import PanelModel

/// Co-agglomeration of a group of industries over the areas of each province (or of all areas) in each year, without
/// plants: one figure a group and year.
package struct DevereuxCoagglomerationMeasure: Measure {
  private let code: IndicatorCode
  private let industries: [NamedSum]
  private let grouping: RowGrouping?

  package static let info = MethodInfo(
    name: "devereux_coagglomeration",
    title: Title(zh: "产业协同集聚指数（省级）", en: "Co-agglomeration of industries over the areas of a province"),
    formula: "gamma_c = (G_U - sum_j w_j^2 G_j) / (1 - sum_j w_j^2), G = sum_r s_r^2 - 1/R, w_j = e_j / e_U",
    source:
      "Devereux, Griffith and Simpson, Regional Science and Urban Economics 34 (2004), 533-564; Chen Guoliang and "
      + "Chen Jianjun, 管理世界 2012(5)",
    options: [
      .init(
        "industries", allowed: "[codes] | {name: code | [codes]}, two or more", default: nil,
        meaning: "Employment of the industries of the group; columns under one name are summed."),
      .init(
        "within", allowed: "grouping or code", default: "none: all areas together",
        meaning: "The areas that are compared with each other: province, region3, or a column of whole numbers."),
    ],
    edges: [
      "One figure a group and year: the column repeats it for each area of the group, and the table holds it once.",
      "A group with one area, or with employment in fewer than two of the industries, is missing (cannot exist).",
      "R counts the areas of the group with figures in the year, occupied or not; others are left out (MEA-004).",
    ])

  package static let outputs = [
    MeasureOutput("gamma", title: Title(zh: "产业协同集聚指数", en: "Co-agglomeration, Devereux form"), isMain: true),
    MeasureOutput("groups", title: Title(zh: "各组产业协同集聚指数", en: "Co-agglomeration by group"), kind: .table),
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    code = definition.code
    guard let industries = try options.namedSums("industries") else { throw options.missing("industries") }
    guard industries.count > 1 else {
      throw options.error("industries", expected: "two or more industries, as a list or a map")
    }
    self.industries = industries
    grouping = try RowGrouping.option("within", options, context)
  }

  package var inputs: [IndicatorCode] { distinct(industries.flatMap(\.codes) + (grouping?.inputs ?? [])) }

  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    let columns = try industries.map { sum throws(MeasureError) in try panel.sizes(sum.codes, for: code) }
    let groups = try grouping.map { g throws(MeasureError) in try g.groups(panel, for: code) }
    let complete = CompleteRows(panel, columns: columns, total: columns[0])
    var series = PanelSeries(count: panel.rowCount)
    for i in panel.keys.indices { series.setMissing(i, Panel.status(columns, row: i)) }
    var rows: (years: [Int32?], groups: [Int32?], areas: [Int32?], values: [Double?]) = ([], [], [], [])
    var undefined = 0
    for year in complete.years {
      for part in RowParts.of(year.rows, groups) {
        let value = DevereuxIndex.coagglomeration(
          employment: columns.map { column in part.rows.compactMap { column[$0] } })
        rows.years.append(year.year.rawValue)
        rows.groups.append(part.group)
        rows.areas.append(Int32(clamping: part.rows.count))
        rows.values.append(value)
        undefined += value == nil ? 1 : 0
        for i in part.rows {
          if let value {
            series.set(i, value, Panel.status(columns, row: i))
          } else {
            series.setMissing(i, .missingCannotExist)
          }
        }
      }
    }
    findings += complete.findings(about: code, needing: "an industry")
    if let groups { findings += UngroupedRows.findings(about: code, groups) }
    findings += UndefinedValues.findings(
      about: code, count: undefined, because: "a group has one area, or employment in fewer than two industries")
    var table = [DataColumn("year", .int32(rows.years), title: Title(zh: "年份", en: "Reference year"))]
    if grouping != nil { table.append(RowParts.column(rows.groups)) }
    table.append(DataColumn("areas", .int32(rows.areas), title: Title(zh: "地区数", en: "Areas counted")))
    table.append(DataColumn("gamma_c", .double(rows.values), title: Title(zh: "协同集聚指数", en: "Co-agglomeration")))
    return MeasureResult(series: [.init("gamma", series)], tables: [.init("groups", DataTable(columns: table))])
  }
}
