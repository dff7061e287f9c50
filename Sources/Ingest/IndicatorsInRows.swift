import Definitions
import PanelModel
import Spreadsheet

extension TableReading {
  /// Reads a sheet with indicators down the side and areas across, as county-level books print.
  mutating func readIndicatorsInRows(_ grid: SheetGrid, requireTitle: Bool) -> Bool {
    guard let block = HeaderBlock(grid, resolved.vocabulary, from: 0) else { return false }
    let caption = Captions(grid, above: block.firstRow)
    if requireTitle && !caption.name(definition.findTitles) { return false }
    let sheet = open(grid)
    defer { closeSheet(grid, sheet) }
    let isOneArea = definition.areaSource != .names
    let year = isOneArea ? nil : referenceYear(caption, grid, sheet)
    if year == nil && !isOneArea { return true }
    takeHeader(block, grid, sheet)
    let paths = block.paths(grid)
    let unitColumn = unitColumn(block, paths, grid)
    let columns =
      year.map { areaColumns(block, paths, $0, sheet, unitColumn: unitColumn, grid) }
      ?? yearColumns(block, sheet, unitColumn: unitColumn, grid)
    let page = IndicatorPage(block: block, caption: caption, year: year, unitColumn: unitColumn, columns: columns)
    var found: Set<IndicatorCode> = []
    var tree = StubTree()
    for row in Self.rows(below: block.lastRow, grid) {
      let fact = grid.seenFact(row, block.stub)
      if rowClass(fact).contains(.footer) { break }
      if fact.isBlank && grid.figureCount(row, after: block.stub) == 0 { continue }
      tree.enter(fact.text, grid.memory.header(fact))
      if grid.figureCount(row, after: block.stub) == 0 { continue }
      readIndicator(row, tree.path, fact.text, grid, sheet, page, &found)
    }
    for column in definition.columns where !found.contains(column.code) && !column.isOptional {
      find(
        .columnNotFound, sheet, block.firstRow, block.stub,
        "No row is '\(column.headers.joined(separator: "' or '"))' of '\(column.code)'",
        "Add the text as printed to \(tablePath), or mark the column optional.")
    }
    return true
  }

  private struct IndicatorPage {
    var block: HeaderBlock
    var caption: Captions
    /// Of all figures; nil where each column has its own.
    var year: ReferenceYear?
    var unitColumn: Int?
    var columns: [(area: AreaCode, year: ReferenceYear, column: Int)]
  }

  private mutating func readIndicator(
    _ row: Int, _ path: HeaderPath, _ text: String, _ grid: SheetGrid, _ sheet: Int32, _ page: IndicatorPage,
    _ found: inout Set<IndicatorCode>
  ) {
    let header = HeaderText(text, units: units)
    // A row is meant the first time its text matches; a later sub-item of the same name belongs to another heading. One
    // that names its heading goes before one that does not.
    let meant = definition.columns.filter { column in
      !found.contains(column.code) && header.matches(column.headers) && path.matches(column)
    }
    guard let column = meant.first(where: { !$0.under.isEmpty }) ?? meant.first else {
      if definition.ignoredHeaders.contains(where: header.matches) {
        ledger.ignore(grid, rows: row..<row + 1, columns: 0..<grid.columnCount, label: text)
        return
      }
      let figures = ledger.take(grid, rows: row..<row + 1, columns: 0..<grid.columnCount)
      find(
        .headerNotUnderstood, sheet, row, page.block.stub,
        "The row '\(PrintedText.trimmed(text))' is not in the definition; \(figures) figures not read",
        "Add it to columns: or ignore: of \(tablePath).", count: figures)
      return
    }
    found.insert(column.code)
    if let year = page.year, let named = Captions.year(in: text), named != year {
      find(
        .headerNotUnderstood, sheet, row, page.block.stub,
        "The row '\(PrintedText.trimmed(text))' names \(named) in a table of \(year); it is read as \(year)",
        "Nothing, if the row's year is a misprint; else mend the workbook.", count: 0)
    }
    let printed = page.unitColumn.flatMap { units.unit(printed: Self.withoutBrackets(grid.text(row, $0))) }
    let unit = unit(
      column, printed: printed ?? header.unit(for: column.headers), caption: page.caption, sheet: sheet, row: row,
      column: page.unitColumn ?? page.block.stub)
    let series = self.series(column, column.scopes.first ?? .wholeCity, unit)
    for (area, year, place) in page.columns {
      record(series: series, area: area, year: year, grid: grid, sheet: sheet, row: row, column: place)
    }
  }

  /// The column of units: by its header, or a column without a header right of the names that holds units.
  private func unitColumn(_ block: HeaderBlock, _ paths: [HeaderPath], _ grid: SheetGrid) -> Int? {
    if let named = paths.firstIndex(where: { path in path.matches(definition.unitHeaders) }) { return named }
    let next = block.stub + 1
    guard next < paths.count, paths[next].isEmpty else { return nil }
    let isUnits = Self.rows(below: block.lastRow, grid).contains { row in
      units.unit(printed: Self.withoutBrackets(grid.text(row, next))) != nil
    }
    return isUnits ? next : nil
  }

  /// The areas over the columns, as they were in a year.
  mutating func areaColumns(
    _ block: HeaderBlock, _ paths: [HeaderPath], _ year: ReferenceYear, _ sheet: Int32, unitColumn: Int?,
    _ grid: SheetGrid
  ) -> [(area: AreaCode, year: ReferenceYear, column: Int)] {
    var columns: [(area: AreaCode, year: ReferenceYear, column: Int)] = []
    let rows = Self.rows(below: block.lastRow, grid)
    for (i, path) in paths.enumerated() where i > block.stub && i != unitColumn && !path.isEmpty {
      guard let text = path.areaText else { continue }
      let fact = grid.memory.fact(text)
      if rowClass(fact).contains(.ignored) {
        ledger.ignore(grid, rows: rows, columns: i..<i + 1, label: text)
        continue
      }
      let code = area(
        fact, year: year, province: nil, grid: grid, sheet: sheet, row: block.firstRow, column: i, rows: rows,
        columns: i..<i + 1)
      if let code { columns.append((code, year, i)) }
    }
    return columns
  }

  /// The columns of years of a table of one area.
  private mutating func yearColumns(
    _ block: HeaderBlock, _ sheet: Int32, unitColumn: Int?, _ grid: SheetGrid
  ) -> [(area: AreaCode, year: ReferenceYear, column: Int)] {
    let years = years(block, grid, sheet, besides: unitColumn.map { [$0] } ?? [])
    guard let last = years.map(\.0).max(), let area = areaOfTable(grid, block, sheet, year: last) else { return [] }
    return years.map { (area, $0.0, $0.1) }
  }

  private static func withoutBrackets(_ text: String) -> String {
    PrintedText.compact(text).trimmingBrackets
  }
}

extension String {
  /// `(万人)` as `万人`.
  fileprivate var trimmingBrackets: String {
    hasPrefix("(") && hasSuffix(")") ? String(dropFirst().dropLast()) : self
  }
}
