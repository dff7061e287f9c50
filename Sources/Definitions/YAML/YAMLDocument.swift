import PanelModel
import Yams

/// One YAML file as nodes that know their line and column, so that every message can say where.
///
/// Strict where YAML is loose: repeated keys and unknown keys are errors, and only `true` and `false` are truth values.
package enum YAMLDocument {
  /// Parses the text of `file` (a path for messages) into its root value.
  package static func parse(_ text: String, file: String) throws(DefinitionError) -> YAMLValue {
    do {
      guard let node = try Yams.compose(yaml: text, .basic, .default, .utf8) else {
        throw DefinitionError(
          place: DefinitionPlace(file: file, line: 1, column: 1), message: "The file is empty",
          remedy: "Write a definition or delete the file.")
      }
      let trail = YAMLKeyRecorder.current.map { recorder in
        YAMLTrail(recorder: recorder, map: YAMLKeyRecorder.Map(file: file, path: ""))
      }
      return YAMLValue(node: node, file: file, trail: trail)
    } catch let error as DefinitionError {
      throw error
    } catch let error as YamlError {
      throw definitionError(error, file: file)
    } catch {
      throw DefinitionError(
        place: DefinitionPlace(file: file, line: 1, column: 1), message: "The file is not YAML (\(error))",
        remedy: "Check its indentation and quotes.")
    }
  }

  private static func definitionError(_ error: YamlError, file: String) -> DefinitionError {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let about = context.map { " (\($0.text))" } ?? ""
      return DefinitionError(
        place: DefinitionPlace(file: file, line: mark.line, column: mark.column),
        message: "Not readable as YAML: \(problem)\(about)", remedy: "Check indentation, colons and quotes here.")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let keys = duplicates.map { "'\($0)'" }.sorted().joined(separator: ", ")
      return DefinitionError(
        place: DefinitionPlace(file: file, line: context.mark.line, column: context.mark.column),
        message: "The key \(keys) stands twice in this map", remedy: "Keep one of them.")
    default:
      return DefinitionError(
        place: DefinitionPlace(file: file, line: 1, column: 1), message: "Not readable as YAML: \(error)",
        remedy: "Check that the file is UTF-8 text.")
    }
  }
}

/// A node with its file.
package struct YAMLValue {
  let node: Node
  let file: String
  /// The key it stands under, for messages.
  var name: String?
  /// Set while keys are recorded.
  var trail: YAMLTrail?

  package var place: DefinitionPlace {
    DefinitionPlace(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  func error(_ message: String, _ remedy: String) -> DefinitionError {
    DefinitionError(place: place, message: message, remedy: remedy)
  }

  /// The error for a list where a map belongs, and the like.
  private func wrongKind(_ expected: String, _ example: String) -> DefinitionError {
    let kind = isList ? "a list" : isMap ? "a map" : "a text"
    guard let name else { return error("Here belongs \(expected), not \(kind)", "Write \(example).") }
    return error("'\(name)' takes \(expected), not \(kind)", "Write \(name): \(example).")
  }

  /// The text of a scalar that is not empty; quoted text may be empty.
  package func text() throws(DefinitionError) -> String {
    guard case .scalar(let scalar) = node else { throw wrongKind("one value", "…") }
    if scalar.string.isEmpty && scalar.style == .plain { throw error("The value is missing", "Write a value.") }
    return scalar.string
  }

  /// A decimal number.
  package func number() throws(DefinitionError) -> Double {
    let text = try text()
    guard isPlain, let x = Double(text), x.isFinite else { throw error("'\(text)' is not a number", "Write a number.") }
    return x
  }

  /// A whole number.
  package func integer() throws(DefinitionError) -> Int {
    let text = try text()
    guard let x = Int(text) else { throw error("'\(text)' is not a whole number", "Write a whole number.") }
    return x
  }

  package func flag() throws(DefinitionError) -> Bool {
    switch try text() {
    case "true": return true
    case "false": return false
    case let text: throw error("'\(text)' is not true or false", "Write true or false.")
    }
  }

  package func code() throws(DefinitionError) -> IndicatorCode {
    let text = try text()
    guard let code = IndicatorCode(validating: text) else {
      throw error(
        "'\(text)' is not a code", "Use lower-case letters, digits and _, at most 32, starting with a letter.")
    }
    return code
  }

  /// One of the names of an enumeration.
  package func choice<Choice: RawRepresentable & CaseIterable>(
    _ type: Choice.Type
  ) throws(DefinitionError) -> Choice where Choice.RawValue == String {
    let text = try text()
    if let choice = Choice(rawValue: text) { return choice }
    throw error(
      "'\(text)' is not allowed here", Suggestions.sentence(for: text, among: Choice.allCases.map(\.rawValue)))
  }

  package func list() throws(DefinitionError) -> [YAMLValue] {
    guard case .sequence(let sequence) = node else { throw wrongKind("a list", "[a, b, c]") }
    let trail = trail?.below("[]")
    return sequence.map { YAMLValue(node: $0, file: file, trail: trail) }
  }

  package func map() throws(DefinitionError) -> YAMLMap {
    guard case .mapping(let mapping) = node else { throw wrongKind("a map", "{key: value}") }
    var entries: [YAMLMap.Entry] = []
    for (key, value) in mapping {
      let keyValue = YAMLValue(node: key, file: file)
      entries.append(
        YAMLMap.Entry(
          key: try keyValue.text(), keyPlace: keyValue.place,
          value: YAMLValue(node: value, file: file, name: try keyValue.text(), trail: trail?.below("*"))))
    }
    return YAMLMap(entries: entries, place: place, trail: trail)
  }

  /// A list of texts; one text counts as a list of one.
  package func texts() throws(DefinitionError) -> [String] {
    if case .scalar = node { return [try text()] }
    var result: [String] = []
    for item in try list() { result.append(try item.text()) }
    return result
  }

  /// `{zh: …, en: …}`, or one text in both places.
  package func title() throws(DefinitionError) -> Title {
    if case .scalar = node {
      let text = try text()
      return Title(zh: text, en: text)
    }
    let map = try map()
    let title = Title(zh: try map.optional("zh")?.text() ?? "", en: try map.optional("en")?.text() ?? "")
    try map.finish()
    return title
  }

  package var isList: Bool { if case .sequence = node { true } else { false } }
  package var isMap: Bool { if case .mapping = node { true } else { false } }

  private var isPlain: Bool { if case .scalar(let scalar) = node { scalar.style == .plain } else { false } }

  /// Any value as an option of a method.
  package func optionValue() throws(DefinitionError) -> OptionValue {
    switch node {
    case .sequence:
      var items: [OptionValue] = []
      for item in try list() { items.append(try item.optionValue()) }
      return .list(items)
    case .mapping:
      var entries: [OptionEntry] = []
      for entry in try map().entries { entries.append(OptionEntry(entry.key, try entry.value.optionValue())) }
      return .map(entries)
    default:
      let text = try text()
      if isPlain {
        if text == "true" || text == "false" { return .flag(text == "true") }
        if let x = Double(text), x.isFinite { return .number(x) }
      }
      return .text(text)
    }
  }
}
