import Definitions
import PanelModel
import Testing

/// A small project, whole and with one mistake at a time.
@Suite struct CatalogTests {
  private static let files: [String: String] = [
    "indicators/units.yaml": testUnits,
    "indicators/tables/book/t.yaml": """
    table: t
    yearbook: book
    title: {zh: 表, en: Table}
    areas: {header: City}
    columns:
      gdp:       {header: GDP, unit: 万元, scopes: [whole_city, municipal_districts]}
      gdp_index: {header: Index, unit: index_previous_100}
      cpi:       {header: CPI, unit: index_previous_100}
      revenue:   {header: Revenue, unit: CNY}
      people:    {header: People, unit: 万人}
    """,
    "indicators/base/rich.yaml": base("rich", "gdp / people", "CNY/person"),
    "indicators/indices/score.yaml": """
    code: score
    title: Score
    normalize: {method: min_max, over: pooled}
    weight: {method: equal}
    aggregate: {method: weighted_arithmetic}
    tree: [rich]
    """,
    "indicators/panels/p.yaml": """
    code: p
    title: P
    areas: {group: all, boundaries: as published}
    years: 2006-2020
    columns: [rich, score]
    ranks: [score]
    """,
    "indicators/areas/cities.csv": "code,name_zh,name_en,from,to\n110000,北京市,Beijing,,\n",
  ]

  private static func base(_ code: String, _ formula: String, _ unit: String, _ more: String = "") -> String {
    "code: \(code)\ntitle: \(code)\nformula: \"\(formula)\"\nunit: \"\(unit)\"\n\(more)"
  }

  private func said(_ changes: [String: String]) throws -> String {
    let project = try ScratchProject(Self.files.merging(changes) { $1 })
    return try #require(message { try project.load() })
  }

  @Test func theWholeLoadsAndKnowsItsFiles() throws {
    let catalog = try ScratchProject(Self.files).load()
    #expect(catalog.files.map(\.path) == Self.files.keys.sorted())
    #expect(catalog.base("rich")?.unit.symbol == "CNY/person")
    #expect(catalog.panel("p")?.years == 2006...2020)
    #expect(catalog.columns(SeriesKey("gdp", .municipalDistricts)).count == 1)
    #expect(catalog.columns(SeriesKey("people", .municipalDistricts)).isEmpty)
  }

  private func formula(_ formula: String, _ unit: String) throws -> String? {
    let file = ["indicators/base/rich.yaml": Self.base("rich", formula, unit)]
    let project = try ScratchProject(Self.files.merging(file) { $1 })
    return message { try project.load() }
  }

  @Test func personsAreNotAddedToMoney() throws {
    #expect(try formula("gdp + people", "CNY")?.contains("adds money and person") == true)
    #expect(try formula("sum(gdp, people)", "CNY")?.contains("adds money and person") == true)
    #expect(try formula("if_missing(gdp, people)", "CNY")?.contains("adds money and person") == true)
    #expect(try formula("share(gdp, people)", "%")?.contains("adds money and person") == true)
    #expect(try formula("gdp + 1", "CNY")?.contains("adds money and number") == true)
    #expect(try formula("gdp + revenue", "亿元") == nil)
  }

  @Test func currentAndConstantPricesDoNotMix() throws {
    let real = "at_prices_of(gdp, volume_index=gdp_index, year=2006)"
    let later = "deflate(revenue, price_index=cpi, year=2010)"
    let mixes = "mixes current prices and constant prices"
    #expect(try formula("\(real) + revenue", "CNY")?.contains(mixes) == true)
    #expect(try formula("revenue / \(real)", "%")?.contains(mixes) == true)
    #expect(try formula("\(real) + \(later)", "CNY")?.contains(mixes) == true)
    #expect(try formula("\(real) + deflate(revenue, price_index=cpi, year=2006)", "CNY") == nil)
    #expect(try formula("\(real) / people", "CNY/person") == nil)
  }

