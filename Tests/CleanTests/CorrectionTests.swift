import Clean
import Definitions
import PanelModel
import Testing

/// Printed errors set right by entries with guards.
@Suite struct CorrectionTests {
  private func entry(
    _ action: String, _ expect: String, where more: String = "", year: String = "2009", status: String = "reported"
  ) -> String {
    let guarded = expect.isEmpty ? "" : "  expect: \(expect)\n"
    return "- where: {indicator: gdp, area: 甲市, year: \(year)\(more)}\n  action: \(action)\n  reason: a slip\n"
      + "  status: \(status)\n" + guarded
  }

  private func book(_ corrections: String, _ figures: [Double?] = [1000, 200]) throws -> SmallBook {
    var book = SmallBook(years: "2009-2010", areas: ["1,甲市,,"])
    book.corrections = corrections
    book.define("x", "gdp", "万元")
    try book.add("gdp", from: 2009, [1: figures], edition: 2011)
    return book
  }

  @Test func scaleOverrideAndDrop() throws {
    let scaled = try book(entry("scale\n  factor: 0.1", "{greater_than: 500, unit: 万元}")).clean()
    #expect(scaled.values("x") == [100, 200])
    #expect(scaled.letters("x") == "CA")
    let replaced = try book(entry("override\n  value: 0.0123\n  unit: 亿元", "{equals: 1.0e7, unit: CNY}")).clean()
    #expect(replaced.values("x") == [123, 200])
    #expect(replaced.letters("x") == "CA")
    #expect(replaced.output.corrections.map(\.corrected) == [123])
    let dropped = try book(entry("drop", "{between: [1000, 2000], unit: 万元}")).clean()
    #expect(dropped.values("x") == [nil, 200])
    #expect(dropped.letters("x") == "KA")
    #expect(dropped.findings(.figureCorrected).count == 1)
  }

  @Test func aFlagOnlyReports() throws {
    let cleaned = try book(entry("flag", "")).clean()
    #expect(cleaned.values("x") == [1000, 200])
    #expect(cleaned.letters("x") == "AA")
    let flagged = cleaned.findings(.figureFlagged)
    #expect(flagged.map(\.severity) == [.warning])
    #expect(flagged[0].location?.description == "raw/2011-gdp-0.xlsx ! s ! B2")
    #expect(cleaned.output.corrections.map(\.corrected) == [1000])
  }

  @Test func aMarkIsOverriddenWhereOneIsExpected() throws {
    let text = entry("override\n  value: 5\n  unit: 万元", "missing")
    let cleaned = try book(text, [nil, 200]).clean()
    #expect(cleaned.values("x") == [5, 200])
    #expect(cleaned.letters("x") == "CA")
    #expect(cleaned.output.corrections.map(\.printed) == [nil])
    // Once the figure is printed the entry is out of date.
    #expect(try book(text).clean().findings(.correctionNotFitting).count == 1)
  }

  @Test func aRepairedSourceFailsTheGuard() throws {
    let cleaned = try book(entry("scale\n  factor: 0.1", "{greater_than: 500, unit: 万元}"), [100, 200]).clean()
    let failed = cleaned.findings(.correctionNotFitting)
    #expect(failed.map(\.severity) == [.error])
    #expect(failed[0].location?.description == "raw/2011-gdp-0.xlsx ! s ! B2")
    #expect(failed[0].message.contains("indicators/corrections/c.yaml:6:11 expects a figure greater than 500 万元"))
    #expect(failed[0].message.contains("but 100 万元 is printed"))
    #expect(cleaned.values("x") == [100, 200])
    #expect(cleaned.output.corrections.isEmpty)
  }

  @Test func aGuardOnAMarkFails() throws {
    let cleaned = try book(entry("drop", "{greater_than: 500, unit: 万元}"), [nil, 200]).clean()
    #expect(cleaned.findings(.correctionNotFitting)[0].message.contains("but a mark for missing is printed"))
  }

