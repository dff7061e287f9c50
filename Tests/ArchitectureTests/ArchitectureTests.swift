import Foundation
import Testing

/// The package as described by SwiftPM, and the imports of its files, against the allowed edges.
@Suite struct ArchitectureTests {
  private static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Targets and their dependencies from `swift package dump-package`, which reads the manifest alone: it resolves
  /// nothing and takes no lock that a running test could hold.
  private static func edges() throws -> [String: Set<String>] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("describe-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    process.arguments = [
      "swift", "package", "--package-path", repository.path, "--scratch-path", scratch.path, "dump-package",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let root = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    var edges: [String: Set<String>] = [:]
    for target in try #require(root["targets"] as? [[String: Any]]) {
      guard let name = target["name"] as? String, target["type"] as? String != "test", name != "_TestSupport" else {
        continue
      }
      let dependencies = target["dependencies"] as? [[String: Any]] ?? []
      edges[name] = Set(
        dependencies.compactMap { ($0["byName"] ?? $0["product"]) as? [Any] }.compactMap { $0.first as? String })
    }
    return edges
  }

  @Test func onlyAllowedEdgesStandInThePackage() throws {
    let edges = try Self.edges()
    #expect(edges.count >= 20)
    #expect(AllowedEdges.violations(edges) == [])
  }

  @Test func theCheckFindsAWrongEdge() {
    #expect(AllowedEdges.violations(["Clean": ["PanelModel", "Ingest"]]) == ["Clean -> Ingest is not allowed"])
    #expect(AllowedEdges.violations(["Attic": []]) == ["the target Attic is not in the table"])
  }

  @Test func stagesAreStrangersToEachOther() throws {
    for (stage, dependencies) in AllowedEdges.table where AllowedEdges.stages.contains(stage) {
      #expect(dependencies.isDisjoint(with: AllowedEdges.stages))
    }
  }

  /// Swift files below a folder: path from it, and text.
  private static func files(_ folder: String) throws -> [(path: String, text: String)] {
    let root = repository.appendingPathComponent(folder)
    let found = FileManager.default.enumerator(atPath: root.path)
    var files: [(String, String)] = []
    while let path = found?.nextObject() as? String {
      guard path.hasSuffix(".swift") else { continue }
      files.append((path, try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)))
    }
    return files
  }

  @Test func filesImportOnlyWhatTheirTargetMay() throws {
    let own = Set(AllowedEdges.table.keys).union(["Crypto", "Yams", "ArgumentParser"])
    for (path, text) in try Self.files("Sources") {
      let target = String(path.prefix { $0 != "/" })
      let allowed = try #require(AllowedEdges.table[target], "\(path)")
      for match in text.matches(of: /(?m)^\s*(?:@preconcurrency )?import (\w+)/) where own.contains(String(match.1)) {
        #expect(allowed.contains(String(match.1)), "\(path) imports \(match.1)")
      }
    }
  }

  @Test func filesStayShort() throws {
    for folder in ["Sources", "Tests"] {
      for (path, text) in try Self.files(folder) {
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 401, "\(folder)/\(path)")
      }
    }
  }

  @Test func onlyTheCommandsPrint() throws {
    for (path, text) in try Self.files("Sources")
    where !path.hasPrefix("AlmanacCommand/") && !path.hasPrefix("SampleYearbooks/") {
      #expect(!text.contains(/(?m)^\s*print\(/), "\(path)")
    }
  }
}
