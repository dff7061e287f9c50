import Foundation
import Testing

/// Runs Scripts/check-real-panels.py, which recomputes a project's figures from its raw files with numpy.
enum PanelCheck {
  static let python = ProcessInfo.processInfo.environment["ALMANAC_PYTHON"]
  static let skipped = "skipped: ALMANAC_PYTHON does not name an interpreter"

  /// Runs one check over a project and expects it to agree. Prints what it compared; says so where it is skipped.
  static func expect(_ check: String, _ project: TemporaryProject) throws {
    guard let python else { return print(skipped) }
    let result = try run(check, project, python)
    print(result.words)
    #expect(result.code == 0, "\(result.words)")
  }

  static func run(_ check: String, _ project: TemporaryProject, _ python: String) throws -> (code: Int32, words: String)
  {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: python)
    process.arguments = [
      TemporaryProject.repository.appending(path: "Scripts/check-real-panels.py").path, check, project.folder.path,
    ]
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
