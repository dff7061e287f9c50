import PanelModel

/// A composite index (综合指数): a tree of dimensions over base indicators, and how it is scored.
package struct IndexDefinition: Sendable, Equatable {
  package var code: IndicatorCode
  package var title: Title
  package var note: String
  package var normalize: NormalizationRule
  package var weight: WeightRule
  package var aggregate: AggregationRule
  /// The root node; its code is the index's own.
  package var tree: IndexNode
  package var place: DefinitionPlace?
  /// Where each base indicator is named.
  package var leafPlaces: [IndicatorCode: DefinitionPlace] = [:]

  package init(
    code: IndicatorCode, title: Title = Title(), note: String = "", normalize: NormalizationRule, weight: WeightRule,
    aggregate: AggregationRule, tree: IndexNode, place: DefinitionPlace? = nil
  ) {
    self.code = code
    self.title = title
    self.note = note
    self.normalize = normalize
    self.weight = weight
    self.aggregate = aggregate
    self.tree = tree
    self.place = place
  }
}

/// How indicators are brought to one scale: `{method: min_max, over: pooled}`.
package struct NormalizationRule: Sendable, Equatable {
  package var method: MethodChoice
  package var over: NormalizationScope

  package init(_ method: MethodChoice, over: NormalizationScope) {
    self.method = method
    self.over = over
  }
}

/// How weights are found: `{method: entropy, over: pooled, shift: 0.0001, score: unshifted}`. Weights are taken over
/// all base indicators of the index at once; a node's weight is the sum of its leaves' (entropy, equal over leaves), or
/// each node weighs its own children (`within: node`), as `fixed` and `equal` may ask.
package struct WeightRule: Sendable, Equatable {
  /// Whether weights are found over all leaves together or among the children of each node.
  package enum Level: String, Sendable, CaseIterable {
    /// Over all leaves; a node weighs the sum of its leaves.
    case leaves
    /// Among the children of each node.
    case node
  }

  package var method: MethodChoice
  package var over: NormalizationScope
  package var level: Level

  package init(_ method: MethodChoice, over: NormalizationScope = .pooled, level: Level = .leaves) {
    self.method = method
    self.over = over
    self.level = level
  }
}

/// How children become their parent's score: `{method: weighted_arithmetic, when_missing: {at_least: 0.8}}`.
package struct AggregationRule: Sendable, Equatable {
  package var method: MethodChoice
  /// The smallest share of children (by weight) that must be present for a score; weights of the present ones are
  /// rescaled to sum 1. 1: every child must be there.
  package var atLeast: Double

  package init(_ method: MethodChoice, atLeast: Double = 1) {
    self.method = method
    self.atLeast = atLeast
  }
}

/// A node of the tree: a dimension (维度) with children, or a base indicator (a leaf).
package struct IndexNode: Sendable, Equatable {
  package var code: IndicatorCode
  package var title: Title
  /// Empty for a leaf.
  package var children: [IndexNode]
  /// How this node weighs its children; nil: as the index says.
  package var weight: WeightRule?
  /// How this node's children become its score; nil: as the index says.
  package var aggregate: AggregationRule?

  package init(
    code: IndicatorCode, title: Title = Title(), children: [IndexNode] = [], weight: WeightRule? = nil,
    aggregate: AggregationRule? = nil
  ) {
    self.code = code
    self.title = title
    self.children = children
    self.weight = weight
    self.aggregate = aggregate
  }

  package var isLeaf: Bool { children.isEmpty }

  /// The base indicators below this node, in the order written.
  package var leaves: [IndicatorCode] { isLeaf ? [code] : children.flatMap(\.leaves) }

  /// This node and all below it that have children, parents first.
  package var innerNodes: [IndexNode] { isLeaf ? [] : [self] + children.flatMap(\.innerNodes) }
}
