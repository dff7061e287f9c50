import Definitions

/// One key of a kind of file, with the maps it stands in.
struct SchemaField {
  /// A map on the way to the key: its path and a whole example of it.
  struct Container {
    /// The step from the map above: a key, `*` or `[]`; empty for the file.
    var step: String
    /// A value of the map, for files whose example lacks it.
    var example: OrderedValue?
    /// What a free key is called.
    var name = ""
    /// Whether the example holds even where the file has a value: it is of another form.
    var isOwn: Bool
  }

  var file: String
  /// Maps from the file down; the last is the one the key stands in.
  var containers: [Container]
  /// The key, `*` for a free one.
  var key: String
  var schema: OrderedValue
  /// The method whose option it is.
  var method: String?
  var isRequired: Bool

  /// As a recorder writes it.
  var path: String { SchemaField.path(containers.dropFirst().map(\.step) + [key]) }
  var containerPath: String { SchemaField.path(containers.dropFirst().map(\.step)) }

  static func path(_ steps: [String]) -> String {
    steps.reduce("") { $0.isEmpty ? $1 : $1 == "[]" ? $0 + $1 : "\($0)/\($1)" }
  }

  var examples: [OrderedValue] { schema["examples"]?.items ?? [] }
  var bad: [OrderedValue] { schema["x-bad"]?.items ?? [] }
}

/// Every key of a schema file, each map's keys once even where it contains itself.
struct SchemaWalk {
  let folder: SchemaFolder
  private(set) var fields: [SchemaField] = []
  /// Paths of maps whose further keys are options of a method.
  private(set) var openPaths: Set<String> = []
  private var visited: Set<String> = []

  init(_ folder: SchemaFolder, file: SchemaFolder.File) throws {
    self.folder = folder
    let example = file.root["examples"]?.items.first
    try walk(file.root, in: file.name, [.init(step: "", example: example, isOwn: false)], method: nil)
  }

  /// The fields of a map schema, in order, and those of its parts.
  private mutating func walk(
    _ unresolved: OrderedValue, in home: String, _ containers: [SchemaField.Container], method: String?
  ) throws {
    let (schema, file) = try folder.resolved(unresolved, in: home)
    let path = SchemaField.path(containers.dropFirst().map(\.step))
    // A tree contains itself: each named part is walked once.
    if let reference = unresolved["$ref"]?.text, reference.hasPrefix("#") {
      guard visited.insert("\(file) \(reference) \(path.hasSuffix("[]/*"))").inserted else {
        if schema["allOf"]?.items.contains(where: { $0["then"] != nil }) == true { openPaths.insert(path) }
        return
      }
    }
    let required = schema["required"]?.items.compactMap(\.text) ?? []
    for entry in schema["properties"]?.members ?? [] {
      try add(entry.key, entry.value, in: file, containers, method, isRequired: required.contains(entry.key))
    }
    if let any = schema["additionalProperties"], any.isMap {
      try add("*", any, in: file, containers, method, isRequired: false)
    }
    if let items = schema["items"], items.isMap { try below("[]", items, in: file, containers) }
    for part in (schema["anyOf"]?.items ?? []) + (schema["oneOf"]?.items ?? []) {
      try walk(part, in: file, own(containers, try folder.resolved(part, in: file).schema), method: method)
    }
    for part in schema["allOf"]?.items ?? [] {
      guard let then = part["then"], let name = then["$ref"]?.text?.split(separator: "/").last else { continue }
      openPaths.insert(path)
      let body = try folder.resolved(then, in: file).schema
      try walk(body, in: file, own(containers, body), method: String(name))
    }
  }

  /// The containers with the last one's example replaced by that of a form it may take.
  private func own(_ containers: [SchemaField.Container], _ schema: OrderedValue) -> [SchemaField.Container] {
    guard let example = schema["examples"]?.items.first, example.isMap else { return containers }
    var result = containers
    result[result.count - 1].example = example
    result[result.count - 1].isOwn = true
    return result
  }

  private mutating func add(
    _ key: String, _ property: OrderedValue, in file: String, _ containers: [SchemaField.Container], _ method: String?,
    isRequired: Bool
  ) throws {
    let (schema, _) = try folder.resolved(property, in: file)
    if key != "*" || schema["examples"] != nil || schema["x-bad"] != nil {
      fields.append(
        SchemaField(
          file: file, containers: containers, key: key, schema: schema, method: method, isRequired: isRequired))
    }
    try below(key, property, in: file, containers)
  }

  private mutating func below(
    _ step: String, _ unresolved: OrderedValue, in file: String, _ containers: [SchemaField.Container]
  ) throws {
    let schema = try folder.resolved(unresolved, in: file).schema
    let example = schema["examples"]?.items.first { $0.isMap || !$0.items.isEmpty }
    let container = SchemaField.Container(
      step: step, example: example, name: SchemaField.freeName(of: schema), isOwn: false)
    try walk(unresolved, in: file, containers + [container], method: nil)
  }
}
