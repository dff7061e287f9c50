extension HTMLSheetLayout {
  /// Adds the value of a cell.
  ///
  /// A text that is a plain decimal number is a number, also with commas between thousands, as in spreadsheet programs;
  /// it is kept as printed. Percentages, dates and numbers with other signs stay texts. What attributes state stands
  /// above what the text looks like.
  mutating func put(
    _ text: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>, _ token: HTMLToken,
    at address: CellAddress
  ) {
    guard address.row < CellAddress.maximumRows else {
      return fail(SpreadsheetError(cell: address, reason: .badReference("row \(Int(address.row) + 1)")))
    }
    let exact = value.isEmpty ? text : value
    let reason: SpreadsheetError.Reason? =
      switch token.hint {
      case .text: builder.appendText(exact, at: address)
      case .error: builder.appendText(exact, kind: .error, at: address)
      case .boolean: putBoolean(exact, at: address)
      case .number: putNumber(exact, token, at: address, isStated: true)
      case .none: putNumber(exact, token, at: address, isStated: false)
      }
    if let reason { fail(SpreadsheetError(cell: address, reason: reason)) }
  }

  private mutating func putBoolean(
    _ text: UnsafeBufferPointer<UInt8>, at address: CellAddress
  ) -> SpreadsheetError.Reason? {
    let word = String(decoding: text.prefix(64), as: UTF8.self).lowercased()
    guard ["true", "false", "1", "0"].contains(word) else { return builder.appendText(text, at: address) }
    let isTrue = word == "true" || word == "1"
    return builder.appendNumber(isTrue ? 1 : 0, kind: .boolean, format: 0, printed: nil, at: address)
  }

  /// - Parameter isStated: the page says that this is a number, so that leading zeros and long digits do not matter and
  ///   a format of dates makes it a date.
  private mutating func putNumber(
    _ text: UnsafeBufferPointer<UInt8>, _ token: HTMLToken, at address: CellAddress, isStated: Bool
  ) -> SpreadsheetError.Reason? {
    let plain = FieldNumber.plain(text, isStated: isStated)
    guard let parsed = plain ?? FieldNumber.grouped(text) else { return builder.appendText(text, at: address) }
    let isDate = isStated && DateSerial.serials.contains(parsed.value) && page.formats[Int(token.format)].isDate
    return builder.appendNumber(
      parsed.value, kind: isDate ? .date : .number, format: token.format, printed: parsed.isCanonical ? nil : text,
      at: address)
  }
}
