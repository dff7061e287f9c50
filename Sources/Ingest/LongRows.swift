import Definitions
import PanelModel
import Spreadsheet

extension TableReading {
  /// Reads a portal's long table: a row an indicator and area, years across; the column under `category:` names the
  /// indicator, in the grammar 指标_范围_单位, and that under `unit_column:` its unit.
  mutating func readLongRows(_ grid: SheetGrid, _ block: HeaderBlock, _ caption: Captions) -> Bool {
    let paths = block.paths(grid)
    guard let names = paths.firstIndex(where: { $0.matches(definition.categoryHeaders) }) else { return false }
    let sheet = open(grid)
    defer { closeSheet(grid, sheet) }
    takeHeader(block, grid, sheet)
    let unitColumn = paths.firstIndex { $0.matches(definition.unitHeaders) }
    let ignored = paths.indices.filter { i in definition.ignoredHeaders.contains { paths[i].matches($0) } }
    for i in ignored {
      ledger.ignore(grid, rows: Self.rows(below: block.lastRow, grid), columns: i..<i + 1, label: paths[i].printed)
    }
    let years = years(block, grid, sheet, besides: [names] + ignored + (unitColumn.map { [$0] } ?? []))
    guard let last = years.map(\.0).max() else { return true }
    var unknown: [String: (row: Int, count: Int)] = [:]
    var found: Set<IndicatorCode> = []
    for (row, fact) in dataRows(below: block, grid) {
      let name = TidyName(grid.text(row, names), units)
      guard let column = column(of: name) else {
        let figures = ledger.take(grid, rows: row..<row + 1, columns: 0..<grid.columnCount)
        unknown[PrintedText.trimmed(grid.text(row, names)), default: (row, 0)].count += figures
        continue
      }
      found.insert(column.code)
      let area = area(
        fact, year: last, province: nil, grid: grid, sheet: sheet, row: row, column: block.stub, rows: row..<row + 1,
        columns: 0..<grid.columnCount)
      guard let area else { continue }
      let stated = unitColumn.flatMap { units.unit(printed: grid.text(row, $0)) }
      let unit = unit(
        column, printed: stated ?? name.path.unit(for: column), caption: caption, sheet: sheet, row: row,
        column: unitColumn ?? names)
      let series = series(column, name.path.scope ?? column.scopes[0], unit)
      for (year, place) in years {
        record(series: series, area: area, year: year, grid: grid, sheet: sheet, row: row, column: place)
      }
    }
    reportLong(unknown, found, sheet, names, block)
    return true
  }

  private func column(of name: TidyName) -> ColumnDefinition? {
    definition.columns.first { column in
      name.path.matches(column) && column.scopes.contains(name.path.scope ?? column.scopes[0])
    }
  }

  /// One finding an indicator that no column takes, and one a column that no row names.
  private mutating func reportLong(
    _ unknown: [String: (row: Int, count: Int)], _ found: Set<IndicatorCode>, _ sheet: Int32, _ column: Int,
    _ block: HeaderBlock
  ) {
    for (name, use) in unknown.sorted(by: { $0.value.row < $1.value.row }) {
      find(
        .headerNotUnderstood, severity: use.count > 0 ? .warning : .note, sheet, use.row, column,
        "The indicator '\(name)' is not in the definition; \(use.count) figures not read",
        "Add it to columns: of \(tablePath), if it is wanted.", count: use.count)
    }
    for missing in definition.columns where !found.contains(missing.code) && !missing.isOptional {
      find(
        .columnNotFound, sheet, block.firstRow, column,
        "No row names '\(missing.headers.joined(separator: "' or '"))' of '\(missing.code)'",
        "Add the name as printed to \(tablePath), or mark the column optional.")
    }
  }
}
