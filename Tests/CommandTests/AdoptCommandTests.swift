import Foundation
import Testing

@Suite struct AdoptCommandTests {
  private static func inProject(_ body: (CommandRunner, URL) throws -> Void) throws {
    try CommandRunner.inTemporaryFolder(withSample: false) { runner in
      _ = try runner.run(["init", "study"])
      let folder = runner.folder.appendingPathComponent("study/raw/example/2022")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for name in ["a", "b"] {
        try Data("城市,年份,地区生产总值_全市_亿元\n甲市,2021,3\n".utf8).write(to: folder.appendingPathComponent("\(name).csv"))
      }
      try body(runner, folder)
    }
  }

  @Test func aFolderIsAdoptedAndThePathsArePrinted() throws {
    try Self.inProject { runner, folder in
      let outcome = try runner.run(
        ["adopt", "study/raw", "-C", "study", "--reference-year", "2021", "--accessed", "2022-12-01", "--title", "城市"])
      #expect(outcome.status == 0, "\(outcome.talk)")
      #expect(outcome.output == "raw/example/2022/a.source.yaml\nraw/example/2022/b.source.yaml\n")
      let text = try String(contentsOf: folder.appendingPathComponent("a.source.yaml"), encoding: .utf8)
      #expect(text.hasPrefix("yearbook: example\nedition: 2022\nreference_year: 2021\ntable: {title: {zh: 城市}}\n"))
      #expect(text.contains("accessed: 2022-12-01\n"))
      #expect(try runner.run(["adopt", "raw", "-C", "study"]).talk.contains("Every workbook there has a sidecar."))
    }
  }

  @Test func dryRunPrintsTheSidecar() throws {
    try Self.inProject { runner, folder in
      let outcome = try runner.run(
        ["adopt", folder.appendingPathComponent("a.csv").path, "-C", "study", "--reference-year", "none", "--dry-run"])
      #expect(outcome.status == 0, "\(outcome.talk)")
      #expect(outcome.output.hasPrefix("yearbook: example\nedition: 2022\n"))
      #expect(outcome.output.contains(/accessed: 20\d\d-\d\d-\d\d\n/))
      #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("a.source.yaml").path))
    }
  }

  @Test(arguments: [
    (["adopt", "-C", "study", "--accessed", "yesterday", "study/raw"], Int32(2), "--accessed takes a day"),
    (["adopt", "-C", "study", "--title", "x", "--title-zh", "y", "study/raw"], 2, "--title is for one title"),
    (["adopt", "-C", "study", "--reference-year", "last", "study/raw"], 2, "--reference-year takes a year or none"),
    (["adopt", "-C", "study", "nowhere.xlsx"], 3, "nowhere.xlsx is not there"),
    (["adopt", "-C", "study", "study/indicators/units.yaml"], 3, "is not below raw/ of the project"),
    (["adopt", "-C", "study", "study/raw/example/2021/cities.csv", "--edition", "2020"], 3, "Say --force"),
  ]) func mistakesAreSaid(_ arguments: [String], _ status: Int32, _ words: String) throws {
    try Self.inProject { runner, _ in
      let outcome = try runner.run(arguments)
      #expect(outcome.status == status)
      #expect(outcome.output.isEmpty)
      #expect(outcome.talk.contains(words), "\(outcome.talk)")
    }
  }

  @Test func oneFailureDoesNotStopTheOthers() throws {
    try Self.inProject { runner, folder in
      try Data("表（2021年）\n城市,人口,面积\n甲市,3,4\n".utf8).write(to: folder.appendingPathComponent("b.csv"))
      try Data([0x50, 0x4B, 3, 4, 0, 0]).write(to: folder.appendingPathComponent("a.csv"))
      let outcome = try runner.run(["adopt", "raw/example/2022", "-C", "study"])
      #expect(outcome.status == 3)
      #expect(outcome.output == "raw/example/2022/b.source.yaml\n")
      #expect(outcome.talk.contains("raw/example/2022/a.csv"))
    }
  }
}
