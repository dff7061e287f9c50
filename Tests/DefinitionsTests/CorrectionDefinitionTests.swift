import Definitions
import Foundation
import PanelModel
import Testing

@Suite struct CorrectionDefinitionTests {
  private static let files = [
    "indicators/units.yaml": testUnits,
    "indicators/areas/a.csv": """
    code,name_zh,name_en,from,to,names_also
    420600,襄樊市,Xiangfan,,2009,
    420600,襄阳市,Xiangyang,2010,,襄阳
    110105,朝阳区,Chaoyang,,,
    211300,朝阳市,Chaoyang,,,
    """,
    "indicators/tables/book/t.yaml": """
    table: t
    yearbook: book
    title: T
    areas: {header: City}
    columns:
      gdp: {header: GDP, unit: 万元}
      rate: {header: Rate, unit: "%", scopes: [municipal_districts]}
    """,
    "indicators/base/x.yaml": "code: x\ntitle: X\nformula: gdp\nunit: 万元\n",
  ]

  private static func catalog(_ entry: String) throws -> Catalog {
    try ScratchProject(files.merging(["indicators/corrections/c.yaml": entry]) { $1 }).load()
  }

  private static let good = """
    - where: {indicator: gdp, area: 襄阳市, year: 2014, edition: 2015}
      action: scale
      factor: 0.1
      reason: one digit too long
      expect: {greater_than: 2.0e8, less_than: 9.0e8, unit: 万元}
      status: reported

    """

  @Test func isReadWithItsPlace() throws {
    let correction = try #require(try Self.catalog(Self.good).corrections.first)
    #expect(correction.target.area == AreaCode(420600))
    #expect(correction.target.years == 2014...2014)
    #expect(correction.target.edition == EditionYear(2015))
    #expect(correction.target.scope == .wholeCity)
    #expect(correction.action == .scale(0.1))
    #expect(correction.standing == .reported)
    #expect(correction.place.description == "indicators/corrections/c.yaml:1:3")
    let guarded = try #require(correction.guarded)
    #expect(guarded.text == "greater than 2.0e8 and less than 9.0e8 万元")
    #expect(guarded.conditions == [.greaterThan(2e12), .lessThan(9e12)])
  }

  @Test func anOverrideHasAFigureAndMayMeetAMark() throws {
    let text = """
      - where: {indicator: gdp, area: 420600, year: 1990-2001}
        action: override
        value: 3129.3
        unit: 亿元
        reason: left blank
        status: confirmed
        source: the city's bulletin
        expect: missing
      """
    let correction = try #require(try Self.catalog(text).corrections.first)
    #expect(correction.target.years == 1990...2001)
    guard case .override(let quantity) = correction.action else {
      Issue.record("no override")
      return
    }
    #expect(quantity.unit.toBase(quantity.value) == 3129.3e8)
    #expect(try #require(correction.guarded).holds(for: nil))
    #expect(try #require(correction.guarded).holds(for: 3129.3e8) == false)
  }

  @Test(arguments: [
    // Name of an earlier year, name without blanks, other name, English name, code.
    ("襄樊市", "2008", 420600), ("襄 阳 市", "2014", 420600), ("襄阳", "2014", 420600), ("xiangyang", "2014", 420600),
    ("420600", "2014", 420600), ("襄樊市", "2014", 420600),
  ]) func namesOfAreas(_ name: String, _ year: String, _ code: Int32) throws {
    let text = Self.good.replacing("襄阳市", with: name).replacing("2014", with: year)
    #expect(try Self.catalog(text).corrections.first?.target.area == AreaCode(code))
  }

