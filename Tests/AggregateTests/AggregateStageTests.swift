import Aggregate
import Definitions
import Foundation
import PanelModel
import Testing
import _TestSupport

/// Areas 1... in 2020.
func scoredPanel(_ columns: [(IndicatorCode, [Double?])]) -> Panel {
  let keys = columns[0].1.indices.map { PanelKey(area: AreaCode(Int32($0 + 1)), year: ReferenceYear(2020)) }
  var panel = Panel(keys: keys)
  for (code, values) in columns { panel[code] = PanelSeries(values, whenNil: .missingNotCollected) }
  return panel
}

func weightSet(_ weights: [(IndicatorCode, Double)]) -> WeightSet {
  WeightSet(method: "fixed", entries: weights.map { WeightSet.Entry(indicator: $0.0, weight: $0.1) })
}

struct AggregateStageTests {
  /// index: d1 (a 0.25, b 0.75) with 0.4, d2 (c 0.5, d3 (d 1) 0.5) with 0.6: three levels of different depth.
  private let tree = IndexNode(
    code: "index",
    children: [
      IndexNode(code: "d1", children: [IndexNode(code: "a"), IndexNode(code: "b")]),
      IndexNode(
        code: "d2", children: [IndexNode(code: "c"), IndexNode(code: "d3", children: [IndexNode(code: "d")])]),
    ])
  private let weights: [IndicatorCode: WeightSet] = [
    "index": weightSet([("d1", 0.4), ("d2", 0.6)]), "d1": weightSet([("a", 0.25), ("b", 0.75)]),
    "d2": weightSet([("c", 0.5), ("d3", 0.5)]), "d3": weightSet([("d", 1)]),
  ]

  private func stage(_ name: String = "weighted_arithmetic", atLeast: Double = 1, floor: Double? = nil) throws
    -> AggregateStage
  {
    let options = MethodOptions(floor.map { ["floor": .number($0)] } ?? [:])
    return try AggregateStage(rule: AggregationRule(MethodChoice(name, options: options), atLeast: atLeast))
  }

  private func input(_ columns: [(IndicatorCode, [Double?])], shift: Double = 0) -> AggregateStage.Input {
    AggregateStage.Input(panel: scoredPanel(columns), tree: tree, weights: weights, shift: shift)
  }

  @Test func walksTheTreeUp() throws {
    var findings: [Finding] = []
    let input = input([("a", [1]), ("b", [0.2]), ("c", [0]), ("d", [0.5])])
    let scores = try stage().run(input, findings: &findings)
    // d1 = 0.25 + 0.15 = 0.4; d3 = 0.5; d2 = 0.25; index = 0.16 + 0.15 = 0.31
    #expect(scores.codes == ["index", "d1", "d2", "d3"])
    #expect(isClose(scores["d1"]?[0], 0.4))
    #expect(isClose(scores["d2"]?[0], 0.25))
    #expect(scores["d3"]?[0] == 0.5)
    #expect(isClose(scores["index"]?[0], 0.31))
    #expect(findings.isEmpty)
  }

  @Test func contributionsAreEffectiveWeightTimesValue() throws {
    var findings: [Finding] = []
    let input = input([("a", [1]), ("b", [0.2]), ("c", [0]), ("d", [0.5])])
    let stage = try stage()
    let scores = try stage.run(input, findings: &findings)
    let parts = try stage.contributions(input, scores: scores)
    #expect(parts.indicators == ["a", "b", "c", "d"])
    // 0.4*0.25*1, 0.4*0.75*0.2, 0, 0.6*0.5*1*0.5
    #expect(worstDifference(parts.values.map { $0[0] }, [0.1, 0.06, 0, 0.15]) <= 1e-15)
    #expect(parts["b"]?.count == 1 && parts["x"] == nil)
  }

