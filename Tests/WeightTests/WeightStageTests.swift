import Definitions
import Foundation
import PanelModel
import Testing
import Weight
import _TestSupport

/// Rows are areas 1... in one year.
func panelOfAreas(_ columns: [(IndicatorCode, [Double?])]) -> Panel {
  let keys = columns[0].1.indices.map { PanelKey(area: AreaCode(Int32($0 + 1)), year: ReferenceYear(2020)) }
  var panel = Panel(keys: keys)
  for (code, values) in columns { panel[code] = PanelSeries(values) }
  return panel
}

struct WeightStageTests {
  /// index: (d1: a, b) and c.
  private let tree = IndexNode(
    code: "index",
    children: [
      IndexNode(code: "d1", children: [IndexNode(code: "a"), IndexNode(code: "b")]), IndexNode(code: "c"),
    ])
  private let panel = panelOfAreas([("a", [1, 1, 2]), ("b", [0, 0, 3]), ("c", [2, 2, 3])])

  private func run(
    _ rule: WeightRule, panel: Panel? = nil, findings: inout [Finding]
  ) throws -> WeightStage.Output {
    try WeightStage(rule: rule).run(.init(panel: panel ?? self.panel, tree: tree), findings: &findings)
  }

  private func fixed(_ weights: [(String, Double)]) -> MethodChoice {
    MethodChoice(
      "fixed", options: MethodOptions(["weights": .map(weights.map { OptionEntry($0.0, .number($0.1)) })]))
  }

  @Test func entropyOverLeavesGivesNodesTheSumOfTheirLeaves() throws {
    var findings: [Finding] = []
    let output = try run(WeightRule(MethodChoice("entropy")), findings: &findings)
    let effective = output.effective
    #expect(effective.entries.map(\.indicator) == ["a", "b", "c"])
    #expect(isClose(effective.entries.map(\.weight).stableSum(), 1))
    let a = try #require(effective["a"])
    let b = try #require(effective["b"])
    #expect(isClose(output.nodes["index"]?["d1"], a + b))
    #expect(isClose(output.nodes["index"]?["c"], effective["c"]))
    #expect(isClose(output.nodes["d1"]?["a"], a / (a + b)))
    #expect(isClose(output.nodes["d1"]?["b"], b / (a + b)))
    #expect(output.nodes["d1"]?.entries[0].divergence == effective.entries[0].divergence)
    #expect(output.nodes.count == 2 && findings.isEmpty && output.scoreShift == 0)
  }

  @Test func equalOverLeavesAndWithinNodes() throws {
    var findings: [Finding] = []
    let leaves = try run(WeightRule(MethodChoice("equal")), findings: &findings)
    #expect(leaves.effective.entries.allSatisfy { isClose($0.weight, 1.0 / 3) })
    #expect(isClose(leaves.nodes["index"]?["d1"], 2.0 / 3))
    let node = try run(WeightRule(MethodChoice("equal"), level: .node), findings: &findings)
    #expect(node.effective.entries.map(\.weight) == [0.25, 0.25, 0.5])
    #expect(node.nodes["index"]?["d1"] == 0.5)
  }

  @Test func fixedOverLeavesAndWithinNodes() throws {
    var findings: [Finding] = []
    // 1 : 3 : 4 of 8
    let leaves = try run(WeightRule(fixed([("a", 1), ("b", 3), ("c", 4)])), findings: &findings)
    #expect(leaves.effective.entries.map(\.weight) == [0.125, 0.375, 0.5])
    #expect(leaves.nodes["d1"]?.entries.map(\.weight) == [0.25, 0.75])
    // d1 : c = 3 : 1; a : b = 1 : 3, so a = 0.75 * 0.25
    let rule = WeightRule(fixed([("a", 1), ("b", 3), ("c", 1), ("d1", 3)]), level: .node)
    let node = try run(rule, findings: &findings)
    #expect(node.effective.entries.map(\.weight) == [0.1875, 0.5625, 0.25])
  }

  @Test func fixedOverLeavesDoesNotTakeADimension() throws {
    var findings: [Finding] = []
    #expect(throws: DefinitionError.self) {
      try run(WeightRule(fixed([("a", 1), ("b", 3), ("c", 1), ("d1", 3)])), findings: &findings)
    }
  }

  @Test func dimensionWithoutWeightIsNamed() throws {
    var findings: [Finding] = []
    let error = try #require(throws: WeightingError.self) {
      try run(WeightRule(fixed([("a", 0), ("b", 0), ("c", 4)])), findings: &findings)
    }
    #expect(error.reason == .allZero && error.indicator == "d1")
  }

  @Test(arguments: [NormalizationScope.eachYear, .withinArea])
  func weightsByYearAreRefusedWithTheReason(scope: NormalizationScope) throws {
    let error = try #require(throws: DefinitionError.self) {
      try WeightStage(rule: WeightRule(MethodChoice("entropy"), over: scope))
    }
    #expect(error.message.contains("not comparable") && error.remedy.contains("pooled"))
  }

  @Test func entropyWithinNodesNeedsColumnsOfDimensions() throws {
    var findings: [Finding] = []
    let error = try #require(throws: DefinitionError.self) {
      try run(WeightRule(MethodChoice("entropy"), level: .node), findings: &findings)
    }
    #expect(error.message.contains("'d1'") && error.remedy.contains("level: leaves"))
  }

  @Test func rowsLeftOutAreCountedByIndicator() throws {
    var findings: [Finding] = []
    let gaps = panelOfAreas([("a", [1, 1, 2, nil]), ("b", [0, nil, 3, nil]), ("c", [1, 2, 2, 3])])
    let output = try run(WeightRule(MethodChoice("entropy")), panel: gaps, findings: &findings)
    #expect(output.effective.entries.map(\.rows) == [3, 2, 4])
    #expect(findings.map(\.code) == [.rowsLeftOutOfWeights])
    #expect(findings[0].count == 3 && findings[0].message.hasSuffix("a 1, b 2"))
  }

  @Test func constantIndicatorHasWeightZeroAndAFinding() throws {
    var findings: [Finding] = []
    let flat = panelOfAreas([("a", [1, 1, 2]), ("b", [0.1, 0.1, 0.1]), ("c", [1, 2, 2])])
    let output = try run(WeightRule(MethodChoice("entropy")), panel: flat, findings: &findings)
    #expect(output.effective["b"] == 0)
    #expect(findings.map(\.code) == [.constantIndicator] && findings[0].indicator == "b")
  }

  @Test func wrongTreesAreRefused() throws {
    let stage = try WeightStage(rule: WeightRule(MethodChoice("equal")))
    var findings: [Finding] = []
    #expect(throws: DefinitionError.self) {
      try stage.run(.init(panel: panel, tree: IndexNode(code: "index")), findings: &findings)
    }
    let twice = IndexNode(code: "index", children: [IndexNode(code: "a"), IndexNode(code: "a")])
    let error = try #require(throws: DefinitionError.self) {
      try stage.run(.init(panel: panel, tree: twice), findings: &findings)
    }
    #expect(error.message.contains("'a' stands twice"))
  }

  @Test func shiftOfTheScoreIsHandedOn() throws {
    var findings: [Finding] = []
    let options = MethodOptions(["shift": .number(0.01), "score": .text("shifted")])
    let output = try run(WeightRule(MethodChoice("entropy", options: options)), findings: &findings)
    #expect(output.scoreShift == 0.01)
  }
}