  @Test func theUnitMustFitTheFormula() throws {
    #expect(
      try formula("gdp / people", "CNY")?.contains(
        "The unit of 'rich' is CNY (money), its formula gives money / person") == true)
    #expect(try formula("log(gdp)", "1") == nil)
    #expect(try formula("growth(gdp)", "%") == nil)
    #expect(try formula("lag(gdp, years=1)", "万元") == nil)
    #expect(try formula("per(gdp, people)", "CNY/person") == nil)
    #expect(try formula("-gdp * people", "CNY*person") == nil)
  }

  @Test func namesNothingDefinesAreNamedWithTheNearest() throws {
    #expect(try formula("gpd / people", "CNY/person")?.contains("Did you mean 'gdp'?") == true)
    #expect(try formula("gdp / people@municipal_districts", "CNY/person")?.contains("municipal_districts") == true)
    let panel = try said(["indicators/panels/p.yaml": Self.text("panels/p", "columns: [rich,", "columns: [rihc,")])
    #expect(panel.contains("indicators/panels/p.yaml:5:11: 'rihc', asked for by the panel 'p', is not defined"))
    #expect(panel.contains("Did you mean 'rich'?"))
    let index = try said(["indicators/indices/score.yaml": Self.text("indices/score", "[rich]", "[ritch]")])
    #expect(index.contains("'ritch', asked for by the index 'score', is not defined. Did you mean 'rich'?"))
  }

  private static func text(_ name: String, _ old: String, _ new: String) -> String {
    (files["indicators/\(name).yaml"] ?? "").replacing(old, with: new)
  }

  @Test func circlesAreFoundWhereverTheyLie() throws {
    // `a` only leads to the circle: its units cannot be inferred, and nothing may run for ever.
    let error = try said([
      "indicators/base/a.yaml": Self.base("a", "b", "CNY"), "indicators/base/b.yaml": Self.base("b", "c", "CNY"),
      "indicators/base/c.yaml": Self.base("c", "b", "CNY"),
    ])
    #expect(error.contains("The formula of 'b' leads back to itself"))
    #expect(error.contains("The formula of 'c' leads back to itself"))
    #expect(!error.contains("'a' leads"))
  }

  @Test func aCodeAndItsOwnColumnAreNoCircle() throws {
    #expect(
      try ScratchProject(Self.files.merging(["indicators/base/gdp.yaml": Self.base("gdp", "gdp", "亿元")]) { $1 })
        .load().base.count == 2)
  }

  @Test func aCodeDefinedTwiceIsRefused() throws {
    let error = try said(["indicators/base/rich2.yaml": Self.base("rich", "gdp", "CNY")])
    #expect(error.contains("'rich' is defined twice (first in indicators/base/rich.yaml)"))
  }

  @Test func everyFilesMistakeIsReportedInOneGo() throws {
    let error = try said([
      "indicators/base/a.yaml": "code: a\n", "indicators/base/b.yaml": "code: [", "indicators/odd/c.yaml": "x: 1",
    ])
    let lines = error.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines.map { $0.prefix { $0 != ":" } } == [
        "indicators/base/a.yaml", "indicators/base/b.yaml", "indicators/odd/c.yaml",
      ])
    #expect(error.contains("'odd' is not a kind of definition"))
  }

  private static let panelMistakes: [(String, String, String)] = [
    ("group: all", "group: al", "'al' is not a group of areas. Did you mean 'all'?"),
    ("ranks: [score]", "ranks: [scores]", "'scores' is ranked but is no column of the panel 'p'"),
    ("ranks: [score]", "treatment: {policy: x, applies_to: y}", "'x' is not a policy"),
    ("ranks: [score]", "groups: [region3]", "'region3' is not a grouping of areas"),
    ("ranks: [score]", "tables: [eg]", "'eg' is not a measure"),
    ("[rich, score]", "[rich, rich]", "'rich' stands twice"),
    ("2006-2020", "2006-", "Years are a range"), ("2006-2020", "2020-2006", "Years are a range"),
    ("2006-2020", "2006-2010-2020", "Years are a range"), ("as published", "as is", "Boundaries are"),
    ("ranks: [score]", "rings: {edges: [0, 50, 50]}", "Ring edges must rise"),
    ("ranks: [score]", "format: [csv]", "Unknown key 'format'. Did you mean 'formats'?"),
  ]

  @Test("What a panel may not ask for", arguments: panelMistakes)
  func panels(old: String, new: String, expected: String) throws {
    #expect(try said(["indicators/panels/p.yaml": Self.text("panels/p", old, new)]).contains(expected))
  }

  private static let baseMistakes: [(String, String)] = [
    ("missing: {inside_gap: linear}", "'longest_gap' is missing"),
    ("missing: {inside_gap: linear, longest_gap: 0}", "'longest_gap' must be at least 1"),
    ("missing: {inside_gap: spline, longest_gap: 1}", "Allowed: leave, linear, neighbour_mean, group_ratio, carry."),
    ("treat: {winsorize: [99, 1], over: pooled}", "Percentiles must rise from 0 to 100"),
    ("treat: {winsorize: [1], over: pooled}", "Two percentiles are expected"),
    ("treat: {winsorize: [1, 99]}", "'over' is missing"), ("check: {range: [5, 1]}", "The range runs backwards"),
    ("check: {jump: 1}", "'jump' must be more than 1"), ("direction: up", "'up' is not a direction"),
    ("direction: {target: many}", "number"), ("direction: {aim: 50}", "Unknown key 'aim'"),
    ("direction: {interval: [60, 40]}", "The interval does not rise"),
    ("direction: {interval: [40]}", "Two numbers are expected"),
    ("direction: {target: 50, interval: [40, 60]}", "one of 'target' and 'interval'"),
    ("scope: city", "'city' is not allowed here"),
  ]

  @Test("What a base indicator may not say", arguments: baseMistakes)
  func baseIndicators(line: String, expected: String) throws {
    #expect(try said(["indicators/base/rich.yaml": Self.base("rich", "gdp", "CNY", line)]).contains(expected))
  }

  @Test func aFolderWithoutDefinitionsIsNoProject() throws {
    let project = try ScratchProject(["raw/readme.txt": ""])
    #expect(message { try project.load() }?.contains("There is no folder 'indicators'") == true)
  }
}