  @Test func theShiftIsAddedToEveryValueOnce() throws {
    var findings: [Finding] = []
    let columns: [(IndicatorCode, [Double?])] = [("a", [1]), ("b", [0.2]), ("c", [0]), ("d", [0.5])]
    let plain = try stage().run(input(columns), findings: &findings)
    let shifted = try stage().run(input(columns, shift: 0.01), findings: &findings)
    for code in plain.codes { #expect(isClose(shifted[code]?[0], (plain[code]?[0] ?? .nan) + 0.01)) }
  }

  @Test func weightsAreRescaledOverThosePresent() throws {
    var findings: [Finding] = []
    let input = input([("a", [1, nil]), ("b", [nil, 0.2]), ("c", [0, 0.3]), ("d", [0.5, 0.5])])
    let scores = try stage(atLeast: 0.7).run(input, findings: &findings)
    // row 1: d1 has 0.25 of its weight: too little; index then has 0.6: too little. Row 2: d1 has 0.75: b alone
    #expect(scores["d1"]?.values == [nil, 0.2])
    #expect(scores["d1"]?.statuses == [.missingNotCollected, .estimated])
    #expect(scores["index"]?[0] == nil)
    #expect(isClose(scores["index"]?[1], 0.4 * 0.2 + 0.6 * 0.4))
    #expect(scores["index"]?.statuses == [.missingNotCollected, .estimated])
    #expect(scores["d2"]?.statuses == [.normal, .normal])
    #expect(findings.map(\.code) == [.scoreMissing, .scoreMissing])
    #expect(Set(findings.compactMap(\.indicator)) == ["d1", "index"] && findings.allSatisfy { $0.count == 1 })
  }

  @Test func aShareAtTheThresholdIsEnough() throws {
    // nine of ten equal children: 0.9 up to rounding
    let children = (0..<10).map { IndexNode(code: IndicatorCode("x\($0)")) }
    let tree = IndexNode(code: "index", children: children)
    let panel = scoredPanel(
      children.enumerated().map { ($1.code, $0 == 4 ? [nil, nil] : $0 == 5 ? [1, nil] : [1, 1]) })
    let weights = ["index": weightSet(children.map { ($0.code, 0.1) })] as [IndicatorCode: WeightSet]
    var findings: [Finding] = []
    let scores = try stage(atLeast: 0.9).run(.init(panel: panel, tree: tree, weights: weights), findings: &findings)
    #expect(isClose(scores["index"]?[0], 1) && scores["index"]?[1] == nil)
  }

  @Test func theWeakestStatusWins() throws {
    var panel = scoredPanel([("a", [1, 1]), ("b", [1, 1]), ("c", [1, 1]), ("d", [1, 1])])
    var series = try #require(panel["b"])
    series.set(0, 1, .imputed)
    panel["b"] = series
    var findings: [Finding] = []
    let scores = try stage().run(.init(panel: panel, tree: tree, weights: weights), findings: &findings)
    #expect(scores["d1"]?.statuses == [.imputed, .normal])
    #expect(scores["index"]?.statuses == [.imputed, .normal])
    #expect(scores["d2"]?.statuses == [.normal, .normal])
  }

  @Test func aChildOfWeightZeroHasNoSay() throws {
    var weights = weights
    weights["d1"] = weightSet([("a", 0), ("b", 1)])
    let panel = scoredPanel([("a", [nil]), ("b", [0.5]), ("c", [0.5]), ("d", [0.5])])
    var findings: [Finding] = []
    let input = AggregateStage.Input(panel: panel, tree: tree, weights: weights)
    let scores = try stage().run(input, findings: &findings)
    #expect(scores["d1"]?.values == [0.5] && scores["d1"]?.statuses == [.normal] && findings.isEmpty)
    #expect(try stage().contributions(input, scores: scores).indicators == ["b", "c", "d"])
  }

  @Test func geometricRefusesZeroByName() throws {
    var findings: [Finding] = []
    let input = input([("a", [1, 0.5]), ("b", [0.2, 0]), ("c", [1, 1]), ("d", [0.5, 1])])
    let error = try #require(throws: AggregationError.self) {
      try stage("weighted_geometric").run(input, findings: &findings)
    }
    #expect(error.reason == .valueNotAllowed && error.node == "d1" && error.child == "b")
    #expect(error.key == PanelKey(area: AreaCode(2), year: ReferenceYear(2020)))
    #expect(error.message == "'b' is 0.0 in area 2, year 2020, and weighted_geometric cannot take it for 'd1'")
    #expect(error.remedy.contains("floor"))
  }

  @Test func geometricRaisesToADeclaredFloorAndCounts() throws {
    var findings: [Finding] = []
    let input = input([("a", [1, 0.5]), ("b", [0.0625, 0]), ("c", [1, 1]), ("d", [0.25, 1])])
    let stage = try stage("weighted_geometric", floor: 0.0625)
    let scores = try stage.run(input, findings: &findings)
    // row 1: d1 = 1^0.25 * (1/16)^0.75 = 1/8; row 2: 2^-0.25 * 2^-3 = 2^-3.25; d2 row 1 = sqrt(1/4) = 1/2
    #expect(isClose(scores["d1"]?[0], 0.125) && isClose(scores["d1"]?[1], pow(2, -3.25)))
    #expect(isClose(scores["d2"]?[0], 0.5))
    // index row 1: 2^(-3*0.4 - 0.6)
    #expect(isClose(scores["index"]?[0], pow(2, -1.8)))
    #expect(findings.map(\.code) == [.raisedToFloor] && findings[0].indicator == "d1" && findings[0].count == 1)
    let parts = try stage.contributions(input, scores: scores)
    for row in 0...1 {
      #expect(isClose(parts.values.compactMap { $0[row] }.stableTotal, scores["index"]?[row], relative: 1e-14))
    }
  }

  @Test func contributionsSumToTheScoreWithGaps() throws {
    var random = SplitMix64(seed: 7)
    let columns = (["a", "b", "c", "d"] as [IndicatorCode]).map { code in
      (code, (0..<200).map { _ in random.unit() < 0.15 ? nil : random.number(0.01, 1) })
    }
    for name in ["weighted_arithmetic", "weighted_geometric"] {
      var findings: [Finding] = []
      let stage = try stage(name, atLeast: 0.2)
      let input = input(columns)
      let scores = try stage.run(input, findings: &findings)
      let parts = try stage.contributions(input, scores: scores)
      let root = try #require(scores["index"])
      for i in 0..<root.count {
        let present = parts.values.compactMap { $0[i] }
        #expect(isClose(present.isEmpty ? nil : present.stableTotal, root[i], relative: 1e-14))
        for (code, values) in zip(parts.indicators, parts.values) where root[i] != nil {
          #expect((values[i] == nil) || input.panel[code]?[i] != nil)
        }
      }
      #expect(root.presentCount > 150)
    }
  }

  @Test func whatDoesNotFitIsNamed() throws {
    var findings: [Finding] = []
    var wrong = input([("a", [1]), ("b", [1]), ("c", [1]), ("d", [1])])
    wrong.weights["d1"] = weightSet([("b", 0.5), ("a", 0.5)])
    let order = try #require(throws: AggregationError.self) { try stage().run(wrong, findings: &findings) }
    #expect(order.reason == .weightsDoNotFit && order.node == "d1")
    let absent = try #require(throws: AggregationError.self) {
      try stage().run(input([("a", [1]), ("b", [1]), ("c", [1])]), findings: &findings)
    }
    #expect(absent.reason == .columnAbsent && absent.child == "d")
    #expect(throws: DefinitionError.self) { try stage(atLeast: 1.5) }
    #expect(throws: DefinitionError.self) { try stage(atLeast: -0.1) }
  }
}
