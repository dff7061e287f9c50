import Definitions
import PanelModel
import Spreadsheet

extension TableReading {
  /// Reads tidy data: one row an area and year (and category), values in columns. Headers may follow the grammar
  /// 指标_范围_单位 (indicator, scope, unit joined by `_`).
  mutating func readObservationRows(_ grid: SheetGrid) -> Bool {
    guard let row = headerRow(grid) else { return false }
    let sheet = open(grid)
    defer { closeSheet(grid, sheet) }
    _ = ledger.take(grid, rows: row..<row + 1, columns: 0..<grid.columnCount)
    let paths = (0..<grid.columnCount).map { TidyName(grid.text(row, $0), units).path }
    let special = [definition.areaHeaders, yearHeaders, definition.categoryHeaders, definition.unitHeaders].map {
      names in
      paths.firstIndex { path in path.texts.contains { $0.matches(names) } }
    }
    guard let areaColumn = special[0] else { return false }
    if !yearHeaders.isEmpty && special[1] == nil {
      find(
        .columnNotFound, sheet, row, areaColumn,
        "No column has the header '\(yearHeaders.joined(separator: "' or '"))'",
        "Correct year: {column: …} in \(tablePath).")
      return true
    }
    // Years, codes and categories are labels.
    for column in special.compactMap({ $0 }) {
      _ = ledger.take(grid, rows: Self.rows(below: row, grid), columns: column..<column + 1)
    }
    let columns = valueColumns(paths, special.compactMap { $0 }, grid, sheet, row)
    var unmapped: [String: Unmapped] = [:]
    for r in row + 1..<max(grid.rowCount, row + 1) where !grid.isBlank(r) {
      readObservation(
        r, grid, sheet,
        SpecialColumns(area: areaColumn, year: special[1], category: special[2], unit: special[3]), columns, &unmapped)
    }
    reportUnmapped(unmapped, sheet, special[2] ?? areaColumn)
    return true
  }

  /// The columns that say what the figures of a row are.
  private struct SpecialColumns {
    var area: Int
    var year: Int?
    var category: Int?
    var unit: Int?
  }

  /// Places of one value column; several definitions share it when a category column tells them apart.
  private struct ValueColumn {
    var place: Int
    var definitions: [(definition: ColumnDefinition, series: Int32, categories: Set<String>)]
  }

  /// Figures of a category that no column takes.
  private struct Unmapped {
    var count = 0
    var sum = StableSum()
    var row: Int
  }

  private var yearHeaders: [String] { if case .column(let names) = definition.year { names } else { [] } }

  private func headerRow(_ grid: SheetGrid) -> Int? {
    (0..<min(grid.rowCount, 30)).first { row in
      grid.cells(inRow: row).contains { index in
        HeaderText(grid.fact(at: index, row: row).text, units: units).matches(definition.areaHeaders)
      }
    }
  }

  private mutating func valueColumns(
    _ paths: [HeaderPath], _ special: [Int], _ grid: SheetGrid, _ sheet: Int32, _ row: Int
  ) -> [ValueColumn] {
    var columns: [ValueColumn] = []
    var found: Set<IndicatorCode> = []
    for (i, path) in paths.enumerated() where !path.isEmpty && !special.contains(i) {
      let matching = definition.columns.filter { path.matches($0) && $0.scopes.contains(path.scope ?? $0.scopes[0]) }
      if matching.isEmpty {
        if definition.ignoredHeaders.contains(where: { path.matches($0) }) {
          ledger.ignore(grid, rows: Self.rows(below: row, grid), columns: i..<i + 1, label: path.printed)
        } else {
          reportUnknown(HeaderPath(texts: Array(path.texts.prefix(1))), i, grid, sheet, below: row)
        }
        continue
      }
      for column in matching {
        found.insert(column.code)
      }
      columns.append(
        ValueColumn(
          place: i,
          definitions: matching.map { column in
            let unit = unit(
              column, printed: path.unit(for: column), caption: Captions(), sheet: sheet, row: row, column: i)
            let series = series(column, path.scope ?? column.scopes[0], unit)
            return (column, series, Set(column.categories.map(AreaMatcher.normalized)))
          }))
    }
    for column in definition.columns where !found.contains(column.code) && !column.isOptional {
      find(
        .columnNotFound, sheet, row, 0,
        "No column has the header '\(column.headers.joined(separator: "' or '"))' of '\(column.code)'",
        "Add the header as printed to \(tablePath), or mark the column optional.")
    }
    return columns
  }

