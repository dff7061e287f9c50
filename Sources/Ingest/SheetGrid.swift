import PanelModel
import Spreadsheet

/// A sheet as a reader sees it: a merged range gives its text to every cell it covers.
struct SheetGrid {
  let sheet: Sheet
  let rowCount: Int
  let columnCount: Int

  init(_ sheet: Sheet) {
    self.sheet = sheet
    rowCount = sheet.rowCount
    columnCount = sheet.columnCount
  }

  var name: String { sheet.name }

  func cell(_ row: Int, _ column: Int) -> Cell? { sheet[row, column] }

  /// The text of a cell itself; empty if it has none.
  func text(_ row: Int, _ column: Int) -> String { sheet.text(row, column) }

  /// The text of a cell or of the range it is merged into.
  func seenText(_ row: Int, _ column: Int) -> String {
    if let range = sheet.mergedRange(containing: row, column) {
      return text(Int(range.first.row), Int(range.first.column))
    }
    return text(row, column)
  }

  /// The last row of the merged range over a cell, or the cell's own row.
  func bottom(of row: Int, _ column: Int) -> Int {
    sheet.mergedRange(containing: row, column).map { Int($0.last.row) } ?? row
  }

  func isMerged(_ row: Int, _ column: Int) -> Bool { sheet.mergedRange(containing: row, column) != nil }

  /// Whether every cell of a row is empty or blank.
  func isBlank(_ row: Int) -> Bool {
    sheet.cells(inRow: row).allSatisfy { $0.kind == .text && PrintedText.trimmed($0.text).isEmpty }
  }

  /// How many cells of a row, right of `column`, read as numbers.
  func figureCount(_ row: Int, after column: Int = -1) -> Int {
    var count = 0
    for cell in sheet.cells(inRow: row) where cell.column > column && CellValue.isFigure(cell) { count += 1 }
    return count
  }
}
