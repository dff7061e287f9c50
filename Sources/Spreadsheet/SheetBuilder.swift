/// Takes the cells of a sheet one by one, in any order, and hands them on whole or in batches of rows.
struct SheetBuilder: ~Copyable {
  private let limits: Limits
  let numberFormats: [NumberFormat]
  let sharedTexts: StringPool
  private(set) var content = SheetContent()
  private(set) var merges: [MergedRange] = []
  private(set) var hiddenRows: [Int32] = []
  private var hiddenRanges: [ClosedRange<Int32>] = []
  /// Takes the rows while the sheet is read; nil where the sheet is wanted whole.
  private let batches: BatchReceiver?
  /// Cells that a first attempt to read the sheet has handed on already.
  private var cellsToPass: Int

  /// - Parameter batches: takes batches of whole rows as they come, so that memory does not grow with the sheet.
  init(
    limits: Limits, numberFormats: [NumberFormat] = [.general], sharedTexts: StringPool = StringPool(),
    batches: BatchReceiver? = nil
  ) {
    self.limits = limits
    self.numberFormats = numberFormats
    self.sharedTexts = sharedTexts
    self.batches = batches
    cellsToPass = batches?.cellsTaken ?? 0
  }

  /// Cells held at the moment.
  var cellCount: Int { content.count }

  /// Adds a number, date or boolean; `printed` are its digits where they are not the canonical ones.
  @inline(__always)
  mutating func appendNumber(
    _ value: Double, kind: CellKind, format: UInt16, printed bytes: UnsafeBufferPointer<UInt8>?, at address: CellAddress
  ) -> SpreadsheetError.Reason? {
    if let reason = prepare(address) { return reason }
    if isPassing { return nil }
    if let bytes {
      guard content.printed.byteCount / 4 < limits.textSize, content.keepPrinted(bytes) else {
        return .limitExceeded(.textSize, limit: limits.textSize)
      }
    }
    content.append(
      column: address.column, CellTag(kind, hasPrintedText: bytes != nil), value.bitPattern, format)
    return nil
  }

  /// Adds a text of the shared pool by its number, which the caller has checked.
  @inline(__always)
  mutating func appendShared(_ id: Int32, at address: CellAddress) -> SpreadsheetError.Reason? {
    if let reason = prepare(address) { return reason }
    if isPassing { return nil }
    content.append(column: address.column, CellTag(.text), UInt64(UInt32(bitPattern: id)), 0)
    return nil
  }

  /// Adds a text or error of the sheet's own.
  mutating func appendText(
    _ bytes: UnsafeBufferPointer<UInt8>, kind: CellKind = .text, at address: CellAddress
  ) -> SpreadsheetError.Reason? {
    if let reason = prepare(address) { return reason }
    if isPassing { return nil }
    guard content.ownTexts.byteCount + bytes.count <= limits.textSize, let id = content.ownTexts.intern(bytes) else {
      return .limitExceeded(.textSize, limit: limits.textSize)
    }
    content.append(column: address.column, CellTag(kind, hasOwnText: true), UInt64(UInt32(bitPattern: id)), 0)
    return nil
  }

  mutating func appendMerge(_ range: MergedRange) -> SpreadsheetError.Reason? {
    guard merges.count < limits.mergedRanges else {
      return .limitExceeded(.mergedRanges, limit: limits.mergedRanges)
    }
    merges.append(range)
    return nil
  }

  mutating func hideRow(_ row: Int32) {
    if hiddenRows.last == row { return }
    hiddenRows.append(row)
    // A false file may name the same rows again and again.
    if hiddenRows.count >= 4 * Int(CellAddress.maximumRows) { hiddenRows = Self.distinct(hiddenRows) }
  }

  mutating func hideColumns(_ range: ClosedRange<Int32>) -> SpreadsheetError.Reason? {
    // Ranges of columns do not overlap, so that there cannot be more of them than columns.
    guard hiddenRanges.count < Int(CellAddress.maximumColumns) else { return .badReference("column range \(range)") }
    hiddenRanges.append(range)
    return nil
  }

  /// What holds for the sheet as a whole: merged ranges, hidden rows and columns.
  func layout() -> SheetLayout {
    var hiddenColumns: [Int32] = []
    for range in hiddenRanges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let next = (hiddenColumns.last ?? -1) + 1
      if range.upperBound >= next { hiddenColumns += max(range.lowerBound, next)...range.upperBound }
    }
    return SheetLayout(
      merges: MergeIndex(merges), hiddenRows: Self.distinct(hiddenRows), hiddenColumns: hiddenColumns)
  }

  /// Hands the last batch on, where the sheet is read in batches.
  mutating func finishBatches() {
    if batches != nil && content.count > 0 { handOver() }
  }

  consuming func takeContent() -> SheetContent { content }

  private static func distinct(_ rows: [Int32]) -> [Int32] {
    zip(rows, rows.dropFirst()).allSatisfy { $0 < $1 } ? rows : Set(rows).sorted()
  }
}

extension SheetBuilder {
  /// True where the cell at hand has been handed on before; counts it.
  private var isPassing: Bool {
    @inline(__always) mutating get {
      if cellsToPass == 0 { return false }
      cellsToPass -= 1
      return true
    }
  }

  /// Makes room for a cell and starts its row; returns what stands against that.
  @inline(__always)
  private mutating func prepare(_ address: CellAddress) -> SpreadsheetError.Reason? {
    guard content.count < limits.cellsPerSheet else {
      return .limitExceeded(.cellsPerSheet, limit: limits.cellsPerSheet)
    }
    return address.row == content.lastRow || cellsToPass > 0 ? nil : startRow(address.row)
  }

  private mutating func startRow(_ row: Int32) -> SpreadsheetError.Reason? {
    if let batches {
      if content.count >= batches.cellsPerBatch { handOver() }
      if batches.thrown != nil { return .cannotRead(detail: "reading was stopped") }
      if row <= batches.lastRow { return .rowOutOfOrder }
      if batches.cellsTaken + content.count >= limits.cellsPerSheet {
        return .limitExceeded(.cellsPerSheet, limit: limits.cellsPerSheet)
      }
    }
    content.startRow(row)
    return nil
  }

  private mutating func handOver() {
    var batch = SheetContent()
    swap(&batch, &content)
    batches?.take(batch, numberFormats: numberFormats, sharedTexts: sharedTexts)
  }
}
