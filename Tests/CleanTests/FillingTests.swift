import Clean
import PanelModel
import Testing
import _TestSupport

@Suite struct FillingTests {
  private func fill(_ values: [Double?], _ policy: String) throws -> Cleaned {
    var book = SmallBook(years: "2006-\(2005 + values.count)")
    try book.add("rate", from: 2006, [1: values, 2: Array(repeating: 7, count: values.count)])
    book.define("x", "rate", "%", policy.isEmpty ? "" : "missing: \(policy)")
    return try book.clean()
  }

  @Test func aGapIsFilledOnTheStraightLine() throws {
    let cleaned = try fill([2, nil, nil, 8, 9], "{inside_gap: linear, longest_gap: 2}")
    #expect(worstDifference(cleaned.values("x"), [2, 4, 6, 8, 9]) <= 1e-15)
    #expect(cleaned.letters("x") == "AIIAA")
    #expect(cleaned.findings(.valuesImputed).map(\.count) == [2])
    #expect(cleaned.findings(.valueMissing).isEmpty)
  }

  @Test func aGapOverTheLimitIsLeftWhole() throws {
    let cleaned = try fill([2, nil, nil, nil, 8, nil, 6], "{inside_gap: linear, longest_gap: 2}")
    #expect(cleaned.letters("x") == "ALLLAIA")
    #expect(cleaned.values("x")[5] == 7)
  }

  @Test func endsAreLeftUnlessToldOtherwise() throws {
    #expect(try fill([nil, 3, nil, 5, nil], "{inside_gap: linear, longest_gap: 3}").letters("x") == "LAIAL")
    #expect(try fill([nil, 3, 4, nil, nil], "").letters("x") == "LAALL")
  }

  @Test func carriedValuesReachOnlyAsFarAsTheLimit() throws {
    let cleaned = try fill([nil, nil, 3, nil, 5, nil, nil, nil], "{at_ends: carry, longest_gap: 2}")
    #expect(cleaned.values("x") == [3, 3, 3, nil, 5, 5, 5, nil])
    #expect(cleaned.letters("x") == "IIALAIIL")
  }

  @Test func oneAreaNeverFillsAnother() throws {
    var book = SmallBook(years: "2006-2008")
    try book.add("rate", from: 2006, [1: [1, 2, nil], 2: [nil, 50, 60]])
    book.define("x", "rate", "%", "missing: {inside_gap: linear, longest_gap: 9, at_ends: leave}")
    let cleaned = try book.clean()
    #expect(cleaned.letters("x", 1) == "AAL")
    #expect(cleaned.letters("x", 2) == "LAA")
  }

  @Test func anAreaWithoutAnyFigureStaysEmpty() throws {
    let cleaned = try fill([nil, nil, nil], "{inside_gap: linear, at_ends: carry, longest_gap: 9}")
    #expect(cleaned.letters("x") == "LLL")
  }
}

@Suite struct WinsorisingTests {
  private let values: [Double] = [3.1, -2, 8.4, 100, 5.5, 7.25, 0.4, 6.6, 4.9, -50, 2.2]

  private func winsorize(_ low: Double, _ high: Double) throws -> Cleaned {
    var book = SmallBook(years: "2006-2016", areas: ["1,甲市,,"])
    try book.add("rate", from: 2006, [1: values], edition: 2017)
    book.define("x", "rate", "%", "treat: {winsorize: [\(low), \(high)], over: pooled}")
    return try book.clean()
  }

  /// Percentiles of numpy 2.4.6, `percentile(x, p)` with its default method, linear (type 7).
  @Test(
    "Limits are the percentiles of type 7",
    arguments: [(1.0, 99.0, -45.2, 90.84000000000002), (5, 95, -26.0, 54.2), (10, 90, -2, 8.4), (25, 50, 1.3, 4.9)])
  func limits(low: Double, high: Double, lowest: Double, highest: Double) throws {
    let cleaned = try winsorize(low, high)
    let present = cleaned.values("x").compactMap { $0 }
    #expect(isClose(present.min(), lowest))
    #expect(isClose(present.max(), highest))
    for (before, after) in zip(values, present) { #expect(isClose(after, min(max(before, lowest), highest))) }
  }

  @Test func onlyChangedValuesAreMarked() throws {
    let cleaned = try winsorize(5, 95)
    #expect(cleaned.letters("x") == "AAAJAAAAAJA")
    #expect(cleaned.findings(.valuesTreated).map(\.count) == [2])
    #expect(try winsorize(0, 100).letters("x") == "AAAAAAAAAAA")
    #expect(try winsorize(0, 100).findings(.valuesTreated).isEmpty)
  }

  @Test func groupsOfRowsHaveTheirOwnLimits() throws {
    func cleaned(over scope: String) throws -> Cleaned {
      var book = SmallBook(years: "2006-2008")
      try book.add("rate", from: 2006, [1: [1, 2, 10], 2: [100, 200, 1000]])
      book.define("x", "rate", "%", "treat: {winsorize: [0, 50], over: \(scope)}")
      return try book.clean()
    }
    // Medians: of all six 55; of each area 2 and 200; of each year the mean of the two.
    #expect(worstDifference(try cleaned(over: "pooled").values("x", 2), [55, 55, 55]) < 1e-12)
    #expect(worstDifference(try cleaned(over: "within_area").values("x", 1), [1, 2, 2]) < 1e-12)
    #expect(worstDifference(try cleaned(over: "within_area").values("x", 2), [100, 200, 200]) < 1e-12)
    #expect(worstDifference(try cleaned(over: "each_year").values("x", 2), [50.5, 101, 505]) < 1e-12)
  }

  @Test func missingValuesHaveNoPartInTheLimits() throws {
    var book = SmallBook(years: "2006-2009", areas: ["1,甲市,,"])
    try book.add("rate", from: 2006, [1: [1, nil, 3, 5]])
    book.define("x", "rate", "%", "treat: {winsorize: [0, 50], over: pooled}")
    #expect(try book.clean().values("x") == [1, nil, 3, 3])
    #expect(try book.clean().letters("x") == "ALAJ")
  }
}
