import Foundation
import Testing

/// Runs Scripts/check-schema.py, which validates every shipped YAML file with Python's jsonschema.
@Suite struct SchemaScriptTests {
  private static let python = ProcessInfo.processInfo.environment["ALMANAC_PYTHON"]

  private func run(_ python: String, _ arguments: [String]) throws -> (code: Int32, words: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: python)
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  private var script: String { DocsTests.repository.appending(path: "Scripts/check-schema.py").path }

  /// The interpreter, if it has what the script needs.
  private func interpreter() throws -> String? {
    guard let python = Self.python, try run(python, ["-c", "import jsonschema, referencing, yaml"]).code == 0 else {
      print("skipped: ALMANAC_PYTHON does not name an interpreter with jsonschema and pyyaml")
      return nil
    }
    return python
  }

  @Test func everyShippedFileValidates() throws {
    guard let python = try interpreter() else { return }
    let result = try run(python, [script])
    #expect(result.code == 0, "\(result.words)")
    #expect(result.words.contains(" 0 problems"))
  }

  @Test func aMistakeIsFound() throws {
    guard let python = try interpreter() else { return }
    let folder = FileManager.default.temporaryDirectory.appending(path: "almanac-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let base = folder.appending(path: "indicators/base")
    try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
    try Data("code: x\ntitle: X\nformula: a / b\nunit: \"1\"\ndirektion: positive\n".utf8)
      .write(to: base.appending(path: "x.yaml"))
    let result = try run(python, [script, folder.path])
    #expect(result.code == 1)
    #expect(result.words.contains("direktion"), "\(result.words)")
  }
}
