import Aggregate
import Definitions
import PanelModel
import Testing
import Weight
import _TestSupport

/// Methods that compare rows, the minimum, and the two indices with a penalty, by hand.
struct RowComparisonTests {
  private func rule(_ name: String, _ options: [String: OptionValue] = ["over": .text("pooled")]) -> AggregationRule {
    AggregationRule(MethodChoice(name, options: MethodOptions(options)))
  }

  /// Two areas, two years; the second child is missing in the last row.
  private func scores(_ rule: AggregationRule, _ a: [Double?], _ b: [Double?]) throws -> ([Double?], [Finding]) {
    let keys = a.indices.map { (i: Int) -> PanelKey in
      let (area, year) = (Int32(i / 2 + 1), Int32(2001 + i % 2))
      return PanelKey(area: AreaCode(area), year: ReferenceYear(year))
    }
    var panel = Panel(keys: keys)
    panel["a"] = PanelSeries(a)
    panel["b"] = PanelSeries(b, whenNil: .missingNotCollected)
    let tree = IndexNode(code: "i", children: [IndexNode(code: "a"), IndexNode(code: "b")])
    var findings: [Finding] = []
    let weights = try WeightStage(rule: WeightRule(MethodChoice("equal"))).run(
      .init(panel: panel, tree: tree), findings: &findings
    ).nodes
    let result = try AggregateStage(rule: rule).run(
      .init(panel: panel, tree: tree, weights: weights), findings: &findings)
    return (result["i"].map { Array($0.values) } ?? [], findings)
  }

  @Test func topsisByHand() throws {
    // lengths: a (3, 4) 5, b (4, 3) 5; v = (0.3, 0.4), (0.4, 0.3): each is best once and worst once
    let even = try scores(rule("topsis"), [3, 4], [4, 3]).0
    #expect(worstDifference(even, [0.5, 0.5]) < 1e-15)
    // the first is best in both
    #expect(try scores(rule("topsis"), [4, 3], [4, 3]).0 == [1, 0])
    let plain: [String: OptionValue] = ["over": .text("pooled"), "scale": .text("none")]
    // distances in halves: row 3 is 1 from the best in a, 0 in b; from the worst 1 in a, 2 in b
    let scores = try scores(rule("topsis", plain), [2, 0, 1, 0], [0, 2, 2, 0]).0
    let expected: [Double?] = [0.5, 0.5, 5.0.squareRoot() / (5.0.squareRoot() + 1), 0]
    #expect(worstDifference(scores, expected) < 1e-15)
  }

  @Test func rowsWithAGapHaveNoScoreAndNoPart() throws {
    let (values, findings) = try scores(rule("topsis"), [4, 3, 100], [4, 3, nil])
    #expect(values == [1, 0, nil])
    #expect(findings.map(\.code) == [.scoreMissing] && findings[0].message.contains("one of its children is missing"))
  }

  @Test func groupsAreComparedOnTheirOwn() throws {
    // 2001: areas 1 and 2 have (4, 4) and (3, 3); 2002: (1, 1) and (2, 2)
    let yearly = rule("topsis", ["over": .text("each_year")])
    #expect(try scores(yearly, [4, 1, 3, 2], [4, 1, 3, 2]).0 == [1, 0, 0, 1])
    let areas = rule("copeland", ["over": .text("within_area")])
    #expect(try scores(areas, [4, 1, 3, 2], [4, 1, 3, 2]).0 == [1, -1, 1, -1])
  }

  @Test func copelandByHand() throws {
    // rows (3, 1), (2, 2), (1, 0): 1 ties with 2 (one child each), both beat 3
    #expect(try scores(rule("copeland"), [3, 2, 1], [1, 2, 0]).0 == [1, 1, -2])
    #expect(try scores(rule("copeland"), [1, 1], [2, 2]).0 == [0, 0])
  }

