import Definitions
import Foundation
import Ingest
import PanelModel
import Testing
import _TestSupport

/// The three official lists of Broadband China against the shipped ones: every entry is a prefecture-level unit treated
/// from its batch on, or a part of one that says why it treats none.
@Suite struct BroadbandReferenceTests {
  private static let path = SharedFolder.url?
    .appendingPathComponent("real/reference/broadband_china_pilot_2014_2016.csv").path
  private static let isThere = path.map { FileManager.default.fileExists(atPath: $0) } ?? false

  private static func rows(_ path: String) throws -> [[String: String]] {
    let all = DelimitedText.rows(try String(contentsOfFile: path, encoding: .utf8))
    let header = try #require(all.first?.fields)
    return all.dropFirst().map { row in Dictionary(zip(header, row.fields)) { first, _ in first } }
  }

  @Test(.enabled(if: isThere, "skipped: no folder shared/real/reference beside the package"))
  func everyEntryIsTreatedOrExplained() throws {
    let areas = try CatalogLoader.load(project: AreaMatcherTests.repository).areas
    let matcher = AreaMatcher(areas)
    let ours = try Self.rows("\(AreaMatcherTests.repository)/indicators/areas/broadband-china.csv")
    var treated: [AreaCode: Int32] = [:]
    var parts: Set<String> = []
    let official = try Self.rows(try #require(Self.path))
    let entries = Dictionary(grouping: official) { $0["batch_year"] ?? "" }
      .mapValues { Set($0.compactMap { $0["official_entry"] }).count }
    #expect(entries == ["2014": 39, "2015": 39, "2016": 39] && official.count == 119)
    for row in official {
      let batch = try #require(Int32(row["batch_year"] ?? ""))
      let (entry, city) = (row["official_entry"] ?? "", row["prefecture_city"] ?? "")
      if (row["mapping"] ?? "").hasPrefix("city") || row["mapping"] == "autonomous_prefecture" {
        // Under the names of 2020: 日喀则 and 林芝 were upgraded about the time of the lists.
        guard case .area(let code) = matcher.match(city, year: ReferenceYear(2020), province: nil) else {
          Issue.record("\(entry) is no area")
          continue
        }
        treated[code] = min(batch, treated[code] ?? .max)
      } else {
        let explained = ours.first { $0["entry_zh"] == entry && $0["batch"] == "\(batch)" }
        #expect(explained?["applies_to"] == "part" && explained?["note"]?.isEmpty == false, "\(entry)")
        // The area named is the unit the part lies in, if it lies in one; it is not treated for that.
        if !city.isEmpty, case .area(let whole) = matcher.match(city, year: ReferenceYear(2020), province: nil) {
          #expect(explained?["area_code"] == whole.description, "\(entry)")
        } else {
          #expect(city.isEmpty, "\(entry)")
        }
        parts.insert(entry)
      }
    }
    let shipped = try #require(areas.policies["broadband_china"]?.firstYears["prefecture"])
    #expect(treated == shipped.mapValues(\.rawValue))
    let counts = Dictionary(grouping: treated.values) { $0 }.mapValues(\.count)
    print("broadband: \(official.count) rows, \(counts) treated, \(parts.count) entries are parts of units")
    #expect(counts == [2014: 39, 2015: 36, 2016: 37])
    #expect(parts == ["昆山市", "阿拉尔市", "永城市", "重庆市江津区", "重庆市荣昌区", "九龙坡区", "北碚区"])
    #expect(parts == Set(ours.filter { $0["applies_to"] == "part" }.compactMap { $0["entry_zh"] }))
  }
}