  @Test(arguments: [", edition: 2012", ", file: other.xlsx", ", scope: municipal_districts"])
  func aCorrectionWithoutAFigureIsAnError(_ more: String) throws {
    var book = try book(entry("drop", "{greater_than: 1, unit: 万元}", where: more))
    book.scopes["gdp"] = "[whole_city, municipal_districts]"
    let missed = try book.clean().findings(.correctionWithoutFigure)
    #expect(missed.map(\.severity) == [.error])
    #expect(missed[0].location?.description == "indicators/corrections/c.yaml ! 1:3")
    #expect(missed[0].message.contains("甲市 (1) in 2009"))
  }

  @Test func twoCorrectionsOfOneFigureConflict() throws {
    let one = entry("flag", "")
    let cleaned = try book(one + entry("drop", "{greater_than: 1, unit: 万元}", year: "2009-2010")).clean()
    let conflicts = cleaned.findings(.correctionsConflict)
    #expect(conflicts.map(\.severity) == [.error])
    #expect(conflicts[0].message.contains("c.yaml:1:3 and indicators/corrections/c.yaml:5:3"))
    #expect(conflicts[0].location?.cell == "B2")
  }

  @Test func everyPrintIsMeantUnlessOneIsNamed() throws {
    func book(_ more: String) throws -> SmallBook {
      var book = try self.book(entry("scale\n  factor: 0.1", "{greater_than: 500, unit: 万元}", where: more))
      try book.add("gdp", from: 2009, [1: [100, 200]], edition: 2012)
      return book
    }
    // The later edition prints the right figure: the guard fails there, and the message says what to do.
    let both = try book("").clean().findings(.correctionNotFitting)
    #expect(both.map(\.location?.file) == ["raw/2012-gdp-1.xlsx"])
    #expect(both[0].remedy.contains("edition or file"))
    for more in [", edition: 2011", ", file: 2011-gdp-0.xlsx", ", file: raw/2011-gdp-0.xlsx"] {
      let cleaned = try book(more).clean()
      #expect(cleaned.findings.allSatisfy { $0.severity != .error })
      #expect(cleaned.values("x") == [100, 200])
      // With the slip set right the two editions agree.
      #expect(cleaned.output.superseded[SeriesKey("gdp")]?.map(\.kind) == [.reprinted, .reprinted])
      #expect(cleaned.letters("x") == "AA")
    }
  }

  @Test func afterADropAnotherEditionsFigureHolds() throws {
    var book = try book(entry("drop", "{equals: 1000, unit: 万元}", where: ", edition: 2011"))
    try book.add("gdp", from: 2009, [1: [99, 200]], edition: 2010)
    let cleaned = try book.clean()
    #expect(cleaned.values("x") == [99, 200])
    #expect(cleaned.letters("x") == "AA")
  }

  @Test func correctionsComeBeforeAreasAreCombined() throws {
    var book = SmallBook(years: "2008-2009", boundaries: "{fixed_at: 2009}")
    book.areas = ["1,甲市,,", "2,乙市,,", "3,丙市,,2008"]
    book.changes = ["2009,merge,3,1,1"]
    book.corrections =
      "- where: {indicator: gdp, area: 丙市, year: 2008}\n  action: scale\n  factor: 0.1\n"
      + "  reason: a slip\n  status: suspected\n  expect: {greater_than: 50, unit: 万元}\n"
    book.define("x", "gdp", "万元")
    try book.add("gdp", from: 2008, [1: [10, 18], 2: [1, 1], 3: [80]])
    #expect(try book.clean().values("x") == [18, 18])
    #expect(try book.clean().letters("x") == "EA")
  }

  @Test(arguments: [0.1, 0.01, 0.001, 10, 1000, 0.0001]) func scalingByTensIsExact(_ factor: Double) throws {
    let printed = 46_101_979.6 / factor
    let text = entry("scale\n  factor: \(factor)", "{greater_than: 0, unit: 万元}")
    let corrected = try #require(try book(text, [printed, 1]).clean().output.corrections.first?.corrected)
    let right: Double = 46_101_979.6
    #expect(abs(corrected - right) <= 2 * right.ulp)
  }
}
