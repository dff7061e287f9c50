import Definitions
import PanelModel

/// Scores an index: walks its tree from the base indicators up, and gives every node with children a column.
package struct AggregateStage: Stage {
  package static let name = "aggregate"
  package static let codeVersion = 1

  package struct Input: Sendable {
    /// The normalised panel, with a column for every base indicator of the tree.
    package var panel: Panel
    /// The index's root.
    package var tree: IndexNode
    /// By inner node: the weights of its children.
    package var weights: [IndicatorCode: WeightSet]
    /// Added to every normalised value before it is scored: the shift of entropy weights with `score: shifted`.
    package var shift: Double

    package init(panel: Panel, tree: IndexNode, weights: [IndicatorCode: WeightSet], shift: Double = 0) {
      self.panel = panel
      self.tree = tree
      self.weights = weights
      self.shift = shift
    }
  }

  package let method: any AggregationMethod
  /// The smallest share of weight that must be present, in [0, 1].
  package let atLeast: Double

  /// What holds for one node.
  struct NodeRule {
    var method: any AggregationMethod
    var atLeast: Double
  }

  /// - Throws: if the rule names no known method, holds a wrong option, or a share outside [0, 1].
  package init(rule: AggregationRule) throws(DefinitionError) {
    method = try AggregationRegistry.method(rule.method)
    atLeast = rule.atLeast
    guard atLeast >= 0, atLeast <= 1 else {
      throw DefinitionError(
        place: rule.method.options.places["when_missing"] ?? rule.method.options.place,
        message: "'at_least' is \(atLeast), and is a share of the weights", remedy: "Write a number from 0 to 1.")
    }
    guard atLeast == 1 || !(method is any RowComparison) else {
      throw DefinitionError(
        place: rule.method.options.places["when_missing"] ?? rule.method.options.place,
        message: "\(type(of: method).info.name) compares rows over the same children, so none may be missing",
        remedy: "Take 'when_missing' out; rows with a gap have no score.")
    }
  }

  /// The node's own rule, or the index's.
  func rule(of node: IndexNode) throws(DefinitionError) -> NodeRule {
    guard let own = node.aggregate else { return NodeRule(method: method, atLeast: atLeast) }
    let stage = try AggregateStage(rule: own)
    return NodeRule(method: stage.method, atLeast: stage.atLeast)
  }

  /// The scores: a column for every inner node, parents first; no other columns.
  ///
  /// A score has the weakest status of the children it was made of, at least `estimated` where a child was missing.
  /// Where too few are present it is missing, with the status of the children that are; one finding a node counts them.
  /// - Throws: `AggregationError`; `DefinitionError` for a wrong rule of a node.
  package func run(_ input: Input, findings: inout [Finding]) throws -> Panel {
    var scores: [IndicatorCode: PanelSeries] = [:]
    let inner = input.tree.innerNodes
    for node in inner.reversed() {
      let children = try children(of: node, input, scores: scores)
      scores[node.code] = try score(
        node, children, rule(of: node), keys: input.panel.keys, findings: &findings)
    }
    var result = Panel(keys: input.panel.keys)
    for node in inner { result[node.code] = scores[node.code] }
    return result
  }

  /// The children of a node that have a weight above 0, with their columns.
  func children(
    of node: IndexNode, _ input: Input, scores: [IndicatorCode: PanelSeries]
  ) throws(AggregationError) -> [ScoredChild] {
    guard let set = input.weights[node.code], set.entries.map(\.indicator) == node.children.map(\.code) else {
      throw AggregationError(
        .weightsDoNotFit, node: node.code, message: "the weights given are not those of the children of '\(node.code)'",
        remedy: "Find the weights anew from the same tree.")
    }
    var result: [ScoredChild] = []
    for (child, entry) in zip(node.children, set.entries) where entry.weight > 0 {
      guard let series = child.isLeaf ? input.panel[child.code] : scores[child.code] else {
        throw AggregationError(
          .columnAbsent, node: node.code, child: child.code, message: "the panel has no column '\(child.code)'",
          remedy: "Normalise it, or take it out of the index.")
      }
      result.append(ScoredChild(child, entry.weight, series, shift: child.isLeaf ? input.shift : 0))
    }
    return result
  }
}

/// A child of a node with what is needed to score the node.
struct ScoredChild {
  var node: IndexNode
  var weight: Double
  /// Normalised values with the shift added, or scores.
  var values: OptionalDoubles
  var statuses: [ObservationStatus]

  init(_ node: IndexNode, _ weight: Double, _ series: PanelSeries, shift: Double) {
    self.node = node
    self.weight = weight
    values = shift == 0 ? series.values : OptionalDoubles(packed: series.values.packed.map { $0 + shift })
    statuses = series.statuses
  }
}
