import Aggregate
import Definitions
import IndexQuality
import PanelModel
import Sensitivity
import Testing
import Weight
import _TestSupport

/// Statistics of COINr 1.1.14 (R package): 51 units, 49 indicators, 8 dimensions, 2 sub-indices, 1 index.
@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct IndexQualityGoldenTests {
  private let tree: IndexNode
  private let panel: Panel

  init() throws {
    let meta = try GoldenCSV("composite/input/asem_iMeta.csv")
    let (codes, parents) = (try meta.text("iCode"), try meta.text("Parent"))
    func node(_ code: String) -> IndexNode {
      let children = codes.indices.filter { parents[$0] == code }.compactMap { codes[$0] }
      return IndexNode(code: IndicatorCode(code), children: children.map(node))
    }
    tree = node("Index")
    panel = try Self.panel("norm_minmax_0_100.csv", tree)
  }

  private static func panel(_ file: String, _ tree: IndexNode) throws -> Panel {
    try GoldenPanel(try GoldenCSV("composite/coinr/" + file), columns: tree.leaves.map(\.rawValue)).panel
  }

  /// Scores with equal weights in every node.
  private func scores(_ panel: Panel, _ tree: IndexNode) throws -> [Double?] {
    var findings: [Finding] = []
    let weights = try WeightStage(rule: WeightRule(MethodChoice("equal"), level: .node)).run(
      .init(panel: panel, tree: tree), findings: &findings)
    let scores = try AggregateStage(rule: AggregationRule(MethodChoice("weighted_arithmetic"))).run(
      AggregateStage.Input(panel: panel, tree: tree, weights: weights.nodes), findings: &findings)
    return Array(try #require(scores["Index"]).values)
  }

  private func columns(_ codes: [IndicatorCode]) -> [[Double?]] {
    codes.compactMap { panel[$0].map { Array($0.values) } }
  }

  private func worst(_ method: String, _ file: String, _ pairs: [(Double?, Double?)]) -> Double {
    let worst = pairs.reduce(0) { max($0, relativeDifference($1.0, $1.1)) }
    GoldenReport.record(method: method, file: "composite/coinr/" + file, worst: worst)
    return worst
  }

  @Test(arguments: ["pearson", "spearman", "kendall"]) func correlationsWithTheIndex(_ kind: String) throws {
    let file = "corr_ind_index_\(kind).csv"
    let csv = try GoldenCSV("composite/coinr/" + file)
    let index = try scores(panel, tree)
    var pairs: [(Double?, Double?)] = []
    for (code, expected) in zip(try csv.text("Var2"), try csv.numbers("Correlation")) {
      let result = Correlations(Array(try #require(panel[IndicatorCode(code ?? "")]).values), index)
      pairs.append(
        (kind == "pearson" ? result.pearson : kind == "spearman" ? result.spearman : result.kendall, expected))
    }
    #expect(pairs.count == 49)
    #expect(worst("quality: \(kind)", file, pairs) <= 1e-12)
  }

  @Test func alpha() throws {
    let csv = try GoldenCSV("composite/coinr/cronbach.csv")
    let pairs = zip(try csv.text("group"), try csv.numbers("alpha")).map { group, expected -> (Double?, Double?) in
      let node = tree.innerNodes.first { $0.code.rawValue == group }
      return (CronbachAlpha(columns(node?.leaves ?? [])).value, expected)
    }
    #expect(pairs.count == 8)
    #expect(worst("quality: alpha", "cronbach.csv", pairs) <= 1e-12)
  }

  @Test func components() throws {
    let csv = try GoldenCSV("composite/coinr/pca_sdev_all.csv")
    let all = PrincipalComponents(columns(tree.leaves))
    let deviations = all.eigenvalues.map { Optional($0.squareRoot()) }
    #expect(deviations.count == 49)
    let pairs = Array(zip(deviations, try csv.numbers("sdev")))
    #expect(worst("quality: components", "pca_sdev_all.csv", pairs) <= 1e-9)
  }

  @Test func loadingsUpToSign() throws {
    let csv = try GoldenCSV("composite/coinr/pca_weights_by_group.csv")
    let (codes, weights) = (try csv.text("iCode"), try csv.numbers("Weight"))
    var pairs: [(Double?, Double?)] = []
    for node in tree.innerNodes where node.children.allSatisfy(\.isLeaf) {
      let expected = node.leaves.compactMap { leaf in codes.firstIndex(of: leaf.rawValue).flatMap { weights[$0] } }
      let sign = expected.stableSum() < 0 ? -1.0 : 1.0
      let result = PrincipalComponents(columns(node.leaves))
      #expect(result.loadings[0].stableSum() >= 0 && expected.count == node.leaves.count)
      pairs += zip(result.loadings[0], expected).map { ($0, $1 * sign) }
    }
    #expect(pairs.count == 49)
    #expect(worst("quality: components", "pca_weights_by_group.csv", pairs) <= 1e-9)
  }

  @Test func dimensionsRemoved() throws {
    let (ranks, means) = (
      try GoldenCSV("composite/coinr/remove_elements_L2_ranks.csv"),
      try GoldenCSV("composite/coinr/remove_elements_L2_meanabsrank.csv")
    )
    let order = Array(panel.keys.indices)
    func ranked(_ tree: IndexNode) throws -> [Int32] {
      Ranking.ranks(try scores(panel, tree).map { $0 ?? .nan }, groups: [order])
    }
    let nominal = try ranked(tree)
    let elements = try means.text("element").compactMap { $0 }
    #expect(elements.count == 9)
    var pairs: [(Double?, Double?)] = []
    for (element, mean) in zip(elements, try means.numbers("MeanAbsDiff")) {
      let node = tree.innerNodes.first { $0.code.rawValue == element }
      let rest = try ranked(node.map { try #require(tree.without(Set($0.leaves))) } ?? tree)
      #expect(rest.map { Optional(Double($0)) } == (try ranks.numbers(element)), "\(element)")
      pairs.append((RankShift(rest, from: nominal, over: order).mean, mean))
    }
    #expect(worst("quality: removal", "remove_elements_L2_meanabsrank.csv", pairs) <= 1e-12)
  }

  @Test func twoDefinitionsCompared() throws {
    let csv = try GoldenCSV("composite/coinr/compare_coins_minmax_vs_zscore.csv")
    let order = Array(panel.keys.indices)
    func ranked(_ file: String) throws -> [Int32] {
      Ranking.ranks(try scores(Self.panel(file, tree), tree).map { $0 ?? .nan }, groups: [order])
    }
    let (first, second) = (try ranked("norm_minmax_0_100.csv"), try ranked("norm_zscore_10_2.csv"))
    // Units are numbered in order of their codes.
    let units = try csv.text("uCode").compactMap { $0 }.sorted()
    let rows = try csv.text("uCode").compactMap { code in units.firstIndex { $0 == code } }
    #expect(rows.count == 51)
    #expect(rows.map { Optional(Double(first[$0])) } == (try csv.numbers("coin.1")))
    #expect(rows.map { Optional(Double(second[$0])) } == (try csv.numbers("coin.2")))
    let shifts = try csv.numbers("Abs.diff").compactMap { $0 }
    let shift = RankShift(second, from: first, over: order)
    #expect(isClose(shift.mean, shifts.stableSum() / 51) && Double(shift.largest) == shifts.max())
    let moves = RankShift.movers(second, from: first).map { Double(abs(second[$0] - first[$0])) }
    #expect(moves.count == shifts.count)
    let pairs = zip(moves, shifts).map { (Optional($0), Optional($1)) }
    #expect(worst("quality: two definitions", "compare_coins_minmax_vs_zscore.csv", pairs) == 0)
  }

  @Test func effectiveWeights() throws {
    let meta = try GoldenCSV("composite/input/asem_iMeta.csv")
    let inTree = try meta.text("Level").indices.filter { try meta.text("Level")[$0] != nil }
    let codes = try meta.text("iCode")
    let places = inTree.map { codes[$0] }
    let parents = try inTree.map { row in try meta.text("Parent")[row].flatMap { p in places.firstIndex { $0 == p } } }
    let weights = try inTree.map { try meta.numbers("Weight")[$0] ?? 1 }
    let products = EffectiveWeights.products(weights, parents: parents)
    let csv = try GoldenCSV("composite/coinr/effective_weights.csv")
    let pairs = zip(try csv.text("iCode"), try csv.numbers("EffWeight")).map { code, expected in
      (places.firstIndex { $0 == code }.flatMap { products[$0] }, expected)
    }
    #expect(pairs.count == 60)
    #expect(worst("quality: effective weights", "effective_weights.csv", pairs) <= 1e-12)
  }
}
