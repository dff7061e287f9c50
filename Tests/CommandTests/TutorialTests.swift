import Foundation
import Testing

/// Docs/Tutorial.md, done as it stands: its files are written, its commands run in order, and what they print is what the
/// page shows. RECORD_SNAPSHOTS=1 writes what they print into the page, and fails.
@Suite struct TutorialTests {
  /// A fenced block of the page.
  private struct Block {
    var language: String
    /// Lines between the fences, and where they stand in the page.
    var lines: Range<Int>
  }

  private static let page = CommandRunner.repository.appendingPathComponent("Docs/Tutorial.md")

  private static func blocks(_ lines: [Substring]) -> [Block] {
    var blocks: [Block] = []
    var start: Int?
    for (i, line) in lines.enumerated() where line.hasPrefix("```") {
      if let first = start {
        blocks.append(Block(language: String(lines[first].dropFirst(3)), lines: (first + 1)..<i))
        start = nil
      } else {
        start = i
      }
    }
    return blocks
  }

  /// What the page shows after a block, as (lines, text); nil if nothing is shown.
  private static func shown(_ blocks: [Block], after i: Int) -> Block? {
    blocks.indices.contains(i + 1) && blocks[i + 1].language == "text" ? blocks[i + 1] : nil
  }

  @Test func everyStepDoesWhatThePageSays() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let blocks = Self.blocks(lines)
    #expect(blocks.filter { $0.language == "sh" }.count >= 8)
    var renewed: [(lines: Range<Int>, text: [String])] = []
    try CommandRunner.inTemporaryFolder(withSample: true) { runner in
      try FileManager.default.createSymbolicLink(
        at: runner.folder.appendingPathComponent("Docs"),
        withDestinationURL: CommandRunner.repository.appendingPathComponent("Docs"))
      for (i, block) in blocks.enumerated() {
        let body = lines[block.lines].joined(separator: "\n")
        if block.language == "yaml", let path = body.firstMatch(of: /^# (study\/\S+\.yaml)\n/) {
          try Self.write(body + "\n", to: runner.folder.appendingPathComponent(String(path.1)))
        }
        guard block.language == "sh" else { continue }
        let printed = try Self.run(body, in: runner)
        guard let shown = Self.shown(blocks, after: i) else {
          #expect(!printed.contains("rror"), "\(body)\n\(printed)")
          continue
        }
        let expected = lines[shown.lines].joined(separator: "\n")
        if expected != printed { renewed.append((shown.lines, [printed])) }
        if expected != printed, !Self.isRecording {
          Issue.record("'\(body)' prints\n\(printed)\nand the page shows\n\(expected)")
        }
      }
    }
    if Self.isRecording, !renewed.isEmpty { try Self.record(renewed, in: lines) }
  }

  private static let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"

  private static func record(_ renewed: [(lines: Range<Int>, text: [String])], in lines: [Substring]) throws {
    var result = lines.map(String.init)
    for block in renewed.reversed() { result.replaceSubrange(block.lines, with: block.text) }
    try Data(result.joined(separator: "\n").utf8).write(to: page)
    Issue.record("Docs/Tutorial.md was written anew: look at the difference")
  }

  private static func write(_ text: String, to url: URL) throws {
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// What a shell prints on both streams, in the order of printing, without blanks at ends of lines and with one word for
  /// all times.
  private static func run(_ script: String, in runner: CommandRunner) throws -> String {
    let output = runner.folder.appendingPathComponent(".output")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "{ \(script)\n} >'\(output.path)' 2>&1"]
    process.currentDirectoryURL = runner.folder
    process.standardInput = FileHandle.nullDevice
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = "\(CommandRunner.programs.path):\(environment["PATH"] ?? "/usr/bin:/bin")"
    process.environment = environment
    try process.run()
    process.waitUntilExit()
    let text = try String(contentsOf: output, encoding: .utf8)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        var line = line.replacing(/in [0-9.]+ s$/) { _ in "in 0.1 s" }.replacing(/-[0-9a-f]{8}\b/) { _ in "-…" }
        while line.last == " " { line.removeLast() }
        return line
      }.joined(separator: "\n").trimmingCharacters(in: .newlines)
  }
}
