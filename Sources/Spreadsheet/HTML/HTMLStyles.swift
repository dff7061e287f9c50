/// The number formats of style sheets (`mso-number-format`), by class.
struct HTMLStyles {
  private(set) var codes: [String: String] = [:]

  /// Takes a style sheet: rules of the form ".xl65, td.xl66 {...; mso-number-format:"0\.00"; ...}".
  mutating func add(_ sheet: UnsafeBufferPointer<UInt8>) {
    var position = 0
    while let open = sheet[position...].firstIndex(of: UInt8(ascii: "{")), codes.count < 65_536 {
      let close = sheet[open...].firstIndex(of: UInt8(ascii: "}")) ?? sheet.endIndex
      let body = UnsafeBufferPointer(rebasing: sheet[(open + 1)..<close])
      if let code = Self.format(in: body) {
        let selectors = String(decoding: sheet[position..<open], as: UTF8.self)
        for selector in selectors.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
          guard let dot = selector.lastIndex(of: ".") else { continue }
          codes[String(selector[selector.index(after: dot)...])] = code
        }
      }
      position = min(close + 1, sheet.endIndex)
    }
  }

  /// The number format among declarations, its escapes resolved; nil for none and for General.
  static func format(in declarations: UnsafeBufferPointer<UInt8>) -> String? {
    for name in ["mso-number-format", "vnd.ms-excel.numberformat"] {
      guard let found = declarations.position(of: name),
        let colon = declarations[(found + name.utf8.count)...].firstIndex(of: UInt8(ascii: ":"))
      else { continue }
      let code = unescaped(declarations[(colon + 1)...])
      return code.isEmpty || code == "General" ? nil : code
    }
    return nil
  }

  /// A value of a declaration up to its semicolon, without quotation marks around it; `\0022` and `\.` are escapes.
  private static func unescaped(_ value: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    var result: [UInt8] = []
    var quote: UInt8?
    var position = value.startIndex
    while position < value.endIndex, result.count < 1_024 {
      let byte = value[position]
      position += 1
      if byte == UInt8(ascii: "\\") {
        let hexadecimal = value[position...].prefix(4).prefix { Self.digit($0) != nil }
        if hexadecimal.count == 4 {
          let unit = hexadecimal.reduce(UInt32(0)) { $0 << 4 | UInt32(Self.digit($1) ?? 0) }
          result += Array(String(Unicode.Scalar(unit).map(Character.init) ?? "\u{FFFD}").utf8)
          position += 4
        } else if position < value.endIndex {
          // An escaped character of a format stands for itself, and "@" and digits mean the same with and without.
          result.append(value[position])
          position += 1
        }
      } else if byte == quote {
        break
      } else if quote == nil && (byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")) && result.isEmpty {
        quote = byte
      } else if quote == nil && byte == UInt8(ascii: ";") {
        break
      } else if quote != nil || !result.isEmpty || !HTMLText.isBlank(byte) {
        result.append(byte)
      }
    }
    while quote == nil, let last = result.last, HTMLText.isBlank(last) { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    if (0x30...0x39).contains(byte) { return byte - 0x30 }
    return (0x61...0x66).contains(byte | 0x20) ? (byte | 0x20) - 0x57 : nil
  }

  /// The declarations say that the element is not shown.
  static func hides(_ declarations: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let found = declarations.position(of: "display") else { return false }
    let rest = declarations[(found + 7)...].drop { HTMLText.isBlank($0) || $0 == UInt8(ascii: ":") }
    return rest.prefix(4).map { $0 | 0x20 }.elementsEqual("none".utf8)
  }
}

extension HTMLSheetSource {
  /// The sheets that a comment of a spreadsheet program names: `<x:ExcelWorksheet><x:Name>...<x:WorksheetSource HRef=...`.
  static func all(in comment: UnsafeBufferPointer<UInt8>) -> [HTMLSheetSource] {
    guard comment.holds("<x:ExcelWorksheet>") else { return [] }
    let text = String(decoding: comment, as: UTF8.self)
    return text.split(separator: "<x:ExcelWorksheet>").dropFirst().prefix(4_096).compactMap { section in
      guard let name = between("<x:Name>", "</x:Name>", section) else { return nil }
      let target = between("<x:WorksheetSource HRef=\"", "\"", section) ?? ""
      return HTMLSheetSource(name: unescaped(name), target: unescaped(target))
    }
  }

  private static func between(_ start: String, _ end: String, _ text: Substring) -> String? {
    guard let opening = text.firstRange(of: start) else { return nil }
    guard let closing = text[opening.upperBound...].firstRange(of: end) else { return nil }
    return String(text[opening.upperBound..<closing.lowerBound])
  }

  private static func unescaped(_ text: String) -> String {
    var result = text
    for (name, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
      result = result.replacing(name, with: character)
    }
    return result
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where a text in lower case stands among the bytes, whose case does not matter.
  func position(of word: String) -> Int? {
    var copy = word
    return copy.withUTF8 { word -> Int? in
      guard let first = word.first, count >= word.count else { return nil }
      for start in 0...(count - word.count) where self[start] | 0x20 == first | 0x20 {
        var length = 1
        while length < word.count && Self.lower(self[start + length]) == Self.lower(word[length]) { length += 1 }
        if length == word.count { return start }
      }
      return nil
    }
  }

  func holds(_ word: String) -> Bool { position(of: word) != nil }

  private static func lower(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }
}
