/// The encodings text tables and web pages come in.
package enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  /// The Chinese standard that includes GBK and GB 2312.
  case gb18030 = "GB18030"
  /// Traditional Chinese, with the characters of Hong Kong.
  case big5 = "BIG5-HKSCS"
  case shiftJIS = "CP932"
  case eucJP = "EUC-JP"
  case korean = "CP949"
  case windows1250 = "CP1250"
  case windows1251 = "CP1251"
  /// Western Europe, with the characters Latin 1 lacks.
  case windows1252 = "CP1252"

  /// The encoding that a page or message names; nil for names that are not known. As in browsers, UTF-16 cannot be
  /// stated by a page whose statement reads as ASCII, and stands for UTF-8.
  init?(label: String) {
    switch label.lowercased() {
    case "utf-8", "utf8", "unicode-1-1-utf-8", "utf-16", "utf-16le", "utf-16be", "unicode": self = .utf8
    case "gb2312", "gb_2312-80", "gb_2312", "gbk", "x-gbk", "gb18030", "cp936", "ms936", "windows-936", "chinese":
      self = .gb18030
    case "big5", "big5-hkscs", "cn-big5", "x-x-big5", "cp950", "ms950": self = .big5
    case "shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "cp932", "ms932": self = .shiftJIS
    case "euc-jp", "x-euc-jp": self = .eucJP
    case "euc-kr", "ks_c_5601-1987", "korean", "windows-949", "cp949", "ksc5601": self = .korean
    case "windows-1250", "cp1250": self = .windows1250
    case "windows-1251", "cp1251": self = .windows1251
    case "windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii": self = .windows1252
    default: return nil
    }
  }

  /// Bytes of a byte order mark at the start, to be passed over.
  static func markLength(_ head: [UInt8]) -> Int {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return 3 }
    return head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) ? 2 : 0
  }

  /// The encoding the first bytes tell: by a byte order mark, or by where the zeros of UTF-16 stand; nil otherwise.
  static func guess(_ head: [UInt8]) -> TextEncoding? {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    if head.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if head.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    // Zeros at the end may be what a file was filled up with, and tell nothing.
    let end = (head.lastIndex { $0 != 0 } ?? -1) + 1
    var zeros = (even: 0, odd: 0)
    for (index, byte) in head[..<end].enumerated() where byte == 0 {
      if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    // Digits, commas and line ends are never rare in a table.
    guard end >= 4, (zeros.even + zeros.odd) * 20 > end else { return nil }
    if zeros.odd > zeros.even * 4 && isText(head, littleEndian: true) { return .utf16LittleEndian }
    return zeros.even > zeros.odd * 4 && isText(head, littleEndian: false) ? .utf16BigEndian : nil
  }

  /// The units of UTF-16 hold no control characters but those of text, and their surrogates come in pairs; a line ends
  /// somewhere, or a page starts.
  private static func isText(_ head: [UInt8], littleEndian: Bool) -> Bool {
    var isHigh = false
    var hasMark = false
    for index in stride(from: 0, to: head.count - 1, by: 2) {
      let (low, high) = littleEndian ? (head[index], head[index + 1]) : (head[index + 1], head[index])
      let unit = UInt16(high) << 8 | UInt16(low)
      if unit == 10 || unit == 13 || (index == 0 && unit == 0x3C) { hasMark = true }
      if unit < 0x20 && ![9, 10, 12, 13, 0x1A].contains(unit) || unit >= 0xFFFE { return false }
      let isLow = unit & 0xFC00 == 0xDC00
      if isLow != isHigh { return false }
      isHigh = unit & 0xFC00 == 0xD800
    }
    return hasMark
  }

  /// The encoding of a text table: as its first bytes tell, else UTF-8 where all of it is valid UTF-8, else GB 18030
  /// where the bytes look like it. Throws where that would be a guess.
  static func detect(_ source: ByteSource) throws(SpreadsheetError) -> TextEncoding {
    if let known = guess(try source.bytes(at: 0, count: 65_536)) { return known }
    let survey = try TextSurvey(source)
    // Nearly UTF-8 is UTF-8 with wrong bytes, which reading names.
    if survey.isUTF8 || survey.isNearlyUTF8 { return .utf8 }
    if survey.looksLikeBig5 {
      throw doubtful("it looks like Big5, which is not told from GB 18030 with certainty", source)
    }
    if !survey.isPlausibleGB18030 { throw doubtful("it is neither UTF-8 nor, by its letters, GB 18030", source) }
    return .gb18030
  }

  private static func doubtful(_ detail: String, _ source: ByteSource) -> SpreadsheetError {
    SpreadsheetError(file: source.name, reason: .badText(detail: detail))
  }
}
