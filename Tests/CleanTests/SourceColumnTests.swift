import Clean
import PanelModel
import Testing
import _TestSupport

@Suite struct SourceColumnTests {
  @Test func theLaterEditionsFigureHoldsAndTheDifferenceIsReported() throws {
    var book = SmallBook(years: "2009-2010")
    try book.add("gdp", from: 2009, [1: [110, 120]], edition: 2011)
    try book.add("gdp", from: 2009, [1: [100, 120]], edition: 2010)
    book.define("x", "gdp", "万元")
    let cleaned = try book.clean()
    #expect(cleaned.values("x") == [110, 120])
    let revised = cleaned.findings(.supersededValue)
    #expect(revised.count == 1)
    #expect(revised[0].location?.description == "raw/2011-gdp-0.xlsx ! s ! B2")
    #expect(revised[0].message.contains("raw/2010-gdp-1.xlsx ! s ! B2"))
    #expect(revised[0].year == ReferenceYear(2009))
  }

  @Test func aMissingFigureNeverDisplacesOne() throws {
    var book = SmallBook(years: "2009-2010")
    try book.add("gdp", from: 2009, [1: [nil, nil]], edition: 2012)
    try book.add("gdp", from: 2009, [1: [100, nil]], edition: 2010)
    book.define("x", "gdp", "万元")
    let cleaned = try book.clean()
    #expect(cleaned.letters("x") == "AL")
    // A figure the later book leaves out is told.
    let withdrawn = cleaned.findings(.supersededValue)
    #expect(withdrawn.map(\.count) == [1])
    #expect(withdrawn.first?.message.contains("1 withdrawn") ?? false)
  }

  @Test func ofTwoFilesOfOneEditionTheLaterHolds() throws {
    var book = SmallBook(years: "2009-2009")
    try book.add("gdp", from: 2009, [1: [1]])
    try book.add("gdp", from: 2009, [1: [2]])
    book.define("x", "gdp", "万元")
    #expect(try book.clean().values("x") == [2])
  }

  /// 丙市 (3) was divided in 2009 between 甲市 (0.25) and 乙市 (0.75).
  private func divided(_ figures: [Int32: [Double?]]) throws -> SmallBook {
    var book = SmallBook(years: "2008-2009", boundaries: "{fixed_at: 2009}")
    book.areas = ["1,甲市,,", "2,乙市,,", "3,丙市,,2008"]
    book.changes = ["2009,split,3,1,0.25", "2009,split,3,2,0.75"]
    try book.add("gdp", from: 2008, figures)
    try book.add("rate", from: 2008, figures)
    book.define("total", "gdp", "万元")
    book.define("average", "rate", "%")
    return book
  }

  @Test func totalsOfADividedAreaGoByShareAndAveragesStay() throws {
    let cleaned = try divided([1: [10, 20], 2: [30, 40], 3: [8]]).clean()
    #expect(cleaned.output.panel.areas == [AreaCode(1), AreaCode(2)])
    #expect(cleaned.values("total", 1) == [12, 20])
    #expect(cleaned.values("total", 2) == [36, 40])
    #expect(cleaned.letters("total", 1) == "EA")
    #expect(cleaned.values("average", 1) == [10, 20])
    #expect(cleaned.values("average", 2) == [30, 40])
    #expect(cleaned.letters("average", 2) == "AA")
    let merged = cleaned.findings(.areaMerged)
    #expect(merged.map(\.area) == [AreaCode(3)])
    #expect(merged[0].message.contains("甲市 (1, share 0.25), 乙市 (2, share 0.75)"))
  }

  @Test func aTotalWithoutOneOfItsPartsIsMissingNotTooSmall() throws {
    // Printed as not collected.
    let unknown = try divided([1: [10, 20], 2: [30, 40], 3: [nil]]).clean()
    #expect(unknown.letters("total", 1) == "LA")
    // Not in the book at all, as when its row was not understood.
    let absent = try divided([1: [10, 20], 2: [30, 40]]).clean()
    #expect(absent.values("total", 1) == [nil, 20])
    #expect(absent.letters("total", 1) == "OA")
    #expect(absent.values("average", 1) == [10, 20])
    // Only the part that ended.
    let alone = try divided([3: [8]]).clean()
    #expect(alone.values("total", 1) == [nil, nil])
    #expect(alone.values("average", 1) == [nil, nil])
  }

