import Definitions
import PanelModel

extension WeightStage {
  /// Refuses a tree without children or with a code in two places.
  func check(_ tree: IndexNode) throws(DefinitionError) {
    if tree.isLeaf {
      throw DefinitionError(
        place: place, message: "the index '\(tree.code)' has no indicators", remedy: "List them under 'tree'.")
    }
    let codes = (tree.innerNodes.map(\.code) + tree.leaves).sorted()
    for (a, b) in zip(codes, codes.dropFirst()) where a == b {
      throw DefinitionError(
        place: place, message: "'\(a)' stands twice in the tree of '\(tree.code)'",
        remedy: "List it once; a higher weight is written under 'weight'.")
    }
  }

  /// One set over all base indicators; a node weighs the sum of its leaves, and a child its share of its node.
  func overLeaves(_ input: Input) throws -> Output {
    let leaves = input.tree.leaves
    try method.check(names: leaves)
    let set = try method.weights(of: columns(leaves, input))
    var entries: [IndicatorCode: WeightSet.Entry] = [:]
    for entry in set.entries { entries[entry.indicator] = entry }
    var nodes: [IndicatorCode: WeightSet] = [:]
    for node in input.tree.innerNodes {
      nodes[node.code] = try shares(of: node, entries: entries)
    }
    return Output(nodes: nodes, effective: set, scoreShift: method.scoreShift)
  }

  private func shares(of node: IndexNode, entries: [IndicatorCode: WeightSet.Entry]) throws -> WeightSet {
    let totals = node.children.map { $0.leaves.map { entries[$0]?.weight ?? 0 }.stableSum() }
    let sum = totals.stableSum()
    guard sum > 0 else {
      throw WeightingError(
        .allZero, indicator: node.code, message: "every indicator of '\(node.code)' has weight 0",
        remedy: "Take the dimension out of the index, or give one of its indicators a weight.")
    }
    var result: [WeightSet.Entry] = []
    for (child, total) in zip(node.children, totals) {
      var entry = entries[child.code] ?? WeightSet.Entry(indicator: child.code, weight: 0)
      entry.weight = total / sum
      result.append(entry)
    }
    return WeightSet(method: type(of: method).info.name, entries: result)
  }

  /// A set for the children of each node. A leaf weighs the product of the shares above it.
  func withinNodes(_ input: Input) throws -> Output {
    let inner = input.tree.innerNodes
    try method.check(names: inner.flatMap { $0.children.map(\.code) })
    var nodes: [IndicatorCode: WeightSet] = [:]
    for node in inner {
      nodes[node.code] = try method.weights(of: columns(node.children.map(\.code), input))
    }
    var effective: [WeightSet.Entry] = []
    Self.descend(input.tree, share: 1, nodes: nodes, into: &effective)
    let set = WeightSet(method: type(of: method).info.name, entries: effective)
    return Output(nodes: nodes, effective: set, scoreShift: method.scoreShift)
  }

  private static func descend(
    _ node: IndexNode, share: Double, nodes: [IndicatorCode: WeightSet], into result: inout [WeightSet.Entry]
  ) {
    guard let set = nodes[node.code] else { return }
    for (child, entry) in zip(node.children, set.entries) {
      if child.isLeaf {
        var leaf = entry
        leaf.weight *= share
        result.append(leaf)
      } else {
        descend(child, share: share * entry.weight, nodes: nodes, into: &result)
      }
    }
  }
}