  @Test(arguments: [
    ("action: scale", "action: scael", ":2:11: 'scael' is not an action. Did you mean 'scale'?"),
    ("factor: 0.1", "factor: 1", ":3:11: A factor of 1 is none"),
    ("factor: 0.1", "factor: ten", ":3:11: 'ten' is not a number"),
    ("  factor: 0.1\n", "", "'factor' is missing"),
    ("action: scale", "action: drop", ":3:11: 'factor' belongs to action: scale"),
    ("  factor: 0.1\n", "  factor: 0.1\n  value: 3\n", "'value' and 'unit' belong to action: override"),
    ("indicator: gdp", "indicator: gpd", "'gpd' is no column of any table. Did you mean 'gdp'?"),
    (
      "indicator: gdp", "indicator: x",
      "It is a base indicator; corrections are of printed figures: name a column it reads (gdp)"
    ),
    (
      "indicator: gdp", "indicator: rate",
      "No table gives 'rate' in the scope whole_city. Add 'scope:' with one of municipal_districts"
    ),
    ("area: 襄阳市", "area: 襄阳是", "'襄阳是' is no area of indicators/areas. Did you mean '襄阳市'?"),
    ("area: 襄阳市", "area: Chaoyang", "'Chaoyang' is the name of 2 areas. Write one of the codes 110105, 211300."),
    ("year: 2014", "year: 2014-2012", "A year or a range of years is expected here"),
    ("edition: 2015", "editoin: 2015", ":1:50: Unknown key 'editoin'. Did you mean 'edition'?"),
    ("  status: reported\n", "", "'status' is missing"),
    ("status: reported", "status: report", ":6:11: 'report' is not allowed here. Did you mean 'reported'?"),
    ("status: reported", "status: confirmed", "A confirmed correction must say who confirms it"),
    ("reason: one digit too long", "reason: \"  \"", ":4:11: The reason is empty"),
    (
      "  expect: {greater_than: 2.0e8, less_than: 9.0e8, unit: 万元}\n", "",
      ":1:3: A correction that changes a figure needs 'expect'"
    ),
    ("{greater_than: 2.0e8, less_than: 9.0e8, unit: 万元}", "{unit: 万元}", ":5:11: 'expect' says nothing"),
    ("{greater_than: 2.0e8, less_than: 9.0e8, unit: 万元}", "{equals: 3}", "'unit' is missing"),
    (
      "{greater_than: 2.0e8, less_than: 9.0e8, unit: 万元}", "{between: [3, 2], unit: 万元}",
      "'between' takes two numbers that rise"
    ),
    (
      "{greater_than: 2.0e8, less_than: 9.0e8, unit: 万元}", "{equals: 3, unit: 万人}",
      "万人 does not measure 'gdp', which is printed in 万元"
    ),
    (
      "{greater_than: 2.0e8, less_than: 9.0e8, unit: 万元}", "missing",
      "There is nothing to scale where no figure is printed"
    ),
    ("{greater_than: 2.0e8, less_than: 9.0e8, unit: 万元}", "large", "'expect' is a map or the word missing"),
    ("greater_than", "graeter_than", "Unknown key 'graeter_than'. Did you mean 'greater_than'?"),
  ]) func mistakesSayWhereAndWhat(_ old: String, _ new: String, _ words: String) throws {
    #expect(Self.good.components(separatedBy: old).count == 2)
    let said = try #require(message { try Self.catalog(Self.good.replacing(old, with: new)) })
    #expect(said.contains("indicators/corrections/c.yaml:"))
    #expect(said.contains(words), "\(said)")
  }

  @Test func aFileThatIsNoListSaysHowToBegin() throws {
    let said = try #require(message { try Self.catalog("where: {indicator: gdp}\n") })
    #expect(said.contains("A file of corrections is a list"))
  }

  @Test(arguments: [
    (["equals: 100"], 1_000_000.0, true), (["equals: 100"], 1_000_000.0000001, true),
    (["equals: 100"], 1_000_001, false),
    (["greater_than: 100"], 1_000_000, false), (["greater_than: 100"], 1_000_001, true),
    (["less_than: 100"], 999_999, true), (["less_than: 100"], 1_000_000, false),
    (["between: [100, 200]"], 1_000_000, true), (["between: [100, 200]"], 2_000_000, true),
    (["between: [100, 200]"], 2_000_100, false), (["greater_than: 100", "less_than: 200"], 1_500_000, true),
    (["greater_than: 100", "less_than: 200"], 2_500_000, false),
  ]) func guards(_ conditions: [String], _ base: Double, _ holds: Bool) throws {
    let text = Self.good.replacing(
      "greater_than: 2.0e8, less_than: 9.0e8", with: conditions.joined(separator: ", "))
    let guarded = try #require(try Self.catalog(text).corrections.first?.guarded)
    #expect(guarded.holds(for: base) == holds)
    #expect(!guarded.holds(for: nil))
  }
}
