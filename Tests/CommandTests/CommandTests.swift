import Foundation
import Testing

/// The command as a person meets it: exit codes, streams, help.
@Suite struct CommandTests {
  private static let commands = [
    "init", "inspect", "adopt", "build", "validate", "show", "explain", "weights", "quality", "sensitivity", "emit",
    "doctor",
  ]

  @Test(arguments: commands) func everyCommandHasHelp(_ command: String) throws {
    try CommandRunner.inTemporaryFolder(withSample: false) { runner in
      let help = try runner.run([command, "--help"])
      #expect(help.status == 0)
      #expect(help.output.contains("USAGE: almanac \(command)"))
      #expect(help.output.contains("OVERVIEW: "))
      #expect(help.talk.isEmpty)
    }
  }

  @Test func wrongUsageLeavesWithTwo() throws {
    try CommandRunner.inTemporaryFolder(withSample: false) { runner in
      for arguments in [["biuld"], ["show"], ["build", "--threads", "none"], ["build", "--threads", "0"]] {
        let outcome = try runner.run(arguments)
        #expect(outcome.status == 2, "\(arguments)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.talk.hasPrefix("error: "), "\(outcome.talk)")
      }
    }
  }

  @Test func noProjectIsADataErrorThatSaysWhatToDo() throws {
    try CommandRunner.inTemporaryFolder(withSample: false) { runner in
      let outcome = try runner.run(["build"])
      #expect(outcome.status == 3)
      #expect(outcome.talk.contains("almanac init"))
    }
  }

  @Test func exampleProjectBuildsShowsAndStaysUpToDate() throws {
    try CommandRunner.inTemporaryFolder(withSample: false) { runner in
      #expect(try runner.run(["init", "study"]).status == 0)
      #expect(try runner.run(["init", "study"]).status == 3)
      let built = try runner.run(["build", "--project", "study", "--format", "json"])
      #expect(built.status == 0, "\(built.talk)")
      let rows = try #require(JSONSerialization.jsonObject(with: Data(built.output.utf8)) as? [[String: Any]])
      #expect(rows.first?["rows"] as? Int == 12)
      #expect(try runner.run(["build", "--project", "study"]).talk.contains("Nothing changed"))
      let shown = try runner.run(["show", "example", "-C", "study", "--area", "乙", "--year", "2019", "--format", "csv"])
      let lines = shown.output.split(separator: "\n")
      #expect(lines.count == 2)
      #expect(lines[0].hasPrefix("city_id,city_zh,city_en,year,wellbeing"))
      #expect(lines[1].hasPrefix("2,乙市,Yi,2019,"))
      // One doctor's figure is missing in the example, and that is a finding.
      #expect(try runner.run(["build", "-C", "study", "--force", "--fail-on", "note"]).status == 1)
    }
  }

  @Test func unknownNamesGetSuggestions() throws {
    try CommandRunner.inTemporaryFolder(withSample: false) { runner in
      _ = try runner.run(["init", "study"])
      _ = try runner.run(["build", "-C", "study"])
      let panel = try runner.run(["show", "exampel", "-C", "study"])
      #expect(panel.status == 3)
      #expect(panel.talk.contains("Did you mean 'example'?"))
      let column = try runner.run(["show", "example", "-C", "study", "--columns", "wellbeign"])
      #expect(column.talk.contains("Did you mean 'wellbeing'?"))
      let index = try runner.run(["weights", "wellbeign", "-C", "study"])
      #expect(index.talk.contains("Did you mean 'wellbeing'?"))
    }
  }

  @Test func everyFormatIsEmitted() throws {
    try CommandRunner.inTemporaryFolder(withSample: false) { runner in
      _ = try runner.run(["init", "study"])
      _ = try runner.run(["build", "-C", "study"])
      for format in ["csv", "csv.zst", "csv.gz", "parquet", "jsonl"] {
        let outcome = try runner.run(["emit", "example", "-C", "study", "--format", format])
        #expect(outcome.status == 0, "\(format): \(outcome.talk)")
        let path = runner.folder.appendingPathComponent("example.\(format)").path
        #expect(FileManager.default.fileExists(atPath: path))
      }
      #expect(try runner.run(["emit", "example", "-C", "study", "--format", "dta"]).status == 3)
    }
  }

  @Test func doctorSeesATamperedFile() throws {
    try CommandRunner.inTemporaryFolder(withSample: false) { runner in
      _ = try runner.run(["init", "study"])
      _ = try runner.run(["build", "-C", "study"])
      #expect(try runner.run(["doctor", "-C", "study"]).status == 0)
      let file = runner.folder.appendingPathComponent("study/output/panels/example/weights.csv")
      try Data("tampered".utf8).write(to: file)
      let outcome = try runner.run(["doctor", "-C", "study"])
      #expect(outcome.status == 1)
      #expect(outcome.output.contains("weights.csv"))
    }
  }

  @Test func limitsAreFlagsAndTheirErrorsNameThem() throws {
    try CommandRunner.inTemporaryFolder(withSample: false) { runner in
      try Data("a,b\n1,2\n3,4\n".utf8).write(to: runner.folder.appendingPathComponent("t.csv"))
      let refused = try runner.run(["inspect", "t.csv", "--cells", "--max-cells-per-sheet", "5"])
      #expect(refused.status == 3)
      #expect(
        refused.talk.contains("t.csv") && refused.talk.contains("! B3")
          && refused.talk.contains("--max-cells-per-sheet"))
      let read = try runner.run(["inspect", "t.csv", "--cells", "--max-cells-per-sheet", "6", "--format", "jsonl"])
      #expect(read.status == 0)
      #expect(read.output.split(separator: "\n").count == 7)
      #expect(try runner.run(["inspect", "t.csv", "--max-sheets", "0"]).status == 2)
      #expect(try runner.run(["inspect", "t.csv", "--cells", "--format", "csv"]).status == 2)
    }
  }

  @Test func inspectPrintsCellsWithTheirBits() throws {
    try CommandRunner.inTemporaryFolder(withSample: true) { runner in
      let file = "raw/sample/china-city-yearbook/2013/2-7-gdp.xlsx"
      let cells = try runner.run(["inspect", file, "--cells"])
      #expect(cells.status == 0)
      let first = try #require(cells.output.split(separator: "\n").first)
      let object = try #require(JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any])
      #expect(object["address"] as? String == "A1")
      let shown = try runner.run(["inspect", file])
      #expect(shown.output.contains("Draft 1, from table 1: indicators/tables/"))
      #expect(shown.output.contains("万元"))
    }
  }
}
