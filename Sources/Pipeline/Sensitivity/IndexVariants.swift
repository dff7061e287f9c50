import Aggregate
import Definitions
import Normalize
import PanelModel
import Synchronization
import Weight

/// An index computed in other ways. What draws share (normalised columns, fitted weights) is computed once.
///
/// Weights are found on the columns as the index itself normalises them: another normalisation changes the scores, not
/// the weights, so that the two factors stay apart (and entropy need not be asked about z-scores).
package final class IndexVariants: Sendable {
  let index: IndexDefinition
  let settings: SensitivitySettings
  package let keys: [PanelKey]
  private let items: [NormalizationItem]
  /// By alternative of missing figures: the panel of base indicators.
  private let panels: [Panel]
  private let state = Mutex(State())

  private struct State {
    var columns: [ColumnsKey: NormalizedColumns] = [:]
    var weights: [WeightsKey: Weights] = [:]
  }

  /// By inner node, and what is added to every normalised value.
  private typealias Weights = (nodes: [IndicatorCode: WeightSet], shift: Double)

  private struct ColumnsKey: Hashable {
    var missing: Int
    var normalize: Int
  }

  private struct WeightsKey: Hashable {
    var missing: Int
    var weight: Int
    var shift: Int
    var dropped: IndicatorCode?
  }

  /// - Parameter panels: one for each of `settings.missing`, with equal keys and all leaves of the index.
  package init(
    _ index: IndexDefinition, _ settings: SensitivitySettings, panels: [Panel],
    direction: (IndicatorCode) -> IndicatorDirection
  ) {
    self.index = index
    self.settings = settings
    self.panels = panels
    keys = panels.first?.keys ?? []
    items = index.tree.leaves.map { NormalizationItem($0, direction($0)) }
  }

  /// The scores of the root; NaN where there is none.
  package func scores(_ draw: SensitivityDraw) throws -> [Double] {
    let columns = try self.columns(ColumnsKey(missing: draw.missing, normalize: draw.normalize))
    let tree = try self.tree(without: draw.dropped)
    let fitted = try weights(draw, tree)
    let nodes = multiplied(fitted.nodes, tree, by: draw.factors)
    let rule = aggregation(draw)
    if tree.innerNodes.allSatisfy({ $0.aggregate == nil }),
      try AggregateStage(rule: rule).method is WeightedArithmetic
    {
      var scores = columns.means(weights: Self.products(tree, nodes), shift: fitted.shift)
      if !columns.incomplete.isEmpty {
        let rest = try self.scores(columns.incompletePanel, tree, nodes, rule, shift: fitted.shift)
        for (row, score) in zip(columns.incomplete, rest) { scores[row] = score }
      }
      return scores
    }
    return try self.scores(columns.panel, tree, nodes, rule, shift: fitted.shift)
  }

  private func scores(
    _ panel: Panel, _ tree: IndexNode, _ nodes: [IndicatorCode: WeightSet], _ rule: AggregationRule, shift: Double
  ) throws -> [Double] {
    var findings: [Finding] = []
    let input = AggregateStage.Input(panel: panel, tree: tree, weights: nodes, shift: shift)
    let scores = try AggregateStage(rule: rule).run(input, findings: &findings)
    return scores[tree.code]?.values.map { $0 ?? .nan } ?? []
  }

  // MARK: what draws share

  private func columns(_ key: ColumnsKey) throws -> NormalizedColumns {
    if let known = state.withLock({ $0.columns[key] }) { return known }
    var rule = index.normalize
    if key.normalize > 0 { rule.method = settings.normalize[key.normalize - 1] }
    var findings: [Finding] = []
    let output = try NormalizeStage(rule: rule).run(
      NormalizeStage.Input(panel: panels[key.missing], items: items), findings: &findings)
    let columns = NormalizedColumns(output.panel, leaves: index.tree.leaves)
    state.withLock { $0.columns[key] = columns }
    return columns
  }

  private func weights(_ draw: SensitivityDraw, _ tree: IndexNode) throws -> Weights {
    let key = WeightsKey(missing: draw.missing, weight: draw.weight, shift: draw.shift, dropped: draw.dropped)
    if let known = state.withLock({ $0.weights[key] }) { return known }
    var rule = index.weight
    if draw.weight > 0 { rule.method = settings.weight[draw.weight - 1] }
    if draw.shift > 0, Self.takesShift(rule.method.name) {
      rule.method.options.values["shift"] = .number(settings.shift[draw.shift - 1])
    }
    let panel = try self.columns(ColumnsKey(missing: draw.missing, normalize: 0)).panel
    func whole() throws -> WeightStage.Output {
      var findings: [Finding] = []
      return try WeightStage(rule: rule).run(WeightStage.Input(panel: panel, tree: index.tree), findings: &findings)
    }
    let weights: Weights
    if draw.dropped == nil {
      let output = try whole()
      weights = (output.nodes, output.scoreShift)
    } else {
      let rest = try RemainingWeights(rule, tree, of: index.tree, panel: panel, whole: whole)
      weights = (rest.nodes, rest.shift)
    }
    state.withLock { $0.weights[key] = weights }
    return weights
  }

  private static func takesShift(_ name: String) -> Bool {
    WeightingRegistry.all.contains { type in
      type.info.name == name && type.info.options.contains { $0.name == "shift" }
    }
  }

  private func aggregation(_ draw: SensitivityDraw) -> AggregationRule {
    var rule = index.aggregate
    if draw.aggregate > 0 { rule.method = settings.aggregate[draw.aggregate - 1] }
    return rule
  }

  private func tree(without dropped: IndicatorCode?) throws(PipelineError) -> IndexNode {
    guard let dropped else { return index.tree }
    if let rest = index.tree.without([dropped]) { return rest }
    throw .message("'\(index.code)' has one indicator only", remedy: "Leave out indicators=drop_one.")
  }

  /// The weights of every node, each times the factor of its child, rescaled to sum 1.
  private func multiplied(
    _ nodes: [IndicatorCode: WeightSet], _ tree: IndexNode, by factors: [Double]
  ) -> [IndicatorCode: WeightSet] {
    if factors.isEmpty { return nodes }
    let children = index.tree.innerNodes.flatMap { $0.children.map(\.code) }
    let byChild = Dictionary(zip(children, factors), uniquingKeysWith: { a, _ in a })
    return nodes.mapValues { set in
      var result = set
      for i in result.entries.indices { result.entries[i].weight *= byChild[result.entries[i].indicator] ?? 1 }
      let total = result.entries.map(\.weight).stableSum()
      for i in result.entries.indices { result.entries[i].weight /= total }
      return result
    }
  }

  /// By leaf: the product of the weights on the way to it.
  private static func products(_ tree: IndexNode, _ nodes: [IndicatorCode: WeightSet]) -> [IndicatorCode: Double] {
    var result: [IndicatorCode: Double] = [:]
    func descend(_ node: IndexNode, _ share: Double) {
      guard let set = nodes[node.code] else { return }
      for (child, entry) in zip(node.children, set.entries) {
        if child.isLeaf { result[child.code] = share * entry.weight } else { descend(child, share * entry.weight) }
      }
    }
    descend(tree, 1)
    return result
  }
}

