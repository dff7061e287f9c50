import Definitions
import IndexQuality
import PanelModel
import Weight

extension QualityStatistics {
  /// A node of the tree below the root, or the root itself at place 0, parents first.
  private struct Element {
    var code: IndicatorCode
    /// The place of its parent; nil for the root.
    var parent: Int?
    /// Among the children of its parent.
    var weight: Double
    var isLeaf: Bool
  }

  private var elements: [Element] {
    let tree = scores.index.tree
    var elements = [Element(code: tree.code, parent: nil, weight: 1, isLeaf: false)]
    func descend(_ node: IndexNode, _ place: Int) {
      for child in node.children {
        let weight = scores.weights.nodes[node.code]?[child.code] ?? 0
        elements.append(Element(code: child.code, parent: place, weight: weight, isLeaf: child.isLeaf))
        if !child.isLeaf { descend(child, elements.count - 1) }
      }
    }
    descend(tree, 0)
    return elements
  }

  /// What every element weighs: on paper, and in the variance of the score.
  func weights() -> DataTable {
    let elements = elements
    let products = EffectiveWeights.products(elements.map(\.weight), parents: elements.map(\.parent))
    let score = sample.of(scores.score)
    let carried = carried(elements, products, score)
    let shown = Array(elements.indices.dropFirst())
    let ratios = shown.map { EffectiveWeights.correlationRatio(column(elements[$0].code), score) }
    let correlations = shown.map { Correlations(column(elements[$0].code), score) }
    return DataTable(columns: [
      DataColumn("element", .text(shown.map { elements[$0].code.rawValue })),
      DataColumn("parent", .text(shown.map { place in elements[place].parent.map { elements[$0].code.rawValue } })),
      DataColumn(
        "weight", .double(shown.map { elements[$0].weight }), title: Title(zh: "权重", en: "Weight in its node")),
      DataColumn(
        "effective", .double(shown.map { products[$0] }), title: Title(zh: "有效权重", en: "Weight in the index")),
      DataColumn(
        "carried", .double(shown.map { carried[$0] }),
        title: Title(zh: "方差份额", en: "Share of the variance of the score")),
      DataColumn("r_squared", .double(correlations.map { $0.pearson.map { $0 * $0 } })),
      DataColumn("eta_squared", .double(ratios), title: Title(zh: "相关比", en: "Correlation ratio")),
      DataColumn("rows", .int32(correlations.map { Int32($0.rows) })),
    ])
  }

  /// By element: the share of the variance of the score it carries, of a dimension the sum of its indicators'; nil where
  /// it has no values.
  private func carried(_ elements: [Element], _ products: [Double?], _ score: [Double?]) -> [Double?] {
    let full = elements.indices.filter { elements[$0].isLeaf && !empty.contains(elements[$0].code) }
    var result = [Double?](repeating: nil, count: elements.count)
    let shares = EffectiveWeights.varianceShares(
      full.map { column(elements[$0].code) }, weights: full.map { products[$0] ?? 0 }, score: score)
    for (leaf, share) in zip(full, shares ?? []) { result[leaf] = share }
    // Parents stand before their children.
    for place in elements.indices.reversed() where !elements[place].isLeaf {
      let children = elements.indices.filter { elements[$0].parent == place }.compactMap { result[$0] }
      if !children.isEmpty { result[place] = children.stableSum() }
    }
    return result
  }
}
