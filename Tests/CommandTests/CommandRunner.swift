import Foundation

/// Runs the built `almanac` beside the test runner.
struct CommandRunner {
  struct Outcome {
    var status: Int32
    var output: String
    var talk: String
  }

  let folder: URL

  /// The folder of the test runner, where SwiftPM puts the program too.
  static var programs: URL {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
  }

  private static var program: URL { programs.appendingPathComponent("almanac") }

  /// The repository, found from this file.
  static var repository: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  func run(_ arguments: [String]) throws -> Outcome {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: a full pipe would stop a program that prints much.
    let streams = try ["out", "err"].map { name -> (URL, FileHandle) in
      let url = folder.appendingPathComponent(".\(name)-\(UUID().uuidString)")
      _ = FileManager.default.createFile(atPath: url.path, contents: nil)
      return (url, try FileHandle(forWritingTo: url))
    }
    process.standardOutput = streams[0].1
    process.standardError = streams[1].1
    try process.run()
    process.waitUntilExit()
    defer { for (url, _) in streams { try? FileManager.default.removeItem(at: url) } }
    return Outcome(
      status: process.terminationStatus, output: try String(contentsOf: streams[0].0, encoding: .utf8),
      talk: try String(contentsOf: streams[1].0, encoding: .utf8))
  }

  /// Runs the body in a temporary folder, with the repository's raw/ and indicators/ linked into it if asked for.
  static func inTemporaryFolder(withSample: Bool, _ body: (CommandRunner) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("almanac-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    if withSample {
      for name in ["raw", "indicators"] {
        try FileManager.default.createSymbolicLink(
          at: folder.appendingPathComponent(name), withDestinationURL: repository.appendingPathComponent(name))
      }
    }
    try body(CommandRunner(folder: folder))
  }
}
