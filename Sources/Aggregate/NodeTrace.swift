import Definitions
import PanelModel

/// How the score of one node in one row came from its children.
package struct NodeTrace: Sendable {
  package struct Child: Sendable {
    package var code: IndicatorCode
    package var isLeaf: Bool
    /// Its weight among the node's children.
    package var weight: Double
    /// Its weight after those present were rescaled to sum to 1; nil where it is missing.
    package var usedWeight: Double?
    /// Normalised value or score, with the shift of `score: shifted`, raised to a floor; nil where it is missing.
    package var value: Double?
  }

  package var children: [Child]
  /// Share of the node's weight that is present, in [0, 1].
  package var presentShare: Double
  /// Nil where there is no score, or the method cannot say it in one sum.
  package var equation: Arithmetic?
}

extension AggregateStage {
  /// - Parameter scores: those `run` gave for the same input.
  /// - Throws: `AggregationError`.
  package func trace(_ node: IndexNode, _ input: Input, scores: Panel, row i: Int) throws -> NodeTrace {
    let known = Dictionary(
      input.tree.innerNodes.compactMap { inner in scores[inner.code].map { (inner.code, $0) } },
      uniquingKeysWith: { a, _ in a })
    let children = try children(of: node, input, scores: known)
    let rule = try rule(of: node)
    var row = PresentChildren()
    try gather(
      node, children, rule, row: i, key: input.panel.keys[i], total: children.map(\.weight).stableSum(), into: &row)
    let parts = children.enumerated().map { c, child -> NodeTrace.Child in
      let place = row.positions.firstIndex(of: c)
      return NodeTrace.Child(
        code: child.node.code, isLeaf: child.node.isLeaf, weight: child.weight,
        usedWeight: place.map { row.weights[$0] }, value: place.map { row.values[$0] })
    }
    return NodeTrace(
      children: parts, presentShare: row.share,
      equation: isEnough(row, rule) ? rule.method.equation(row.values, weights: row.weights) : nil)
  }
}
