import Definitions
import PanelModel
import Spreadsheet

/// The reading of one workbook by one table definition: what every layout shares. Collects figures and findings.
struct TableReading {
  let source: SourceDefinition
  let resolved: ResolvedTable
  let areas: AreaMatcher
  let units: UnitDefinitions
  /// The unit the sidecar states, for columns whose header and caption state none.
  let sidecarUnit: UnitOfMeasure?
  private(set) var table: IngestedTable
  var findings: [Finding] = []
  /// Which figures of the sheet being read are spoken for.
  var ledger = FigureLedger()
  private var seriesIndex: [SourceSeries: Int32] = [:]
  private var places = FigurePlaces()
  /// Column of each series among the places.
  private var placeColumns: [Int] = []
  /// What texts among the figures of the sheet being read say, by number of the text.
  private var printedValues: [Int32: CellValue] = [:]
  /// What texts of the sheet being read are to rows, by number of the text; empty for those not looked up yet.
  private var rowClasses: [RowVocabulary.RowClass] = []
  /// The sheets of the repeated row reported last.
  private var duplicate: (Int32, Int32)?

  var definition: TableDefinition { resolved.definition }

  init(source: SourceDefinition, resolved: ResolvedTable, context: IngestContext) {
    self.source = source
    self.resolved = resolved
    areas = context.areas
    units = context.units
    sidecarUnit = source.unit.isEmpty ? nil : units.unit(printed: source.unit) ?? units.unit(named: source.unit)
    let definition = resolved.definition
    table = IngestedTable(
      file: source.workbook, table: definition.code, yearbook: source.yearbook, edition: source.edition,
      referenceYear: source.referenceYear, accessed: source.accessedDay)
    if !source.unit.isEmpty && sidecarUnit == nil {
      findings.append(
        Finding(
          .unitNotStated, location: SourceLocation(file: source.workbook),
          message: "The sidecar states the unit '\(source.unit)', which is not known",
          remedy: "Correct unit: in \(source.place.file), or add it to indicators/units.yaml."))
    }
  }

  /// Registers a sheet; observations count into the list.
  mutating func open(_ grid: SheetGrid) -> Int32 {
    table.sheets.append(grid.name)
    ledger = FigureLedger(grid)
    printedValues = [:]
    rowClasses = Array(repeating: [], count: grid.cells.textCount)
    return Int32(table.sheets.count - 1)
  }

  /// Makes room for the figures of that many rows.
  mutating func reserve(rows: Int, columns: Int) {
    places.reserve(rows: rows)
    table.observations.reserveCapacity(table.observations.count + rows * columns)
  }

  /// The number of a series of this table, new or known, in the unit printed.
  mutating func series(_ column: ColumnDefinition, _ scope: StatisticalScope, _ unit: UnitOfMeasure) -> Int32 {
    number(SourceSeries(key: SeriesKey(column.code, scope), unit: unit, combine: column.combine))
  }

  /// The number of a series of this table, new or known.
  mutating func number(_ series: SourceSeries) -> Int32 {
    if let index = seriesIndex[series] { return index }
    table.series.append(series)
    placeColumns.append(places.column(of: series.key))
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
    let origin = FigureOrigin(area: area, year: year, place: places.row(of: area, year), sheet: sheet, row: row)
    record(grid, grid.index(row, column), series, origin, column: column)
  }

  /// Reads the cells of several number columns, ascending, of one row.
  mutating func record(
    series: [Int32], area: AreaCode, year: ReferenceYear, grid: SheetGrid, sheet: Int32, row: Int, columns: [Int]
  ) {
    let origin = FigureOrigin(area: area, year: year, place: places.row(of: area, year), sheet: sheet, row: row)
    let cells = grid.cells(inRow: row)
    var index = cells.lowerBound
    for (number, column) in columns.enumerated() {
      while index < cells.upperBound && grid.column(index) < column { index += 1 }
      let isThere = index < cells.upperBound && grid.column(index) == column
      record(grid, isThere ? index : nil, series[number], origin, column: column)
    }
  }

  /// What all figures of one row, area and year share.
  private struct FigureOrigin {
    var area: AreaCode
    var year: ReferenceYear
    /// Row among the places.
    var place: Int
    var sheet: Int32
    var row: Int
  }

  private mutating func record(
    _ grid: SheetGrid, _ index: Int?, _ series: Int32, _ origin: FigureOrigin, column: Int
  ) {
    ledger.take(grid, index)
    var value = 0.0
    var status = ObservationStatus.normal
    if let index, grid.classes[index] == .number || (grid.classes[index] == .figureText && !resolved.marksFigures) {
      value = grid.numbers[index]
    } else {
      (value, status) = printed(grid, index, series, origin, column)
    }
    let place = placeColumns[Int(series)]
    let observation = Observation(
      area: origin.area, year: origin.year, value: value, status: status, series: series, sheet: origin.sheet,
      row: Int32(truncatingIfNeeded: origin.row), column: Int32(truncatingIfNeeded: column))
    let first = places[origin.place, place]
    if first < 0 {
      places[origin.place, place] = table.observations.count
      table.observations.append(observation)
      return
    }
    // A repeated row is an error unless it only repeats what is known (blank cells of a page break).
    if status.isMissing { return }
    if table.observations[first].status.isMissing {
      table.observations[first] = observation
    } else {
      reportDuplicate(of: first, observation)
    }
  }

