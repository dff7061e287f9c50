import Aggregate
import Definitions
import PanelModel
import Testing
import Weight
import _TestSupport

/// Scores of COINr 1.1.14 (R package): 49 indicators, 8 dimensions, 2 sub-indices, 1 index.
@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct AggregateGoldenTests {
  private static let inner = [
    "ConEcFin", "Environ", "Instit", "P2P", "Physical", "Political", "Social", "SusEcFin", "Conn", "Sust", "Index",
  ]
  private let tree: IndexNode
  private let leaves: [String]

  init() throws {
    let lineage = try GoldenCSV("composite/coinr/meta_lineage.csv")
    let levels = try (1...4).map { try lineage.text("Level_\($0)").map { $0 ?? "" } }
    func node(_ code: String, level: Int) -> IndexNode {
      var children: [String] = []
      for (i, parent) in levels[level].enumerated() where parent == code && !children.contains(levels[level - 1][i]) {
        children.append(levels[level - 1][i])
      }
      return IndexNode(
        code: IndicatorCode(code),
        children: children.map { level == 1 ? IndexNode(code: IndicatorCode($0)) : node($0, level: level - 1) })
    }
    tree = node("Index", level: 3)
    leaves = levels[0]
  }

  private var equal: WeightRule { WeightRule(MethodChoice("equal"), level: .node) }

  private func stage(
    _ method: String, _ options: [String: OptionValue] = [:], atLeast: Double
  ) throws -> AggregateStage {
    try AggregateStage(rule: AggregationRule(MethodChoice(method, options: MethodOptions(options)), atLeast: atLeast))
  }

  /// Aggregates the leaves of a file and compares every node with the file's own.
  private func worst(
    _ file: String, _ method: String = "weighted_arithmetic", _ options: [String: OptionValue] = [:],
    weight: WeightRule? = nil, atLeast: Double = 0, time: String? = nil, tree: IndexNode? = nil
  ) throws -> Double {
    let tree = tree ?? self.tree
    let csv = try GoldenCSV("composite/coinr/" + file)
    let golden = try GoldenPanel(csv, columns: leaves, time: time)
    var findings: [Finding] = []
    let weights = try WeightStage(rule: weight ?? equal).run(
      .init(panel: golden.panel, tree: tree), findings: &findings)
    let stage = try stage(method, options, atLeast: atLeast)
    let input = AggregateStage.Input(panel: golden.panel, tree: tree, weights: weights.nodes)
    let scores = try stage.run(input, findings: &findings)
    if !(stage.method is any RowComparison) { try checkContributions(stage, input, scores) }
    return try GoldenReport.compare(method: method, scores, in: golden, with: csv, columns: Self.inner, floor: 0)
  }

  private func checkContributions(
    _ stage: AggregateStage, _ input: AggregateStage.Input, _ scores: Panel
  ) throws {
    let parts = try stage.contributions(input, scores: scores)
    let sums = input.panel.keys.indices.map { i -> Double? in
      let present = parts.values.compactMap { $0[i] }
      return present.isEmpty ? nil : present.stableTotal
    }
    #expect(worstDifference(sums, try #require(scores["Index"]).values) <= 1e-13)
  }

  @Test func arithmetic() throws {
    #expect(leaves.count == 49 && tree.innerNodes.count == 11)
    #expect(try worst("agg_amean.csv") <= 1e-12)
  }

  @Test func geometric() throws {
    #expect(try worst("agg_gmean.csv", "weighted_geometric") <= 1e-12)
  }

  @Test func harmonicAndPower() throws {
    #expect(try worst("agg_hmean.csv", "weighted_harmonic") <= 1e-12)
    #expect(try worst("agg_hmean.csv", "power", ["p": .number(-1)]) <= 1e-12)
    #expect(try worst("agg_genmean_p2.csv", "power", ["p": .number(2)]) <= 1e-12)
    #expect(try worst("agg_gmean.csv", "power", ["p": .number(0)]) <= 1e-12)
    #expect(try worst("agg_amean.csv", "power", ["p": .number(1)]) <= 1e-12)
  }

  @Test func copeland() throws {
    #expect(try worst("agg_copeland.csv", "copeland", ["over": .text("pooled")], atLeast: 1) == 0)
  }

  /// The function of each node in the tree itself: the two sub-indices by the geometric mean.
  @Test func aMethodForEachNode() throws {
    var tree = tree
    for i in tree.children.indices {
      tree.children[i].aggregate = AggregationRule(MethodChoice("weighted_geometric"))
    }
    #expect(try worst("agg_mixed_a_g_a.csv", atLeast: 1, tree: tree) <= 1e-12)
  }

  @Test func customWeights() throws {
    let csv = try GoldenCSV("composite/input/custom_weights.csv")
    let entries = zip(try csv.text("iCode"), try csv.numbers("Weight")).compactMap { code, weight in
      code.flatMap { code in weight.map { OptionEntry(code, .number($0)) } }
    }.filter { $0.key != "Index" }
    let rule = WeightRule(
      MethodChoice("fixed", options: MethodOptions(["weights": .map(entries)])), level: .node)
    #expect(try worst("agg_amean_custom_weights.csv", weight: rule) <= 1e-12)
  }

  @Test func missingValues() throws {
    #expect(try worst("agg_amean_with_NA_nothresh.csv") <= 1e-12)
    #expect(try worst("agg_amean_with_NA_thresh0.9.csv", atLeast: 0.9) <= 1e-12)
  }

  @Test func panel() throws {
    #expect(try worst("panel_agg_amean_global.csv", time: "Time") <= 1e-12)
  }

  /// A method for each level is three indices one after the other: means, geometric means of those, a mean of those.
  @Test func aMethodForEachLevel() throws {
    let csv = try GoldenCSV("composite/coinr/agg_mixed_a_g_a.csv")
    let golden = try GoldenPanel(csv, columns: leaves)
    var scores = golden.panel
    var findings: [Finding] = []
    for node in tree.innerNodes.reversed() {
      let isMiddle = node.code == "Conn" || node.code == "Sust"
      let stage = try stage(isMiddle ? "weighted_geometric" : "weighted_arithmetic", atLeast: 1)
      let flat = IndexNode(code: node.code, children: node.children.map { IndexNode(code: $0.code) })
      let weights = try WeightStage(rule: equal).run(.init(panel: scores, tree: flat), findings: &findings).nodes
      scores[node.code] = try stage.run(
        .init(panel: scores, tree: flat, weights: weights), findings: &findings)[node.code]
    }
    let worst = try GoldenReport.compare(
      method: "weighted_arithmetic, weighted_geometric", scores, in: golden, with: csv, columns: Self.inner, floor: 0)
    #expect(worst <= 1e-12)
  }

  @Test func effectiveWeights() throws {
    let csv = try GoldenCSV("composite/coinr/effective_weights.csv")
    var findings: [Finding] = []
    let set = try WeightStage(rule: equal).run(
      .init(panel: Panel(keys: []), tree: tree), findings: &findings
    ).effective
    let golden = Dictionary(uniqueKeysWithValues: zip(try csv.text("iCode"), try csv.numbers("EffWeight")))
    let expected = set.entries.map { golden[$0.indicator.rawValue] ?? nil }
    let worst = worstDifference(set.entries.map(\.weight), expected, floor: 0)
    GoldenReport.record(method: "equal", file: csv.path, worst: worst)
    #expect(worst <= 1e-12 && set.entries.count == 49)
  }
}
