/// The rules by which the cells of a worksheet part become cells of a sheet. Both ways of reading a part end here.
///
/// A cell without a reference follows the one before; a cell's own reference stands above that of its row; of two cells
/// at one place the later stands. The stated `dimension` is not believed. Texts without characters count as empty.
struct WorksheetCells: ~Copyable {
  var builder: SheetBuilder
  private let limits: Limits
  private let uses1904Dates: Bool
  private let sharedCount: Int
  private let hasEmptyShared: Bool
  /// Number format by style number, and whether a format shows dates.
  private let formatOfStyle: [UInt16]
  private let isDateFormat: [Bool]
  private let unescaped = TextBuffer()

  /// The cell that is being read.
  var row: Int32 = -1
  var column: Int32 = -1
  var type = WorksheetCellType.number
  var format: UInt16 = 0

  init(workbook: XLSXReader, batches: BatchReceiver?) {
    limits = workbook.archive.limits
    uses1904Dates = workbook.uses1904Dates
    sharedCount = workbook.sharedTexts.count
    hasEmptyShared = workbook.sharedTexts.hasEmptyText
    formatOfStyle = workbook.styles.formatOfStyle
    isDateFormat = workbook.styles.formats.map(\.isDate)
    builder = SheetBuilder(
      limits: limits, numberFormats: workbook.styles.formats, sharedTexts: workbook.sharedTexts, batches: batches)
  }

  var address: CellAddress { CellAddress(row: row, column: column) }

  consuming func takeBuilder() -> SheetBuilder { builder }

  /// Adds the cell at hand; `bytes` are its value with all references resolved.
  mutating func finish(_ bytes: UnsafeBufferPointer<UInt8>) -> SpreadsheetError.Reason? {
    switch type {
    case .number: finishNumber(Self.trimmed(bytes))
    case .shared: finishShared(Self.trimmed(bytes))
    case .formulaText, .inline: finishText(bytes)
    case .boolean: finishBoolean(Self.trimmed(bytes))
    case .error: finishError(Self.trimmed(bytes))
    case .date: finishDate(Self.trimmed(bytes))
    }
  }

  /// Adds a number that has been read from `bytes`.
  @inline(__always)
  mutating func finish(
    _ number: NumberText.Parsed, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> SpreadsheetError.Reason? {
    let isDate = format != 0 && isDateFormat[Int(format)] && DateSerial.serials.contains(number.value)
    return builder.appendNumber(
      number.value, kind: isDate ? .date : .number, format: format, printed: number.isCanonical ? nil : bytes,
      at: address)
  }

  /// Adds the shared text of a number.
  @inline(__always)
  mutating func finishShared(_ number: Int) -> SpreadsheetError.Reason? {
    guard number < sharedCount else { return .sharedStringMissing("\(number)") }
    let id = Int32(truncatingIfNeeded: number)
    return hasEmptyShared && builder.sharedTexts.isEmpty(id) ? nil : builder.appendShared(id, at: address)
  }

  /// The number format of a style; a style number out of range counts as General, as in spreadsheets themselves.
  @inline(__always)
  func format(ofStyle number: Int) -> UInt16 { number < formatOfStyle.count ? formatOfStyle[number] : 0 }

  func format(ofStyle value: UnsafeBufferPointer<UInt8>) -> UInt16 {
    var number = 0
    for byte in value.prefix(6) {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return 0 }
      number = number * 10 + Int(digit)
    }
    return format(ofStyle: number)
  }

  static func isTrue(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    value.elementsEqual("1".utf8) || value.elementsEqual("true".utf8)
  }
}

extension WorksheetCells {
  private mutating func finishNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> SpreadsheetError.Reason? {
    guard !bytes.isEmpty else { return nil }
    guard let parsed = NumberText.parse(bytes: bytes) else { return .badNumber(Self.quoted(bytes)) }
    return finish(parsed, bytes)
  }

  private mutating func finishShared(_ bytes: UnsafeBufferPointer<UInt8>) -> SpreadsheetError.Reason? {
    guard !bytes.isEmpty else { return nil }
    var number = 0
    for byte in bytes {
      let digit = byte &- UInt8(ascii: "0")
      number = number * 10 + Int(digit)
      guard digit < 10, number < sharedCount else { return .sharedStringMissing(Self.quoted(bytes)) }
    }
    return finishShared(number)
  }

  private mutating func finishText(_ bytes: UnsafeBufferPointer<UInt8>) -> SpreadsheetError.Reason? {
    var text = bytes
    if TextBuffer.mayHoldEscapes(bytes) {
      unescaped.clear()
      unescaped.append(bytes)
      unescaped.decodeEscapes()
      text = unescaped.bytes
    }
    if text.count > limits.charactersPerCell && TextBuffer.utf16Count(text) > limits.charactersPerCell {
      return .limitExceeded(.charactersPerCell, limit: limits.charactersPerCell)
    }
    return text.isEmpty ? nil : builder.appendText(text, at: address)
  }

  private mutating func finishBoolean(_ bytes: UnsafeBufferPointer<UInt8>) -> SpreadsheetError.Reason? {
    guard !bytes.isEmpty else { return nil }
    let isFalse = bytes.elementsEqual("0".utf8) || bytes.elementsEqual("false".utf8)
    guard isFalse || Self.isTrue(bytes) else { return .badBoolean(Self.quoted(bytes)) }
    return builder.appendNumber(isFalse ? 0 : 1, kind: .boolean, format: format, printed: nil, at: address)
  }

  private mutating func finishError(_ bytes: UnsafeBufferPointer<UInt8>) -> SpreadsheetError.Reason? {
    bytes.isEmpty ? nil : builder.appendText(bytes, kind: .error, at: address)
  }

  private mutating func finishDate(_ bytes: UnsafeBufferPointer<UInt8>) -> SpreadsheetError.Reason? {
    guard !bytes.isEmpty else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let serial = DateSerial.serial(fromISO: text, uses1904Dates: uses1904Dates) else {
      return .badDate(Self.quoted(bytes))
    }
    return builder.appendNumber(serial, kind: .date, format: format, printed: bytes, at: address)
  }

  /// The bytes without white space around them.
  private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = bytes.count
    while start < end && bytes[start] <= 0x20 { start += 1 }
    while end > start && bytes[end - 1] <= 0x20 { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  private static func quoted(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: bytes.prefix(64), as: UTF8.self)
  }
}
