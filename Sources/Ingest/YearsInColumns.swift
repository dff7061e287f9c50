import Definitions
import PanelModel
import Spreadsheet

extension TableReading {
  /// Reads a data portal's export: areas down the side, years across, the indicator and its unit in a caption.
  mutating func readYearsInColumns(_ grid: SheetGrid, requireTitle: Bool) -> Bool {
    guard let block = HeaderBlock(grid, resolved.vocabulary, from: 0) else { return false }
    let caption = Captions(grid, above: block.firstRow)
    if requireTitle && !caption.name(definition.findTitles) { return false }
    if !definition.categoryHeaders.isEmpty { return readLongRows(grid, block, caption) }
    guard let column = definition.columns.first(where: { caption.name($0.headers) }) else { return false }
    let sheet = open(grid)
    defer { closeSheet(grid, sheet) }
    takeHeader(block, grid, sheet)
    let unit = unit(
      column, printed: captionUnit(grid, column, above: block.firstRow), caption: caption, sheet: sheet,
      row: block.firstRow, column: block.stub)
    let series = self.series(column, column.scopes.first ?? .wholeCity, unit)
    let years = self.years(block, grid, sheet)
    guard let anyYear = years.first?.0 else { return true }
    for (row, fact) in dataRows(below: block, grid) {
      guard
        let area = area(
          fact, year: anyYear, province: nil, grid: grid, sheet: sheet, row: row, column: block.stub,
          rows: row..<row + 1, columns: 0..<grid.columnCount)
      else { continue }
      for (year, place) in years {
        record(
          series: series, area: area, year: year, grid: grid, sheet: sheet, row: row, column: place)
      }
    }
    return true
  }

  func captionUnit(_ grid: SheetGrid, _ column: ColumnDefinition, above row: Int) -> UnitOfMeasure? {
    for r in 0..<row {
      for index in grid.cells(inRow: r) {
        let text = HeaderText(grid.fact(at: index, row: r).text, units: units)
        if text.forms.contains(where: { form in column.headers.contains { form.contains($0.lowercased()) } }) {
          return text.unit
        }
      }
    }
    return nil
  }

  /// The years over the columns; a column of anything else but units is a finding.
  mutating func years(
    _ block: HeaderBlock, _ grid: SheetGrid, _ sheet: Int32, besides others: [Int] = []
  ) -> [(ReferenceYear, Int)] {
    var years: [(ReferenceYear, Int)] = []
    for (i, path) in block.paths(grid).enumerated() where i > block.stub && !others.contains(i) && !path.isEmpty {
      if let year = Captions.year(in: path.printed) {
        years.append((year, i))
      } else {
        let figures = ledger.take(grid, rows: Self.rows(below: block.lastRow, grid), columns: i..<i + 1)
        find(
          .headerNotUnderstood, sheet, block.firstRow, i,
          "The column '\(path.printed)' is no year; \(figures) figures not read",
          "Mend the workbook, or use another layout in \(tablePath).", count: figures)
      }
    }
    return years
  }
}
