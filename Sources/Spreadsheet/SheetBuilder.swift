/// Takes the cells of a sheet one by one, in any order, into the columns of `SheetStorage`.
struct SheetBuilder: ~Copyable {
  private let limits: Limits
  fileprivate(set) var rowNumbers: [Int32] = []
  fileprivate(set) var rowStarts: [Int32] = []
  fileprivate(set) var columns: [UInt16] = []
  fileprivate(set) var tags: [UInt8] = []
  fileprivate(set) var payloads: [UInt64] = []
  fileprivate(set) var formats: [UInt16] = []
  let numberFormats: [NumberFormat]
  fileprivate(set) var printedCells: [Int32] = []
  fileprivate(set) var printed = StringPool()
  private(set) var ownTexts = StringPool()
  let sharedTexts: StringPool
  private(set) var merges: [MergedRange] = []
  private(set) var hiddenRows: [Int32] = []
  private(set) var hiddenColumns: [Int32] = []
  private var hiddenRanges: [ClosedRange<Int32>] = []
  /// Cells came in order, each after the one before.
  private var isOrdered = true
  private var lastColumn: Int32 = -1

  init(limits: Limits, numberFormats: [NumberFormat] = [.general], sharedTexts: StringPool = StringPool()) {
    self.limits = limits
    self.numberFormats = numberFormats
    self.sharedTexts = sharedTexts
  }

  var cellCount: Int { columns.count }

  /// Adds a number, date or boolean; `printed` are its digits where they are not the canonical ones.
  @inline(__always)
  mutating func appendNumber(
    _ value: Double, kind: CellKind, format: UInt16, printed bytes: UnsafeBufferPointer<UInt8>?, at address: CellAddress
  ) -> SpreadsheetError.Reason? {
    if let bytes {
      printedCells.append(Int32(truncatingIfNeeded: columns.count))
      guard printed.byteCount / 4 < limits.textSize, printed.append(bytes) != nil else {
        return .limitExceeded(.textSize, limit: limits.textSize)
      }
    }
    return append(CellTag(kind, hasPrintedText: bytes != nil), value.bitPattern, format, at: address)
  }

  /// Adds a text of the shared pool by its number, which the caller has checked.
  @inline(__always)
  mutating func appendShared(_ id: Int32, at address: CellAddress) -> SpreadsheetError.Reason? {
    append(CellTag(.text), UInt64(UInt32(bitPattern: id)), 0, at: address)
  }

  /// Adds a text or error of the sheet's own.
  mutating func appendText(
    _ bytes: UnsafeBufferPointer<UInt8>, kind: CellKind = .text, at address: CellAddress
  ) -> SpreadsheetError.Reason? {
    guard ownTexts.byteCount + bytes.count <= limits.textSize, let id = ownTexts.intern(bytes) else {
      return .limitExceeded(.textSize, limit: limits.textSize)
    }
    return append(CellTag(kind, hasOwnText: true), UInt64(UInt32(bitPattern: id)), 0, at: address)
  }

  mutating func appendMerge(_ range: MergedRange) -> SpreadsheetError.Reason? {
    guard merges.count < limits.mergedRanges else {
      return .limitExceeded(.mergedRanges, limit: limits.mergedRanges)
    }
    merges.append(range)
    return nil
  }

  mutating func hideRow(_ row: Int32) {
    if hiddenRows.last != row { hiddenRows.append(row) }
  }

  mutating func hideColumns(_ range: ClosedRange<Int32>) -> SpreadsheetError.Reason? {
    // Ranges of columns do not overlap, so that there cannot be more of them than columns.
    guard hiddenRanges.count < Int(CellAddress.maximumColumns) else { return .badReference("column range \(range)") }
    hiddenRanges.append(range)
    return nil
  }

  @inline(__always)
  private mutating func append(
    _ tag: CellTag, _ payload: UInt64, _ format: UInt16, at address: CellAddress
  ) -> SpreadsheetError.Reason? {
    guard columns.count < limits.cellsPerSheet else {
      return .limitExceeded(.cellsPerSheet, limit: limits.cellsPerSheet)
    }
    let lastRow = rowNumbers.last ?? -1
    if address.row != lastRow {
      if address.row < lastRow { isOrdered = false }
      rowNumbers.append(address.row)
      rowStarts.append(Int32(truncatingIfNeeded: columns.count))
    } else if address.column <= lastColumn {
      isOrdered = false
    }
    lastColumn = address.column
    if format != 0 && formats.isEmpty { formats = [UInt16](repeating: 0, count: columns.count) }
    if format != 0 || !formats.isEmpty { formats.append(format) }
    columns.append(UInt16(truncatingIfNeeded: address.column))
    tags.append(tag.bits)
    payloads.append(payload)
    return nil
  }

  /// Brings the cells into order. Of two cells at one place the later in the file stands.
  mutating func finish() {
    ownTexts.freeze()
    hiddenRows = Set(hiddenRows).sorted()
    for range in hiddenRanges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let next = (hiddenColumns.last ?? -1) + 1
      if range.upperBound >= next { hiddenColumns += max(range.lowerBound, next)...range.upperBound }
    }
    if !isOrdered { reorder() }
  }
}

extension SheetBuilder {
  private mutating func reorder() {
    let count = columns.count
    var rows = [Int32](repeating: 0, count: count)
    for (position, row) in rowNumbers.enumerated() {
      let end = position + 1 < rowStarts.count ? Int(rowStarts[position + 1]) : count
      for index in Int(rowStarts[position])..<end { rows[index] = row }
    }
    let columns = self.columns
    func place(_ index: Int32) -> (Int32, UInt16, Int32) { (rows[Int(index)], columns[Int(index)], index) }
    let sorted = (0..<Int32(clamping: count)).sorted { place($0) < place($1) }
    var kept: [Int32] = []
    for index in sorted {
      if let last = kept.last, place(last).0 == place(index).0, place(last).1 == place(index).1 { kept.removeLast() }
      kept.append(index)
    }
    rebuild(from: kept, rows: rows)
  }

  private mutating func rebuild(from kept: [Int32], rows: [Int32]) {
    var newPrinted = StringPool()
    var newPrintedCells: [Int32] = []
    for (position, index) in kept.enumerated() {
      guard let old = printedCells.position(of: index) else { continue }
      _ = printed.withBytes(Int32(truncatingIfNeeded: old)) { newPrinted.append($0) }
      newPrintedCells.append(Int32(truncatingIfNeeded: position))
    }
    (printed, printedCells) = (newPrinted, newPrintedCells)
    rowNumbers = []
    rowStarts = []
    for (position, index) in kept.enumerated() where rowNumbers.last != rows[Int(index)] {
      rowNumbers.append(rows[Int(index)])
      rowStarts.append(Int32(truncatingIfNeeded: position))
    }
    columns = kept.map { columns[Int($0)] }
    tags = kept.map { tags[Int($0)] }
    payloads = kept.map { payloads[Int($0)] }
    if !formats.isEmpty { formats = kept.map { formats[Int($0)] } }
  }
}
