import Spreadsheet

/// The part of a sheet that one table of several may see: its own rows and columns, and the caption lines above them.
struct SheetWindow {
  var rows: Range<Int>
  var columns: Range<Int>
  var captions: Range<Int>
  /// Columns of the caption lines that are seen.
  var captionColumns: Range<Int>
  /// Cells of the first caption of the sheet that state a year or unit this table's own caption does not.
  var inherited: [(row: Int, column: Int)] = []

  func contains(_ row: Int, _ column: Int) -> Bool {
    if rows.contains(row) { return columns.contains(column) }
    if captions.contains(row) { return captionColumns.contains(column) }
    return inherited.contains { $0.row == row && $0.column == column }
  }
}

extension PlainCells {
  /// The cells at the places asked for, in the same rows and columns.
  func keeping(_ isKept: (Int, Int) -> Bool) -> PlainCells {
    var kept = self
    (kept.rowStarts, kept.columns, kept.kinds, kept.numbers, kept.textIDs) = ([], [], [], [], [])
    for row in 0..<max(rowStarts.count - 1, 0) {
      kept.rowStarts.append(Int32(kept.columns.count))
      for index in Int(rowStarts[row])..<Int(rowStarts[row + 1]) where isKept(row, Int(columns[index])) {
        kept.columns.append(columns[index])
        kept.kinds.append(kinds[index])
        kept.numbers.append(numbers[index])
        kept.textIDs.append(textIDs[index])
      }
    }
    kept.rowStarts.append(Int32(kept.columns.count))
    return kept
  }
}
