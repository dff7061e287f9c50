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

  /// One set over all base indicators; a node weighs the sum of its leaves, and a child its share of its node. A node
  /// with a rule of its own splits its weight as that says.
  func overLeaves(_ input: Input) throws -> Output {
    let leaves = input.tree.leaves
    try method.check(names: leaves)
    let set = try method.weights(of: columns(leaves, input, for: method), keys: input.panel.keys)
    var entries: [IndicatorCode: WeightSet.Entry] = [:]
    for entry in set.entries { entries[entry.indicator] = entry }
    var nodes: [IndicatorCode: WeightSet] = [:]
    var isSplitAnew = false
    for node in input.tree.innerNodes {
      if let own = try ownMethod(of: node) {
        nodes[node.code] = try weights(of: node, by: own, input)
        isSplitAnew = true
      } else {
        nodes[node.code] = try shares(of: node, entries: entries)
      }
    }
    if var root = nodes[input.tree.code] {
      root.findings = set.findings + root.findings
      nodes[input.tree.code] = root
    }
    let effective = isSplitAnew ? productsOfShares(input.tree, nodes) : set
    return Output(nodes: nodes, effective: effective, scoreShift: method.scoreShift)
  }

  /// The children of a node weighed among themselves.
  private func weights(of node: IndexNode, by method: any WeightingMethod, _ input: Input) throws -> WeightSet {
    let codes = node.children.map(\.code)
    if node.weight != nil { try method.check(names: codes) }
    return try method.weights(of: columns(codes, input, for: method), keys: input.panel.keys)
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
    try method.check(names: inner.filter { $0.weight == nil }.flatMap { $0.children.map(\.code) })
    var nodes: [IndicatorCode: WeightSet] = [:]
    for node in inner {
      nodes[node.code] = try weights(of: node, by: ownMethod(of: node) ?? method, input)
    }
    return Output(nodes: nodes, effective: productsOfShares(input.tree, nodes), scoreShift: method.scoreShift)
  }

  private func productsOfShares(_ tree: IndexNode, _ nodes: [IndicatorCode: WeightSet]) -> WeightSet {
    var effective: [WeightSet.Entry] = []
    Self.descend(tree, share: 1, nodes: nodes, into: &effective)
    return WeightSet(method: type(of: method).info.name, entries: effective)
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
