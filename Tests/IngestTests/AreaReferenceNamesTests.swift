import Definitions
import Foundation
import Ingest
import PanelModel
import Testing
import _TestSupport

/// Every name the China prefecture crosswalk has for 2006-2020 is matched to the area that bears it, as is every alias.
@Suite struct AreaReferenceNamesTests {
  private static let absence = "skipped: no folder shared/real/reference beside the package"
  private static let folder = SharedFolder.url?.appendingPathComponent("real/reference")
  private static var isThere: Bool {
    folder.map { FileManager.default.fileExists(atPath: $0.appendingPathComponent("aliases.csv").path) } ?? false
  }

  private static let loaded = Result { try CatalogLoader.load(project: AreaMatcherTests.repository).areas }

  private func rows(_ file: String) throws -> [[String: String]] {
    let folder = try #require(Self.folder)
    let all = DelimitedText.rows(try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8))
    let header = try #require(all.first?.fields)
    return all.dropFirst().map { row in Dictionary(zip(header, row.fields)) { first, _ in first } }
  }

  /// Where the crosswalk's name is of another year here.
  private static let explained: [Int32: [String: String]] = [
    2017: ["那曲地区": "a city from 2017 here, from 2018 there; the old name is listed with the new one"]
  ]

  @Test("Names of 2006-2020", .enabled(if: isThere, Comment(rawValue: absence)))
  func names() throws {
    let areas = try Self.loaded.get()
    let matcher = AreaMatcher(areas)
    var matched = 0
    for row in try rows("entity_names_1987_2026.csv") where row["legal_status"] == "active" {
      let name = try #require(row["name_zh"])
      let first = try #require(row["start_year"].flatMap { Int32($0) })
      let last = try #require(row["end_year"].flatMap { Int32($0) })
      guard first <= 2020 && last >= 2006 else { continue }
      for y in max(2006, first)...min(2020, last) {
        let year = ReferenceYear(y)
        guard case .area(let code) = matcher.match(name, year: year, province: nil) else {
          Issue.record("\(name) in \(year) is not matched")
          continue
        }
        let spell = try #require(areas.spell(code, at: year))
        #expect(spell.name.zh == name || Self.explained[y]?[name] != nil, "\(name) in \(year)")
        matched += 1
      }
    }
    print("names: \(matched) names of units and years 2006-2020 matched")
    // 337 units a year, but 336 in 2011 and 338 in 2015-2018.
    #expect(matched == 15 * 337 - 1 + 4)
  }

  /// Aliases that the matcher cannot give to one area without more, with the reason.
  private static let unclear = [
    "伊犁": "in 2000 the autonomous prefecture and 伊犁地区 within it"
  ]

  @Test("Aliases", .enabled(if: isThere, Comment(rawValue: absence)))
  func aliases() throws {
    let areas = try Self.loaded.get()
    let matcher = AreaMatcher(areas)
    let spans = Dictionary(grouping: try rows("entity_names_1987_2026.csv")) { $0["entity_id"] ?? "" }
    var unmatched: Set<String> = []
    var compared = 0
    for row in try rows("aliases.csv") {
      let alias = try #require(row["alias"])
      let last = try #require(row["end_year"].flatMap { Int32($0) })
      let span = spans[row["entity_id"] ?? ""]?.first { span in
        guard let from = Int32(span["start_year"] ?? ""), let to = Int32(span["end_year"] ?? "") else { return false }
        return (from...to).contains(last)
      }
      let name = try #require(span?["name_zh"], "\(alias) in \(last)")
      switch matcher.match(alias, year: ReferenceYear(last), province: nil) {
      case .area(let code), .misprint(let code, _):
        #expect(areas.spell(code, at: ReferenceYear(last))?.name.zh == name, "\(alias) in \(last)")
        compared += 1
      default: unmatched.insert(alias)
      }
    }
    #expect(unmatched == Set(Self.unclear.keys))
    #expect(compared + unmatched.count == 378)
  }
}
