import Definitions
import PanelModel
import Spreadsheet

/// The reading of one workbook by one table definition: what every layout shares. Collects figures and findings.
struct TableReading {
  let source: SourceDefinition
  let definition: TableDefinition
  let areas: AreaMatcher
  let units: UnitDefinitions
  private(set) var table: IngestedTable
  var findings: [Finding] = []
  /// Which figures of the sheet being read are spoken for.
  var ledger = FigureLedger()
  private var seriesIndex: [SourceSeries: Int32] = [:]
  private var seen: [Place: Int] = [:]
  private let marks: [String: ObservationStatus]
  /// The headers of the column of areas, compact and lower case.
  let compactAreaHeaders: [String]
  /// The sheets of the repeated row reported last.
  private var duplicate: (Int32, Int32)?

  private struct Place: Hashable {
    var key: SeriesKey
    var area: AreaCode
    var year: ReferenceYear
  }

  init(source: SourceDefinition, definition: TableDefinition, areas: AreaMatcher, units: UnitDefinitions) {
    self.source = source
    self.definition = definition
    self.areas = areas
    self.units = units
    marks = Dictionary(
      definition.missingMarks.map { (PrintedText.compact($0.key), $0.value) }, uniquingKeysWith: { a, _ in a })
    compactAreaHeaders = definition.areaHeaders.map { PrintedText.compact($0).lowercased() }
    table = IngestedTable(
      file: source.workbook, table: definition.code, yearbook: source.yearbook, edition: source.edition,
      referenceYear: source.referenceYear)
  }

  /// Registers a sheet; observations count into the list.
  mutating func open(_ grid: SheetGrid) -> Int32 {
    table.sheets.append(grid.name)
    ledger = FigureLedger()
    return Int32(table.sheets.count - 1)
  }

  /// The number of a series of this table, new or known, in the unit printed.
  mutating func series(_ column: ColumnDefinition, _ scope: StatisticalScope, _ unit: UnitOfMeasure) -> Int32 {
    let series = SourceSeries(key: SeriesKey(column.code, scope), unit: unit, combine: column.combine)
    if let index = seriesIndex[series] { return index }
    table.series.append(series)
    let index = Int32(table.series.count - 1)
    seriesIndex[series] = index
    return index
  }

  func location(_ sheet: Int32, _ row: Int, _ column: Int) -> SourceLocation {
    SourceLocation(
      file: table.file, sheet: table.sheets[Int(sheet)], cell: A1Address.text(row: row, column: column))
  }

  mutating func find(
    _ code: FindingCode, severity: Finding.Severity? = nil, _ sheet: Int32, _ row: Int, _ column: Int,
    _ message: String, _ remedy: String, count: Int = 1
  ) {
    findings.append(
      Finding(
        code, severity: severity, location: location(sheet, row, column), message: message, remedy: remedy,
        count: count))
  }

  /// Reads one cell of a number column into an observation; what is no number is a finding.
  mutating func record(
    series: Int32, area: AreaCode, year: ReferenceYear, grid: SheetGrid, sheet: Int32, row: Int, column: Int
  ) {
    let place = Place(key: table.series[Int(series)].key, area: area, year: year)
    let cell = grid.cell(row, column)
    ledger.take(grid, row, column)
    var value = 0.0
    let status: ObservationStatus
    switch CellValue(cell, marks: marks) {
    case .number(let x):
      value = x
      status = .normal
    case .missing(let kind): status = kind
    case .error(let text):
      status = .excluded
      find(.errorCell, sheet, row, column, "The cell holds the error \(text)", "Mend the workbook at its source.")
    case .text(let text):
      status = .excluded
      find(
        .textWhereNumber, sheet, row, column, "'\(text)' stands where a number of '\(name(series))' belongs",
        "If it marks a missing value, add it to missing_marks of \(tablePath).")
    }
    if let first = seen[place] {
      // A repeated row is an error unless it only repeats what is known (blank cells of a page break).
      if status.isMissing { return }
      if table.observations[first].status.isMissing {
        table.observations[first] = observation(place, series, value, status, sheet, row, column)
        return
      }
      reportDuplicate(of: first, series, place, sheet, row, column)
      return
    }
    seen[place] = table.observations.count
    table.observations.append(observation(place, series, value, status, sheet, row, column))
  }

