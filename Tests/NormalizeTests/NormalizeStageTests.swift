import Definitions
import Normalize
import PanelModel
import Testing
import _TestSupport

/// A panel of areas 1... x years 2001... from rows of columns; row i of a column is area i / years + 1.
func smallPanel(years: Int, _ columns: [(IndicatorCode, [Double?])]) -> Panel {
  let count = columns[0].1.count
  let keys = (0..<count).map { i in
    PanelKey(area: AreaCode(Int32(i / years + 1)), year: ReferenceYear(Int32(2001 + i % years)))
  }
  var panel = Panel(keys: keys)
  for (code, values) in columns { panel[code] = PanelSeries(values, whenNil: .missingNotCollected) }
  return panel
}

struct NormalizeStageTests {
  private func stage(_ scope: NormalizationScope, _ name: String = "min_max") throws -> NormalizeStage {
    try NormalizeStage(rule: NormalizationRule(MethodChoice(name), over: scope))
  }

  /// Two areas, two years: area 1 has 0 and 10, area 2 has 5 and 20.
  private let panel = smallPanel(years: 2, [("x", [0, 10, 5, 20])])
  private let items = [NormalizationItem("x", .positive)]

  @Test(arguments: [
    (NormalizationScope.pooled, [0, 0.5, 0.25, 1.0]),
    (.eachYear, [0, 0, 1, 1]),
    (.withinArea, [0, 1, 0, 1]),
  ])
  func scopes(scope: NormalizationScope, expected: [Double]) throws {
    var findings: [Finding] = []
    let output = try stage(scope).run(.init(panel: panel, items: items), findings: &findings)
    #expect(output.panel["x"].map { Array($0.values) } == expected)
    #expect(output.bounds.scope == scope)
    #expect(findings.isEmpty)
  }

  @Test func boundsAreTheExtremesOfTheirGroups() throws {
    let bounds = try stage(.eachYear).fit(panel, items: items)
    let pairs = try #require(bounds.pairs["x"])
    #expect(pairs == [.year(ReferenceYear(2001)): .init(0, 5), .year(ReferenceYear(2002)): .init(10, 20)])
  }

  @Test func statusesCarryOver() throws {
    var series = PanelSeries([0, 10, 5, nil], whenNil: .missingSuppressed)
    series.set(1, 10, .imputed)
    series.set(2, 5, .treated)
    var panel = panel
    panel["x"] = series
    var findings: [Finding] = []
    let result = try stage(.pooled).run(.init(panel: panel, items: items), findings: &findings).panel["x"]
    #expect(result?.statuses == [.normal, .imputed, .treated, .missingSuppressed])
    #expect(result?.values == [0, 1, 0.5, nil])
  }

  @Test func constantIndicatorIsMissingWithAFinding() throws {
    var findings: [Finding] = []
    let panel = smallPanel(years: 2, [("x", [3, 1, 3, 2]), ("y", [1, 2, nil, 4])])
    let items = [NormalizationItem("x", .positive), NormalizationItem("y", .negative)]
    let result = try stage(.eachYear).run(.init(panel: panel, items: items), findings: &findings).panel
    #expect(result["x"]?.values == [nil, 0, nil, 1])
    #expect(result["x"]?.statuses[0] == .missingCannotExist)
    #expect(result["y"]?.values == [nil, 1, nil, 0])
    #expect(result["y"]?.statuses[2] == .missingNotCollected)
    #expect(findings.map(\.code) == [.constantIndicator, .groupTooSmall])
    #expect(findings[0].indicator == "x" && findings[0].year == ReferenceYear(2001) && findings[0].count == 2)
    #expect(findings[0].message == "x in 2001 has the same value 3.0 in every row it was scaled on")
    #expect(findings[1].indicator == "y" && findings[1].year == ReferenceYear(2001) && findings[1].count == 1)
  }

  @Test(arguments: ["min_max", "z_score"]) func indicatorWithoutAnyValueIsReported(name: String) throws {
    var findings: [Finding] = []
    let panel = smallPanel(years: 1, [("x", [nil, nil])])
    let result = try stage(.pooled, name).run(.init(panel: panel, items: items), findings: &findings).panel
    #expect(result["x"]?.presentCount == 0)
    #expect(findings.map(\.code) == [.groupTooSmall])
    #expect(findings[0].count == 0)
  }

  @Test func frozenBoundsScoreANewPanelWithoutClipping() throws {
    let bounds = try stage(.pooled).fit(panel, items: items)
    var findings: [Finding] = []
    let newer = smallPanel(years: 2, [("x", [30, -10, 10, nil])])
    let output = try stage(.pooled).run(.init(panel: newer, items: items, frozen: bounds), findings: &findings)
    #expect(output.panel["x"]?.values == [1.5, -0.5, 0.5, nil])
    #expect(output.bounds == bounds)
    #expect(findings.isEmpty)
  }

  @Test func groupAbsentFromFrozenBoundsIsMissingWithAFinding() throws {
    let bounds = try stage(.eachYear).fit(panel, items: items)
    var findings: [Finding] = []
    let newer = smallPanel(years: 3, [("x", [0, 10, 7, 5, 20, 8])])
    let result = try stage(.eachYear).run(.init(panel: newer, items: items, frozen: bounds), findings: &findings)
    #expect(result.panel["x"]?.values == [0, 0, nil, 1, 1, nil])
    #expect(findings.map(\.code) == [.boundsMissing])
    #expect(findings[0].year == ReferenceYear(2003) && findings[0].count == 2)
  }

  @Test func indicatorAbsentFromFrozenBoundsIsMissingWithAFinding() throws {
    var findings: [Finding] = []
    let frozen = NormalizationBounds(scope: .pooled)
    let result = try stage(.pooled).run(.init(panel: panel, items: items, frozen: frozen), findings: &findings)
    #expect(result.panel["x"]?.presentCount == 0)
    #expect(findings.map(\.code) == [.boundsMissing])
  }

  @Test func boundsOfAnotherScopeAreRefused() throws {
    let bounds = try stage(.eachYear).fit(panel, items: items)
    var findings: [Finding] = []
    #expect(throws: DefinitionError.self) {
      try stage(.pooled).run(.init(panel: panel, items: items, frozen: bounds), findings: &findings)
    }
  }

  @Test func absentColumnIsNamed() throws {
    var findings: [Finding] = []
    let error = try #require(throws: DefinitionError.self) {
      try stage(.pooled).run(
        .init(panel: panel, items: [NormalizationItem("gdp", .positive)]), findings: &findings)
    }
    #expect(error.message.contains("'gdp'"))
  }
}
