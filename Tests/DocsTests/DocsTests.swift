import Aggregate
import Definitions
import Foundation
import Indices
import Normalize
import PanelModel
import Spreadsheet
import Testing
import Weight

/// The manual against the program: nothing the program knows is missing from it.
@Suite struct DocsTests {
  static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: repository.appendingPathComponent(path), encoding: .utf8)
  }

  @Test(arguments: FindingCode.allCases) func everyFindingIsExplained(_ code: FindingCode) throws {
    let row = try Self.text("Docs/Findings.md").split(separator: "\n").first { $0.hasPrefix("| \(code.rawValue) |") }
    #expect(try #require(row).contains("| \(code.severity.rawValue) |"))
  }

  @Test(arguments: Limits.Name.allCases) func everyLimitIsInTheManual(_ name: Limits.Name) throws {
    #expect(try Self.text("Docs/Workbooks.md").contains("| `\(name.flag)` | \(Limits.standard[name]) |"))
    #expect(try Self.text("Sources/AlmanacCommand/LimitOptions.swift").contains("\"\(name.flag.dropFirst(2))\""))
  }

  /// Keys the readers ask for, found in the sources by how they ask.
  private static func keys() throws -> Set<String> {
    var keys: Set<String> = []
    let folder = repository.appendingPathComponent("Sources/Definitions")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let source = try String(contentsOf: file, encoding: .utf8)
      for match in source.matches(of: /(?:required|optional)\("([a-z_0-9]+)"\)/) { keys.insert(String(match.1)) }
    }
    return keys
  }

  @Test func everyKeyIsInTheManual() throws {
    let manual = try Self.text("Docs/Definitions.md")
    let keys = try Self.keys()
    #expect(keys.count > 50)
    for key in keys.sorted() where !["zh", "en"].contains(key) {
      #expect(manual.contains(key), "the key '\(key)' is not in Docs/Definitions.md")
    }
  }

  @Test(arguments: Definitions.Expression.Function.allCases)
  func everyFunctionIsInTheManual(_ function: Definitions.Expression.Function) throws {
    #expect(try Self.text("Docs/Definitions.md").contains("`\(function.rawValue)("))
  }

  @Test func everyCommandIsInTheManual() throws {
    let program = try Self.text("Sources/AlmanacCommand/Almanac.swift")
    let manual = try Self.text("Docs/Commands.md")
    let commands = program.matches(of: /([A-Z][a-z]+)Command\.self/).map { String($0.1).lowercased() }
    #expect(commands.count >= 8)
    for command in commands { #expect(manual.contains("\n## \(command)\n"), "\(command)") }
  }

  @Test func everyMethodHasItsPage() throws {
    let folder = Self.repository.appendingPathComponent("Docs/Methods")
    let pages = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "md" }.map { try String(contentsOf: $0, encoding: .utf8) }.joined()
    let names =
      NormalizationRegistry.all.map { $0.info.name } + WeightingRegistry.all.map { $0.info.name }
      + AggregationRegistry.all.map { $0.info.name } + MeasureRegistry.all.map { $0.info.name }
    #expect(names.count >= 12)
    for name in names {
      #expect((pages.contains("`\(name)`") || pages.contains("measure: \(name)\n")) as Bool, "\(name)")
    }
  }

  @Test func everyLinkResolves() throws {
    var files = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
    let docs = Self.repository.appendingPathComponent("Docs")
    let found = FileManager.default.enumerator(atPath: docs.path)
    while let name = found?.nextObject() as? String { if name.hasSuffix(".md") { files.append("Docs/\(name)") } }
    for file in files {
      let folder = Self.repository.appendingPathComponent(file).deletingLastPathComponent()
      for match in try Self.text(file).matches(of: /\]\(([^)#:]+)\)/) {
        let target = folder.appendingPathComponent(String(match.1)).standardizedFileURL
        #expect(FileManager.default.fileExists(atPath: target.path), "\(file) links to \(match.1)")
      }
    }
  }
}