  @Test func rowsThatAreAllTheSameAreNamed() throws {
    let error = try #require(throws: AggregationError.self) { try scores(rule("topsis"), [1, 1], [2, 2]) }
    #expect(error.reason == .noContrast && error.node == "i")
    let yearly = rule("topsis", ["over": .text("each_year")])
    let year = try #require(throws: AggregationError.self) { try scores(yearly, [1, 2, 1, 3], [1, 2, 1, 3]) }
    #expect(year.message.contains("in 2001"))
  }

  @Test func theScopeIsAlwaysWritten() throws {
    let error = try #require(throws: DefinitionError.self) { try AggregateStage(rule: rule("topsis", [:])) }
    #expect(error.message == "'over' is missing")
    let missing = try #require(throws: DefinitionError.self) {
      try AggregateStage(rule: AggregationRule(rule("copeland").method, atLeast: 0.5))
    }
    #expect(missing.message.contains("none may be missing"))
  }

  @Test func contributionsOfComparisonsAreRefused() throws {
    var panel = Panel(keys: [1, 2].map { PanelKey(area: AreaCode($0), year: ReferenceYear(2001)) })
    panel["a"] = PanelSeries([1, 2])
    let tree = IndexNode(code: "i", children: [IndexNode(code: "a")])
    let set = WeightSet(method: "equal", entries: [.init(indicator: "a", weight: 1)])
    let stage = try AggregateStage(rule: rule("topsis"))
    let input = AggregateStage.Input(panel: panel, tree: tree, weights: ["i": set])
    var findings: [Finding] = []
    let scores = try stage.run(input, findings: &findings)
    let error = try #require(throws: AggregationError.self) { try stage.contributions(input, scores: scores) }
    #expect(error.reason == .notSplit)
  }

  @Test func minimumByHand() throws {
    let method = try MinimumScore()
    #expect(method.score([3, 1, 2], weights: [0.2, 0.3, 0.5]) == 1)
    #expect(method.rates([1, 3, 1], weights: [0.2, 0.3, 0.5], score: 1) == [0.5, 0, 0.5])
  }

  @Test func penaltiesByHand() throws {
    // (90, 110): M = 100; n - 1: s^2 = 200, n: 100; penalties 2 and 1
    let weights = [0.5, 0.5]
    #expect(try MazziottaPareto().score([90, 110], weights: weights) == 98)
    #expect(try AdjustedMazziottaPareto().score([90, 110], weights: weights) == 99)
    let plus = MethodOptions(["penalty": .text("plus")])
    #expect(try MazziottaPareto(options: plus).score([90, 110], weights: weights) == 102)
    #expect(try MazziottaPareto().score([90], weights: [1]) == 90)
    #expect(try MazziottaPareto().admitted(0) == nil)
  }

  @Test func harmonicAndPowerByHand() throws {
    // 1 / (0.5 / 2 + 0.5 / 6) = 3; parts 0.5 * 3 * (2 - 3/2) = 0.75 and 0.5 * 3 * (2 - 3/6) = 2.25
    let harmonic = try WeightedHarmonic()
    #expect(isClose(harmonic.score([2, 6], weights: [0.5, 0.5]), 3))
    let rates = harmonic.rates([2, 6], weights: [0.5, 0.5], score: 3)
    #expect(isClose(rates[0] * 2, 0.75) && isClose(rates[1] * 6, 2.25))
    // of -1 and 2 the formula would give -4
    #expect(harmonic.admitted(-1) == nil && harmonic.admitted(0) == nil)
    // sqrt((1 + 49) / 2) = 5
    let square = try PowerMean(options: MethodOptions(["p": .number(2)]))
    #expect(isClose(square.score([1, 7], weights: [0.5, 0.5]), 5))
    #expect(square.score([0, 0], weights: [0.5, 0.5]) == 0 && square.admitted(0) == 0 && square.admitted(-1) == nil)
    #expect(try PowerMean(options: MethodOptions(["p": .number(-1), "floor": .number(0.1)])).admitted(0) == 0.1)
    #expect(throws: DefinitionError.self) { try PowerMean(options: MethodOptions([:])) }
    #expect(throws: DefinitionError.self) { try PowerMean(options: MethodOptions(["p": .number(.infinity)])) }
  }
}
