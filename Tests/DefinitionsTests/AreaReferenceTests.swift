import Definitions
import PanelModel
import Testing
import _TestSupport

/// The repository's areas against the China prefecture crosswalk: names of every year, codes and events. What differs is
/// listed with its reason; a difference that is gone must leave the list.
@Suite struct AreaReferenceTests {
  private static let catalog = Result { try CatalogLoader.load(project: packageFolder) }
  private var areas: AreaDefinitions { get throws { try Self.catalog.get().areas } }

  /// A name that only one of the two lists has in a year.
  private struct Difference: Hashable {
    var year: Int32
    var name: String
    var isOurs: Bool
  }

  private static let explained: [(name: String, years: ClosedRange<Int32>, isOurs: Bool, why: String)] = [
    (
      "东川市", 1997...1997, true,
      "a prefecture-level city (530200) until December 1998: in the ministry's list of 1997, unknown to the crosswalk"
    ),
    (
      "万县市", 1997...1997, false,
      "abolished 20 December 1997 and absent from the ministry's list of 1997; the crosswalk ends it a year later"
    ),
    ("涪陵市", 1997...1997, false, "as 万县市"),
    ("那曲市", 2017...2017, true, "approved July 2017 and counted as a city by the ministry at the end of 2017"),
    ("那曲地区", 2017...2017, false, "the crosswalk goes by the announcement of 2018"),
  ]

  @Test("Names of every year", .enabled(if: AreaReference.isThere, Comment(rawValue: AreaReference.absence)))
  func names() throws {
    let (areas, reference) = (try areas, try AreaReference.names())
    var found: Set<Difference> = []
    for year in Int32(1997)...2024 {
      let ours = Set(areas.spells.filter { $0.covers(ReferenceYear(year)) }.map(\.name.zh))
      let theirs = Set(reference.filter { $0.years.contains(year) }.map(\.name))
      #expect(theirs.count > 330)
      for name in ours.subtracting(theirs) { found.insert(Difference(year: year, name: name, isOurs: true)) }
      for name in theirs.subtracting(ours) { found.insert(Difference(year: year, name: name, isOurs: false)) }
    }
    let expected = Self.explained.flatMap { entry in
      entry.years.map { Difference(year: $0, name: entry.name, isOurs: entry.isOurs) }
    }
    #expect(found == Set(expected))
  }

  /// The crosswalk gives a municipality the code of its "city districts".
  private static let municipalities: [String: Int32] = [
    "北京市": 110_100, "天津市": 120_100, "上海市": 310_100, "重庆市": 500_100,
  ]

  @Test("Codes of 2020", .enabled(if: AreaReference.isThere, Comment(rawValue: AreaReference.absence)))
  func codes() throws {
    let (areas, codes) = (try areas, try AreaReference.codes())
    let spans = Dictionary(grouping: try AreaReference.names(), by: \.entity)
    var compared = 0
    for (entity, code) in codes {
      let latest = spans[entity]?.filter { $0.years.lowerBound <= 2020 }.max {
        $0.years.upperBound < $1.years.upperBound
      }
      let last = try #require(latest, "\(entity)")
      let year = ReferenceYear(min(2020, last.years.upperBound))
      let ours = try #require(areas.spells.first { $0.name.zh == last.name && $0.covers(year) }, "\(last.name)")
      #expect(Self.municipalities[last.name] ?? ours.code.rawValue == code.rawValue, "\(last.name)")
      compared += 1
    }
    #expect(compared == 340)
  }

  /// The rows of 1997-1999 quote the code before and after the change: `|宿县地区 |342200 |… |宿州市 |341300`.
  @Test("Codes of the time", .enabled(if: AreaReference.isThere, Comment(rawValue: AreaReference.absence)))
  func codesOfTheTime() throws {
    let areas = try areas
    var differences: [String] = []
    var compared = 0
    for event in try AreaReference.events() where (1997...1999).contains(event.year) {
      for (name, year) in [(event.oldName, event.year - 1), (event.newName, event.year)] where !name.isEmpty {
        for code in Self.codesBehind(name, in: event.description) {
          compared += 1
          let ours = areas.spells.first { $0.name.zh == name && $0.covers(ReferenceYear(year)) }?.code
          if ours != code { differences.append("\(event.id) \(name) \(code)") }
        }
      }
    }
    #expect(compared > 45)
    // The page quotes the code of 咸宁市 for 信阳市, which is 411500 in the ministry's list of 1998.
    #expect(differences == ["WIKI-1998-085 信阳市 421200"])
  }

  private static func codesBehind(_ name: String, in text: String) -> [AreaCode] {
    let cells = text.split(separator: "|").map { PrintedText.trimmed(String($0)) }
    return zip(cells, cells.dropFirst()).compactMap { cell, next in
      cell == name && next.count >= 6 ? AreaCode(next.prefix(6)) : nil
    }
  }

  private static let explainedEvents = [
    "WIKI-1997-083": "three units in one row; here one row each for two of them, into 重庆市",
    "PL-2018-001": "莱芜市 ends at the announcement of January 2019 here, at the approval of December 2018 there",
  ]

  @Test("Events", .enabled(if: AreaReference.isThere, Comment(rawValue: AreaReference.absence)))
  func events() throws {
    let areas = try areas
    func code(_ name: String, _ year: Int32) -> AreaCode? {
      areas.spells.first { $0.name.zh == name && $0.covers(ReferenceYear(year)) }?.code
    }
    var missing: Set<String> = []
    var compared = 0
    for event in try AreaReference.events() where (1997...2024).contains(event.year) {
      let (from, to) = (code(event.oldName, event.year - 1), code(event.newName, event.year))
      let hasChange = areas.changes.contains { change in
        change.year.rawValue == event.year && (from == nil || change.from == from) && (to == nil || change.to == to)
      }
      if !hasChange || (from == nil && to == nil) { missing.insert(event.id) }
      compared += 1
    }
    #expect(compared > 80)
    #expect(missing == Set(Self.explainedEvents.keys))
  }
}
