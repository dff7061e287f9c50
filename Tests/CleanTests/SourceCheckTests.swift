import Clean
import Definitions
import PanelModel
import Testing
import _TestSupport

@Suite struct SourceCheckTests {
  private let areas = ["1,甲市,,", "2,乙市,,", "3,丙市,,"]

  private func book(_ checks: String, years: String = "2006-2008") -> SmallBook {
    var book = SmallBook(years: years, areas: areas)
    book.checks = checks
    return book
  }

  /// Parts with one digit after the point and a whole total: rounding explains 0.05 + 0.05 + 0.5 = 0.6.
  @Test func partsMaySumToTheTotalWithinTheirPrintedRounding() throws {
    var book = book("- {check: parts, of: [first, second], total: gdp}")
    try book.add("first", from: 2006, [1: [40.2, 41.3, 42.1], 2: [10.5, nil, 12.5]])
    try book.add("second", from: 2006, [1: [59.2, 60.1, 61.3], 2: [10, 11, 12]])
    try book.add("gdp", from: 2006, [1: [100, 102, 130], 2: [20, 22, 24]])
    let cleaned = try book.clean()
    let findings = cleaned.findings(.partsDiffer)
    // 99.4 for 100 and 101.4 for 102 are 0.6 off, which rounding just explains; 103.4 for 130 is not; 24.5 for 24 is.
    #expect(findings.map(\.year) == [ReferenceYear(2008)])
    #expect(findings.map(\.area) == [AreaCode(1)])
    #expect(findings[0].location?.description == "raw/2011-gdp-2.xlsx ! s ! D2")
    #expect(findings[0].message.contains("sum to 103.4 万元, the printed total is 130 万元"))
    #expect(findings[0].message.contains("at most 0.6 万元"))
    #expect(findings[0].message.contains("first 42.1 万元 in D2"))
    #expect(cleaned.findings(.checkNotPossible).map(\.count) == [1])
  }

  @Test func sharesSumToAHundred() throws {
    var book = book("- {check: shares, of: [first_share, second_share], severity: error}")
    try book.add("first_share", from: 2006, [1: [40.2, 41.3, 42.1]])
    try book.add("second_share", from: 2006, [1: [59.7, 58.8, 68.2]])
    let findings = try book.clean().findings(.sharesDiffer)
    #expect(findings.map(\.year) == [ReferenceYear(2008)])
    #expect(findings.map(\.severity) == [.error])
    #expect(findings[0].message.contains("The shares sum to 110.3 % and not to 100 %"))
  }

  @Test func valuesLieInTheRangeAndStocksNeverFall() throws {
    var book = book(
      "- {check: range, of: [rate], range: [0, 100], unit: \"%\"}\n- {check: never_falls, of: [sales], slack: 0.1}")
    try book.add("rate", from: 2006, [1: [40, 101, 42]])
    try book.add("sales", from: 2006, [1: [100, 95, 80]])
    let cleaned = try book.clean()
    #expect(cleaned.findings(.outOfRange).map(\.year) == [ReferenceYear(2007)])
    #expect(cleaned.findings(.outOfRange)[0].message.contains("101 %"))
    // 95 is within a tenth of 100; 80 is not within a tenth of 95.
    #expect(cleaned.findings(.valueFalls).map(\.year) == [ReferenceYear(2008)])
    #expect(cleaned.findings(.valueFalls)[0].location?.cell == "D2")
  }

  @Test func oneFigureBelowZeroAmongTwentyAboveStandsOut() throws {
    var book = SmallBook(years: "2001-2021", areas: areas)
    let above = (1...21).map { Double?(Double($0)) }
    var slipped = above
    slipped[4] = -5
    try book.add("people", from: 2001, [1: slipped])
    // Two of twenty-one are too many for slips: this series may have either sign.
    slipped[9] = -2
    try book.add("gdp", from: 2001, [1: slipped])
    let findings = try book.clean().findings(.negativeStandsOut)
    #expect(findings.map(\.indicator) == ["people"])
    #expect(findings.map(\.year) == [ReferenceYear(2005)])
    #expect(findings.first?.location?.cell == "F2")
    book.corrections =
      "- where: {indicator: people, area: 甲市, year: 2005}\n  action: flag\n  reason: printed so\n  status: reported\n"
    #expect(try book.clean().findings(.negativeStandsOut).isEmpty)
  }

  @Test func aRowPastedTwiceIsNamed() throws {
    var book = book("- {check: rows_differ, of: [gdp, sales, people]}")
    for code in ["gdp", "sales", "people"] {
      try book.add(code, from: 2006, [1: [1, 2, 3], 2: [9, 2, 9], 3: [7, 7, 5]])
    }
    let findings = try book.clean().findings(.rowsAlike)
    // Areas 1 and 2 in 2007; areas 3 in 2006 and 2007. Area 2's two years of 9 count as well.
    #expect(findings.map { "\($0.area?.rawValue ?? 0) \($0.year?.rawValue ?? 0)" } == ["2 2007", "2 2008", "3 2007"])
    #expect(findings[0].message.contains("those of 1 in 2007 (raw/2011-gdp-0.xlsx ! s ! C2)"))
  }

