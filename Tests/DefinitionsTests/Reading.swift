import Definitions
import Foundation
import PanelModel
import Testing

/// Helpers of these tests: read a text as a definition, and say what was wrong with it.
func value(_ text: String, file: String = "f.yaml") throws(DefinitionError) -> YAMLValue {
  try YAMLDocument.parse(text, file: file)
}

/// What an error says; nil if nothing was thrown.
func message<T>(of body: () throws -> T) -> String? {
  do {
    _ = try body()
    return nil
  } catch { return "\(error)" }
}

/// Units that the tests' definitions use.
let testUnits = """
  units:
    CNY:    {dimension: money, title: {zh: 元, en: yuan}, printed: [元, yuan, RMB]}
    万元:   {times: 10000, of: CNY, printed: [万元, 10 000 yuan]}
    亿元:   {times: 10000, of: 万元, printed: [亿元]}
    person: {dimension: person, printed: [人, persons]}
    万人:   {times: 10000, of: person}
    bed:    {dimension: bed}
    km2:    {dimension: area}
    "%":    {times: 0.01, of: "1", printed: ["%"]}
    index_previous_100: {times: 0.01, of: "1", printed: [上年=100]}
  """

func units() throws -> UnitDefinitions { try UnitDefinitions(value(testUnits, file: "indicators/units.yaml")) }

/// The path of the package folder, found from this file.
let packageFolder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

/// A project folder of a test's own, removed when the test ends.
final class ScratchProject {
  let path: String

  init(_ files: [String: String]) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("almanac-\(UUID().uuidString)")
    path = folder.path
    for (name, text) in files {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func load() throws -> Catalog { try CatalogLoader.load(project: path) }
}
