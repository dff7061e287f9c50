/// Tells what kind of text a file is: a web page, XML, a table, or something that only looks like text.
enum TextSniffer {
  /// The format of a file that is no archive and no binary format known.
  static func format(of head: [UInt8], _ source: ByteSource) throws(SpreadsheetError) -> FileFormat {
    let encoding = TextEncoding.guess(head)
    let isWide = encoding == .utf16LittleEndian || encoding == .utf16BigEndian
    let letters = ascii(head, isWide ? encoding : nil)
    var text = letters[...]
    // A file may end in zeros or in the sign that ended files once.
    if source.count == head.count { while let last = text.last, last == 0 || last == 0x1A { text.removeLast() } }
    if text.contains(0) { return .unknown }
    let shown = text.drop { $0 <= 0x20 }
    guard let first = shown.first else { return .delimitedText }
    if first == UInt8(ascii: "<") { return MarkupSniffer.format(of: shown) }
    if isWebArchive(shown) { return .webArchive }
    if try isJSON(shown, source) { return .json }
    if holdsTable(shown) { return .html }
    let controls = text.count { $0 < 0x20 && ![9, 10, 12, 13].contains($0) }
    return controls * 100 > text.count ? .unknown : .delimitedText
  }

  static func isUTF32(_ head: [UInt8]) -> Bool {
    if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) { return true }
    let units = head.count / 4
    guard units >= 2, head.count % 4 == 0 else { return false }
    // Every character of four bytes has two zeros at its upper end, and no text is without other bytes.
    let isLittle = (0..<units).allSatisfy { head[$0 * 4 + 3] == 0 && head[$0 * 4 + 2] == 0 && head[$0 * 4] >= 9 }
    let isBig = (0..<units).allSatisfy { head[$0 * 4] == 0 && head[$0 * 4 + 1] == 0 && head[$0 * 4 + 3] >= 9 }
    return isLittle || isBig
  }

  /// The characters of the text as ASCII, without a byte order mark; FF for all others.
  private static func ascii(_ head: [UInt8], _ wide: TextEncoding?) -> [UInt8] {
    let start = TextEncoding.markLength(head)
    guard let wide else { return head[start...].map { $0 < 0x80 ? $0 : 0xFF } }
    let high = wide == .utf16LittleEndian ? 1 : 0
    return stride(from: start, to: head.count - 1, by: 2).map { index in
      let unit = head[index + 1 - high]
      return head[index + high] == 0 && unit < 0x80 ? unit : 0xFF
    }
  }

  /// Lines "Name: value", one of which says that several parts or a web page follow.
  private static func isWebArchive(_ text: ArraySlice<UInt8>) -> Bool {
    let header = String(decoding: text.prefix(8_192), as: UTF8.self).replacing("\r\n", with: "\n").lowercased()
    let names = ["mime-version:", "from:", "content-type:", "subject:", "date:", "content-location:"]
    guard names.contains(where: { header.hasPrefix($0) }) else { return false }
    return header.contains("content-type: multipart/") || header.contains("content-type:multipart/")
      || header.contains("content-type: text/html")
  }

  private static func isJSON(_ text: ArraySlice<UInt8>, _ source: ByteSource) throws(SpreadsheetError) -> Bool {
    guard let first = text.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return false }
    let next = text.dropFirst().drop { $0 <= 0x20 }.first ?? 0
    let isOpened = first == UInt8(ascii: "{") ? "\"}".utf8.contains(next) : "{[\"]-0123456789".utf8.contains(next)
    let tail = try source.bytes(at: max(0, source.count - 64), count: 64)
    let last = tail.last { $0 > 0x20 }
    return isOpened && (last == UInt8(ascii: "}") || last == UInt8(ascii: "]"))
  }

  /// Words stand before the first tag of a page, as warnings of web servers do: a table starts there as no field of a
  /// text table does.
  private static func holdsTable(_ text: ArraySlice<UInt8>) -> Bool {
    text.withUnsafeBufferPointer { bytes in
      guard let table = bytes.position(of: "<table"), table > 0, table < 4_096 else { return false }
      let rest = UnsafeBufferPointer(rebasing: bytes[table...])
      guard let row = rest.position(of: "<tr"), let cell = rest.position(of: "<td") ?? rest.position(of: "<th") else {
        return false
      }
      let before = bytes[table - 1]
      let startsThere = before <= 0x20 || before == UInt8(ascii: ">") || before == 0xFF
      let words = bytes.prefix { $0 != UInt8(ascii: "<") }
      return row < cell && startsThere && !words.contains { $0 == UInt8(ascii: "\"") || $0 == 9 }
    }
  }
}
