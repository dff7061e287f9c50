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

  /// The scores of the index without some indicators, and how the rest is weighed; nil where nothing is left.
  func without(_ dropped: Set<IndicatorCode>) throws -> (score: [Double?], way: RemainingWeights.Way)? {
    guard let tree = index.tree.without(dropped),
      let rest = try? RemainingWeights(index.weight, tree, of: index.tree, panel: normalized, whole: { weights })
    else { return nil }
    let scores = try Self.aggregated(index, normalized, tree, rest.nodes, shift: rest.shift)
    return (scores[tree.code].map { Array($0.values) } ?? [], rest.way)
  }
}
