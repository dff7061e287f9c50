import Foundation

/// The texts of string literals in Swift sources as patterns, so that an example in the manual can be held against what the
/// program really says: `\(…)` stands for any text, and literals joined by `+` are one.
struct SourceMessages {
  /// Patterns by file, as fixed pieces with anything between them.
  private(set) var files: [(text: String, patterns: [[String]])] = []

  init(_ folder: URL) throws {
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    while let file = found?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      files.append((text, Self.patterns(Array(text))))
    }
  }

  /// Whether a message is one a file may write that mentions a word, such as the case of a finding.
  func isWritten(_ message: String, where word: String) -> Bool {
    files.contains { file in
      file.text.contains(word) && file.patterns.contains { Self.matches(message, $0) }
    }
  }

  /// All pieces in order, with enough fixed text to mean something.
  private static func matches(_ message: String, _ pieces: [String]) -> Bool {
    guard pieces.joined().filter({ !$0.isWhitespace }).count >= 8 else { return false }
    var rest = message[...]
    for piece in pieces where !piece.isEmpty {
      guard let range = rest.range(of: piece) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }

  /// The pieces of every literal; one that follows `+` goes on with the one before.
  private static func patterns(_ source: [Character]) -> [[String]] {
    var patterns: [[String]] = []
    var i = 0
    var joins = false
    while i < source.count {
      switch source[i] {
      case "/" where i + 1 < source.count && source[i + 1] == "/":
        while i < source.count, !source[i].isNewline { i += 1 }
      case "\"":
        let pieces = literal(source, &i)
        if joins, var last = patterns.popLast() {
          last[last.count - 1] += pieces[0]
          patterns.append(last + pieces.dropFirst())
        } else {
          patterns.append(pieces)
        }
        joins = false
      case "+":
        joins = !patterns.isEmpty
        i += 1
      case let c:
        if !c.isWhitespace { joins = false }
        i += 1
      }
    }
    return patterns
  }

  /// Reads a literal from its opening quote on; `i` stands behind it afterwards.
  private static func literal(_ source: [Character], _ i: inout Int) -> [String] {
    var pieces = [""]
    i += 1
    while i < source.count, source[i] != "\"", !source[i].isNewline {
      guard source[i] == "\\", i + 1 < source.count else {
        pieces[pieces.count - 1].append(source[i])
        i += 1
        continue
      }
      i += 2
      guard source[i - 1] == "(" else {
        pieces[pieces.count - 1].append(source[i - 1] == "n" ? "\n" : source[i - 1])
        continue
      }
      skipInterpolation(source, &i)
      pieces.append("")
    }
    i += 1
    return pieces
  }

  private static func skipInterpolation(_ source: [Character], _ i: inout Int) {
    var depth = 1
    while i < source.count, depth > 0 {
      if source[i] == "\"" {
        _ = literal(source, &i)
        continue
      }
      if source[i] == "(" { depth += 1 }
      if source[i] == ")" { depth -= 1 }
      i += 1
    }
  }
}
