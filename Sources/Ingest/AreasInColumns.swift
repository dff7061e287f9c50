import Definitions
import PanelModel
import Spreadsheet

extension TableReading {
  /// Reads a table of one indicator over the years: years down the side, areas across, the indicator and its unit in a
  /// caption. Areas are those of the last year.
  mutating func readAreasInColumns(_ grid: SheetGrid, requireTitle: Bool) -> Bool {
    guard let block = HeaderBlock(grid, resolved.vocabulary, from: 0) else { return false }
    let caption = Captions(grid, above: block.firstRow)
    if requireTitle && !caption.name(definition.findTitles) { return false }
    guard let column = definition.columns.first(where: { caption.name($0.headers) }) else { return false }
    let sheet = open(grid)
    defer { closeSheet(grid, sheet) }
    takeHeader(block, grid, sheet)
    let rows = yearRows(below: block, grid, sheet)
    guard let last = rows.map(\.year).max() else { return true }
    let unit = unit(
      column, printed: captionUnit(grid, column, above: block.firstRow), caption: caption, sheet: sheet,
      row: block.firstRow, column: block.stub)
    let series = self.series(column, column.scopes.first ?? .wholeCity, unit)
    let columns = areaColumns(block, block.paths(grid), last, sheet, unitColumn: nil, grid)
    for (row, year) in rows {
      for (area, _, place) in columns {
        record(series: series, area: area, year: year, grid: grid, sheet: sheet, row: row, column: place)
      }
    }
    return true
  }

  /// The rows of years below a header; a row of anything else is a finding.
  mutating func yearRows(
    below block: HeaderBlock, _ grid: SheetGrid, _ sheet: Int32
  ) -> [(row: Int, year: ReferenceYear)] {
    var result: [(row: Int, year: ReferenceYear)] = []
    for (row, fact) in dataRows(below: block, grid, ignoring: .continuation) {
      if let year = fact.year {
        // The year itself is a label.
        _ = ledger.take(grid, rows: row..<row + 1, columns: block.stub..<block.stub + 1)
        result.append((row, year))
        continue
      }
      let figures = ledger.take(grid, rows: row..<row + 1, columns: 0..<grid.columnCount)
      if figures == 0 { continue }
      find(
        .rowNotUnderstood, sheet, row, block.stub,
        "'\(PrintedText.trimmed(fact.text))' is no year; the row's \(figures) figures are left out",
        "Mend the workbook, or list the text under areas: ignore of \(tablePath).", count: figures)
    }
    return result
  }
}
