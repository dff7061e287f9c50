/// Gathers the text of a cell or paragraph as a browser shows it: runs of blanks become one, none stand at the ends of
/// lines. Only the blanks of HTML count as such; no-break and ideographic spaces are kept.
struct HTMLText {
  let buffer = TextBuffer()
  private var needsBlank = false
  private var lineBreaks = 0

  var isEmpty: Bool { buffer.count == 0 }
  var bytes: UnsafeBufferPointer<UInt8> { buffer.bytes }

  mutating func clear() {
    buffer.clear()
    needsBlank = false
    lineBreaks = 0
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    var position = 0
    while position < bytes.count {
      if Self.isBlank(bytes[position]) {
        needsBlank = true
        position += 1
        continue
      }
      let start = position
      while position < bytes.count && !Self.isBlank(bytes[position]) { position += 1 }
      separate()
      buffer.append(UnsafeBufferPointer(rebasing: bytes[start..<position]))
    }
  }

  /// The line ends here, as by `<br>`.
  mutating func addLineBreak() { lineBreaks += 1 }

  /// What follows stands on another line than what came before, as around a paragraph.
  mutating func endLine() { lineBreaks = max(lineBreaks, 1) }

  /// The two stand apart by a blank, as cells of one row.
  mutating func addBlank() { needsBlank = true }

  /// Puts what separates the text so far from what follows; nothing before the first text.
  private mutating func separate() {
    if buffer.count > 0 {
      if lineBreaks > 0 {
        for _ in 0..<min(lineBreaks, 8) { buffer.append(0x0A) }
      } else if needsBlank {
        buffer.append(0x20)
      }
    }
    needsBlank = false
    lineBreaks = 0
  }

  /// What a reference to a control character such as `&#150;` means: pages count there by the Western European set of
  /// Windows, and browsers follow them. Nil for anything else; each reference comes in a piece of its own.
  static func characterMeant(by piece: UnsafeBufferPointer<UInt8>) -> String? {
    guard piece.count == 2, piece[0] == 0xC2, piece[1] < 0xA0 else { return nil }
    let characters = Array("€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
    return String(characters[Int(piece[1] & 0x1F)])
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x0C
  }
}

extension TextBuffer {
  func append(_ byte: UInt8) {
    withUnsafePointer(to: byte) { append(UnsafeBufferPointer(start: $0, count: 1)) }
  }
}
