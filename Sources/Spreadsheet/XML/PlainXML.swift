/// A place in a window of plain XML. Each `take` moves the place behind what it names; where something else stands there it
/// says so, and the place is of no use any more; only `take(_:)` and `takeEmpty` do not move then.
///
/// The bytes end with a zero byte, which no rule of plain XML accepts: every step looks at one byte before it goes on to the
/// next, so that none leads beyond that zero.
struct PlainXML {
  var at: UnsafePointer<UInt8>

  /// A value or a text as it stands in the file.
  struct Text {
    let bytes: UnsafeBufferPointer<UInt8>
    /// It holds "&" and must be decoded.
    let hasReferences: Bool
  }

  @inline(__always)
  mutating func skipBlanks() {
    while at[0] == 0x20 || at[0] == 0x0A || at[0] == 0x0D || at[0] == 0x09 { at += 1 }
  }

  @inline(__always)
  mutating func take(_ expected: StaticString) -> Bool {
    let text = expected.utf8Start
    let count = expected.utf8CodeUnitCount
    for index in 0..<count where at[index] != text[index] { return false }
    at += count
    return true
  }

  /// Takes an element without content or attributes; `start` is its tag up to the name. Does not move if it is none.
  mutating func takeEmpty(_ start: StaticString) -> Bool {
    let old = at
    if take(start) {
      skipBlanks()
      if take("/>") { return true }
    }
    at = old
    return false
  }

  /// Takes text up to the next tag, having found its characters and references valid.
  @inline(__always)
  mutating func takeText() -> Text? { takeText(until: UInt8(ascii: "<"), allowing: UInt8(ascii: "&")) }

  /// Takes the rest of an attribute value with its closing quote. Values with references are left to the parser.
  @inline(__always)
  mutating func takeValue() -> UnsafeBufferPointer<UInt8>? {
    guard let value = takeText(until: UInt8(ascii: "\""), allowing: UInt8(ascii: "\"")) else { return nil }
    at += 1
    return value.bytes
  }

  @inline(__always)
  private mutating func takeText(until end: UInt8, allowing reference: UInt8) -> Text? {
    let start = at
    var hasReferences = false
    while true {
      let byte = at[0]
      if byte == end { break }
      if byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "<") && byte != UInt8(ascii: "&") {
        // The end of a CDATA section must not stand in text.
        if byte == UInt8(ascii: ">") && at - start >= 2 && at[-1] == UInt8(ascii: "]") && at[-2] == at[-1] {
          return nil
        }
        at += 1
      } else if byte == UInt8(ascii: "&") && reference == byte {
        hasReferences = true
        guard takeReference() != nil else { return nil }
      } else if byte >= 0x80 {
        let length = Self.lengthOfCharacter(at)
        if length == 0 { return nil }
        at += length
      } else if end == UInt8(ascii: "<") && (byte == 0x09 || byte == 0x0A) {
        at += 1
      } else {
        return nil
      }
    }
    return Text(bytes: UnsafeBufferPointer(start: start, count: at - start), hasReferences: hasReferences)
  }

  /// Bytes of the character beyond ASCII that starts here; 0 unless it is valid UTF-8 and allowed in XML.
  private static func lengthOfCharacter(_ at: UnsafePointer<UInt8>) -> Int {
    func follows(_ offset: Int) -> Bool { at[offset] & 0xC0 == 0x80 }
    let lead = at[0]
    if lead >= 0xC2 && lead < 0xE0 { return follows(1) ? 2 : 0 }
    guard lead >= 0xE0, follows(1), follows(2) else { return 0 }
    if lead < 0xF0 {
      // Not longer than need be, no half of a surrogate pair, and neither U+FFFE nor U+FFFF.
      if lead == 0xE0 && at[1] < 0xA0 || lead == 0xED && at[1] >= 0xA0 { return 0 }
      return lead == 0xEF && at[1] == 0xBF && at[2] >= 0xBE ? 0 : 3
    }
    guard lead < 0xF5, follows(3) else { return 0 }
    return lead == 0xF0 && at[1] < 0x90 || lead == 0xF4 && at[1] >= 0x90 ? 0 : 4
  }
}

extension PlainXML {
  /// Takes one of the references XML defines and returns its character.
  private mutating func takeReference() -> Unicode.Scalar? {
    if take("&amp;") { return "&" }
    if take("&lt;") { return "<" }
    if take("&gt;") { return ">" }
    if take("&quot;") { return "\"" }
    if take("&apos;") { return "'" }
    guard take("&#") else { return nil }
    let radix: UInt32 = take("x") ? 16 : 10
    var value: UInt32 = 0
    var digits = 0
    while let digit = Self.digit(at[0]), digit < radix, digits < 8 {
      value = value * radix + digit
      digits += 1
      at += 1
    }
    guard digits > 0, take(";"), value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D,
      value & 0xFFFE != 0xFFFE || value > 0xFFFF
    else { return nil }
    return Unicode.Scalar(value)
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    let digit = byte &- UInt8(ascii: "0")
    if digit < 10 { return UInt32(digit) }
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? UInt32(letter) + 10 : nil
  }

  /// Adds a text to `buffer`, its references resolved.
  static func decode(_ text: Text, into buffer: TextBuffer) {
    guard text.hasReferences, let start = text.bytes.baseAddress else { return buffer.append(text.bytes) }
    // The text has been checked, and "<" stands behind it.
    let end = start + text.bytes.count
    var xml = PlainXML(at: start)
    while xml.at < end {
      let run = xml.at
      while xml.at < end && xml.at[0] != UInt8(ascii: "&") { xml.at += 1 }
      buffer.append(UnsafeBufferPointer(start: run, count: xml.at - run))
      guard xml.at < end, let scalar = xml.takeReference() else { return }
      buffer.append(scalar)
    }
  }

  /// Takes a blank and an attribute whose name is one of `names` and has not been `seen`; its position and value.
  mutating func takeAttribute(
    of names: [StaticString], _ seen: inout UInt32
  ) -> (name: Int, value: UnsafeBufferPointer<UInt8>)? {
    skipBlanks()
    for position in names.indices where at[0] == names[position].utf8Start[0] {
      let start = at
      guard take(names[position]), take("=\"") else {
        at = start
        continue
      }
      guard seen & 1 << position == 0, let value = takeValue() else { return nil }
      seen |= 1 << position
      return (position, value)
    }
    return nil
  }

  /// At the blank before an attribute. Blanks before the end of the tag are skipped.
  @inline(__always)
  mutating func isBeforeAttribute() -> Bool {
    if at[0] == 0x20 && at[1] > UInt8(ascii: ">") { return true }
    let start = at
    skipBlanks()
    guard at > start, at[0] != UInt8(ascii: "/"), at[0] != UInt8(ascii: ">") else { return false }
    at -= 1
    return true
  }

  /// Takes attributes up to the end of the tag, not included; false where one is not of `names` or stands twice.
  mutating func takeAttributes(of names: [StaticString]) -> Bool {
    var seen: UInt32 = 0
    while isBeforeAttribute() { if takeAttribute(of: names, &seen) == nil { return false } }
    return true
  }
}
