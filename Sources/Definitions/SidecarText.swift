import PanelModel

/// The text of a sidecar: written whole for a new workbook, or its lines about the file renewed.
package struct SidecarText: Sendable, Equatable {
  /// A top-level key and its value as YAML.
  package struct Line: Sendable, Equatable {
    package var key: String
    package var value: String
  }

  /// Keys in the order a sidecar has them.
  package static let order = [
    "yearbook", "edition", "reference_year", "table", "producer", "licence", "url", "accessed", "file",
  ]

  package private(set) var lines: [Line] = []

  package init() {}

  /// Adds a text; an empty one is left out.
  package mutating func add(_ key: String, text: String) {
    if !text.isEmpty { lines.append(Line(key: key, value: Self.scalar(text))) }
  }

  package mutating func add(_ key: String, number: Int32?) {
    if let number { lines.append(Line(key: key, value: String(number))) }
  }

  /// Has a key taken out where the lines are merged into another sidecar.
  package mutating func remove(_ key: String) { lines.append(Line(key: key, value: "")) }

  /// Adds `table:` with what is known of it.
  package mutating func addTable(number: String, title: Title) {
    var parts: [String] = []
    if !number.isEmpty { parts.append("number: \"\(Self.escaped(number))\"") }
    let names = [("zh", title.zh), ("en", title.en)].filter { !$0.1.isEmpty }
      .map { "\($0.0): \(Self.scalar($0.1, isInMap: true))" }
    if !names.isEmpty { parts.append("title: {\(names.joined(separator: ", "))}") }
    if !parts.isEmpty { lines.append(Line(key: "table", value: "{\(parts.joined(separator: ", "))}")) }
  }

  package mutating func addFile(name: String, bytes: Int, sha256: String) {
    let name = Self.scalar(name, isInMap: true)
    lines.append(Line(key: "file", value: "{name: \(name), bytes: \(bytes), sha256: \(sha256)}"))
  }

  /// The whole file.
  package var text: String { lines.filter { !$0.value.isEmpty }.map { "\($0.key): \($0.value)\n" }.joined() }

  /// Another sidecar's text with these lines in place of its own of the same keys, all else as it is. A key it lacks comes
  /// before `file`, or last.
  package func merged(into text: String) -> String {
    var result = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if result.last == "" { result.removeLast() }
    for line in lines {
      let written = "\(line.key): \(line.value)"
      if let block = Self.block(of: line.key, in: result) {
        result.replaceSubrange(block, with: line.value.isEmpty ? [] : [written])
      } else if !line.value.isEmpty {
        let place = line.key == "file" ? result.count : Self.block(of: "file", in: result)?.lowerBound ?? result.count
        result.insert(written, at: place)
      }
    }
    return result.map { $0 + "\n" }.joined()
  }

  /// The lines of a top-level key: its own and the indented ones below it.
  private static func block(of key: String, in lines: [String]) -> Range<Int>? {
    guard let first = lines.firstIndex(where: { $0.hasPrefix("\(key):") }) else { return nil }
    var end = first + 1
    while end < lines.count, lines[end].first == " " || lines[end].first == "}" { end += 1 }
    return first..<end
  }

  /// A text as YAML: plain where no reader could take it for anything else, else in double quotes.
  static func scalar(_ text: String, isInMap: Bool = false) -> String {
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
    let isPlain = text.unicodeScalars.enumerated().allSatisfy { i, scalar in
      if PrintedText.isHan(scalar) { return true }
      guard scalar.isASCII else { return false }
      if scalar.properties.isAlphabetic { return true }
      let inside = isInMap ? " ._-/()" : " ._-/(),"
      return i > 0 && ((48...57).contains(scalar.value) || inside.unicodeScalars.contains(scalar))
    }
    let isSafe = isPlain && !text.hasSuffix(" ") && !text.isEmpty && !words.contains(text.lowercased())
    // Days and addresses are texts to every reader of sidecars.
    if isSafe || CalendarDate(text) != nil || isAddress(text, isInMap: isInMap) { return text }
    return "\"\(escaped(text))\""
  }

  private static func isAddress(_ text: String, isInMap: Bool) -> Bool {
    !isInMap && text.wholeMatch(of: /https?:\/\/[A-Za-z0-9.\/_~%?&=+-]+/) != nil
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      // Marks that no reader keeps.
      case "\0", "\u{FEFF}": continue
      case "\"": result += "\\\""
      default:
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        let digits = String(scalar.value, radix: 16, uppercase: true)
        if isControl || scalar.value == 0x2028 || scalar.value == 0x2029 {
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}
