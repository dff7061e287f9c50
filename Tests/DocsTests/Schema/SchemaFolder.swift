import Definitions
import Foundation

/// The files of `indicators/schema/`, one a kind of YAML file, and the references between them.
struct SchemaFolder {
  /// One schema file: its name without ending, and its content.
  struct File {
    var name: String
    var root: OrderedValue

    /// Which files it describes: `indicators/tables/**/*.yaml`.
    var pattern: String { root["x-files"]?.text ?? "" }

    /// Whether a file of a project is of this kind.
    func describes(_ path: String) -> Bool {
      let parts = pattern.components(separatedBy: "**/")
      guard parts.count == 2 else { return SchemaFolder.matches(path, pattern) && !path.contains("/schema/") }
      let name = path.split(separator: "/").last.map(String.init) ?? ""
      return path.hasPrefix(parts[0]) && SchemaFolder.matches(name, parts[1])
    }
  }

  static let folder = DocsTests.repository.appendingPathComponent("indicators/schema")

  var files: [File]

  /// Kinds of file in the order of the manual; `common` is what they share.
  static func load() throws -> SchemaFolder {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".schema.json") }.map { String($0.dropLast(".schema.json".count)) }.sorted()
    return SchemaFolder(files: try names.map { File(name: $0, root: try read($0)) })
  }

  static func url(_ name: String) -> URL { folder.appendingPathComponent("\(name).schema.json") }

  private static func read(_ name: String) throws -> OrderedValue {
    try OrderedValue(json: try String(contentsOf: url(name), encoding: .utf8), file: "\(name).schema.json")
  }

  var kinds: [File] { files.filter { $0.name != "common" } }

  subscript(name: String) -> File? { files.first { $0.name == name } }

  func kind(of path: String) -> File? { kinds.first { $0.describes(path) } }

  /// A schema with its reference replaced by what it refers to; what stands beside the reference holds.
  func resolved(_ schema: OrderedValue, in file: String) throws -> (schema: OrderedValue, file: String) {
    guard let reference = schema["$ref"]?.text else { return (schema, file) }
    let parts = reference.components(separatedBy: "#/$defs/")
    let home = parts[0].isEmpty ? file : parts[0].replacing(".schema.json", with: "")
    guard parts.count == 2, let target = self[home]?.root["$defs"]?[parts[1]] else {
      throw SchemaError("\(file): '\(reference)' refers to nothing")
    }
    var (result, place) = try resolved(target, in: home)
    for entry in schema.members where entry.key != "$ref" { result[entry.key] = entry.value }
    if schema["title"] != nil, let shape = target["title"]?.text, schema["x-shape"] == nil {
      result["x-shape"] = .text(shape)
    }
    return (result, place)
  }

  /// `*` stands for any part of a name.
  private static func matches(_ text: String, _ pattern: String) -> Bool {
    guard let star = pattern.firstIndex(of: "*") else { return text == pattern }
    let (start, end) = (pattern[..<star], pattern[pattern.index(after: star)...])
    return text.hasPrefix(start) && text.hasSuffix(end) && text.count >= start.count + end.count
      && !text.dropFirst(start.count).dropLast(end.count).contains("/")
  }
}

struct SchemaError: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}
