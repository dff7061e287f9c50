import Foundation
import Testing

/// The README's commands, run as they stand.
@Suite struct ReadmeTests {
  /// The lines of its shell blocks that call almanac.
  private static func commands() throws -> [[String]] {
    let text = try String(contentsOf: CommandRunner.repository.appendingPathComponent("README.md"), encoding: .utf8)
    var commands: [[String]] = []
    var inShell = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { inShell = line == "```sh" }
      if inShell, line.hasPrefix("Scripts/almanac ") {
        commands.append(line.split(separator: " ").dropFirst().map(String.init))
      }
    }
    return commands
  }

  @Test func everyCommandRuns() throws {
    let commands = try Self.commands()
    #expect(commands.count >= 8)
    try CommandRunner.inTemporaryFolder(withSample: true) { runner in
      for command in commands {
        let outcome = try runner.run(command)
        #expect(outcome.status == 0, "almanac \(command.joined(separator: " ")): \(outcome.talk)")
        #expect(
          command[0] == "init" || !outcome.output.isEmpty, "almanac \(command.joined(separator: " ")) printed nothing")
      }
    }
  }
}
