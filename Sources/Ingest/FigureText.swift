import PanelModel

/// A text told from its bytes: a number, nothing, or words. Figures kept as text differ from cell to cell, so that
/// nothing about them is worth remembering.
package enum FigureText: Equatable {
  case number(Double)
  case blank
  case words

  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    // Figures begin with a sign, digit or point, be it of full width, behind blanks; all else is words.
    let start = Self.blanks(before: bytes)
    guard start < bytes.count else {
      self = .blank
      return
    }
    let first = bytes[start]
    let isMinus = first == 0xE2 && start + 2 < bytes.count && bytes[start + 1] == 0x88 && bytes[start + 2] == 0x92
    if first >= 0x3A && first != 0xEF && !isMinus {
      self = .words
      return
    }
    self = Self.plain(bytes) ?? (bytes.contains(where: Self.isOfWord) ? .words : Self.whole(bytes))
  }

  /// Bytes that no number has, in whatever form it is printed: letters but e, signs but + - , and point, Chinese.
  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x7E: !(byte >= 0x30 && byte <= 0x39) && !(0x2B...0x2E).contains(byte) && byte | 0x20 != 0x65
    case 0xE4...0xE9: true
    default: false
    }
  }

  /// How many bytes of blanks stand before the text, of all kinds that `PrintedText` drops.
  private static func blanks(before bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var position = 0
    while position < bytes.count {
      let first = bytes[position]
      if first == 0x20 || (first >= 9 && first <= 13) {
        position += 1
        continue
      }
      guard first >= 0xC2, position + 1 < bytes.count else { return position }
      let second = bytes[position + 1]
      if first == 0xC2 && (second == 0x85 || second == 0xA0) {
        position += 2
        continue
      }
      guard position + 2 < bytes.count, isWideBlank(first, second, bytes[position + 2]) else { return position }
      position += 3
    }
    return position
  }

  /// U+2000-200D, U+202F, U+205F, U+2060, U+3000, U+FEFF in UTF-8.
  private static func isWideBlank(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch (first, second) {
    case (0xE2, 0x80): third <= 0x8D || third == 0xAF
    case (0xE2, 0x81): third == 0x9F || third == 0xA0
    case (0xE3, 0x80): third == 0x80
    case (0xEF, 0xBB): third == 0xBF
    default: false
    }
  }

  /// The text as `CellValue` reads it, for what is out of the ordinary.
  private static func whole(_ bytes: UnsafeBufferPointer<UInt8>) -> FigureText {
    let compact = PrintedText.compact(String(decoding: bytes, as: UTF8.self))
    if compact.isEmpty { return .blank }
    return CellValue.number(compact).map { .number($0) } ?? .words
  }

  /// An optional sign, up to 15 digits with well-placed thousands separators, and decimals, between blanks; nil for
  /// anything else.
  private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> FigureText? {
    guard let (start, end) = trimmed(bytes) else { return .blank }
    var position = start
    let isNegative = bytes[position] == 45
    if isNegative || bytes[position] == 43 { position += 1 }
    var (mantissa, digits, decimals) = (0, 0, 0)
    // Digits since the last separator; negative as long as there was none.
    var group = -1
    var hasPoint = false
    while position < end {
      let byte = bytes[position]
      if byte >= 48 && byte <= 57 {
        mantissa = mantissa &* 10 &+ Int(byte &- 48)
        digits += 1
        if digits > 15 { return nil }
        if hasPoint { decimals += 1 } else if group >= 0 { group += 1 }
      } else if byte == 44, !hasPoint, group == 3 || (group < 0 && (1...3).contains(digits)) {
        group = 0
      } else if byte == 46, !hasPoint, digits > 0, group < 0 || group == 3 {
        hasPoint = true
      } else {
        return nil
      }
      position += 1
    }
    if digits == 0 || (hasPoint && decimals == 0) || (!hasPoint && group >= 0 && group != 3) { return nil }
    // Both are exact, so that the quotient is the double nearest to the text.
    let value = Double(mantissa) / powersOfTen[decimals]
    return .number(isNegative ? -value : value)
  }

  /// Where the text begins and ends between ASCII blanks; nil where there is nothing else.
  private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> (Int, Int)? {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 9 && byte <= 13) }
    var (start, end) = (0, bytes.count)
    while start < end && isBlank(bytes[start]) { start += 1 }
    while end > start && isBlank(bytes[end - 1]) { end -= 1 }
    return start < end ? (start, end) : nil
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]
}
