import Definitions

/// Every good and bad example of the schema, run through the program's own reader.
struct SchemaExamples {
  struct Failure: Sendable, CustomStringConvertible {
    var description: String
  }

  let folder: SchemaFolder
  private let project: SchemaProject
  private(set) var failures: [String] = []
  /// Message of each bad example, by where it stands: `file#/path/to/it`.
  private(set) var messages: [String: String] = [:]
  private(set) var count = 0

  init(_ folder: SchemaFolder) throws {
    self.folder = folder
    project = try SchemaProject(folder)
  }

  /// Runs the good examples of a kind, or its bad ones.
  mutating func run(_ kind: SchemaFolder.File, good: Bool) throws {
    let path = SchemaProject.path(of: kind)
    let walk = try SchemaWalk(folder, file: kind)
    if good {
      for example in kind.root["examples"]?.items ?? [] { try check(example.yamlFile, path, "the whole file") }
    }
    for field in walk.fields {
      if good {
        for example in field.examples {
          try check(field.document(.set(example)).yamlFile, path, "\(field.path): \(example.yaml)")
        }
      } else {
        for bad in field.bad { try check(bad: bad, field, path) }
      }
    }
  }

  private mutating func check(_ text: String, _ path: String, _ what: String) throws {
    count += 1
    let errors = try project.errors(with: text, at: path)
    // Other files may lose what they name when a file is replaced.
    if let error = errors.first(where: { $0.place?.file ?? path == path }) {
      failures.append("\(path), \(what): \(error)")
    }
  }

  private mutating func check(bad: OrderedValue, _ field: SchemaField, _ path: String) throws {
    count += 1
    let change = SchemaField.Change(bad: bad)
    let document = field.document(change)
    let what = "\(path), \(field.path), bad example \(bad.yaml)"
    let errors = try project.errors(with: document.yamlFile, at: path)
    guard let error = errors.first(where: { $0.place?.file == path }) ?? errors.first else {
      failures.append("\(what): nothing is wrong with it:\n\(document.yamlFile)")
      return
    }
    let message = "\(error.message). \(error.remedy)"
    if let pointer = bad["at"]?.text { messages[pointer] = message }
    if bad["message"]?.text != message { failures.append("\(what): the message is '\(message)'") }
    let line = field.line(in: document, change)
    if error.place?.file != path || error.place?.line != line {
      failures.append(
        "\(what): \(error) points at \(error.place.map { "\($0)" } ?? "nothing"), the mistake is in line \(line)")
    }
    if error.remedy.isEmpty { failures.append("\(what): '\(message)' has no remedy") }
  }
}

extension SchemaFolder {
  /// The folder with every bad example marked by where it stands.
  var marked: SchemaFolder {
    SchemaFolder(files: files.map { File(name: $0.name, root: Self.marked($0.root, "\($0.name)#")) })
  }

  private static func marked(_ value: OrderedValue, _ path: String) -> OrderedValue {
    switch value {
    case .map(let entries):
      .map(
        entries.map { entry in
          let below = "\(path)/\(entry.key)"
          guard entry.key == "x-bad" else { return OptionEntry(entry.key, marked(entry.value, below)) }
          return OptionEntry(
            entry.key,
            .list(
              entry.value.items.enumerated().map { i, item in
                var item = item
                item["at"] = .text("\(below)/\(i)")
                return item
              }))
        })
    case .list(let items): .list(items.enumerated().map { marked($1, "\(path)/\($0)") })
    default: value
    }
  }

  /// The folder with the messages of bad examples, by where they stand, and without the marks.
  func with(messages: [String: String]) -> SchemaFolder {
    SchemaFolder(files: files.map { File(name: $0.name, root: Self.unmarked($0.root, messages)) })
  }

  private static func unmarked(_ value: OrderedValue, _ messages: [String: String]) -> OrderedValue {
    switch value {
    case .map(let entries):
      var map = OrderedValue.map(entries.map { OptionEntry($0.key, unmarked($0.value, messages)) })
      if let pointer = map["at"]?.text, pointer.contains("/x-bad/") {
        if let message = messages[pointer] { map["message"] = .text(message) }
        map["at"] = nil
      }
      return map
    case .list(let items): return .list(items.map { unmarked($0, messages) })
    default: return value
    }
  }
}
