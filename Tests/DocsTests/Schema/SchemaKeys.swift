import Definitions

/// The keys a schema names, compared with those the reader asked for.
struct SchemaKeys {
  let folder: SchemaFolder

  init(_ folder: SchemaFolder) { self.folder = folder }

  /// What is in one and not in the other, in words.
  func differences(from recorder: YAMLKeyRecorder) throws -> [String] {
    var result: [String] = []
    for kind in folder.kinds {
      var asked: [String: Set<String>] = [:]
      for (map, keys) in recorder.keys where kind.describes(map.file) { asked[map.path, default: []].formUnion(keys) }
      let open = Set(recorder.openMaps.filter { kind.describes($0.file) }.map(\.path))
      result += try compare(kind, asked: asked, open: open)
    }
    for map in recorder.keys.keys where folder.kind(of: map.file) == nil {
      result.append("\(map.file) is of a kind that has no schema")
    }
    return result
  }

  private func compare(
    _ kind: SchemaFolder.File, asked: [String: Set<String>], open: Set<String>
  ) throws -> [String] {
    var result: [String] = []
    for (path, keys) in asked.sorted(by: { $0.key < $1.key }) {
      let known = try self.keys(of: kind, at: path)
      let place = path.isEmpty ? "at the top" : "in '\(path)'"
      for key in keys.subtracting(known).sorted() {
        result.append("\(kind.name): the reader takes '\(key)' \(place), the schema does not know it")
      }
      for key in known.subtracting(keys).sorted() {
        result.append("\(kind.name): the schema has '\(key)' \(place), the reader never asks for it")
      }
    }
    let walk = try SchemaWalk(folder, file: kind)
    for field in walk.fields where field.key != "*" && field.method == nil {
      if asked[field.containerPath] == nil {
        result.append("\(kind.name): no example reaches '\(field.path)', or the reader never asks for it")
      }
    }
    for path in open.symmetricDifference(walk.openPaths).sorted() {
      result.append("\(kind.name): options of a method under '\(path)' in only one of schema and reader")
    }
    return result
  }

  /// The keys a schema allows in the map at a path, options of methods left out.
  private func keys(of kind: SchemaFolder.File, at path: String) throws -> Set<String> {
    var forms = try self.forms(kind.root, in: kind.name)
    for step in Self.steps(path) {
      forms = try forms.flatMap { schema, file in
        let next =
          step == "[]"
          ? schema["items"] : schema["properties"]?[step] ?? (step == "*" ? schema["additionalProperties"] : nil)
        return try next.map { $0.isMap ? try self.forms($0, in: file) : [] } ?? []
      }
    }
    return Set(forms.flatMap { $0.schema["properties"]?.members.map(\.key) ?? [] })
  }

  private static func steps(_ path: String) -> [String] {
    path.split(separator: "/").flatMap { part -> [String] in
      var part = String(part)
      var lists = 0
      while part.hasSuffix("[]") {
        part.removeLast(2)
        lists += 1
      }
      return (part.isEmpty ? [] : [part]) + Array(repeating: "[]", count: lists)
    }
  }

  /// A schema and the forms it may take.
  private func forms(_ schema: OrderedValue, in file: String) throws -> [(schema: OrderedValue, file: String)] {
    let (body, home) = try folder.resolved(schema, in: file)
    let parts = (body["anyOf"]?.items ?? []) + (body["oneOf"]?.items ?? [])
    return [(body, home)] + (try parts.flatMap { try forms($0, in: home) })
  }
}
