import Definitions
import PanelModel

/// Finds the weights of an index: of its base indicators, and of the children of every node of its tree.
package struct WeightStage: Stage {
  package static let name = "weight"
  package static let codeVersion = 1

  package struct Input: Sendable {
    /// The normalised panel.
    package var panel: Panel
    /// The index's root.
    package var tree: IndexNode

    package init(panel: Panel, tree: IndexNode) {
      self.panel = panel
      self.tree = tree
    }
  }

  package struct Output: Sendable, Equatable {
    /// By inner node: the weights of its children, summing to 1.
    package var nodes: [IndicatorCode: WeightSet]
    /// The weights of the base indicators in the whole index, in the order of the tree, summing to 1, with the figures
    /// they came from.
    package var effective: WeightSet
    /// What the score adds to every normalised value: the shift of `score: shifted`, else 0.
    package var scoreShift: Double

    package init(nodes: [IndicatorCode: WeightSet], effective: WeightSet, scoreShift: Double = 0) {
      self.nodes = nodes
      self.effective = effective
      self.scoreShift = scoreShift
    }
  }

  package let method: any WeightingMethod
  package let level: WeightRule.Level
  let place: DefinitionPlace?

  /// - Throws: if the rule names no known method, holds a wrong option, or asks for weights by year or area.
  package init(rule: WeightRule) throws(DefinitionError) {
    place = rule.method.options.place
    guard rule.over == .pooled else {
      throw DefinitionError(
        place: rule.method.options.places["over"] ?? place,
        message: "weights can only be taken over all areas and years together: with weights that change from year to"
          + " year, or from area to area, a score moves when nothing in its area has, and scores are not comparable",
        remedy: "Write 'over: pooled' under 'weight'.")
    }
    method = try WeightingRegistry.method(rule.method)
    level = rule.level
  }

  package func run(_ input: Input, findings: inout [Finding]) throws -> Output {
    try check(input.tree)
    let output =
      switch level {
      case .leaves: try overLeaves(input)
      case .node: try withinNodes(input)
      }
    findings += self.findings(about: output.effective, rowCount: method.rowCount(of: input.panel.keys))
    for node in [input.tree.code] + input.tree.innerNodes.dropFirst().map(\.code) {
      findings += output.nodes[node]?.findings ?? []
    }
    return output
  }

  /// How a node weighs its own children; nil: as the index does.
  func ownMethod(of node: IndexNode) throws(DefinitionError) -> (any WeightingMethod)? {
    guard let rule = node.weight else { return nil }
    let own = try WeightStage(rule: rule).method
    guard own.scoreShift == method.scoreShift else {
      throw DefinitionError(
        place: rule.method.options.place, message: "'\(node.code)' would score shifted values and the index others",
        remedy: "Write the same 'shift' and 'score' under 'weight' of the index.")
    }
    return own
  }

  /// The columns of these codes; without values where the method reads none.
  func columns(
    _ codes: [IndicatorCode], _ input: Input, for method: any WeightingMethod
  ) throws(DefinitionError) -> [WeightingColumn] {
    guard type(of: method).readsValues else { return codes.map { WeightingColumn($0, []) } }
    var result: [WeightingColumn] = []
    for code in codes {
      guard let series = input.panel[code] else {
        throw DefinitionError(
          place: place, message: "there is no column '\(code)' to weigh by its values",
          remedy: "Weigh over leaves ('level: leaves'): a dimension has no values before it is scored.")
      }
      result.append(WeightingColumn(code, series.values))
    }
    return result
  }

  /// What a reader of the weights should know: rows left out, indicators without variation.
  private func findings(about set: WeightSet, rowCount: Int) -> [Finding] {
    var result: [Finding] = []
    let short = set.entries.filter { ($0.rows ?? rowCount) < rowCount }
    if !short.isEmpty {
      let fewest = short.reduce(rowCount) { min($0, $1.rows ?? 0) }
      let list = short.map { "\($0.indicator) \(rowCount - ($0.rows ?? 0))" }.joined(separator: ", ")
      result.append(
        Finding(
          .rowsLeftOutOfWeights,
          message: type(of: method).usesCompleteRows
            ? "of \(rowCount) rows \(fewest) hold a value of every indicator, and only these had a part in the weights"
            : "of \(rowCount) rows these held no value and had no part in the weights: \(list)",
          remedy: "Fill the gaps, or restrict the sample, so that all indicators are weighed over the same rows.",
          count: short.reduce(0) { $0 + rowCount - ($1.rows ?? 0) }))
    }
    // Methods other than entropy say it themselves.
    for entry in set.entries where entry.divergence == 0 {
      result.append(
        Finding(
          .constantIndicator, indicator: entry.indicator,
          message: "\(entry.indicator) is the same in every row and has weight 0", remedy: "Take it out of the index.",
          count: entry.rows ?? 0))
    }
    return result
  }
}
