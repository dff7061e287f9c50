extension WorksheetRecords {
  /// The record has the bytes its kind needs.
  @inline(__always)
  private func isShorter(than count: Int) -> SpreadsheetError.Reason? {
    reader.body.count < count ? .recordsDamaged(detail: "the cell record at byte \(reader.start) is too short") : nil
  }

  /// The position of the cell's number format.
  /// - Parameter value: where the value of the cell starts, behind a style number or three bytes of attributes (BIFF2).
  @inline(__always)
  private mutating func format(before value: Int) -> UInt16 {
    value == 7 ? formatOfBIFF2() : position(ofStyle: reader.body.u16(4))
  }

  private mutating func formatOfBIFF2() -> UInt16 {
    let style = reader.body.u8(4) & 0x3F
    let next = styleOfNext
    styleOfNext = nil
    let unstyled = position(ofUnstyled: reader.body.u8(5) & 0x3F)
    return unstyled != 0 ? unstyled : position(ofStyle: style == 0x3F ? next ?? style : style)
  }

  @inline(__always)
  private mutating func append(_ value: Double, format: UInt16, at address: CellAddress) -> SpreadsheetError.Reason? {
    guard address.column < CellAddress.maximumColumns else { return outside(address) }
    // Spreadsheets show values that are no numbers as this error.
    guard value.isFinite else { return append(error: 0x24, at: address) }
    let isDate = showsDate(format) && DateSerial.serials.contains(value)
    return builder.appendNumber(value, kind: isDate ? .date : .number, format: format, printed: nil, at: address)
  }

  private func outside(_ address: CellAddress) -> SpreadsheetError.Reason {
    .badReference("row \(Int(address.row) + 1), column \(Int(address.column) + 1)")
  }

  // MARK: Numbers

  /// A number in four bytes (RkNumber, MS-XLS 2.5.217): the upper half of a double or an integer, either divided by 100.
  @inline(__always)
  private static func number(rk: UInt32) -> Double {
    let value =
      rk & 2 != 0
      ? Double(Int32(bitPattern: rk) >> 2) : Double(bitPattern: UInt64(rk & 0xFFFF_FFFC) << 32)
    return rk & 1 != 0 ? value / 100 : value
  }

  @inline(__always)
  mutating func takeRK() -> SpreadsheetError.Reason? {
    if let short = isShorter(than: 10) { return short }
    return append(Self.number(rk: reader.body.u32(6)), format: format(before: 6), at: address)
  }

  @inline(__always)
  mutating func takeMulRK() -> SpreadsheetError.Reason? {
    if let short = isShorter(than: 6) { return short }
    let first = address
    for index in 0..<((reader.body.count - 6) / 6) {
      let fields = 4 + 6 * index
      let place = CellAddress(row: first.row, column: first.column + Int32(truncatingIfNeeded: index))
      let format = position(ofStyle: reader.body.u16(fields))
      if let reason = append(Self.number(rk: reader.body.u32(fields + 2)), format: format, at: place) { return reason }
    }
    return nil
  }

  @inline(__always)
  mutating func takeNumber(at value: Int) -> SpreadsheetError.Reason? {
    if let short = isShorter(than: value + 8) { return short }
    return append(reader.body.double(value), format: format(before: value), at: address)
  }

  mutating func takeInteger() -> SpreadsheetError.Reason? {
    if let short = isShorter(than: 9) { return short }
    return append(Double(reader.body.u16(7)), format: format(before: 7), at: address)
  }

  // MARK: Booleans and errors

  mutating func takeBoolError(at offset: Int) -> SpreadsheetError.Reason? {
    if let short = isShorter(than: offset + 2) { return short }
    let (value, isError) = (reader.body.u8(offset), reader.body.u8(offset + 1) != 0)
    let format = format(before: offset)
    return isError ? append(error: value, at: address) : append(boolean: value, format: format, at: address)
  }

  private mutating func append(boolean value: Int, format: UInt16, at address: CellAddress) -> SpreadsheetError.Reason?
  {
    guard address.column < CellAddress.maximumColumns else { return outside(address) }
    return builder.appendNumber(value == 0 ? 0 : 1, kind: .boolean, format: format, printed: nil, at: address)
  }

  /// Error codes are those of MS-XLS 2.5.10.
  private mutating func append(error code: Int, at address: CellAddress) -> SpreadsheetError.Reason? {
    guard address.column < CellAddress.maximumColumns else { return outside(address) }
    var name =
      switch code {
      case 0x00: "#NULL!"
      case 0x07: "#DIV/0!"
      case 0x0F: "#VALUE!"
      case 0x17: "#REF!"
      case 0x1D: "#NAME?"
      case 0x24: "#NUM!"
      case 0x2A: "#N/A"
      case 0x2B: "#GETTING_DATA"
      default: "#ERROR\(code)!"
      }
    return name.withUTF8 { builder.appendText($0, kind: .error, at: address) }
  }

  // MARK: Texts

  @inline(__always)
  mutating func takeLabelShared() -> SpreadsheetError.Reason? {
    if let short = isShorter(than: 10) { return short }
    let (number, place) = (Int(reader.body.u32(6)), address)
    guard number < sharedCount else { return .sharedStringMissing("\(number)") }
    guard place.column < CellAddress.maximumColumns else { return outside(place) }
    let id = Int32(truncatingIfNeeded: number)
    return hasEmptyShared && builder.sharedTexts.isEmpty(id) ? nil : builder.appendShared(id, at: place)
  }

  mutating func takeLabel(at offset: Int, countSize: Int) throws(SpreadsheetError) -> SpreadsheetError.Reason? {
    if let short = isShorter(than: offset + 1) { return short }
    let place = address
    styleOfNext = nil
    reader.position = offset
    return try takeText(countSize: countSize, at: place)
  }

  private mutating func takeText(countSize: Int, at place: CellAddress) throws(SpreadsheetError) -> SpreadsheetError
    .Reason?
  {
    try text.readAvailable(&reader, countSize: countSize)
    guard text.sink.count > 0 else { return nil }
    guard place.column < CellAddress.maximumColumns else { return outside(place) }
    if text.isTooLong(limits) { return .limitExceeded(.charactersPerCell, limit: limits.charactersPerCell) }
    return builder.appendText(text.sink.bytes, at: place)
  }

  // MARK: Formulas

  /// The result of a formula (FormulaValue, MS-XLS 2.5.133): a double, or a kind marked by 0xFFFF at the end.
  @inline(__always)
  mutating func takeFormula() -> SpreadsheetError.Reason? {
    let value = version == .biff2 ? 7 : 6
    if let short = isShorter(than: value + 8) { return short }
    let (place, format) = (address, format(before: value))
    formulaText = nil
    guard reader.body.u16(value + 6) == 0xFFFF else {
      return append(reader.body.double(value), format: format, at: place)
    }
    switch reader.body.u8(value) {
    case 0: formulaText = place
    case 1: return append(boolean: reader.body.u8(value + 2), format: format, at: place)
    case 2: return append(error: reader.body.u8(value + 2), at: place)
    // An empty text.
    default: break
    }
    return nil
  }

  /// The text of the formula before; records of shared formulas and tables may stand between the two.
  mutating func takeFormulaText(countSize: Int) throws(SpreadsheetError) -> SpreadsheetError.Reason? {
    guard let place = formulaText else { return nil }
    formulaText = nil
    reader.position = 0
    return try takeText(countSize: countSize, at: place)
  }
}
