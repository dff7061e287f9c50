import Definitions
import PanelModel

/// How much each base indicator gave to each score of the root. In every row with a score the parts sum to it.
///
/// Weighted arithmetic: effective weight times normalised value. Weighted geometric: see `WeightedGeometric`; a node's
/// part is split over its children in proportion to their parts of the node's own score.
package struct Contributions: Sendable, Equatable {
  package var keys: [PanelKey]
  /// The base indicators in the order of the tree, without those of weight 0.
  package var indicators: [IndicatorCode]
  /// By indicator, then row; nil where the root has no score or the indicator had no part in it.
  package var values: [[Double?]]

  package subscript(indicator: IndicatorCode) -> [Double?]? {
    indicators.firstIndex(of: indicator).map { values[$0] }
  }
}

extension AggregateStage {
  /// Splits the root's scores over the base indicators.
  ///
  /// `scores` are those `run` gave for the same input.
  /// - Throws: `AggregationError`, with `notSplit` for methods that compare rows.
  package func contributions(_ input: Input, scores: Panel) throws -> Contributions {
    var result = Contributions(keys: input.panel.keys, indicators: [], values: [])
    let series = Dictionary(
      uniqueKeysWithValues: input.tree.innerNodes.compactMap { node in scores[node.code].map { (node.code, $0) } })
    let root = input.panel.keys.indices.map { series[input.tree.code]?[$0] == nil ? nil : 1.0 }
    try split(input.tree, rates: root, input, scores: series, into: &result)
    return result
  }

  /// Goes down from a node. `rates`: by row, what one unit of the node's score gives to the root; nil: no part in it.
  private func split(
    _ node: IndexNode, rates: [Double?], _ input: Input, scores: [IndicatorCode: PanelSeries],
    into result: inout Contributions
  ) throws {
    let children = try children(of: node, input, scores: scores)
    let rule = try rule(of: node)
    if rule.method is any RowComparison { throw notSplit(node, rule) }
    let total = children.map(\.weight).stableSum()
    var parts = [[Double?]](repeating: Array(repeating: nil, count: rates.count), count: children.count)
    var admitted = parts
    var row = PresentChildren()
    for i in rates.indices {
      guard let rate = rates[i], let score = scores[node.code]?[i] else { continue }
      try gather(node, children, rule, row: i, key: input.panel.keys[i], total: total, into: &row)
      let own = rule.method.rates(row.values, weights: row.weights, score: score)
      for (k, c) in row.positions.enumerated() {
        parts[c][i] = rate * own[k]
        admitted[c][i] = row.values[k]
      }
    }
    for (c, child) in children.enumerated() {
      if child.node.isLeaf {
        result.indicators.append(child.node.code)
        result.values.append(
          zip(parts[c], admitted[c]).map { rate, value in rate.flatMap { r in value.map { r * $0 } } })
      } else {
        try split(child.node, rates: parts[c], input, scores: scores, into: &result)
      }
    }
  }

  private func notSplit(_ node: IndexNode, _ rule: NodeRule) -> AggregationError {
    AggregationError(
      .notSplit, node: node.code,
      message: "\(type(of: rule.method).info.name) scores '\(node.code)' by comparing rows, and such a score has no"
        + " parts that belong to children",
      remedy: "Ask for contributions of an index that is a mean.")
  }
}
