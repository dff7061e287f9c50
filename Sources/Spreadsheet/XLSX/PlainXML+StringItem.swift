extension PlainXML {
  private static let fontAttributes: [StaticString] = ["val", "rgb", "theme", "tint", "indexed", "auto"]
  private static let phoneticAttributes: [StaticString] = ["sb", "eb", "fontId", "type", "alignment"]

  /// Takes what is inside an `si` or `is`, up to its end tag: texts and runs are joined, phonetic runs dropped.
  ///
  /// The result lies in the window or in `buffer` and is valid until one of them changes.
  mutating func takeStringItem(_ buffer: TextBuffer) -> UnsafeBufferPointer<UInt8>? {
    // Nearly all items are one text.
    let start = at
    if isBeforeText, let text = takeTextElement(), !text.hasReferences, isBeforeEndTag { return text.bytes }
    at = start
    buffer.clear()
    while true {
      skipBlanks()
      if isBeforeEndTag { return buffer.bytes }
      if isBeforeText {
        guard let text = takeTextElement() else { return nil }
        Self.decode(text, into: buffer)
      } else if take("<r>") {
        guard takeRun(buffer) else { return nil }
      } else if take("<rPh") {
        guard takeAttributes(of: Self.phoneticAttributes), take(">"), takeTextElement() != nil, take("</rPh>") else {
          return nil
        }
      } else {
        guard take("<phoneticPr"), takeAttributes(of: Self.phoneticAttributes), take("/>") else { return nil }
      }
    }
  }

  private var isBeforeEndTag: Bool { at[0] == UInt8(ascii: "<") && at[1] == UInt8(ascii: "/") }

  /// At "<t" and no longer name.
  private var isBeforeText: Bool {
    at[0] == UInt8(ascii: "<") && at[1] == UInt8(ascii: "t")
      && (at[2] == UInt8(ascii: ">") || at[2] == UInt8(ascii: " ") || at[2] == UInt8(ascii: "/"))
  }

  private mutating func takeTextElement() -> Text? {
    guard take("<t") else { return nil }
    _ = take(" xml:space=\"preserve\"")
    skipBlanks()
    if take("/>") { return Text(bytes: UnsafeBufferPointer(start: at, count: 0), hasReferences: false) }
    guard take(">"), let text = takeText(), take("</t>") else { return nil }
    return text
  }

  /// Takes a run with its end tag: its font, which is checked and dropped, and its texts.
  private mutating func takeRun(_ buffer: TextBuffer) -> Bool {
    while true {
      skipBlanks()
      if take("</r>") { return true }
      if isBeforeText {
        guard let text = takeTextElement() else { return false }
        Self.decode(text, into: buffer)
      } else {
        guard take("<rPr>"), takeFont() else { return false }
      }
    }
  }

  /// Takes the empty elements of a font with the end tag of all.
  private mutating func takeFont() -> Bool {
    while true {
      skipBlanks()
      if take("</rPr>") { return true }
      guard take("<") else { return false }
      let name = at
      while (at[0] | 0x20) &- UInt8(ascii: "a") < 26 { at += 1 }
      guard at > name, takeAttributes(of: Self.fontAttributes), take("/>") else { return false }
    }
  }
}