  /// A figure that is not stored as a number: a text that reads as one, a mark for missing, or a finding.
  private mutating func printed(
    _ grid: SheetGrid, _ index: Int?, _ series: Int32, _ origin: FigureOrigin, _ column: Int
  ) -> (Double, ObservationStatus) {
    switch cellValue(grid, index, row: origin.row) {
    case .number(let x): return (x, .normal)
    case .missing(let kind): return (0, kind)
    case .error(let text):
      find(
        .errorCell, origin.sheet, origin.row, column, "The cell holds the error \(text)",
        "Mend the workbook at its source.")
    case .text(let text):
      find(
        .textWhereNumber, origin.sheet, origin.row, column,
        "'\(text)' stands where a number of '\(name(series))' belongs",
        "If it marks a missing value, add it to missing_marks of \(tablePath).")
    }
    return (0, .excluded)
  }

  private mutating func cellValue(_ grid: SheetGrid, _ index: Int?, row: Int) -> CellValue {
    guard let index, grid.cells.kinds[index] == .text else { return CellValue(grid, index, row, resolved.marks) }
    let id = grid.cells.textIDs[index]
    if let known = printedValues[id] { return known }
    let value = CellValue(grid, index, row, resolved.marks)
    printedValues[id] = value
    return value
  }

  /// One finding a row (or column, where areas run across), however many of its figures stand twice.
  private mutating func reportDuplicate(
    of first: Int, _ again: Observation
  ) {
    let known = table.observations[first]
    if let last = findings.indices.last, findings[last].code == .duplicateAreaYear, findings[last].area == again.area,
      findings[last].year == again.year, duplicate.map({ $0 == (again.sheet, known.sheet) }) == true
    {
      findings[last].count += 1
      return
    }
    duplicate = (again.sheet, known.sheet)
    findings.append(
      Finding(
        .duplicateAreaYear, location: table.location(of: again),
        indicator: table.series[Int(again.series)].key.indicator,
        area: again.area, year: again.year,
        message: "The figures of '\(areas.name(of: again.area, at: again.year))' in \(again.year) stand twice: '"
          + "\(name(again.series))' here and at \(table.location(of: known).cell ?? "?")",
        remedy: "Remove one of them at the source, or list the name under areas: ignore of \(tablePath)."))
  }

  func name(_ series: Int32) -> String { table.series[Int(series)].key.description }

  /// The definition's file, for remedies.
  var tablePath: String { definition.place?.file ?? "indicators/tables/\(definition.yearbook)/\(definition.code).yaml" }

  /// Resolves a printed area name; what is unclear becomes a finding that counts the figures left out, those of `rows`
  /// and `columns` that nothing else counts.
  mutating func area(
    _ fact: TextFact, year: ReferenceYear, province: AreaCode?, grid: SheetGrid, sheet: Int32, row: Int, column: Int,
    rows: Range<Int>, columns: Range<Int>
  ) -> AreaCode? {
    var match = areas.match(fact, year: year, province: province)
    if case .area(let code) = match, let same = fact.province, same != code, listsProvinces(grid, column) {
      match = .province(same)
    }
    if case .area(let code) = match { return code }
    let shown = PrintedText.trimmed(fact.text)
    switch match {
    case .area: break
    case .misprint(let code, let meant):
      find(
        .areaMatchedByMisprint, sheet, row, column, "'\(shown)' is read as the misprint of '\(meant)'",
        "Nothing, if that is right; else correct misprints in indicators/areas.")
      return code
    case .otherSpell(let code, let now):
      if let then = areas.nameBeforeCity(fact, code, year: year), !definition.layout.isOfSeveralYears {
        let figures = ledger.take(grid, rows: rows, columns: columns)
        find(
          .areaNotMatched, sheet, row, column,
          "'\(shown)' was a county-level city of '\(then)' in \(year); \(figures) figures left out",
          "If the book means all of \(then), add '\(shown)' to its also_printed in indicators/areas; else list it under "
            + "areas: ignore of \(tablePath).", count: figures)
        return nil
      }
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

  /// Whether a column names provinces more than other areas: 吉林 between 辽宁 and 黑龙江 is the province, not the city.
  private func listsProvinces(_ grid: SheetGrid, _ column: Int) -> Bool {
    var (provinces, others) = (0, 0)
    for row in 0..<grid.rowCount where grid.figureCount(row, after: column) > 0 {
      let fact = grid.fact(row, column)
      if fact.province == nil {
        others += fact.areaChoices.isEmpty ? 0 : 1
      } else if fact.areaChoices.isEmpty {
        provinces += 1
      }
    }
    return provinces > others && (provinces > 4 || others == 0)
  }

  func rowClass(_ fact: TextFact) -> RowVocabulary.RowClass { resolved.vocabulary.rowClass(of: fact) }

  /// What the text of a cell is to rows: looked up once for each text of the sheet being read.
  mutating func rowClass(_ grid: SheetGrid, _ index: Int?, row: Int) -> RowVocabulary.RowClass {
    guard let index else { return rowClass(grid.empty) }
    let id = grid.cells.textIDs[index]
    guard id >= 0 else { return rowClass(grid.fact(at: index, row: row)) }
    if !rowClasses[Int(id)].isEmpty { return rowClasses[Int(id)] }
    let found = rowClass(grid.fact(ofText: id))
    rowClasses[Int(id)] = found
    return found
  }
}
