import Definitions
import PanelModel
import Testing

/// The areas of the repository over the years 1997-2024: how many there are, and how a panel of one year's boundaries
/// holds the figures of any other year.
@Suite struct AreasThroughTimeTests {
  private static let catalog = Result { try CatalogLoader.load(project: packageFolder) }
  private var areas: AreaDefinitions { get throws { try Self.catalog.get().areas } }

  /// Prefecture-level units and, among them, cities at the end of the year, without the four municipalities: the counts
  /// of the Ministry of Civil Affairs (China Statistical Yearbook, table 1-1).
  private static let published: [Int32: (units: Int, cities: Int)] = [
    1996: (335, 218), 1997: (332, 222), 1998: (331, 227), 1999: (331, 236), 2000: (333, 259), 2001: (332, 265),
    2002: (332, 275), 2003: (333, 282), 2004: (333, 283), 2005: (333, 283), 2006: (333, 283), 2007: (333, 283),
    2008: (333, 283), 2009: (333, 283), 2010: (333, 283), 2011: (332, 284), 2012: (333, 285), 2013: (333, 286),
    2014: (333, 288), 2015: (334, 291), 2016: (334, 293), 2017: (334, 294), 2018: (333, 293), 2019: (333, 293),
    2020: (333, 293), 2021: (333, 293), 2022: (333, 293), 2023: (333, 293), 2024: (333, 293),
  ]

  @Test("Units of a year are those the ministry counts", arguments: published.keys.sorted())
  func counts(year: Int32) throws {
    let living = try areas.spells.filter { $0.covers(ReferenceYear(year)) && $0.kind != "municipality" }
    let expected = try #require(Self.published[year])
    // 莱芜市 lasts through 2018 here, the ministry's count leaves it out then. 涪陵市 of 1996 is not listed: 眉山市 has its
    // code since 2000.
    let more = year == 2018 ? 1 : year == 1996 ? -1 : 0
    #expect(living.count == expected.units + more)
    #expect(living.count { $0.kind == "city" } == expected.cities + more)
    #expect(living.count { $0.kind == "autonomous_prefecture" } == 30)
    let leagues = year < 1999 ? 8 : year < 2001 ? 7 : year < 2003 ? 5 : 3
    #expect(living.count { $0.kind == "league" } == leagues)
  }

  @Test func municipalities() throws {
    let areas = try areas
    let code = AreaCode(500_000)
    #expect(areas.spells.filter { $0.kind == "municipality" }.count == 4)
    #expect(areas.spell(code, at: ReferenceYear(1997))?.kind == "municipality")
    #expect(areas.members(of: "prefecture_level_cities", at: ReferenceYear(1997))?.contains(code) == true)
    #expect(areas.members(of: "prefecture_level_cities", at: ReferenceYear(1996))?.contains(code) == false)
  }

  @Test func noCodeAndNoNameHasTwoSpellsInAYear() throws {
    for year in Int32(1996)...2024 {
      let living = try areas.spells.filter { $0.covers(ReferenceYear(year)) }
      #expect(Set(living.map(\.code)).count == living.count, "\(year)")
      #expect(Set(living.map(\.name.zh)).count == living.count, "\(year)")
    }
  }

  @Test func everySpellHasAProvinceARankAndASeat() throws {
    let areas = try areas
    let ranks = Set(["municipality", "sub_provincial", "capital", "other"])
    let suffixes = [
      "municipality": "市", "city": "市", "prefecture": "地区", "league": "盟", "autonomous_prefecture": "自治州",
    ]
    for spell in areas.spells {
      let province = try #require(spell.province, "\(spell.code)")
      #expect(areas.province(province) != nil, "\(spell.code)")
      #expect(province.rawValue / 10_000 == spell.code.rawValue / 10_000, "\(spell.code)")
      #expect(ranks.contains(spell.rank), "\(spell.code)")
      #expect(spell.name.zh.hasSuffix(try #require(suffixes[spell.kind])), "\(spell.name.zh)")
      let seat = try #require(spell.seat, "\(spell.code)")
      #expect((73...136).contains(seat.longitude) && (3...54).contains(seat.latitude), "\(spell.code)")
    }
  }

