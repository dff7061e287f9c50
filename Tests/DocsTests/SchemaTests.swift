import Definitions
import Foundation
import Testing

/// The schema against the program: neither says a word about a key that the other does not know.
@Suite(.serialized) struct SchemaTests {
  /// The files of the shipped project and of the projects of tests, as (path within its project, text).
  private static func shippedFiles() throws -> [(path: String, text: String)] {
    let projects = DocsTests.repository.appendingPathComponent("Tests/EndToEndTests/Projects")
    let names = try FileManager.default.contentsOfDirectory(atPath: projects.path).sorted()
    var files: [(String, String)] = []
    for folder in [DocsTests.repository] + names.map(projects.appendingPathComponent) {
      for top in ["indicators", "raw"] {
        let found = FileManager.default.enumerator(atPath: folder.appendingPathComponent(top).path)
        while let name = found?.nextObject() as? String {
          guard name.hasSuffix(".yaml") else { continue }
          let path = "\(top)/\(name)"
          files.append((path, try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)))
        }
      }
    }
    return files
  }

  @Test func everyFileIsOfOneKind() throws {
    let folder = try SchemaFolder.load()
    let files = try Self.shippedFiles()
    #expect(files.count > 300)
    for (path, _) in files { #expect(folder.kinds.filter { $0.describes(path) }.count == 1, "\(path)") }
  }

  /// All good examples pass the reader, and every key it asks for while it reads them is in the schema, and no other.
  @Test func keysOfTheSchemaAreTheKeysOfTheReader() throws {
    let folder = try SchemaFolder.load()
    let recorder = YAMLKeyRecorder()
    var examples = try SchemaExamples(folder)
    try YAMLKeyRecorder.$current.withValue(recorder) {
      for kind in folder.kinds { try examples.run(kind, good: true) }
    }
    #expect(examples.count > 150)
    for failure in examples.failures { Issue.record("\(failure)") }
    for difference in try SchemaKeys(folder).differences(from: recorder) { Issue.record("\(difference)") }
  }

  @Test func badExamplesGetTheirMessages() throws {
    let folder = try SchemaFolder.load().marked
    var examples = try SchemaExamples(folder)
    for kind in folder.kinds { try examples.run(kind, good: false) }
    #expect(examples.count > 150)
    for failure in examples.failures { Issue.record("\(failure)") }
    guard Snapshots.isRecording else { return }
    for file in folder.with(messages: examples.messages).files {
      try Snapshots.check(file.root.json() + "\n", at: SchemaFolder.url(file.name))
    }
  }

  @Test func methodsDescribeThemselves() throws {
    for file in try SchemaFolder.load().files {
      try Snapshots.check(MethodOptionsInSchema.synced(file).root.json() + "\n", at: SchemaFolder.url(file.name))
    }
  }

  @Test func everyKeyIsDescribed() throws {
    let folder = try SchemaFolder.load()
    for kind in folder.kinds {
      for field in try SchemaWalk(folder, file: kind).fields {
        let place = "\(kind.name), \(field.path)"
        #expect(field.schema["description"]?.text?.isEmpty == false, "\(place) has no description")
        #expect(field.method != nil || field.schema["title"]?.text?.isEmpty == false, "\(place) has no title")
        #expect(!field.examples.isEmpty, "\(place) has no good example")
        let hasDefault = field.schema["default"] != nil || field.schema["x-default"] != nil
        #expect(
          field.isRequired || hasDefault || field.key == "*" || field.key == "items",
          "\(place) need not be there and has no default")
      }
    }
  }
}