  private mutating func readObservation(
    _ row: Int, _ grid: SheetGrid, _ sheet: Int32, _ special: SpecialColumns, _ columns: [ValueColumn],
    _ unmapped: inout [String: Unmapped]
  ) {
    let year = special.year.map { grid.fact(row, $0).year } ?? source.referenceYear
    guard let year else {
      let figures = ledger.take(grid, rows: row..<row + 1, columns: 0..<grid.columnCount)
      if figures == 0 { return reportWithoutFigures(row, grid, sheet) }
      find(
        .yearNotStated, sheet, row, special.year ?? special.area, "The row states no year; \(figures) figures left out",
        "Mend the workbook, or add reference_year to its sidecar.", count: figures)
      return
    }
    let name = grid.fact(row, special.area)
    if rowClass(name).contains(.ignored) {
      ledger.ignore(grid, rows: row..<row + 1, columns: 0..<grid.columnCount, label: name.text)
      return
    }
    guard
      let area = area(
        name, year: year, province: nil, grid: grid, sheet: sheet, row: row, column: special.area, rows: row..<row + 1,
        columns: 0..<grid.columnCount)
    else { return }
    let category = special.category.map { grid.fact(row, $0).areaName }
    for column in columns {
      let chosen = column.definitions.first { $0.categories.isEmpty || $0.categories.contains(category ?? "") }
      guard let chosen else {
        let shown = special.category.map { PrintedText.trimmed(grid.text(row, $0)) } ?? ""
        let index = grid.index(row, column.place)
        if ledger.take(grid, index) {
          unmapped[shown, default: Unmapped(row: row)].count += 1
          if case .number(let x) = CellValue(grid, index, row, [:]) { unmapped[shown]?.sum.add(x) }
        }
        continue
      }
      let series = special.unit.map { seriesOfRow(chosen.definition, chosen.series, grid, sheet, row, unitColumn: $0) }
      record(
        series: series ?? chosen.series, area: area, year: year, grid: grid, sheet: sheet, row: row,
        column: column.place)
    }
  }

  /// The series in the unit the row itself states, if it states one.
  private mutating func seriesOfRow(
    _ column: ColumnDefinition, _ series: Int32, _ grid: SheetGrid, _ sheet: Int32, _ row: Int, unitColumn: Int
  ) -> Int32 {
    guard let printed = units.unit(printed: grid.text(row, unitColumn)) else { return series }
    let unit = unit(column, printed: printed, caption: Captions(), sheet: sheet, row: row, column: unitColumn)
    return self.series(column, table.series[Int(series)].key.scope, unit)
  }

  /// A line of words below tidy data: a footer, or a note for the reader to look at.
  private mutating func reportWithoutFigures(_ row: Int, _ grid: SheetGrid, _ sheet: Int32) {
    guard let index = grid.cells(inRow: row).first(where: { grid.hasText($0, row: row) }) else { return }
    if rowClass(grid, index, row: row).contains(.footer) { return }
    find(
      .rowNotUnderstood, sheet, row, grid.column(index),
      "'\(PrintedText.trimmed(grid.text(at: index, row: row)))' stands alone in a row without figures or a year",
      "Nothing, if it is a note; else mend the workbook.", count: 0)
  }

  /// One finding a category that no column takes, with how many figures it holds.
  private mutating func reportUnmapped(
    _ unmapped: [String: Unmapped], _ sheet: Int32, _ column: Int
  ) {
    for (category, use) in unmapped.sorted(by: { $0.key < $1.key }) {
      let shown = category.isEmpty ? "a blank category" : "the category '\(category)'"
      find(
        .valueLeftOut, sheet, use.row, column,
        "\(use.count) figures of \(shown), together \(DecimalText.text(use.sum.value)), belong to no column and are left out",
        "Add a column with this category to \(tablePath), if they are wanted.", count: use.count)
    }
  }
}
