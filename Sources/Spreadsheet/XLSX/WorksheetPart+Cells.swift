extension WorksheetPart {
  func startCell(_ element: XMLElement) {
    column += 1
    type = .number
    format = 0
    hasValue = false
    for index in 0..<element.attributeCount where element.isUnqualified(index) {
      let name = element.attributeName(index)
      let value = element.attributeValue(index)
      if name == names.reference {
        guard let place = CellAddress(bytes: value) else { return fail(badReference(value)) }
        (row, column) = (place.row, place.column)
      } else if name == names.style {
        format = formatOfStyle(value)
      } else if name == names.type {
        guard let known = WorksheetCellType(value) else {
          return fail(.unknownCellType(String(decoding: value.prefix(64), as: UTF8.self)), cell: address)
        }
        type = known
      }
    }
    if column >= CellAddress.maximumColumns { fail(.badReference("column \(Int(column) + 1)")) }
  }

  /// A style number out of range counts as General, as in spreadsheets themselves.
  private func formatOfStyle(_ value: UnsafeBufferPointer<UInt8>) -> UInt16 {
    var number = 0
    for byte in value.prefix(6) {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return 0 }
      number = number * 10 + Int(digit)
    }
    return number < styles.formatOfStyle.count ? styles.formatOfStyle[number] : 0
  }

  func finishCell() {
    var reason: SpreadsheetError.Reason?
    switch type {
    case .number: reason = finishNumber()
    case .shared: reason = finishShared()
    case .formulaText, .inline: reason = finishText()
    case .boolean: reason = finishBoolean()
    case .error:
      let bytes = trimmed
      reason = bytes.isEmpty ? nil : builder.pointee.appendText(bytes, kind: .error, at: address)
    case .date: reason = finishDate()
    }
    if let reason { fail(reason, cell: address) }
  }

  private func finishNumber() -> SpreadsheetError.Reason? {
    let bytes = trimmed
    guard !bytes.isEmpty else { return nil }
    guard let parsed = NumberText.parse(bytes: bytes) else { return .badNumber(quoted(bytes)) }
    // Negative serials are no dates.
    let isDate = format != 0 && parsed.value >= 0 && styles.formats[Int(format)].isDate
    return builder.pointee.appendNumber(
      parsed.value, kind: isDate ? .date : .number, format: format, printed: parsed.isCanonical ? nil : bytes,
      at: address)
  }

  private func finishShared() -> SpreadsheetError.Reason? {
    let bytes = trimmed
    guard !bytes.isEmpty else { return nil }
    var number = 0
    for byte in bytes {
      let digit = byte &- UInt8(ascii: "0")
      number = number * 10 + Int(digit)
      guard digit < 10, number < sharedCount else { return .sharedStringMissing(quoted(bytes)) }
    }
    let id = Int32(truncatingIfNeeded: number)
    return hasEmptyShared && builder.pointee.sharedTexts.isEmpty(id)
      ? nil : builder.pointee.appendShared(id, at: address)
  }

  private func finishText() -> SpreadsheetError.Reason? {
    buffer.decodeEscapes()
    if buffer.count > limits.charactersPerCell && buffer.utf16Count > limits.charactersPerCell {
      return .limitExceeded(.charactersPerCell, limit: limits.charactersPerCell)
    }
    return buffer.count == 0 ? nil : builder.pointee.appendText(buffer.bytes, at: address)
  }

  private func finishBoolean() -> SpreadsheetError.Reason? {
    let bytes = trimmed
    guard !bytes.isEmpty else { return nil }
    let isFalse = bytes.elementsEqual("0".utf8) || bytes.elementsEqual("false".utf8)
    guard isFalse || isTrue(bytes) else { return .badBoolean(quoted(bytes)) }
    return builder.pointee.appendNumber(isFalse ? 0 : 1, kind: .boolean, format: format, printed: nil, at: address)
  }

  private func finishDate() -> SpreadsheetError.Reason? {
    let bytes = trimmed
    guard !bytes.isEmpty else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let serial = DateSerial.serial(fromISO: text, uses1904Dates: uses1904Dates) else {
      return .badDate(quoted(bytes))
    }
    return builder.pointee.appendNumber(serial, kind: .date, format: format, printed: bytes, at: address)
  }

  /// The text of the cell without white space around it.
  private var trimmed: UnsafeBufferPointer<UInt8> {
    var bytes = buffer.bytes
    while let first = bytes.first, first <= 0x20 { bytes = UnsafeBufferPointer(rebasing: bytes.dropFirst()) }
    while let last = bytes.last, last <= 0x20 { bytes = UnsafeBufferPointer(rebasing: bytes.dropLast()) }
    return bytes
  }

  private func quoted(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: bytes.prefix(64), as: UTF8.self)
  }
}
