/// Finds the encoding of a web page.
enum HTMLEncoding {
  /// The encoding the bytes themselves show: a byte order mark, the zeros of UTF-16, or being UTF-8 throughout. Only
  /// then what is stated counts, by the page or outside it, and last what the bytes look like.
  static func detect(_ source: ByteSource, stated: String?) throws(SpreadsheetError) -> TextEncoding {
    let head = try source.bytes(at: 0, count: 65_536)
    if let known = TextEncoding.guess(head) { return known }
    let survey = try TextSurvey(source)
    if survey.isUTF8 { return .utf8 }
    let name = stated ?? head.withUnsafeBufferPointer { statedCharset($0) }
    switch name.flatMap({ TextEncoding(label: $0) }) {
    // A few bytes that are no characters, as where a text was cut, do not make a page of UTF-8 another's.
    case .utf8: return survey.isNearlyUTF8 ? .utf8 : survey.looksLikeBig5 ? .big5 : .gb18030
    // Many editors state Western Europe whatever the text is.
    case .windows1252: return survey.looksLikeGB2312 ? .gb18030 : .windows1252
    case let encoding?: return encoding
    case nil: return survey.isNearlyUTF8 ? .utf8 : survey.looksLikeBig5 ? .big5 : .gb18030
    }
  }

  /// The name after the first `charset=` within a tag `<meta`.
  private static func statedCharset(_ head: UnsafeBufferPointer<UInt8>) -> String? {
    var rest = head
    while let tag = rest.position(of: "<meta") {
      rest = UnsafeBufferPointer(rebasing: rest[(tag + 5)...])
      let attributes = UnsafeBufferPointer(rebasing: rest.prefix { $0 != UInt8(ascii: ">") })
      guard let found = attributes.position(of: "charset") else { continue }
      let value = attributes[(found + 7)...].drop { HTMLText.isBlank($0) }
      guard value.first == UInt8(ascii: "=") else { continue }
      let quotes = "\"' \t\r\n".utf8
      let name = value.dropFirst().drop { quotes.contains($0) }.prefix {
        !quotes.contains($0) && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "/")
      }
      if !name.isEmpty { return String(decoding: name.prefix(40), as: UTF8.self) }
    }
    return nil
  }
}
