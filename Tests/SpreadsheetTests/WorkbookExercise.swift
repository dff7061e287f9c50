import Spreadsheet

/// Reads a file in every way there is and holds the answers against each other: what the fuzzer does with each of its
/// inputs and the tests with those that once failed. A `SpreadsheetError` is an answer like any other.
enum WorkbookExercise {
  /// An answer that contradicts another one.
  struct Contradiction: Error, CustomStringConvertible {
    let description: String
  }

  /// Small, so that an input of a few kilobytes cannot ask for seconds or for megabytes.
  static let limits: Limits = {
    var limits = Limits.standard
    limits.fileSize = 4 << 20
    limits.zipEntries = 200
    limits.partSize = 4 << 20
    limits.inflateRatioFreeBytes = 1 << 20
    limits.sheets = 32
    limits.cellsPerSheet = 200_000
    limits.textSize = 1 << 20
    limits.sharedStrings = 50_000
    limits.mergedRanges = 20_000
    limits.styles = 2_000
    return limits
  }()

  /// Cells of a sheet that are looked at one by one.
  private static let cellsLookedAt = 2_000

  /// Opens `bytes` and reads all its sheets, whole and by cell. Returns the errors met: one for the file, or one a sheet.
  /// - Throws: `Contradiction`.
  @discardableResult
  static func read(_ bytes: [UInt8], name: String) throws -> [SpreadsheetError] {
    let workbook: Workbook
    do throws(SpreadsheetError) {
      workbook = try Workbook.open(bytes: bytes, name: name, limits: limits)
    } catch {
      try check(!error.description.isEmpty, "an error has no message")
      return [error]
    }
    var errors: [SpreadsheetError] = []
    for info in workbook.sheetInfos {
      let result = Result { () throws(SpreadsheetError) in try workbook.sheet(at: info.index) }
      switch result {
      case .success(let sheet):
        try look(at: sheet)
        try readInBatches(workbook, info.index, sheet)
      case .failure(let error):
        try check(!error.description.isEmpty, "an error has no message")
        errors.append(error)
      }
    }
    return errors
  }

  /// Holds what a sheet says of itself against its cells.
  private static func look(at sheet: Sheet) throws {
    try check(sheet.isEmpty == (sheet.count == 0), "isEmpty and count")
    try check(isAscending(sheet.filledRows), "rows are not in order")
    try check(isAscending(sheet.hiddenRows), "hidden rows are not in order")
    try check(isAscending(sheet.hiddenColumns), "hidden columns are not in order")
    try check(zip(sheet.mergedRanges, sheet.mergedRanges.dropFirst()).allSatisfy { $0 < $1 }, "merged ranges")
    try check(sheet.rowCount == (sheet.filledRows.last ?? -1) + 1, "the last row")
    var count = 0
    var last: CellAddress?
    for cell in sheet.cells {
      if let last { try check(last < cell.address, "\(cell.address) follows \(last)") }
      last = cell.address
      if count < cellsLookedAt { try look(at: cell, of: sheet) }
      try check(cell.column < sheet.columnCount, "\(cell.address) lies behind the last column")
      count += 1
    }
    try check(count == sheet.count, "\(sheet.count) cells are \(count)")
    for range in sheet.mergedRanges.prefix(200) {
      try check(sheet.mergedRange(containing: range.first) != nil, "\(range) does not hold its first cell")
      _ = sheet[range.last]
    }
  }

  /// Reads all there is to a cell and finds it again by its address.
  private static func look(at cell: Cell, of sheet: Sheet) throws {
    let text = cell.text
    try check(!text.isEmpty, "\(cell.address) is a cell without text")
    try check(sheet.text(cell.row, cell.column) == text, "\(cell.address) has two texts")
    guard let again = sheet[cell.address] else { throw Contradiction(description: "\(cell.address) is not found") }
    try check(again.kind == cell.kind && again.number?.bitPattern == cell.number?.bitPattern, "\(cell.address)")
    switch cell.kind {
    case .number, .date, .boolean:
      guard let number = cell.number else { throw Contradiction(description: "\(cell.address) has no number") }
      try check(number.isFinite, "\(cell.address) holds \(number)")
    case .text, .error: try check(cell.number == nil, "\(cell.address) has a number")
    }
    _ = (cell.formattedText, cell.numberFormat, cell.date, cell.description)
    _ = sheet.mergedRange(containing: cell.address)
    try check(sheet.cells(inRow: cell.row).contains { $0.address == cell.address }, "\(cell.address) and its row")
  }

