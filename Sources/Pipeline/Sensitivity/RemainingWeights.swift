import Definitions
import PanelModel
import Weight

/// The weights of an index that has lost some of its indicators.
struct RemainingWeights {
  /// How the rest is weighed.
  enum Way: String {
    /// By the index's method, as if the others had never been.
    case refitted
    /// In the proportions it had: what a list of weights written down, or an expert's matrix, asks for.
    case rescaled
  }

  /// By inner node of what is left: the weights of its children.
  let nodes: [IndicatorCode: WeightSet]
  let shift: Double
  let way: Way

  /// - Parameters:
  ///   - rule: how the index is weighed.
  ///   - tree: what is left of `whole`.
  ///   - panel: the normalised indicators.
  ///   - weights: those of the whole index; asked for only if the rest cannot be weighed by the method.
  /// - Throws: what the method says of the rest where no weight is left to rescale either.
  init(
    _ rule: WeightRule, _ tree: IndexNode, of whole: IndexNode, panel: Panel,
    whole weights: () throws -> WeightStage.Output
  ) throws {
    do {
      var findings: [Finding] = []
      let fitted = try WeightStage(rule: rule).run(WeightStage.Input(panel: panel, tree: tree), findings: &findings)
      (nodes, shift, way) = (fitted.nodes, fitted.scoreShift, .refitted)
    } catch {
      let known = try weights()
      let isOverLeaves = rule.level == .leaves && whole.innerNodes.allSatisfy { $0.weight == nil }
      guard let rest = Self.rescaled(known, tree, isOverLeaves: isOverLeaves) else { throw error }
      (nodes, shift, way) = (rest, known.scoreShift, .rescaled)
    }
  }

  /// The weights of what is left of the tree, each node's to sum 1; nil where a node is left without weight.
  private static func rescaled(
    _ weights: WeightStage.Output, _ tree: IndexNode, isOverLeaves: Bool
  ) -> [IndicatorCode: WeightSet]? {
    var result: [IndicatorCode: WeightSet] = [:]
    for node in tree.innerNodes {
      guard var set = weights.nodes[node.code] else { return nil }
      set.entries = node.children.compactMap { child in
        var entry = set.entries.first { $0.indicator == child.code }
        if isOverLeaves { entry?.weight = child.leaves.map { weights.effective[$0] ?? 0 }.stableSum() }
        return entry
      }
      let total = set.entries.map(\.weight).stableSum()
      guard total > 0 else { return nil }
      for i in set.entries.indices { set.entries[i].weight /= total }
      result[node.code] = set
    }
    return result
  }
}
