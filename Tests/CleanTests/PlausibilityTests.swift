import Clean
import PanelModel
import Testing

@Suite struct PlausibilityTests {
  private func book(_ gdp: [Double?], check: String) throws -> SmallBook {
    var book = SmallBook(years: "2006-\(2005 + gdp.count)")
    try book.add("gdp", from: 2006, [1: gdp, 2: Array(repeating: 1e9, count: gdp.count)])
    try book.add(
      "people", from: 2006, [1: Array(repeating: 10, count: gdp.count), 2: Array(repeating: 1, count: gdp.count)])
    book.define("x", "gdp / people", "CNY/person", "check: \(check)")
    return book
  }

  @Test func aFigureOneDigitTooLongIsNamedByItsCell() throws {
    let findings = try book([100, 110, 1210, 130, 140], check: "{jump: 3}").clean().findings(.jumpInTime)
    #expect(findings.count == 1)
    // Column D is the third year of the sheet; row 2 the first area. The people's column did not jump.
    #expect(findings[0].location?.description == "raw/2011-gdp-0.xlsx ! s ! D2")
    #expect(findings[0].year == ReferenceYear(2008))
    #expect(findings[0].area == AreaCode(1))
    // Whose figure it is, of which year, in which unit, and what stands beside it; the remedy makes it a sentence.
    #expect(
      findings[0].message
        == "甲市 2008: x is 121 CNY/person, 10.12 times its neighbours in time (2007: 11, 2009: 13); "
        + "perhaps one digit too long")
    #expect(!findings.contains { $0.message.hasSuffix("?") || $0.message.hasSuffix(".") })
  }

  @Test func theColumnThatJumpsIsSuspected() throws {
    var book = SmallBook()
    try book.add("gdp", from: 2006, [1: [100, 110, 120, 130, 140]])
    try book.add("people", from: 2006, [1: [10, 10, 1, 10, 10]])
    book.define("x", "gdp / people", "CNY/person", "check: {jump: 3}")
    let findings = try book.clean().findings(.jumpInTime)
    #expect(findings.map { $0.location?.description } == ["raw/2011-people-1.xlsx ! s ! D2"])
  }

  @Test func theNextAreasFiguresSayNothingAboutThisOne() throws {
    // The last year of area 1 stands beside the first of area 2, which is a hundred million times larger.
    let findings = try book([100, 110, 120, 130, 1400], check: "{jump: 3}").clean().findings(.jumpInTime)
    #expect(findings.map { $0.location?.description } == ["raw/2011-gdp-0.xlsx ! s ! F2"])
  }

  @Test func growthAndShiftsOfLevelAreNoSlips() throws {
    #expect(try book([1, 2, 4, 8, 16], check: "{jump: 3}").clean().findings(.jumpInTime).isEmpty)
    // A new level that stays stands out against one neighbour only.
    #expect(try book([10, 10, 100, 100, 100], check: "{jump: 3}").clean().findings(.jumpInTime).isEmpty)
    // At an end of the series one neighbour alone must be nine times off, not three.
    #expect(try book([10, 10, 10, 10, 80], check: "{jump: 3}").clean().findings(.jumpInTime).isEmpty)
    #expect(try book([10, 10, 10, 10, 91], check: "{jump: 3}").clean().findings(.jumpInTime).count == 1)
    #expect(try book([10, nil, 100, nil, 10], check: "{jump: 3}").clean().findings(.jumpInTime).isEmpty)
  }

  @Test func slipsDownwardsToo() throws {
    let findings = try book([100, 110, 12, 130, 140], check: "{jump: 3}").clean().findings(.jumpInTime)
    #expect(findings.count == 1)
    #expect(findings[0].message.contains("perhaps one digit too short"))
  }

  @Test func valuesOutOfRangeAreReportedAndKept() throws {
    let cleaned = try book([100, 110, 120], check: "{range: [10.5, 11.5]}").clean()
    let own = cleaned.findings(.outOfRange).filter { $0.area == AreaCode(1) }
    #expect(own.map(\.year) == [ReferenceYear(2006), ReferenceYear(2008)])
    #expect(cleaned.values("x") == [10, 11, 12])
    #expect(cleaned.letters("x") == "AAA")
  }

  @Test func aFigureOfAnySizeCanBeReported() throws {
    // Beyond every whole number the machine counts with.
    let cleaned = try book([1e300, 1e-300, -1e300], check: "{range: [0, 1], jump: 3}").clean()
    #expect(cleaned.findings(.outOfRange).contains { $0.message.contains("1e299") })
  }
}

@Suite struct EditionCoverageTests {
  private func book(_ editions: [(table: String, year: Int32, edition: Int32)]) throws -> SmallBook {
    var book = SmallBook()
    for (table, year, edition) in editions {
      try book.add(table, from: year, [1: [1]], edition: edition, isDated: true)
    }
    return book
  }

  @Test func aYearOnlyOneTableLacksIsAHole() throws {
    let findings = try book([
      ("gdp", 2006, 2007), ("gdp", 2007, 2008), ("gdp", 2008, 2009), ("people", 2006, 2007), ("people", 2008, 2009),
    ]).clean().findings(.editionMissing)
    #expect(findings.map(\.message) == ["No workbook gives the table 'people' for 2007"])
  }

  @Test func aYearNoTableHasAndTheEndsAreNoHoles() throws {
    let findings = try book([
      ("gdp", 2006, 2007), ("gdp", 2008, 2009), ("people", 2008, 2009),
    ]).clean().findings(.editionMissing)
    #expect(findings.isEmpty)
  }

  @Test func aTableThatCameALaterBookIsNamed() throws {
    let findings = try book([
      ("gdp", 2006, 2007), ("gdp", 2007, 2008), ("gdp", 2008, 2009), ("people", 2006, 2007), ("people", 2007, 2009),
    ]).clean().findings(.editionLate)
    #expect(findings.count == 1)
    #expect(findings[0].location?.file == "raw/2009-people-4.xlsx")
    #expect(findings[0].message.contains("came only with the edition of 2009"))
  }
}
