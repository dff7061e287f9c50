import Definitions
import PanelModel
import Testing

/// The areas of the repository's own indicators/, and lists with mistakes.
@Suite struct AreaDefinitionsTests {
  private static let catalog = Result { try CatalogLoader.load(project: packageFolder) }
  private var areas: AreaDefinitions { get throws { try Self.catalog.get().areas } }

  @Test func theShippedDefinitionsHaveNoMistake() throws {
    let catalog = try Self.catalog.get()
    #expect(catalog.panels.map(\.code) == ["prosperity_study", "upgrading_study"])
    #expect(catalog.base.count > 30)
    #expect(catalog.tables.count > 15)
  }

  /// Prefecture-level units at year-end; 2020: 333 and the four municipalities.
  private let counts: [Int32: Int] = [2006: 337, 2010: 337, 2012: 337, 2020: 337]

  @Test("Prefecture-level units by year-end", arguments: [2006, 2010, 2012, 2020])
  func members(year: Int32) throws {
    #expect(try areas.members(of: "prefecture_level", at: ReferenceYear(year))?.count == counts[year])
  }

  @Test func citiesAreAPartAndUnknownGroupsAreNil() throws {
    let year = ReferenceYear(2020)
    let all = Set(try #require(areas.members(of: "prefecture_level", at: year)))
    let cities = Set(try #require(areas.members(of: "prefecture_level_cities", at: year)))
    #expect(cities.isStrictSubset(of: all))
    // 293 prefecture-level cities and 4 municipalities at the end of 2020.
    #expect(cities.count == 297)
    #expect(try areas.members(of: "counties", at: year) == nil)
    #expect(try Set(#require(areas.members(of: "all", at: year))).isSuperset(of: all))
  }

  @Test func chaohuGoesToThreeCitiesByPopulation() throws {
    let areas = try areas
    let parts = areas.destinations(of: AreaCode(341400), at: ReferenceYear(2020))
    #expect(parts.map(\.code) == [AreaCode(340100), AreaCode(340200), AreaCode(340500)])
    #expect(parts.map(\.share) == [0.453012, 0.330986, 0.216002])
    #expect(abs(parts.map(\.share).stableSum() - 1) < 1e-15)
    // Under its own boundaries it is itself.
    #expect(
      areas.destinations(of: AreaCode(341400), at: ReferenceYear(2010)) == [AreaShare(code: AreaCode(341400), share: 1)]
    )
  }

  @Test func renamesAndNewCodes() throws {
    let areas = try areas
    #expect(
      areas.destinations(of: AreaCode(522400), at: ReferenceYear(2020)) == [AreaShare(code: AreaCode(520500), share: 1)]
    )
    #expect(
      areas.destinations(of: AreaCode(420600), at: ReferenceYear(2020)) == [AreaShare(code: AreaCode(420600), share: 1)]
    )
    #expect(areas.destinations(of: AreaCode(371200), at: ReferenceYear(2020)).map(\.code) == [AreaCode(370100)])
    #expect(areas.spell(AreaCode(420600), at: ReferenceYear(2009))?.name.zh == "襄樊市")
    #expect(areas.spell(AreaCode(420600), at: ReferenceYear(2010))?.name.zh == "襄阳市")
    // Before its first and after its last year the nearest spell speaks.
    #expect(areas.spell(AreaCode(520500), at: ReferenceYear(2005))?.name.zh == "毕节市")
    #expect(areas.spell(AreaCode(522400), at: ReferenceYear(2019))?.name.zh == "毕节地区")
  }

  @Test func everyAreaEverKnownComesWholeUnderAnyBoundaries() throws {
    let areas = try areas
    for year in [2006, 2012, 2020] {
      for code in Set(areas.spells.map(\.code)).sorted() {
        let parts = areas.destinations(of: code, at: ReferenceYear(Int32(year)))
        #expect(abs(parts.map(\.share).stableSum() - 1) < 1e-12, "\(code) in \(year)")
      }
    }
  }

  @Test func changesInACircleEnd() throws {
    let project = try ScratchProject([
      "indicators/units.yaml": testUnits,
      "indicators/areas/changes.csv": "year,kind,from_code,to_code,share\n2010,merge,1,2,1\n2010,merge,2,1,1\n",
    ])
    let parts = try project.load().areas.destinations(of: AreaCode(1), at: ReferenceYear(2020))
    #expect(parts == [AreaShare(code: AreaCode(2), share: 1)])
  }

  @Test func theFirstBatchCounts() throws {
    let policy = try #require(areas.policies["broadband_china"])
    let years = try #require(policy.firstYears["prefecture"])
    #expect(years[AreaCode(110000)] == ReferenceYear(2014))
    #expect(Set(years.values.map(\.rawValue)) == [2014, 2015, 2016])
  }

  @Test func labelsByRegionRankAndThreshold() throws {
    let areas = try areas
    let region = try #require(areas.labels.first { $0.code == "region3" })
    let rank = try #require(areas.labels.first { $0.code == "city_rank" })
    let size = try #require(areas.labels.first { $0.code == "size_class" })
    let year = ReferenceYear(2015)
    #expect(areas.label(region, of: AreaCode(330100), at: year)?.title.en == "East")
    #expect(areas.label(region, of: AreaCode(500000), at: year)?.title.en == "West")
    #expect(areas.label(rank, of: AreaCode(110000), at: year)?.code == 1)
    #expect(areas.label(rank, of: AreaCode(520100), at: year)?.title.en == "Other provincial capital")
    #expect(areas.label(size, of: AreaCode(110000), at: year) == nil)
    // The lower bound belongs to the class.
    #expect(size.label(for: 1e7)?.code == 1)
    #expect(size.label(for: 1e7 - 1)?.code == 2)
    #expect(size.label(for: 5e6)?.code == 2)
    #expect(size.label(for: 0)?.code == 3)
    #expect(size.label(for: -1) == nil)
  }

  private static let mistakeCases: [(String, String)] = [
    ("kode,name_zh\n1,x\n", "indicators/areas/a.csv:1:1: The column 'code' is missing. Did you mean 'kode'?"),
    ("code,name_zh\n110000,x,y\n", "a.csv:2:1: The row has 3 fields where the header has 2"),
    ("code,name_zh\n\nabc,x\n", "a.csv:3:1: 'abc' in column 'code' is not an area code"),
    ("code,name_zh,from\n110000,x,next\n", "a.csv:2:1: 'next' in column 'from' is not a year"),
    ("code,name_zh\n110000,\n", "is not a name"), ("code,name_zh,lon,lat\n110000,x,e,1\n", "'e' in column 'lon'"),
    ("code,name_zh,from,to\n110000,x,2012,2010\n", "'2012' in column 'from' is not a year up to 'to'"),
  ]

  @Test("Mistakes in the lists have a file and a line", arguments: mistakeCases)
  func mistakes(list: String, expected: String) throws {
    let project = try ScratchProject(["indicators/units.yaml": testUnits, "indicators/areas/a.csv": list])
    #expect(message { try project.load() }?.contains(expected) == true)
  }
}
