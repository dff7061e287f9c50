import Clean
import Definitions
import PanelModel
import Testing

/// Which print holds, and what is said of the others.
@Suite struct RevisionTests {
  private func book(_ rule: String = "") -> SmallBook {
    var book = SmallBook(years: "2009-2010", areas: ["1,甲市,,"])
    if !rule.isEmpty { book.panelKeys = "revisions: \(rule)" }
    book.define("x", "gdp", "万元")
    return book
  }

  /// 100 in the book of 2010, 110 in that of 2011, 120 in that of 2012, for 2009; 50 in all for 2010.
  private func threeEditions(_ rule: String) throws -> SmallBook {
    var book = book(rule)
    try book.add("gdp", from: 2009, [1: [110, 50]], edition: 2011, accessed: "2011-12-01")
    try book.add("gdp", from: 2009, [1: [120, 50]], edition: 2012, accessed: "2012-12-01")
    try book.add("gdp", from: 2009, [1: [100, 50]], edition: 2010, accessed: "2010-12-01")
    return book
  }

  @Test(arguments: [
    ("latest", 120.0, [100.0, 110.0]), ("first", 100, [110, 120]), ("{as_of: 2012-11-30}", 110, [100]),
    ("{as_of: 2012-12-01}", 120, [100, 110]), ("{as_of: 2010-12-31}", 100, []),
  ]) func ruleChoosesThePrint(_ rule: String, _ kept: Double, _ others: [Double]) throws {
    let book = try threeEditions(rule)
    let cleaned = try book.clean()
    #expect(cleaned.values("x") == [kept, 50])
    let list = cleaned.output.superseded[SeriesKey("gdp")] ?? []
    let revised = list.filter { $0.kind == .revised }
    #expect(revised.map { book.value($0.superseded) } == others)
    #expect(revised.allSatisfy { book.value($0.kept) == kept })
    let changes: [Double?] = others.map { other in (kept - other) / other }
    #expect(revised.map(\.relativeChange) == changes)
    #expect(list.count { $0.kind == .reprinted } == others.count)
    let counts = others.isEmpty ? [] : [others.count]
    #expect(cleaned.findings(.supersededValue).map(\.count) == counts)
  }

  @Test func whatCameLaterIsNotThereYet() throws {
    let cleaned = try threeEditions("{as_of: 2009-01-01}").clean()
    #expect(cleaned.values("x") == [nil, nil])
    #expect(cleaned.letters("x") == "OO")
    #expect(cleaned.findings(.printsTooLate).map(\.count) == [6])
    #expect(cleaned.findings(.printsTooLate)[0].message.contains("6 figures of 3 workbooks came after 2009-01-01"))
  }

  @Test func anUndatedSidecarCannotBeAsOf() throws {
    var book = book("{as_of: 2012-12-31}")
    try book.add("gdp", from: 2009, [1: [1, 2]], edition: 2010)
    let cleaned = try book.clean()
    let undated = cleaned.findings(.accessDayUnknown)
    #expect(undated.map(\.severity) == [.error])
    #expect(undated[0].location?.file == "raw/2010-gdp-0.xlsx")
    #expect(undated[0].remedy.contains("accessed:"))
  }

  @Test func withinAnEditionTheDayDecides() throws {
    var book = book()
    try book.add("gdp", from: 2009, [1: [2, 2]], accessed: "2012-01-02")
    try book.add("gdp", from: 2009, [1: [1, 1]], accessed: "2012-01-01")
    try book.add("gdp", from: 2009, [1: [0, 0]])
    #expect(try book.clean().values("x") == [2, 2])
  }

  @Test func aMarkForMissingGivesWayAndIsTold() throws {
    var book = book()
    try book.add("gdp", from: 2009, [1: [100, nil]], edition: 2010)
    try book.add("gdp", from: 2009, [1: [nil, 7]], edition: 2011)
    let cleaned = try book.clean()
    #expect(cleaned.values("x") == [100, 7])
    let list = cleaned.output.superseded[SeriesKey("gdp")] ?? []
    // The figure that came only with the later book was not withdrawn by the earlier.
    #expect(list.map(\.kind) == [.withdrawn])
    #expect(list.map(\.year) == [ReferenceYear(2009)])
    #expect(cleaned.findings(.supersededValue)[0].message.contains("1 withdrawn"))
  }

  /// 17185312 万元 (no decimals), then in 亿元 with two: what rounds to the same is no revision.
  @Test(arguments: [
    (1718.53, SupersededValue.Kind.rerounded), (1718.54, .revised), (1718.52, .revised), (1718.5312, .reprinted),
  ]) func roundedOtherwiseIsNoRevision(_ second: Double, _ kind: SupersededValue.Kind) throws {
    var book = book()
    try book.add("gdp", from: 2009, [1: [17_185_312, 1]], edition: 2010, unit: "万元")
    // A second figure with two decimals: it is the column that has a printed step, not the figure.
    try book.add("gdp", from: 2009, [1: [second, 0.01]], edition: 2011, unit: "亿元")
    let cleaned = try book.clean()
    #expect(cleaned.output.superseded[SeriesKey("gdp")]?.first?.kind == kind)
  }

