import Foundation
import Testing

/// The example of Docs/Explain.md, run as it stands, and the command's streams and exit codes.
@Suite struct ExplainManualTests {
  @Test func theExampleIsWhatTheCommandPrints() throws {
    let text = try String(
      contentsOf: CommandRunner.repository.appendingPathComponent("Docs/Explain.md"), encoding: .utf8)
    let blocks = text.components(separatedBy: "```")
    let command = try #require(blocks.first { $0.hasPrefix("sh\n") }).dropFirst(3)
    let expected = try #require(blocks.first { $0.hasPrefix("text\n") }).dropFirst(5)
    let arguments = command.split(whereSeparator: \.isWhitespace).map(String.init)
    #expect(arguments.first == "Scripts/almanac")
    try CommandRunner.inTemporaryFolder(withSample: true) { runner in
      let outcome = try runner.run(Array(arguments.dropFirst()))
      #expect(outcome.status == 0, "\(outcome.talk)")
      #expect(outcome.talk.isEmpty)
      #expect(outcome.output == expected)
    }
  }

  @Test func wrongNamesLeaveWithThreeAndSuggest() throws {
    try CommandRunner.inTemporaryFolder(withSample: false) { runner in
      _ = try runner.run(["init", "study"])
      func explain(_ arguments: String...) throws -> CommandRunner.Outcome {
        try runner.run(["explain"] + arguments + ["-C", "study"])
      }
      for (arguments, words) in [
        (["甲市", "2019", "welbeing"], "Did you mean 'wellbeing'?"), (["戊市", "2019", "wellbeing"], "No area is called"),
        (["甲市", "1999", "wellbeing"], "It holds 2018-2020."),
      ] {
        let outcome = try explain(arguments[0], arguments[1], arguments[2])
        #expect(outcome.status == 3, "\(arguments)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.talk.contains(words), "\(outcome.talk)")
      }
      #expect(try explain("甲市", "2019", "wellbeing", "--panel", "exampel").talk.contains("Did you mean 'example'?"))
      #expect(try explain("甲市", "2019", "wellbeing", "--depth", "-1").status == 2)
      #expect(try explain("甲市", "year", "wellbeing").status == 2)
      let unquoted = try explain("Jia", "City", "2019")
      #expect(unquoted.talk.contains("A name of several words is put in quotes"), "\(unquoted.talk)")
      #expect(unquoted.talk.hasPrefix("error: "), "\(unquoted.talk)")
      let elsewhere = try runner.run(["explain", "甲市", "2019", "wellbeing", "-C", "/"])
      #expect(elsewhere.talk.contains("There is no folder 'indicators' in /."), "\(elsewhere.talk)")
      // Explaining writes nothing, so that no last output can stand.
      #expect(!elsewhere.talk.contains("output"), "\(elsewhere.talk)")
      #expect(try explain("甲市", "2019", "民生指数").status == 0)
    }
  }

  @Test func jsonAndPrintedCellsAgree() throws {
    try CommandRunner.inTemporaryFolder(withSample: false) { runner in
      _ = try runner.run(["init", "study"])
      let json = try runner.run(["explain", "乙市", "2019", "wellbeing", "-C", "study", "--format", "json"])
      let root = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
      #expect((root["checks"] as? [String: Any])?["sound"] as? Bool == true)
      #expect(root["area"] as? Int == 2)
      let printed = try runner.run(
        ["explain", "乙市", "2019", "wellbeing", "-C", "study", "--printed", "--format", "json"])
      let cells = try #require(JSONSerialization.jsonObject(with: Data(printed.output.utf8)) as? [[String: Any]])
      #expect(cells.compactMap { $0["cell"] as? String } == ["C6", "D6", "E6", "F6", "G6"])
      #expect(cells.first?["printed"] as? String == "951.2")
      // A missing figure is explained, not refused.
      let missing = try runner.run(["explain", "丁市", "2020", "doctors_per_1000", "-C", "study"])
      #expect(missing.status == 0)
      #expect(missing.output.contains("doctors_per_1000 2020 = missing"))
      #expect(missing.output.contains("! G13 is empty"))
    }
  }
}
