/// Takes UTF-8 piece by piece and puts the fields into a sheet builder; pieces may end anywhere.
struct DelimitedParser: ~Copyable {
  private enum State { case fieldStart, plain, quoted, quoteInQuoted }

  private let limits: Limits
  private var builder: SheetBuilder
  private let field = TextBuffer()
  private var state = State.fieldStart
  private var delimiter: UInt8?
  private var row: Int32 = 0
  private var column: Int32 = 0
  /// The byte before was a carriage return that ended a line.
  private var followsReturn = false
  private var isEnding = false

  init(limits: Limits, batches: BatchReceiver? = nil) {
    self.limits = limits
    builder = SheetBuilder(limits: limits, batches: batches)
  }

  consuming func takeBuilder() -> SheetBuilder { builder }

  /// Takes a piece; returns what is wrong with it, if anything.
  mutating func append(_ piece: UnsafeBufferPointer<UInt8>) -> SpreadsheetError? {
    var position = 0
    if self.delimiter == nil {
      let stated = DelimiterGuess.stated(at: piece)
      self.delimiter = stated?.delimiter ?? DelimiterGuess.delimiter(of: piece)
      position = stated?.length ?? 0
    }
    let delimiter = self.delimiter ?? UInt8(ascii: ",")
    while position < piece.count {
      let start = position
      let byte = piece[position]
      switch state {
      case .quoted:
        position = run(in: piece, from: position) { $0 == UInt8(ascii: "\"") }
        field.append(UnsafeBufferPointer(rebasing: piece[start..<position]))
        if position < piece.count {
          state = .quoteInQuoted
          position += 1
        }
      case .quoteInQuoted where byte == UInt8(ascii: "\""):
        field.append(UnsafeBufferPointer(rebasing: piece[position..<(position + 1)]))
        state = .quoted
        position += 1
      case .fieldStart where byte == UInt8(ascii: "\""):
        state = .quoted
        followsReturn = false
        position += 1
      default:
        position = run(in: piece, from: position) { $0 == delimiter || $0 == 0x0A || $0 == 0x0D }
        field.append(UnsafeBufferPointer(rebasing: piece[start..<position]))
        if position > start {
          state = .plain
          followsReturn = false
        }
        guard position < piece.count else { break }
        if let failure = separate(at: piece[position], delimiter) { return failure }
        position += 1
      }
      if field.count / 4 > limits.charactersPerCell { return tooLong }
    }
    return nil
  }

  /// Ends the last line. Zeros and the sign that ended files once, at the very end, are no text.
  mutating func finish() -> SpreadsheetError? {
    isEnding = true
    if state == .quoted {
      let detail = "the quotation mark that opens this field is never closed"
      return SpreadsheetError(cell: address, reason: .badText(detail: detail))
    }
    return endField()
  }

  private var address: CellAddress { CellAddress(row: row, column: column) }

  private var tooLong: SpreadsheetError {
    SpreadsheetError(
      cell: address, reason: .limitExceeded(.charactersPerCell, limit: limits.charactersPerCell))
  }

  @inline(__always)
  private func run(
    in piece: UnsafeBufferPointer<UInt8>, from start: Int, until isEnd: (UInt8) -> Bool
  ) -> Int {
    var position = start
    while position < piece.count && !isEnd(piece[position]) { position += 1 }
    return position
  }

  /// Ends a field at a delimiter, and the line at CR, LF or CR LF.
  private mutating func separate(at byte: UInt8, _ delimiter: UInt8) -> SpreadsheetError? {
    if byte == 0x0A && followsReturn {
      followsReturn = false
      return nil
    }
    if let failure = endField() { return failure }
    followsReturn = byte == 0x0D
    if byte == delimiter {
      column += 1
    } else {
      guard row < Int32.max - 1 else { return SpreadsheetError(cell: address, reason: .badReference("row \(row)")) }
      row += 1
      column = 0
    }
    return nil
  }

  private mutating func endField() -> SpreadsheetError? {
    state = .fieldStart
    defer { field.clear() }
    if let control = field.bytes.firstIndex(where: { $0 == 0 || $0 == 0x1A }) {
      guard isEnding, field.bytes[control...].allSatisfy({ $0 == 0 || $0 == 0x1A }) else {
        let detail = "a zero byte or the control character 1A stands in this field"
        return SpreadsheetError(cell: address, reason: .badText(detail: detail))
      }
      field.shorten(to: control)
    }
    guard field.count > 0 else { return nil }
    guard column < CellAddress.maximumColumns else {
      return SpreadsheetError(cell: address, reason: .badReference("column \(Int(column) + 1)"))
    }
    if field.count > limits.charactersPerCell && field.utf16Count > limits.charactersPerCell { return tooLong }
    let reason =
      switch FieldNumber.plain(field.bytes) {
      case let number?:
        builder.appendNumber(
          number.value, kind: .number, format: 0, printed: number.isCanonical ? nil : field.bytes, at: address)
      case nil: builder.appendText(field.bytes, at: address)
      }
    return reason.map { SpreadsheetError(cell: address, reason: $0) }
  }
}
