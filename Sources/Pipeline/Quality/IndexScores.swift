import Aggregate
import Definitions
import Normalize
import PanelModel
import Weight

/// An index of given figures with all that its quality is judged by: normalised indicators, weights, scores of every
/// node; and the index without some of its elements.
struct IndexScores {
  let index: IndexDefinition
  let keys: [PanelKey]
  /// Turned so that more is better.
  let normalized: Panel
  let weights: WeightStage.Output
  /// Every node with children.
  let nodes: Panel
  /// Indicators whose figures are all the same: most methods give them no normalised value.
  let constants: Set<IndicatorCode>

  init(_ index: IndexDefinition, _ figures: IndexFigures) throws {
    self.index = index
    let panel = figures.panels[0]
    keys = panel.keys
    var input = Panel(keys: keys)
    for leaf in index.tree.leaves { input[leaf] = panel[leaf] ?? PanelSeries(count: panel.rowCount) }
    var findings: [Finding] = []
    let items = index.tree.leaves.map { NormalizationItem($0, figures.direction($0)) }
    normalized = try NormalizeStage(rule: index.normalize).run(
      NormalizeStage.Input(panel: input, items: items), findings: &findings
    ).panel
    weights = try WeightStage(rule: index.weight).run(
      WeightStage.Input(panel: normalized, tree: index.tree), findings: &findings)
    constants = Set(
      index.tree.leaves.filter { leaf in
        let present = input[leaf]?.values.compactMap { $0 } ?? []
        return !present.isEmpty && present.allSatisfy { $0 == present[0] }
      })
    nodes = try Self.aggregated(index, normalized, index.tree, weights.nodes, shift: weights.scoreShift)
  }

  /// A column of an indicator or of a node's scores.
  func values(_ code: IndicatorCode) -> [Double?] {
    (nodes[code] ?? normalized[code]).map { Array($0.values) } ?? [Double?](repeating: nil, count: keys.count)
  }

  var score: [Double?] { values(index.code) }

  private static func aggregated(
    _ index: IndexDefinition, _ panel: Panel, _ tree: IndexNode, _ weights: [IndicatorCode: WeightSet], shift: Double
  ) throws -> Panel {
    var findings: [Finding] = []
    return try AggregateStage(rule: index.aggregate).run(
      AggregateStage.Input(panel: panel, tree: tree, weights: weights, shift: shift), findings: &findings)
  }

  // MARK: without elements

  /// How the rest is weighed when an element is gone.
  enum Rest: String {
    /// By the index's method, as if the element had never been.
    case refitted
    /// In the proportions it had: what a list of weights written down, or an expert's matrix, asks for.
    case rescaled
  }

  /// The scores of the index without some indicators; nil where nothing is left.
  func without(_ dropped: Set<IndicatorCode>) throws -> (score: [Double?], rest: Rest)? {
    guard let tree = index.tree.without(dropped) else { return nil }
    var findings: [Finding] = []
    if let fitted = try? WeightStage(rule: index.weight).run(
      WeightStage.Input(panel: normalized, tree: tree), findings: &findings)
    {
      let scores = try Self.aggregated(index, normalized, tree, fitted.nodes, shift: fitted.scoreShift)
      return (scores[tree.code].map { Array($0.values) } ?? [], .refitted)
    }
    let rest = rescaled(tree)
    if rest.isEmpty { return nil }
    let scores = try Self.aggregated(index, normalized, tree, rest, shift: weights.scoreShift)
    return (scores[tree.code].map { Array($0.values) } ?? [], .rescaled)
  }

  /// The weights of what is left of the tree, each node's to sum 1; empty where a node is left without weight.
  private func rescaled(_ tree: IndexNode) -> [IndicatorCode: WeightSet] {
    let isOverLeaves = index.weight.level == .leaves && index.tree.innerNodes.allSatisfy { $0.weight == nil }
    var result: [IndicatorCode: WeightSet] = [:]
    for node in tree.innerNodes {
      guard var set = weights.nodes[node.code] else { return [:] }
      set.entries = node.children.compactMap { child in
        var entry = set.entries.first { $0.indicator == child.code }
        if isOverLeaves { entry?.weight = child.leaves.map { weights.effective[$0] ?? 0 }.stableSum() }
        return entry
      }
      let total = set.entries.map(\.weight).stableSum()
      guard total > 0 else { return [:] }
      for i in set.entries.indices { set.entries[i].weight /= total }
      result[node.code] = set
    }
    return result
  }
}
