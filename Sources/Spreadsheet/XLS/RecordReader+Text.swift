/// Texts within records, from `position` on. A text may go on in CONTINUE records (MS-XLS 2.5.293): where the split falls
/// into its characters, the next record starts with a byte that says anew whether they are wide.
extension RecordReader {
  /// Bytes of the record that are not read yet.
  private var rest: Int { body.count - position }

  /// Goes on to the CONTINUE record where this one is used up; false where there is none.
  mutating func goOn() throws(SpreadsheetError) -> Bool {
    while rest <= 0 {
      guard try peek() == RecordType.continuation, try advance() else { return false }
    }
    return true
  }

  private mutating func byte() throws(SpreadsheetError) -> Int {
    guard try goOn() else { throw damaged("a text at byte \(start) is cut short") }
    position += 1
    return body.u8(position - 1)
  }

  private mutating func word() throws(SpreadsheetError) -> Int {
    if rest >= 2 {
      position += 2
      return body.u16(position - 2)
    }
    return try byte() | byte() << 8
  }

  private mutating func skip(_ count: Int) throws(SpreadsheetError) {
    var left = count
    while left > 0 {
      guard try goOn() else { throw damaged("a text at byte \(start) is cut short") }
      let step = min(left, rest)
      position += step
      left -= step
    }
  }

  /// Reads a Unicode text (XLUnicodeRichExtendedString, MS-XLS 2.5.293, and its simpler forms): a count of one or two
  /// bytes, flags, characters of one or two bytes. Format runs and phonetic text are passed over.
  mutating func readUnicode(countSize: Int, into sink: TextSink) throws(SpreadsheetError) {
    let count = countSize == 1 ? try byte() : try word()
    // Some programs leave the flags out of an empty text at the end of a record.
    if count == 0, rest <= 0, try peek() != RecordType.continuation { return }
    let flags = try byte()
    let runs = flags & 0x08 != 0 ? try word() : 0
    let extra = flags & 0x04 != 0 ? try word() | word() << 16 : 0
    try readCharacters(count, isWide: flags & 0x01 != 0, into: sink)
    if runs > 0 { try skip(4 * runs) }
    if extra > 0 { try skip(extra) }
  }

  private mutating func readCharacters(_ count: Int, isWide: Bool, into sink: TextSink) throws(SpreadsheetError) {
    var left = count
    var isWide = isWide
    while true {
      let taken = min(left, isWide ? max(rest, 0) / 2 : max(rest, 0))
      if isWide {
        sink.appendUTF16(body.slice(position, taken * 2))
        position += taken * 2
      } else {
        sink.appendLatin1(body.slice(position, taken))
        position += taken
      }
      left -= taken
      if left == 0 { break }
      position = body.count
      isWide = try byte() & 0x01 != 0
    }
    sink.finish()
  }

  /// Reads a text of the versions before BIFF8: a count of one or two bytes and the bytes of a code page.
  mutating func readBytes(
    countSize: Int, decoder: CodePageDecoder, page: CodePage, into sink: TextSink
  ) throws(SpreadsheetError) {
    var left = countSize == 1 ? try byte() : try word()
    while left > 0 {
      guard try goOn() else { throw damaged("a text at byte \(start) is cut short") }
      let piece = body.slice(position, left)
      guard decoder.decode(piece, into: sink) else { throw failure(.unknownCodePage(page.number)) }
      position += piece.count
      left -= piece.count
    }
    sink.finish()
  }
}
