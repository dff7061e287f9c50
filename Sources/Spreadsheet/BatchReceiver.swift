/// Takes whole rows from a builder while a sheet is read and hands them to the caller as sheets.
final class BatchReceiver {
  /// A batch ends with the row in which it reaches this many cells.
  let cellsPerBatch: Int
  private let info: SheetInfo
  private let uses1904Dates: Bool
  private let body: (Sheet) throws -> Void
  /// What the caller's code threw; nothing more is handed over after that.
  private(set) var thrown: (any Error)?
  /// Cells taken so far, as they stood in the file, those that others replace included.
  private(set) var cellsTaken = 0
  /// Last row handed over; -1 before the first.
  private(set) var lastRow: Int32 = -1
  private(set) var cellCount = 0
  private(set) var columnCount = 0

  init(
    cellsPerBatch: Int, info: SheetInfo, uses1904Dates: Bool, body: @escaping (Sheet) throws -> Void
  ) {
    self.cellsPerBatch = max(1, cellsPerBatch)
    self.info = info
    self.uses1904Dates = uses1904Dates
    self.body = body
  }

  func take(_ content: consuming SheetContent, numberFormats: [NumberFormat], sharedTexts: StringPool) {
    guard thrown == nil else { return }
    cellsTaken += content.count
    lastRow = content.largestRow
    let storage = SheetStorage(
      content, layout: SheetLayout(), numberFormats: numberFormats, sharedTexts: sharedTexts, name: info.name,
      visibility: info.visibility, uses1904Dates: uses1904Dates)
    cellCount += storage.cells.count
    columnCount = max(columnCount, storage.columnCount)
    do {
      try body(Sheet(storage: storage))
    } catch {
      thrown = error
    }
  }

  /// What is known once all rows have been handed over.
  func summary(_ layout: SheetLayout) -> SheetSummary {
    SheetSummary(
      name: info.name, visibility: info.visibility, count: cellCount, rowCount: Int(lastRow) + 1,
      columnCount: columnCount, layout: layout)
  }
}