/// Normalised columns of an index, with the rows that have all of them apart.
final class NormalizedColumns: Sendable {
  let panel: Panel
  /// Rows with a gap, and the panel of them alone.
  let incomplete: [Int]
  let incompletePanel: Panel
  private let leaves: [IndicatorCode]
  /// By leaf, all rows; 0 for a gap.
  private let values: [[Double]]

  init(_ panel: Panel, leaves: [IndicatorCode]) {
    self.panel = panel
    self.leaves = leaves
    let series = leaves.map { panel[$0] ?? PanelSeries(count: panel.rowCount) }
    values = series.map { $0.values.map { $0 ?? 0 } }
    let rows = panel.keys.indices.filter { i in series.contains { $0[i] == nil } }
    incomplete = rows
    var rest = Panel(keys: rows.map { panel.keys[$0] })
    for (leaf, series) in zip(leaves, series) {
      rest[leaf] = PanelSeries(rows.map { series[$0] }, rows.map { series.statuses[$0] })
    }
    incompletePanel = rest
  }

  /// The weighted mean of every row as if it had no gap.
  func means(weights: [IndicatorCode: Double], shift: Double) -> [Double] {
    var result = [Double](repeating: shift, count: panel.rowCount)
    result.withUnsafeMutableBufferPointer { result in
      for (leaf, column) in zip(leaves, values) {
        guard let weight = weights[leaf], weight != 0 else { continue }
        column.withUnsafeBufferPointer { column in
          for i in result.indices { result[i] += weight * column[i] }
        }
      }
    }
    return result
  }
}