  @Test func trailingZeroesBelongToTheStep() throws {
    // 1718.50 beside 0.01 has two decimals though its own text has one: 1718.53 is a revision of it.
    var book = book()
    try book.add("gdp", from: 2009, [1: [1718.5, 0.01]], edition: 2010, unit: "亿元")
    try book.add("gdp", from: 2009, [1: [1718.53, 0.01]], edition: 2011, unit: "亿元")
    #expect(try book.clean().output.superseded[SeriesKey("gdp")]?.map(\.kind) == [.revised, .reprinted])
  }

  @Test func anotherUnitIsNoRevision() throws {
    var book = book()
    let yi = [1718.53, 0.07, 33.33]
    book.years = "2009-2011"
    book.boundaries = "{fixed_at: 2011}"
    try book.add("gdp", from: 2009, [1: yi.map { ($0 * 1e4).rounded() }], edition: 2010, unit: "万元")
    try book.add("gdp", from: 2009, [1: yi], edition: 2011, unit: "亿元")
    let cleaned = try book.clean()
    #expect(cleaned.output.superseded[SeriesKey("gdp")]?.map(\.kind) == [.reprinted, .reprinted, .reprinted])
    #expect(cleaned.findings(.supersededValue).isEmpty)
  }

  @Test func theListIsInOrderWhateverTheOrderOfRows() throws {
    var book = SmallBook(years: "2009-2010")
    book.define("x", "gdp", "万元")
    try book.add("gdp", from: 2009, [1: [1, 2], 2: [3, 4]], edition: 2010)
    try book.add("gdp", from: 2009, [1: [5, 6], 2: [7, 8]], edition: 2011)
    func keys(_ cleaned: Cleaned) -> [String] {
      (cleaned.output.superseded[SeriesKey("gdp")] ?? []).map { "\($0.area) \($0.year)" }
    }
    let expected = ["1 2009", "1 2010", "2 2009", "2 2010"]
    #expect(keys(try book.clean()) == expected)
    for t in book.tables.indices { book.tables[t].observations.reverse() }
    #expect(keys(try book.clean()) == expected)
    book.tables.reverse()
    #expect(keys(try book.clean()) == expected)
  }

  /// 丙市 became part of 甲市 in 2009. A book of 2012 prints 甲市's 2008 anew, perhaps with 丙市 in it.
  @Test(arguments: [(Int32(2012), "latest", 1), (2009, "latest", 0), (2012, "first", 0)])
  func aMergedAreaMayBeCountedTwice(_ edition: Int32, _ rule: String, _ doubts: Int) throws {
    var book = SmallBook(years: "2008-2008", boundaries: "{fixed_at: 2009}")
    book.areas = ["1,甲市,,", "3,丙市,,2008"]
    book.changes = ["2009,merge,3,1,1"]
    book.panelKeys = "revisions: \(rule)"
    book.define("x", "gdp", "万元")
    try book.add("gdp", from: 2008, [1: [10], 3: [8]], edition: 2009)
    try book.add("gdp", from: 2008, [1: [18]], edition: edition)
    let cleaned = try book.clean()
    let found = cleaned.findings(.partsOfTwoTimes)
    let counts = [Int](repeating: 1, count: doubts)
    #expect(found.map(\.count) == counts)
    #expect(found.allSatisfy { $0.message.contains("甲市 (1) in 2008 is of the edition 2012") })
    // As published nothing is added, and nothing is in doubt.
    book.boundaries = "as published"
    #expect(try book.clean().findings(.partsOfTwoTimes).isEmpty)
  }

  @Test func theFindingNamesTheLargestRevision() throws {
    var book = SmallBook(years: "2009-2010")
    book.define("x", "gdp", "万元")
    try book.add("gdp", from: 2009, [1: [100, 100], 2: [100, 100]], edition: 2010)
    try book.add("gdp", from: 2009, [1: [101, 100], 2: [50, 110]], edition: 2011)
    let found = try book.clean().findings(.supersededValue)
    #expect(found.count == 1)
    #expect(found[0].count == 3)
    #expect(found[0].area == AreaCode(2))
    #expect(found[0].location?.description == "raw/2011-gdp-1.xlsx ! s ! B3")
    #expect(
      found[0].message.contains(
        "of 4 figures printed more than once 3 revised, 1 printed again alike; the latest holds."))
    #expect(
      found[0].message.contains("乙市 (2) in 2009 was 100 万元 (raw/2010-gdp-0.xlsx ! s ! B3), is 50 万元 (-50 %)"))
  }
}

extension SmallBook {
  /// The printed figure behind an origin.
  func value(_ origin: SourceColumn.Origin) -> Double {
    tables[Int(origin.table)].observations[Int(origin.observation)].value
  }
}
