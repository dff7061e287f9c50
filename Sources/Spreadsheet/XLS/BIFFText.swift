/// Reads texts of any version: Unicode in BIFF8, bytes of the workbook's code page before.
struct BIFFText {
  let version: BIFFVersion
  let page: CodePage
  private let decoder: CodePageDecoder
  let sink = TextSink()

  init(version: BIFFVersion, page: CodePage) {
    self.version = version
    self.page = page
    decoder = CodePageDecoder(page)
  }

  /// Reads the text at the reader's position into `sink`.
  /// - Parameter countSize: bytes of the count of characters, 1 or 2.
  func read(_ reader: inout RecordReader, countSize: Int) throws(SpreadsheetError) {
    sink.clear()
    if version == .biff8 {
      try reader.readUnicode(countSize: countSize, into: sink)
    } else {
      try reader.readBytes(countSize: countSize, decoder: decoder, page: page, into: sink)
    }
  }

  /// Reads a text that stands alone in its record; one whose record is shorter than its count is taken as far as it goes.
  func readAvailable(_ reader: inout RecordReader, countSize: Int) throws(SpreadsheetError) {
    do throws(SpreadsheetError) {
      try read(&reader, countSize: countSize)
    } catch {
      guard case .recordsDamaged = error.reason else { throw error }
      sink.finish()
    }
  }

  /// The text as a string, for names and format codes.
  func string(_ reader: inout RecordReader, countSize: Int) throws(SpreadsheetError) -> String {
    try readAvailable(&reader, countSize: countSize)
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  /// The text has more characters than a cell may hold.
  func isTooLong(_ limits: Limits) -> Bool {
    guard sink.count > limits.charactersPerCell else { return false }
    // One unit for each byte that starts a character, two where it starts one of four bytes.
    let units = sink.bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : ($1 >= 0xF0 ? 2 : 1)) }
    return units > limits.charactersPerCell
  }
}
