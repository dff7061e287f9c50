import Definitions
import PanelModel

/// A JSON value with its members in order, as schema files are read, changed and written. JSON is a part of YAML, so the
/// project's own reader reads it.
typealias OrderedValue = OptionValue

extension OptionValue {
  init(json text: String, file: String) throws {
    self = try YAMLDocument.parse(text, file: file).optionValue()
  }

  var members: [OptionEntry] { if case .map(let entries) = self { entries } else { [] } }
  var items: [OptionValue] { if case .list(let items) = self { items } else { [] } }
  var text: String? { if case .text(let text) = self { text } else { nil } }
  var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
  var isMap: Bool { if case .map = self { true } else { false } }

  /// A member of a map. Setting nil removes it; setting a new one appends it.
  subscript(key: String) -> OptionValue? {
    get { members.first { $0.key == key }?.value }
    set {
      var entries = members
      if let place = entries.firstIndex(where: { $0.key == key }) {
        if let newValue { entries[place].value = newValue } else { entries.remove(at: place) }
      } else if let newValue {
        entries.append(OptionEntry(key, newValue))
      }
      self = .map(entries)
    }
  }

  /// The value with one key under another name, at its place.
  func renaming(_ key: String, to other: String) -> OptionValue {
    .map(members.map { $0.key == key ? OptionEntry(other, $0.value) : $0 })
  }

  private static func number(_ x: Double) -> String {
    x == x.rounded() && abs(x) < 1e15 ? String(Int64(x)) : "\(x)"
  }

  // MARK: JSON

  /// On one line.
  var inlineJSON: String {
    switch self {
    case .number(let x): Self.number(x)
    case .text(let text): JSONValue.string(text).text(indent: nil)
    case .flag(let flag): flag ? "true" : "false"
    case .list(let items): "[" + items.map(\.inlineJSON).joined(separator: ", ") + "]"
    case .map(let entries):
      "{"
        + entries.map { JSONValue.string($0.key).text(indent: nil) + ": " + $0.value.inlineJSON }
        .joined(separator: ", ") + "}"
    }
  }

  /// Values that fit into a line on one line, others with one member a line.
  func json(indent: Int = 0, lead: Int = 0) -> String {
    let inline = inlineJSON
    if indent + lead + inline.count <= 116 { return inline }
    let blanks = String(repeating: " ", count: indent + 2)
    let lines: [String]
    let (open, close): (String, String)
    switch self {
    case .list(let items):
      (open, close) = ("[", "]")
      lines = items.map { $0.json(indent: indent + 2) }
    case .map(let entries):
      (open, close) = ("{", "}")
      lines = entries.map { entry in
        let key = JSONValue.string(entry.key).text(indent: nil) + ": "
        return key + entry.value.json(indent: indent + 2, lead: key.count)
      }
    default: return inline
    }
    return open + "\n" + lines.map { blanks + $0 }.joined(separator: ",\n") + "\n"
      + String(repeating: " ", count: indent)
      + close
  }

  // MARK: YAML

  /// In flow style on one line, as a person would write it.
  var yaml: String {
    switch self {
    case .text(let text): Self.scalar(text)
    case .list(let items): "[" + items.map(\.yaml).joined(separator: ", ") + "]"
    case .map(let entries):
      "{" + entries.map { Self.scalar($0.key) + ": " + $0.value.yaml }.joined(separator: ", ") + "}"
    default: inlineJSON
    }
  }

  /// A file: one key a line at the top, flow style below; an item a line for a list.
  var yamlFile: String {
    switch self {
    case .map(let entries): entries.map { Self.scalar($0.key) + ": " + $0.value.yaml + "\n" }.joined()
    case .list(let items): items.map { "- " + $0.yaml + "\n" }.joined()
    default: yaml + "\n"
    }
  }

  /// Plain where YAML reads it back as the same text, else quoted.
  private static func scalar(_ text: String) -> String {
    let isWord = text.unicodeScalars.allSatisfy { scalar in
      !scalar.isASCII || scalar.properties.isAlphabetic || "0123456789_ ./+*()@=^-<>".unicodeScalars.contains(scalar)
    }
    let isOther = Double(text) != nil || ["true", "false", "yes", "no", "null", ""].contains(text)
    let isSafe = isWord && !isOther && text.first?.isWhitespace == false && text.last?.isWhitespace == false
    let starts = text.first.map {
      !"*-=@>%".contains($0) || text.count > 1 && text.first == "-" && text.dropFirst().first != " "
    }
    return isSafe && starts == true ? text : JSONValue.string(text).text(indent: nil)
  }
}
