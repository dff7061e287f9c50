import Definitions
import PanelModel
import Weight

/// How the weights of an index came about, so that a reader can compute each of them again.
extension Explainer {
  /// The method of all weights below a score, once: its formula in words and its options with their values.
  func weighting(_ index: ScoredPanel.IndexWeights) -> ExplanationStep.Fact {
    let words = WeightingWords(index)
    let rule = index.index.weight
    return .init(
      "weighting", "\(words.sentence); all of them: almanac weights \(index.index.code)",
      [
        ("method", .string(rule.method.name)), ("level", .string(rule.level.rawValue)),
        ("from_data", .bool(words.isFromData)),
      ]
        + words.options.map { ($0.name, $0.number.map { .double($0) } ?? .string($0.text)) }
        + [("formula", .string(words.formula))])
  }

  /// The weight of a node's child: among the node's children, in the whole index, and how it was found.
  func weights(of child: IndicatorCode, in node: IndexNode, _ index: ScoredPanel.IndexWeights)
    -> [ExplanationStep.Fact]
  {
    guard let own = index.weights.nodes[node.code]?[child] else { return [] }
    let above = Self.weight(of: node.code, in: index)
    let isTop = node.code == index.index.code
    var result: [ExplanationStep.Fact] = []
    if !isTop {
      let effective = Arithmetic.product([.number(own), .number(above)])
      result.append(
        .init(
          "weight",
          "effective weight in \(index.index.code): \(Self.short(own)) in \(node.code) x \(Self.short(above)) of "
            + "\(node.code) = \(Self.short(effective.value))",
          [
            ("value", .double(effective.value)), ("node", .string(node.code.rawValue)), ("within_node", .double(own)),
            ("of_node", .double(above)), ("method", .string(index.index.weight.method.name)),
          ]))
    }
    if let found = figures(of: child, in: node, index) { return result + [found] }
    let below = index.index.tree.innerNodes.first { $0.code == child }?.leaves ?? []
    let isSum = index.index.weight.level == .leaves && !below.isEmpty
    let how = isSum ? ", the sum of the effective weights of its \(below.count) indicators" : ""
    if isTop || isSum {
      let value = isTop ? own : own * above
      let place = isTop ? "in \(node.code)" : "effective"
      result.append(
        .init(
          "weight", "weight \(place) \(Self.short(value))\(how)",
          [
            ("value", .double(value)), ("node", .string(node.code.rawValue)), ("within_node", .double(own)),
            ("method", .string(index.index.weight.method.name)),
          ]))
    }
    return result
  }

  /// The figures a weight was computed from; nil for methods that take no data and for sums of weights.
  private func figures(of child: IndicatorCode, in node: IndexNode, _ index: ScoredPanel.IndexWeights)
    -> ExplanationStep.Fact?
  {
    let isOverLeaves = index.index.weight.level == .leaves
    let set = isOverLeaves ? index.weights.effective : index.weights.nodes[node.code]
    guard let set, let entry = set.entries.first(where: { $0.indicator == child }), let n = entry.rows,
      let e = entry.entropy, let d = entry.divergence
    else { return nil }
    let k = 1 / Arithmetic.call(.ln, [.number(Double(n))]).value
    let sum = set.entries.compactMap(\.divergence).stableSum()
    let what = isOverLeaves ? "effective weight" : "weight in \(node.code)"
    return .init(
      "entropy",
      "\(what): n \(n), k = 1 / ln(\(n)) = \(Self.short(k)), e \(Self.short(e)), d = 1 - e = \(Self.short(d)), "
        + "d / sum of the \(set.entries.count) d = \(Self.short(d)) / \(Self.short(sum)) = \(Self.short(entry.weight))",
      [
        ("value", .double(entry.weight)), ("n", .int(n)), ("k", .double(k)), ("entropy", .double(e)),
        ("divergence", .double(d)), ("divergence_sum", .double(sum)),
      ])
  }

  /// The share of a node in the whole index: the weights on the way down to it, multiplied.
  private static func weight(of node: IndicatorCode, in index: ScoredPanel.IndexWeights) -> Double {
    func down(_ from: IndexNode, _ share: Double) -> Double? {
      if from.code == node { return share }
      for child in from.children where !child.isLeaf {
        if let found = down(child, share * (index.weights.nodes[from.code]?[child.code] ?? 0)) { return found }
      }
      return nil
    }
    return down(index.index.tree, 1) ?? 0
  }

  /// All digits that say something: fifteen, as a spreadsheet shows them, so that 1.2101 is not 1.2101000000000002.
  static func plain(_ x: Double) -> String { DecimalText.rounded(x, significant: 15) }

  static func short(_ x: Double) -> String { DecimalText.rounded(x, significant: 7) }
}
