import Clean
import Definitions
import Foundation
import PanelModel

/// A yearbook of a test's own: figures by series, area and year, cleaned as a build would.
struct SmallBook {
  var years = "2006-2010"
  var boundaries = "{fixed_at: 2010}"
  /// Rows of areas: code, name, first and last year.
  var areas = ["1,甲市,,", "2,乙市,,"]
  /// Rows of changes: year, kind, from, to, share.
  var changes: [String] = []
  /// Base indicators: everything after their code and title.
  var base: [(code: String, rest: String)] = []
  var tables: [IngestedTable] = []
  /// Lines of a file of checks, and series for all areas by code.
  var checks = ""
  var series: [String: String] = [:]
  /// Lines of the panel besides those every book has.
  var panelKeys = ""
  /// Scopes of columns other than the whole city, as YAML.
  var scopes: [String: String] = [:]
  /// The file of corrections; empty for none.
  var corrections = ""

  /// The columns every book has: code, unit, how it combines.
  static let columns: [(code: String, unit: String, combine: CombineRule)] = [
    ("gdp", "万元", .sum), ("sales", "万元", .sum), ("gdp_index", "index_previous_100", .keep),
    ("cpi", "index_previous_100", .keep), ("people", "万人", .sum), ("rate", "%", .keep), ("first", "万元", .sum),
    ("second", "万元", .sum),
    ("first_share", "%", .keep), ("second_share", "%", .keep), ("fdi", "万美元", .sum),
  ]

  static let units = """
    units:
      CNY:    {dimension: money}
      万元:   {times: 10000, of: CNY}
      亿元:   {times: 100000000, of: CNY}
      USD:    {dimension: money_usd}
      万美元: {times: 10000, of: USD}
      person: {dimension: person}
      万人:   {times: 10000, of: person}
      "%":    {times: 0.01, of: "1"}
      index_previous_100: {times: 0.01, of: "1"}
    """

  /// Adds a workbook with one series. `figures` are by area, the years running on from `from`; nil is not collected.
  mutating func add(
    _ code: String, from year: Int32, _ figures: [Int32: [Double?]], edition: Int32 = 2011, unit: String? = nil,
    isDated: Bool = false, accessed: String? = nil
  ) throws {
    let column = Self.columns.first { $0.code == code }
    let units = try UnitDefinitions(YAMLDocument.parse(Self.units, file: "units.yaml"))
    let measured = units.unit(named: unit ?? column?.unit ?? "1") ?? .one
    let series = SourceSeries(
      key: SeriesKey(IndicatorCode(code)), unit: measured, combine: column?.combine ?? .sum)
    var observations: [Observation] = []
    for (row, (area, values)) in figures.sorted(by: { $0.key < $1.key }).enumerated() {
      for (i, value) in values.enumerated() {
        observations.append(
          Observation(
            area: AreaCode(area), year: ReferenceYear(year + Int32(i)), value: value ?? 0,
            status: value == nil ? .missingNotCollected : .normal, series: 0, sheet: 0, row: Int32(row) + 1,
            column: Int32(i) + 1))
      }
    }
    tables.append(
      IngestedTable(
        file: "raw/\(edition)-\(code)-\(tables.count).xlsx", sheets: ["s"], table: code, yearbook: "book",
        edition: EditionYear(edition), referenceYear: isDated ? ReferenceYear(year) : nil,
        accessed: accessed.flatMap { CalendarDate($0) }, series: [series], observations: observations))
  }

  mutating func define(_ code: String, _ formula: String, _ unit: String, _ more: String = "") {
    base.append((code, "formula: \"\(formula)\"\nunit: \"\(unit)\"\n\(more)\n"))
  }

  func catalog() throws -> Catalog {
    let columns = Self.columns.map { code, unit, _ in
      "  \(code): {header: \(code), unit: \"\(unit)\", scopes: \(scopes[code] ?? "[whole_city]")}\n"
    }.joined()
    var files = [
      "units.yaml": Self.units,
      "areas/a.csv": "code,name_zh,from,to\n" + areas.joined(separator: "\n"),
      "areas/changes.csv": "year,kind,from_code,to_code,share\n" + changes.joined(separator: "\n"),
      "tables/book/t.yaml": "table: t\nyearbook: book\ntitle: T\nareas: {header: City}\ncolumns:\n\(columns)",
      "panels/p.yaml":
        "code: p\ntitle: P\nareas: {group: all, boundaries: \(boundaries)}\nyears: \(years)\ncolumns: []\n"
        + panelKeys,
    ]
    if !checks.isEmpty { files["checks/c.yaml"] = "checks:\n\(checks)\n" }
    for (code, lines) in series { files["series/\(code).csv"] = lines }
    if !corrections.isEmpty { files["corrections/c.yaml"] = corrections }
    for (code, rest) in base { files["base/\(code).yaml"] = "code: \(code)\ntitle: \(code)\n\(rest)" }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("almanac-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appendingPathComponent("indicators/\(name)")
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try CatalogLoader.load(project: folder.path)
  }

  func clean() throws -> Cleaned {
    let catalog = try catalog()
    var findings: [Finding] = []
    let input = CleanStage.Input(
      tables: tables, rows: PanelRows(catalog.panels[0], areas: catalog.areas), indicators: catalog.base,
      revisions: RevisionRules(catalog.tables, panel: catalog.panels[0].revisions), corrections: catalog.corrections,
      checks: catalog.checks, series: catalog.series, screen: catalog.panels[0].screen)
    let output = try CleanStage().run(input, findings: &findings)
    return Cleaned(output: output, findings: findings)
  }
}

/// What the clean stage made of a book.
struct Cleaned {
  var output: CleanStage.Output
  var findings: [Finding]

  /// The values of an area in order of year.
  func values(_ code: IndicatorCode, _ area: Int32 = 1) -> [Double?] { rows(area).map { output.panel[code]?[$0] } }

  /// The SDMX letters of an area in order of year.
  func letters(_ code: IndicatorCode, _ area: Int32 = 1) -> String {
    guard let series = output.panel[code] else { return "" }
    return String(rows(area).map { series.statuses[$0].letter })
  }

  func findings(_ code: FindingCode) -> [Finding] { findings.filter { $0.code == code } }

  private func rows(_ area: Int32) -> [Int] {
    output.panel.keys.indices.filter { output.panel.keys[$0].area == AreaCode(area) }
  }
}
