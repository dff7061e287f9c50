/// Normal forms of printed text: what two prints of one name or header have in common.
package enum PrintedText {
  /// A cell's text without the dust of binary numbers: 87.93000000000001, which a file may hold, is shown as 87.93 by every
  /// spreadsheet program. A number of up to 15 digits, and any other text, stays as it is.
  package static func withoutDust(_ text: String) -> String {
    guard text.utf8.count > 15, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 || $0 == 46 || $0 == 45 }),
      text.utf8.contains(46), text.utf8.filter({ $0 >= 48 && $0 <= 57 }).count > 15, let number = Double(text)
    else { return text }
    return DecimalText.rounded(number, significant: 15)
  }

  /// All blanks dropped (space, tab, line ends, NBSP, ideographic space, zero-width marks) and full-width ASCII narrowed,
  /// `（` to `(`, `：` to `:`. Letters keep their case.
  package static func compact(_ text: String) -> String {
    if isCompact(text) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isBlank(scalar) { continue }
      if scalar.value >= 0xFF01 && scalar.value <= 0xFF5E, let narrow = Unicode.Scalar(scalar.value - 0xFEE0) {
        result.append(narrow)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether nothing could be dropped or narrowed, told from the bytes: most cells of a book are such texts.
  private static func isCompact(_ text: String) -> Bool {
    // Blanks beyond ASCII begin with C2, E2, E3 or EF in UTF-8, full-width forms with EF.
    text.utf8.allSatisfy { $0 > 0x20 && $0 != 0xC2 && $0 != 0xE2 && $0 != 0xE3 && $0 != 0xEF }
  }

  /// In lower case, as `lowercased()` gives it; Chinese and ASCII, which is nearly all of a book, are told by their bytes.
  package static func lowercased(_ text: String) -> String {
    var hasUpper = false
    for byte in text.utf8 {
      if byte < 0x80 {
        if byte >= 0x41 && byte <= 0x5A { hasUpper = true }
      } else if byte >= 0xC3 && !(0xE3...0xE9).contains(byte) {
        // Beyond U+0080...U+00BF and U+3000...U+9FFF, where nothing has a case.
        return text.lowercased()
      }
    }
    if !hasUpper { return text }
    return String(decoding: text.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// Whether two texts are the same, byte for byte. `==` also asks whether marks could join, which costs more.
  package static func areEqual(_ a: String, _ b: String) -> Bool {
    a.utf8.count == b.utf8.count && a.utf8.elementsEqual(b.utf8)
  }

  /// What stands behind `start` in a text that begins with it, byte for byte; nil if it does not.
  package static func rest(of text: String, behind start: String) -> Substring? {
    guard text.utf8.count > start.utf8.count, text.utf8.starts(with: start.utf8) else { return nil }
    return text[text.utf8.index(text.startIndex, offsetBy: start.utf8.count)...]
  }

  /// Blanks dropped at both ends only.
  package static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(text.unicodeScalars[first...last])
  }

  /// Space, tab, line ends, NBSP, U+2000-200D, U+202F, U+2060, U+3000, U+FEFF.
  package static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x2000...0x200D, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF: true
    default: false
    }
  }

  /// Whether a scalar is a Chinese character (CJK unified ideographs, extension A, compatibility ideographs).
  package static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2FA1F: true
    default: false
    }
  }

  /// Whether a text holds a Chinese character.
  package static func hasHan(_ text: some StringProtocol) -> Bool { text.unicodeScalars.contains(where: isHan) }
}