  /// A change with a share says where a unit that ended goes: shares sum to 1, the unit ended the year before.
  @Test func changesFitTheSpells() throws {
    let areas = try areas
    let listed = Set(areas.spells.map(\.code))
    // County-level units that were raised, the agency of 三沙市 among them, are in no list of prefectures.
    let countyLevel = Set([AreaCode(429_001), AreaCode(469_003), AreaCode(469_031)])
    for change in areas.changes {
      #expect(listed.contains(change.from) || countyLevel.contains(change.from), "\(change.from) in \(change.year)")
      #expect(listed.contains(change.to), "\(change.to) in \(change.year)")
      guard change.from != change.to, !countyLevel.contains(change.from), change.kind != "transfer" else { continue }
      let ends = areas.spells.contains { $0.code == change.from && $0.lastYear == change.year.rawValue - 1 }
      #expect(ends == (change.kind != "created"), "\(change.kind) of \(change.from) in \(change.year)")
      guard ["upgrade", "created"].contains(change.kind) else { continue }
      let begins = areas.spells.contains { $0.code == change.to && $0.firstYear == change.year.rawValue }
      #expect(begins, "\(change.to) in \(change.year)")
    }
    for (from, group) in Dictionary(grouping: areas.changes.filter { $0.from != $0.to }, by: \.from) {
      let shares = group.compactMap(\.share)
      #expect(shares.isEmpty || abs(shares.stableSum() - 1) < 1e-12, "\(from)")
    }
    // Whatever ends has a change that says so.
    for spell in areas.spells where spell.lastYear != .max {
      #expect(
        areas.changes.contains { $0.from == spell.code && $0.year.rawValue == spell.lastYear + 1 }, "\(spell.name.zh)")
    }
  }

  private func destinations(_ code: Int32, _ year: Int32) throws -> [AreaShare] {
    try areas.destinations(of: AreaCode(code), at: ReferenceYear(year))
  }

  @Test func upgradesCarryThroughSeveralChanges() throws {
    // 巢湖地区 became 巢湖市 in 1999, which three cities divided in 2011.
    #expect(try destinations(342_600, 1998) == [AreaShare(code: AreaCode(342_600), share: 1)])
    #expect(try destinations(342_600, 2005) == [AreaShare(code: AreaCode(341_400), share: 1)])
    #expect(try destinations(342_600, 2020) == destinations(341_400, 2020))
    #expect(try destinations(342_600, 2020).count == 3)
    // 思茅地区 became 思茅市 in 2003 and 普洱市 in 2007 under one code.
    #expect(try destinations(532_700, 2020) == [AreaShare(code: AreaCode(530_800), share: 1)])
    for code in [510_200, 511_200, 513_500] as [Int32] {
      #expect(try destinations(code, 1997) == [AreaShare(code: AreaCode(500_000), share: 1)])
    }
    #expect(try destinations(530_200, 1998) == [AreaShare(code: AreaCode(530_100), share: 1)])
  }

  @Test func anUpgradeIsUndoneUnderEarlierBoundaries() throws {
    #expect(try destinations(520_500, 2010) == [AreaShare(code: AreaCode(522_400), share: 1)])
    #expect(try destinations(530_800, 1999) == [AreaShare(code: AreaCode(532_700), share: 1)])
    #expect(try destinations(341_400, 1998) == [AreaShare(code: AreaCode(342_600), share: 1)])
    // What was put together or carved out later cannot be taken apart: it stays what it is.
    #expect(try destinations(370_100, 2010) == [AreaShare(code: AreaCode(370_100), share: 1)])
    #expect(try destinations(451_300, 2001) == [AreaShare(code: AreaCode(451_300), share: 1)])
    #expect(try destinations(500_000, 1996) == [AreaShare(code: AreaCode(500_000), share: 1)])
  }

  /// Units that cannot be carried from the years on one side to boundaries on the other, with the first year of the
  /// later side: set up from parts of others, or divided without a trustworthy share.
  private static let setUp: [Int32: Int32] = [
    512_000: 1998, 513_900: 1998, 341_600: 2000, 421_300: 2000, 451_300: 2002, 451_400: 2002, 640_500: 2003,
    460_300: 2012, 460_400: 2015,
  ]
  private static let dissolved: [Int32: Int32] = [654_100: 2001, 452_100: 2002, 452_200: 2002]
  /// Merged or divided with shares: under earlier boundaries nothing of later years is left for them.
  private static let merged: [Int32: Int32] = [
    452_300: 1998, 530_200: 1998, 342_600: 2011, 341_400: 2011, 371_200: 2019,
  ]

  @Test("Figures of any year find their place under any boundaries", arguments: [1997, 1999, 2001, 2004, 2011, 2024])
  func boundaries(fixed: Int32) throws {
    let areas = try areas
    let group = "prefecture_level"
    let panel = Set(try #require(areas.members(of: group, at: ReferenceYear(fixed))))
    for year in Int32(1997)...2024 {
      let living = try #require(areas.members(of: group, at: ReferenceYear(year)))
      var reached: Set<AreaCode> = []
      var outside: Set<AreaCode> = []
      for code in living {
        let parts = areas.destinations(of: code, at: ReferenceYear(fixed))
        #expect(abs(parts.map(\.share).stableSum() - 1) < 1e-12)
        for part in parts {
          if panel.contains(part.code) { reached.insert(part.code) } else { outside.insert(code) }
        }
      }
      let unplaced = living.filter { code in
        let code = code.rawValue
        if let first = Self.setUp[code] { return fixed < first }
        return Self.dissolved[code].map { fixed >= $0 } ?? false
      }
      #expect(outside == Set(unplaced), "figures of \(year) in \(fixed)")
      let empty = panel.filter { code in
        let code = code.rawValue
        if let first = Self.setUp[code] { return year < first }
        return (Self.dissolved[code] ?? Self.merged[code]).map { year >= $0 } ?? false
      }
      #expect(panel.subtracting(reached) == empty, "\(year) in \(fixed)")
    }
  }

  @Test func publishedNamesFollowTheYear() throws {
    let areas = try areas
    let cases: [(Int32, Int32, String)] = [
      (320_800, 1999, "淮阴市"), (320_800, 2000, "淮安市"), (452_400, 1996, "梧州地区"), (452_400, 1997, "贺州地区"),
      (530_800, 2003, "思茅市"), (530_800, 2024, "普洱市"), (152_700, 2000, "伊克昭盟"), (150_600, 2001, "鄂尔多斯市"),
    ]
    for (code, year, name) in cases {
      #expect(areas.spell(AreaCode(code), at: ReferenceYear(year))?.name.zh == name)
    }
  }

  @Test func broadbandBatchesTreatTheSameUnitsUnderAnyLaterBoundaries() throws {
    let years = try #require(try areas.policies["broadband_china"]?.firstYears["prefecture"])
    for (batch, count) in [(2014, 39), (2015, 36), (2016, 37)] as [(Int32, Int)] {
      let units = years.filter { $0.value == ReferenceYear(batch) }.keys
      #expect(units.count == count)
      for year in [2016, 2020, 2024] as [Int32] {
        let living = Set(try #require(areas.members(of: "prefecture_level", at: ReferenceYear(year))))
        #expect(units.allSatisfy(living.contains), "\(batch) in \(year)")
      }
    }
  }
}
