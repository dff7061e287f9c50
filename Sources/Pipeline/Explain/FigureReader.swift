import Clean
import Definitions
import Ingest
import PanelModel
import Spreadsheet

/// Opens workbooks again to see what a cell prints and what stands around it. Every sheet is read once.
final class FigureReader {
  private let project: Project
  private let reading: Reading
  private let context: IngestContext
  private let limits: Limits
  private let sources: [String: SourceDefinition]
  private let titles: [String: Title]
  private let findings: [SourceLocation: [Finding]]
  private var workbooks: [String: Workbook] = [:]
  private var sheets: [SourceLocation: Sheet] = [:]
  private var known: [SourceColumn.Origin: PrintedFigure] = [:]

  init(_ project: Project, catalog: Catalog, reading: Reading, findings: [Finding], limits: Limits) {
    self.project = project
    self.reading = reading
    self.limits = limits
    context = IngestContext(tables: catalog.tables, areas: catalog.areas, units: catalog.units)
    sources = Dictionary(reading.sources.map { ($0.workbook, $0) }, uniquingKeysWith: { a, _ in a })
    titles = Dictionary(
      catalog.tables.map { ("\($0.yearbook)/\($0.code)", $0.title) }, uniquingKeysWith: { a, _ in a })
    self.findings = Dictionary(
      grouping: findings.filter { $0.location?.cell != nil }, by: { $0.location ?? SourceLocation(file: "") })
  }

  /// The figure of an observation as its workbook prints it.
  func figure(_ origin: SourceColumn.Origin) -> PrintedFigure {
    if let figure = known[origin] { return figure }
    let table = reading.tables[Int(origin.table)]
    let observation = table.observations[Int(origin.observation)]
    let series = table.series[Int(observation.series)]
    let location = table.location(of: observation)
    let source = sources[table.file]
    var figure = PrintedFigure(
      location: location, printed: nil, value: observation.status.isMissing ? nil : observation.value,
      status: observation.status, unit: series.unit.symbol, multiplier: series.unit.multiplier, table: table.table,
      tableTitle: titles["\(table.yearbook)/\(table.table)"] ?? Title(), yearbook: table.yearbook,
      edition: table.edition, year: observation.year, sha256: source?.sha256)
    figure.findings = findings[location] ?? []
    if let source, let sheet = sheet(location) {
      let around = FigureContext(
        sheet, row: Int(observation.row), column: Int(observation.column), of: series, table: table.table,
        source: source, context: context)
      (figure.printed, figure.areaText) = (around.printed.map(PrintedText.withoutDust), around.areaText)
      (figure.headers, figure.unitFrom) = (around.headers, around.unitFrom)
    }
    known[origin] = figure
    return figure
  }

  private func sheet(_ location: SourceLocation) -> Sheet? {
    let place = SourceLocation(file: location.file, sheet: location.sheet)
    if let sheet = sheets[place] { return sheet }
    if workbooks[location.file] == nil, let bytes = project.bytes(location.file) {
      workbooks[location.file] = try? Workbook.open(bytes: bytes, name: location.file, limits: limits)
    }
    guard let name = location.sheet, let sheet = try? workbooks[location.file]?.sheet(named: name) else { return nil }
    sheets[place] = sheet
    return sheet
  }
}