  /// Batches hold the cells of the whole sheet, in rows that are not split. Where a row comes out of order, batches before
  /// it may hold cells that it replaces, so that only the end tells whether they contradict.
  private static func readInBatches(_ workbook: Workbook, _ index: Int, _ sheet: Sheet) throws {
    var whole = sheet.cells.makeIterator()
    var lastRow = -1
    var differs: Contradiction?
    do {
      let summary = try workbook.readBatches(ofSheetAt: index, cellsPerBatch: 5) { batch in
        if !(lastRow < batch.filledRows.first ?? lastRow + 1) {
          differs = differs ?? Contradiction(description: "row \(lastRow) is split")
        }
        for cell in batch.cells {
          let expected = whole.next()
          if expected.map({ isSame($0, cell) }) != true {
            differs =
              differs ?? Contradiction(description: "\(expected.map(\.description) ?? "no cell") came as \(cell)")
          }
        }
        lastRow = batch.rowCount - 1
      }
      if let differs { throw differs }
      try check(whole.next() == nil, "batches lack a cell")
      try check(summary.count == sheet.count && summary.rowCount == sheet.rowCount, "the summary counts otherwise")
      try check(summary.mergedRanges == sheet.mergedRanges, "the summary has other merged ranges")
    } catch let error as SpreadsheetError {
      guard case .rowOutOfOrder = error.reason else { throw Contradiction(description: "in batches: \(error)") }
    }
  }

  private static func isSame(_ a: Cell, _ b: Cell) -> Bool {
    a.address == b.address && a.kind == b.kind && a.text == b.text && a.numberFormat == b.numberFormat
  }

  /// Holds the quick way of reading the parts of an .xlsx archive against the XML parser alone: cells, merged ranges and
  /// errors must be the same.
  static func compareWays(_ bytes: [UInt8], name: String) throws {
    let quick = transcript { () throws(SpreadsheetError) in
      try Workbook.open(bytes: bytes, name: name, limits: limits)
    }
    let slow = transcript { () throws(SpreadsheetError) in
      try Workbook.openByParserAlone(bytes: bytes, name: name, limits: limits)
    }
    let difference = zip(quick + ["(end)"], slow + ["(end)"]).first { $0 != $1 }
    if let difference { throw Contradiction(description: "read quickly \(difference.0), by parser \(difference.1)") }
  }

  /// What is in a workbook: a line a cell and a line a sheet, or the error.
  private static func transcript(_ open: () throws(SpreadsheetError) -> Workbook) -> [String] {
    do throws(SpreadsheetError) {
      let workbook = try open()
      return workbook.sheetInfos.flatMap { transcript(of: $0, in: workbook) }
    } catch {
      return [error.description]
    }
  }

  private static func transcript(of info: SheetInfo, in workbook: Workbook) -> [String] {
    do throws(SpreadsheetError) {
      let sheet = try workbook.sheet(at: info.index)
      let cells = sheet.cells.map { "\($0) \($0.numberFormat) \($0.number?.bitPattern ?? 0)" }
      return cells + ["\(info.name) \(sheet.mergedRanges) \(sheet.hiddenRows) \(sheet.hiddenColumns)"]
    } catch {
      return [error.description]
    }
  }

  private static func isAscending(_ numbers: [Int]) -> Bool {
    zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
  }

  private static func check(_ isTrue: Bool, _ what: @autoclosure () -> String) throws {
    if !isTrue { throw Contradiction(description: what()) }
  }
}
