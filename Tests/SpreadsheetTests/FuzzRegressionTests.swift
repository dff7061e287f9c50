import Foundation
import Spreadsheet
import Testing

/// Files the fuzzer once failed on (see Docs/Fuzzing.md). Each must be read, or refused with an error, within seconds.
@Suite struct FuzzRegressionTests {
  private static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fuzzing/Regressions")

  private static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { !$0.hasPrefix(".") }.sorted()
  }()

  @Test func thereAreFiles() {
    #expect(!Self.names.isEmpty)
  }

  @Test(.timeLimit(.minutes(1)), arguments: names)
  func fileIsReadOrRefused(_ name: String) throws {
    let bytes = try Data(contentsOf: Self.folder.appendingPathComponent(name))
    try WorkbookExercise.read(Array(bytes), name: name)
    try WorkbookExercise.compareWays(Array(bytes), name: name)
  }

  @Test func exerciseReadsAWorkbook() throws {
    let text = Array("城市,GDP\n北京,1.5\n".utf8)
    #expect(try WorkbookExercise.read(text, name: "table.csv").isEmpty)
  }
}