  private func observation(
    _ place: Place, _ series: Int32, _ value: Double, _ status: ObservationStatus, _ sheet: Int32, _ row: Int,
    _ column: Int
  ) -> Observation {
    Observation(
      area: place.area, year: place.year, value: value, status: status, series: series, sheet: sheet,
      row: Int32(row), column: Int32(column))
  }

  /// One finding a row (or column, where areas run across), however many of its figures stand twice.
  private mutating func reportDuplicate(
    of first: Int, _ series: Int32, _ place: Place, _ sheet: Int32, _ row: Int, _ column: Int
  ) {
    let known = table.observations[first]
    if let last = findings.indices.last, findings[last].code == .duplicateAreaYear, findings[last].area == place.area,
      findings[last].year == place.year, duplicate.map({ $0 == (sheet, known.sheet) }) == true
    {
      findings[last].count += 1
      return
    }
    duplicate = (sheet, known.sheet)
    findings.append(
      Finding(
        .duplicateAreaYear, location: location(sheet, row, column), indicator: place.key.indicator,
        area: place.area, year: place.year,
        message: "The figures of '\(areas.name(of: place.area, at: place.year))' in \(place.year) stand twice: '"
          + "\(name(series))' here and at \(table.location(of: known).cell ?? "?")",
        remedy: "Remove one of them at the source, or list the name under areas: ignore of \(tablePath)."))
  }

  func name(_ series: Int32) -> String { table.series[Int(series)].key.description }

  /// The definition's file, for remedies.
  var tablePath: String { definition.place?.file ?? "indicators/tables/\(definition.yearbook)/\(definition.code).yaml" }

  /// Resolves a printed area name; what is unclear becomes a finding that counts the figures left out, those of `rows`
  /// and `columns` that nothing else counts.
  mutating func area(
    _ text: String, year: ReferenceYear, province: AreaCode?, grid: SheetGrid, sheet: Int32, row: Int, column: Int,
    rows: Range<Int>, columns: Range<Int>
  ) -> AreaCode? {
    let shown = PrintedText.trimmed(text)
    switch areas.match(text, year: year, province: province) {
    case .area(let code): return code
    case .misprint(let code, let meant):
      find(
        .areaMatchedByMisprint, sheet, row, column, "'\(shown)' is read as the misprint of '\(meant)'",
        "Nothing, if that is right; else correct misprints in indicators/areas.")
      return code
    case .otherSpell(let code, let now):
      find(
        .areaRenamed, sheet, row, column, "'\(shown)' is a name of another year; in \(year) the area is '\(now)'",
        "Nothing, if that is right; else correct its years in indicators/areas.")
      return code
    case .province:
      let figures = ledger.take(grid, rows: rows, columns: columns)
      if figures > 0 {
        find(
          .valueLeftOut, sheet, row, column, "'\(shown)' is a province with \(figures) figures of its own, left out",
          "Nothing, if provinces are not wanted; else list it in indicators/areas.", count: figures)
      }
    case .ambiguous(let codes):
      let figures = ledger.take(grid, rows: rows, columns: columns)
      find(
        .areaNotMatched, sheet, row, column,
        "'\(shown)' may be \(codes.map(\.description).joined(separator: " or ")); \(figures) figures left out",
        "Give the rows a province heading, or print the full name.", count: figures)
    case .none:
      let figures = ledger.take(grid, rows: rows, columns: columns)
      find(
        figures > 0 ? .areaNotMatched : .rowNotUnderstood, sheet, row, column,
        "'\(shown)' is no area of \(year); \(figures) figures left out",
        "Add the name to indicators/areas, or to areas: ignore of \(tablePath).", count: figures)
    }
    return nil
  }

  func isIgnoredArea(_ text: String) -> Bool {
    let name = AreaMatcher.normalized(text)
    return definition.ignoredAreas.contains { AreaMatcher.normalized($0) == name }
  }

  func isFooter(_ text: String) -> Bool {
    let compact = PrintedText.compact(text).lowercased()
    return definition.footers.contains { compact.hasPrefix(PrintedText.compact($0).lowercased()) }
  }
}