  @Test func aNewCodeTakesThePlaceOfTheOldWhole() throws {
    var book = SmallBook(years: "2008-2009", boundaries: "{fixed_at: 2009}")
    book.areas = ["1,毕节地区,,2008", "2,毕节市,2009,"]
    book.changes = ["2009,upgrade,1,2,1"]
    try book.add("gdp", from: 2008, [1: [10]])
    try book.add("gdp", from: 2009, [2: [20]])
    try book.add("rate", from: 2008, [1: [5]])
    book.define("total", "gdp", "万元")
    book.define("average", "rate", "%")
    let cleaned = try book.clean()
    #expect(cleaned.values("total", 2) == [10, 20])
    #expect(cleaned.letters("total", 2) == "AA")
    #expect(cleaned.values("average", 2) == [5, nil])
    #expect(cleaned.findings(.areaRenamed).map(\.area) == [AreaCode(1)])
    #expect(cleaned.findings(.areaMerged).isEmpty)
  }

  @Test(arguments: ["{fixed_at: 2009}", "as published"])
  func countiesThatWentWithoutAShareAreABreak(boundaries: String) throws {
    var book = SmallBook(years: "2008-2009", boundaries: boundaries)
    book.areas = ["1,甲市,,", "2,乙市,,"]
    book.changes = ["2008,transfer,2,1,", "2009,transfer,1,2,"]
    try book.add("gdp", from: 2008, [1: [10, 20], 2: [30, 40]])
    book.define("total", "gdp", "万元")
    let cleaned = try book.clean()
    #expect(cleaned.values("total", 1) == [10, 20])
    let breaks = cleaned.findings(.territoryChanged)
    #expect(breaks.map(\.area) == [AreaCode(1)])
    #expect(breaks.map(\.year) == [ReferenceYear(2009)])
    #expect(breaks[0].message.contains("甲市 (1) gave territory to 乙市 (2) in 2009"))
  }

  @Test func boundariesAsPublishedMoveNothing() throws {
    var book = try divided([1: [10, 20], 2: [30, 40], 3: [8]])
    book.boundaries = "as published"
    let cleaned = try book.clean()
    #expect(cleaned.output.panel.keys.count == 5)
    #expect(cleaned.values("total", 3) == [8])
    #expect(cleaned.values("total", 1) == [10, 20])
  }

  @Test func areasThePanelDoesNotHoldAreCounted() throws {
    var book = SmallBook(years: "2009-2009")
    book.areas = ["1,甲市,,"]
    try book.add("gdp", from: 2009, [1: [1], 7: [2], 9: [3]])
    book.define("x", "gdp", "万元")
    let outside = try book.clean().findings(.areaOutsidePanel)
    #expect(outside.map(\.count) == [2])
    #expect(outside[0].message.contains("(7, 9)"))
  }

  @Test func sourceColumnsAreInBaseUnitsWithTheirCells() throws {
    var book = SmallBook(years: "2009-2010")
    try book.add("gdp", from: 2009, [1: [1.5, 2], 2: [3, 4]])
    let column = try #require(try book.clean().output.columns[SeriesKey("gdp")])
    #expect(column.series.values == [15_000, 20_000, 30_000, 40_000])
    #expect(column.origins.map { $0?.observation } == [0, 1, 2, 3])
  }

  @Test("The printed unit changes no figure", arguments: [("CNY", 1.0), ("万元", 1e4), ("亿元", 1e8)])
  func units(unit: String, factor: Double) throws {
    let yuan: [Double] = [171_850_000, 42_000_000, 99_990_000, 1]
    var book = SmallBook(years: "2006-2009", areas: ["1,甲市,,"])
    try book.add("gdp", from: 2006, [1: yuan.map { $0 / factor }], unit: unit)
    book.define("x", "gdp", "万元")
    #expect(worstDifference(try book.clean().values("x"), yuan.map { $0 / 1e4 }) <= 4e-16)
  }

  @Test func theOrderOfRowsInATableChangesNothing() throws {
    var generator = SplitMix64(seed: 42)
    var book = SmallBook()
    book.areas = ["1,甲市,,", "2,乙市,,", "3,丙市,,2008"]
    book.changes = ["2009,split,3,1,0.25", "2009,split,3,2,0.75"]
    func figures() -> [Double?] { (0..<5).map { _ in generator.unit() < 0.2 ? nil : generator.number(1, 1e6) } }
    try book.add("gdp", from: 2006, [1: figures(), 2: figures(), 3: Array(figures().prefix(3))])
    try book.add("people", from: 2006, [1: figures(), 2: figures(), 3: Array(figures().prefix(3))])
    let more = "missing: {inside_gap: linear, longest_gap: 1}\ntreat: {winsorize: [5, 95], over: pooled}"
    book.define("x", "gdp / people", "CNY/person", more)
    let first = try book.clean()
    for _ in 0..<20 {
      for t in book.tables.indices { book.tables[t].observations.shuffle(using: &generator) }
      let again = try book.clean()
      #expect((again.output.panel["x"] == first.output.panel["x"]) as Bool)
      #expect((again.findings == first.findings) as Bool)
    }
  }
}