  @Test func coverageAgainstAreasAndTheYearBefore() throws {
    var book = book("- {check: coverage, of: [gdp], at_least: 0.6, may_lose: 0.2}")
    try book.add("gdp", from: 2006, [1: [1, 2, 3], 2: [9, 2, nil], 3: [7, nil, nil]])
    let findings = try book.clean().findings(.coverageLow)
    #expect(findings.map(\.year) == [ReferenceYear(2007), ReferenceYear(2008)])
    #expect(findings[0].message.contains("of 2 areas in 2007, of 3 the year before (without 3)"))
    #expect(findings[1].message.contains("1 of 3 areas in 2008 (without 2, 3)"))
  }

  @Test func aCheckOfNoColumnIsAMistakeAtItsPlace() {
    for (check, word) in [
      ("- {check: parts, of: [firs], total: gdp}", "Did you mean 'first'?"),
      ("- {check: parts, of: [rate], total: gdp}", "do not measure the same"),
      ("- {check: shares, of: [gdp]}", "pure numbers"),
      ("- {check: rows_differ, of: [gdp]}", "at least three"),
      ("- {check: never_rises, of: [gdp]}", "never_falls"),
    ] {
      var message = ""
      do { _ = try book(check).catalog() } catch { message = "\(error)" }
      #expect(message.contains("indicators/checks/c.yaml:2:") && message.contains(word), "\(message)")
    }
  }
}

@Suite struct ScreeningTests {
  private func book(_ screen: String) throws -> SmallBook {
    var book = SmallBook(years: "2006-2009", areas: ["1,甲市,,", "2,乙市,,"])
    book.panelKeys = "screen: \(screen)\n"
    try book.add("rate", from: 2006, [1: [1, 2, 3, 4], 2: [nil, nil, nil, 90]])
    try book.add("sales", from: 2006, [1: [nil, nil, 1, nil], 2: [nil, nil, nil, 1]])
    book.define(
      "a", "rate", "%", "missing: {at_ends: carry, longest_gap: 4}\ntreat: {winsorize: [0, 50], over: pooled}")
    book.define("b", "sales", "万元")
    return book
  }

  /// By hand: a has 5 of 8 cells, b 2 of 8; of both together area 1 has 5 of 8, area 2 has 2 of 8; of a alone 4 and 1 of 4.
  @Test func whatHasTooFewValuesIsReported() throws {
    let cleaned = try book("{indicators: {at_least: 0.5}, areas: {at_least: 0.625}}").clean()
    #expect(
      cleaned.findings(.availabilityLow).map { $0.indicator?.rawValue ?? "\($0.area?.rawValue ?? 0)" } == ["b", "2"])
    #expect(cleaned.findings(.availabilityLow)[1].message.contains("has 2 of 8 values"))
    #expect(cleaned.output.panel.rowCount == 8)
  }

  @Test func whatIsLeftOutHasNoPartInAnything() throws {
    let cleaned = try book("{indicators: {at_least: 0.5, then: drop}, areas: {at_least: 0.5, then: drop}}").clean()
    #expect(cleaned.findings(.leftOutByScreening).count == 2)
    #expect(cleaned.output.screening?.droppedIndicators == ["b"])
    #expect(cleaned.output.panel.areas == [AreaCode(1)])
    // The median is area 1's own: 90 has no part in it.
    #expect(cleaned.values("a") == [1, 2, 2.5, 2.5])
    #expect(cleaned.output.rows.keys == cleaned.output.panel.keys)
  }
}

@Suite struct ExchangeTests {
  private let rates = "year,value,unit,source\n2006,8,CNY/USD,a book\n2008,7,CNY/USD,a book\n"

  @Test func dollarsBecomeYuanAtTheRateOfTheYear() throws {
    var book = SmallBook(years: "2006-2008", areas: ["1,甲市,,"])
    book.series["usd_cny"] = rates
    try book.add("fdi", from: 2006, [1: [3, 3, 3]])
    try book.add("gdp", from: 2006, [1: [240, 240, 240]])
    book.define("x", "share(exchange(fdi, rate=usd_cny), gdp)", "%")
    book.define("y", "usd_cny", "CNY/USD")
    let cleaned = try book.clean()
    #expect(worstDifference(cleaned.values("x"), [10, nil, 8.75]) < 1e-12)
    #expect(cleaned.values("y") == [8, nil, 7])
    #expect(cleaned.letters("x") == "AOA")
  }

  @Test(arguments: [
    ("exchange(gdp, rate=usd_cny)", "takes money_usd, and is given money"),
    ("exchange(fdi, rate=rate)", "is number"),
    ("exchange(fdi)", "needs 'rate='"),
    ("fdi + gdp", "adds money_usd and money"),
  ]) func otherMoneyIsRefused(formula: String, word: String) {
    var book = SmallBook()
    book.series["usd_cny"] = rates
    book.define("x", formula, "CNY")
    var message = ""
    do { _ = try book.catalog() } catch { message = "\(error)" }
    #expect(message.contains(word), "\(message)")
  }
}
