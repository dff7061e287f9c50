import Clean
import PanelModel
import Testing
import _TestSupport

@Suite struct ImputationTests {
  /// Four areas of one group; area 1 has a hole.
  private func fill(_ values: [Double?], _ policy: String, peers: [Int32: [Double?]]? = nil) throws -> Cleaned {
    let areas = ["1,甲市,,", "2,乙市,,", "3,丙市,,", "4,丁市,,"]
    var book = SmallBook(years: "2006-\(2005 + values.count)", areas: areas)
    var figures = peers ?? [2: [10, 11, 12, 14], 3: [20, 22, 24, 28], 4: [30, 33, 36, 42]]
    figures[1] = values
    try book.add("sales", from: 2006, figures)
    book.define("x", "sales", "万元", "missing: \(policy)")
    return try book.clean()
  }

  @Test func neighbourMeanIsOneValueForAWholeGap() throws {
    let cleaned = try fill([2, nil, nil, 6], "{inside_gap: neighbour_mean, longest_gap: 2}")
    #expect(cleaned.values("x") == [2, 4, 4, 6])
    #expect(cleaned.letters("x") == "AIIA")
  }

  @Test func valuesAreCarriedOnlyToTheLimit() throws {
    let cleaned = try fill([2, nil, nil, 6], "{inside_gap: carry, longest_gap: 1}")
    #expect(cleaned.values("x") == [2, 2, nil, 6])
    #expect(cleaned.letters("x") == "AILA")
  }

  /// By hand: the other three sum to 60, 66, 72, 84. Ratios of area 1: 6/60 = 0.1 and 16.8/84 = 0.2; a third and two
  /// thirds of the way 0.13333 and 0.16667; times 66 and 72: 8.8 and 12.
  @Test func ratioToTheGroupIsInterpolated() throws {
    let cleaned = try fill([6, nil, nil, 16.8], "{inside_gap: group_ratio, longest_gap: 2, group: all}")
    #expect(worstDifference(cleaned.values("x"), [6, 8.8, 12, 16.8]) < 1e-12)
    #expect(cleaned.output.changes.map(\.rule) == Array(repeating: .groupRatio(group: "all", areas: 3), count: 2))
    #expect(cleaned.output.changes.map(\.sources) == [[0, 3], [0, 3]])
  }

  /// By hand: 6 * 66/60 = 6.6 forwards; backwards from 2008, 12 * 66/72 = 11 and 12 * 60/72 = 10.
  @Test func growthOfTheGroupMovesAnEnd() throws {
    let policy = "{at_ends: group_growth, longest_gap: 2, group: all}"
    #expect(worstDifference(try fill([6, nil, nil, nil], policy).values("x"), [6, 6.6, 7.2, nil]) < 1e-12)
    #expect(worstDifference(try fill([nil, nil, 12, 14], policy).values("x"), [10, 11, 12, 14]) < 1e-12)
  }

  @Test func theLineThroughTwoValuesGoesOn() throws {
    let cleaned = try fill([nil, 3, 5, nil], "{at_ends: linear, longest_gap: 1}")
    #expect(cleaned.values("x") == [1, 3, 5, 7])
    #expect(try fill([nil, 3, nil, nil], "{at_ends: linear, longest_gap: 3}").letters("x") == "LALL")
  }

  @Test func aGroupTooSmallFillsNothing() throws {
    let cleaned = try fill(
      [6, nil, nil, 16], "{inside_gap: group_ratio, longest_gap: 2, group: all}",
      peers: [2: [1, 1, nil, 1], 3: [1, 1, 1, 1], 4: [1, 1, 1, 1]])
    #expect(cleaned.values("x")[1] != nil)
    #expect(cleaned.values("x")[2] == nil)
    // And so is the peer's own gap of that year: the others there are areas 3 and 4.
    #expect(cleaned.findings(.groupTooSmallToFill).map(\.count) == [2])
  }

  /// No policy changes an observed value, fills from filled values or depends on the order of areas; the ledger's counts
  /// sum to the cells.
  @Test(
    arguments: [
      "{inside_gap: linear, longest_gap: 2, at_ends: linear}", "{inside_gap: neighbour_mean, longest_gap: 3}",
      "{inside_gap: group_ratio, longest_gap: 2, at_ends: group_growth, group: all, group_at_least: 2}",
      "{inside_gap: carry, longest_gap: 1, at_ends: carry}",
    ]) func properties(policy: String) throws
  {
    var random = SplitMix64(seed: 11)
    func figures() -> [Double?] { (0..<8).map { _ in random.next() % 4 == 0 ? nil : Double(random.next() % 900) + 1 } }
    let given = Dictionary(uniqueKeysWithValues: (1...6).map { (Int32($0), figures()) })
    func clean(_ code: (Int32) -> Int32) throws -> Cleaned {
      var book = SmallBook(years: "2006-2013", areas: (1...6).map { "\($0),市\($0)市,," })
      try book.add(
        "sales", from: 2006, Dictionary(uniqueKeysWithValues: given.map { (code($0.key), $0.value) }), edition: 2014)
      book.define("x", "sales", "万元", "missing: \(policy)\ntreat: {winsorize: [5, 95], over: each_year}")
      book.define("y", "sales", "万元", "missing: \(policy)")
      return try book.clean()
    }
    let (one, other) = (try clean { $0 }, try clean { 7 - $0 })
    for area in Int32(1)...6 {
      #expect(worstDifference(one.values("y", area), other.values("y", 7 - area)) < 1e-12)
      #expect(one.letters("x", area) == other.letters("x", 7 - area))
      for (before, after) in zip(given[area] ?? [], one.values("y", area)) where before != nil {
        #expect(isClose(before, after))
      }
    }
    for line in one.output.ledger {
      #expect(line.byStatus.values.reduce(0, +) == line.cells)
      #expect(line.imputedInputs == 0)
    }
    #expect(one.output.ledger.reduce(0) { $0 + $1.cells } == 2 * 48)
    let filled = one.output.ledger.filter { $0.indicator == "y" }.reduce(0) { $0 + ($1.byStatus[.imputed] ?? 0) }
    #expect(filled == one.output.changes.count { $0.indicator == "y" })
    #expect(filled > 0)
  }
}
