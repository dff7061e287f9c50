import Definitions
import PanelModel
import Testing
import Weight
import _TestSupport

/// Weights of dimensions that have a rule of their own.
struct NodeWeightTests {
  private func fixed(_ weights: [(String, Double)]) -> WeightRule {
    WeightRule(
      MethodChoice(
        "fixed", options: MethodOptions(["weights": .map(weights.map { OptionEntry($0.0, .number($0.1)) })])))
  }

  /// Two dimensions of two indicators; the first splits its weight 1 : 3.
  private var tree: IndexNode {
    IndexNode(
      code: "i",
      children: [
        IndexNode(
          code: "d", children: ["a", "b"].map { IndexNode(code: $0) }, weight: fixed([("a", 1), ("b", 3)])),
        IndexNode(code: "e", children: ["p", "q"].map { IndexNode(code: $0) }),
      ])
  }

  private func run(_ rule: WeightRule, _ tree: IndexNode, _ panel: Panel = Panel(keys: [])) throws -> WeightStage.Output
  {
    var findings: [Finding] = []
    return try WeightStage(rule: rule).run(.init(panel: panel, tree: tree), findings: &findings)
  }

  @Test(arguments: [WeightRule.Level.leaves, .node]) func aNodeSplitsItsWeightAsItSays(level: WeightRule.Level) throws {
    let output = try run(WeightRule(MethodChoice("equal"), level: level), tree)
    #expect(output.nodes["d"]?.entries.map(\.weight) == [0.25, 0.75])
    #expect(output.nodes["e"]?.entries.map(\.weight) == [0.5, 0.5])
    #expect(output.effective.entries.map(\.weight) == [0.125, 0.375, 0.25, 0.25])
  }

  @Test func namesAreThoseOfTheNode() throws {
    var tree = tree
    tree.children[1].weight = fixed([("p", 1), ("a", 1)])
    let error = try #require(throws: DefinitionError.self) { try run(WeightRule(MethodChoice("equal")), tree) }
    #expect(error.message.contains("'a'"))
  }

  @Test func scoresOfOneIndexAreShiftedAlike() throws {
    var tree = tree
    let options = MethodOptions(["shift": .number(0.01), "score": .text("shifted")])
    tree.children[1].weight = WeightRule(MethodChoice("entropy", options: options))
    let error = try #require(throws: DefinitionError.self) { try run(WeightRule(MethodChoice("equal")), tree) }
    #expect(error.message.contains("'e' would score shifted values"))
  }

  @Test func oneYearOfEntropyCountsItsOwnRows() throws {
    let keys = [1, 2].flatMap { a in
      [2001, 2002].map { PanelKey(area: AreaCode(Int32(a)), year: ReferenceYear(Int32($0))) }
    }
    var panel = Panel(keys: keys)
    panel["a"] = PanelSeries([0, 0.5, 1, 0.5])
    panel["b"] = PanelSeries([0, 0.2, 1, 1])
    let flat = IndexNode(code: "i", children: ["a", "b"].map { IndexNode(code: $0) })
    func weights(_ year: Double) throws -> ([Double], [Finding]) {
      var findings: [Finding] = []
      let rule = WeightRule(MethodChoice("entropy", options: MethodOptions(["year": .number(year)])))
      let output = try WeightStage(rule: rule).run(.init(panel: panel, tree: flat), findings: &findings)
      return (output.effective.entries.map(\.weight), findings)
    }
    // in 2001 both are 0 and 1; in 2002 a is constant, and all weight goes to b
    #expect(try weights(2001).0 == [0.5, 0.5] && weights(2001).1.isEmpty)
    #expect(try weights(2002).0 == [0, 1])
    let error = try #require(throws: WeightingError.self) { try weights(1999) }
    #expect(error.reason == .yearAbsent && error.message.contains("1999"))
  }
}
