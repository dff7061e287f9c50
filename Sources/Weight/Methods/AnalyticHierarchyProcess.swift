import Definitions
import Foundation
import PanelModel

/// Weights of the analytic hierarchy process (层次分析法): experts compare the indicators in pairs.
///
/// A holds what each is worth against each other, a_ji = 1 / a_ij; A w = lambda w for the largest lambda;
/// CI = (lambda - n) / (n - 1), CR = CI / RI(n). Comparisons with CR above 0.1 contradict each other and are refused.
/// Source: Saaty, The Analytic Hierarchy Process (1980); several experts: Forman and Peniwati, European Journal of
/// Operational Research 108 (1998), 165-169.
package struct AnalyticHierarchyProcess: WeightingMethod {
  enum Derivation: String, Sendable, CaseIterable {
    case eigenvector
    case geometricMean = "geometric_mean"
    case columnMean = "column_mean"
  }

  /// How several experts become one.
  enum Group: String, Sendable, CaseIterable {
    /// The geometric mean of their comparisons.
    case judgements
    /// The geometric mean of their weights.
    case priorities
  }

  private let order: [IndicatorCode]
  private let experts: [ComparisonMatrix]
  private let derivation: Derivation
  private let group: Group
  private let table: ComparisonMatrix.RandomIndex
  private let largestRatio: Double
  private let place: DefinitionPlace?

  package static let readsValues = false
  package static let info = MethodInfo(
    name: "ahp",
    title: Title(zh: "层次分析法", en: "Analytic hierarchy process"),
    formula: "A w = lambda w for the largest lambda; CI = (lambda - n) / (n - 1), CR = CI / RI(n)",
    source: "Saaty, The Analytic Hierarchy Process, 1980; Forman and Peniwati, Eur. J. Oper. Res. 108, 1998, 165-169",
    options: [
      .init("of", allowed: "list of codes, every child named", default: nil, meaning: "The order of rows and columns."),
      .init(
        "matrix", allowed: "rows of numbers or quotients such as 1/3", default: "experts",
        meaning: "What the row is worth against the column; reciprocal, with 1 on the diagonal."),
      .init("experts", allowed: "list of such matrices", default: "matrix", meaning: "One matrix an expert."),
      .init(
        "group", allowed: "judgements | priorities", default: "judgements",
        meaning: "Experts meet as the geometric mean of their comparisons, or of their weights."),
      .init(
        "weights_by", allowed: "eigenvector | geometric_mean | column_mean", default: "eigenvector",
        meaning: "How weights are taken from a matrix."),
      .init(
        "random_index", allowed: "saaty_1980 | saaty_1977", default: "saaty_1980",
        meaning: "The table of RI: 0.58, 0.90, 1.12, 1.24 ... or 0.52, 0.89, 1.11, 1.25 ... from n = 3."),
      .init(
        "largest_ratio", allowed: "number > 0", default: "0.1", meaning: "The largest CR of an expert that is taken."),
    ],
    edges: [
      "A matrix that is not reciprocal, not square or holds a number of 0 or less is refused.",
      "CR above the largest ratio is refused for each expert, naming the comparison that deviates the most.",
      "With two indicators CR is 0: two cannot contradict each other. The table of RI ends at 15 indicators.",
      "A finding gives lambda, CI, RI and CR of every expert.",
    ])

  package init(options: MethodOptions) throws(DefinitionError) {
    place = options.place
    order = try options.requiredCodes("of")
    derivation = try options.choice("weights_by", default: .eigenvector)
    group = try options.choice("group", default: .judgements)
    table = try options.choice("random_index", default: .saaty1980)
    largestRatio = try options.number("largest_ratio", default: 0.1)
    guard largestRatio > 0 else { throw options.error("largest_ratio", expected: "a number above 0") }
    var matrices: [OptionValue] = []
    if let one = options["matrix"] { matrices.append(one) }
    if let several = options["experts"] {
      guard matrices.isEmpty, case .list(let list) = several, !list.isEmpty else {
        throw options.error("experts", expected: "a list of matrices in the place of 'matrix'")
      }
      matrices = list
    }
    let key = options["matrix"] == nil ? "experts" : "matrix"
    guard !matrices.isEmpty else { throw options.missing("matrix") }
    guard order.count <= ComparisonMatrix.RandomIndex.largest else {
      throw options.error("of", expected: "a list of at most \(ComparisonMatrix.RandomIndex.largest) codes")
    }
    var experts: [ComparisonMatrix] = []
    for matrix in matrices { experts.append(try ComparisonMatrix(matrix, order, options, key: key)) }
    self.experts = experts
    for (i, expert) in experts.enumerated() { try check(expert, expert: i + 1, options, key: key) }
  }

  /// Refuses an expert whose comparisons contradict each other.
  private func check(
    _ matrix: ComparisonMatrix, expert: Int, _ options: MethodOptions, key: String
  ) throws(DefinitionError) {
    let figures = matrix.consistency(table)
    guard figures.ratio > largestRatio else { return }
    let worst = matrix.worstComparison
    let who = experts.count > 1 ? "the comparisons of expert \(expert)" : "the comparisons"
    throw DefinitionError(
      place: options.places[key] ?? options.place,
      message: "\(who) contradict each other: CR = \(rounded(figures.ratio)), and at most \(largestRatio) is taken",
      remedy:
        "Look first at '\(order[worst.row])' against '\(order[worst.column])': \(rounded(worst.given)) is written,"
        + " the others suggest \(rounded(worst.suggested)).")
  }

  package func check(names: [IndicatorCode]) throws(DefinitionError) {
    if let stranger = order.first(where: { !names.contains($0) }) {
      throw DefinitionError(
        place: place, message: "'\(stranger)' is compared but is not weighed here",
        remedy: Suggestions.sentence(for: stranger.rawValue, among: names.map(\.rawValue)))
    }
    let absent = names.filter { !order.contains($0) }
    guard absent.isEmpty else {
      throw DefinitionError(
        place: place, message: "\(absent.map(\.rawValue).joined(separator: ", ")) is not compared",
        remedy: "Name every child under 'of', and give 'matrix' a row and a column for it.")
    }
  }

  package func weights(of columns: [WeightingColumn]) throws(WeightingError) -> WeightSet {
    let weights = groupWeights()
    var amounts: [Double] = []
    for column in columns {
      guard let i = order.firstIndex(of: column.indicator) else {
        throw WeightingError(
          .notNamed, indicator: column.indicator, message: "'\(column.indicator)' is not compared with the others",
          remedy: "Name every child under 'of'.")
      }
      amounts.append(weights[i])
    }
    let total = amounts.stableSum()
    var set = WeightSet(method: Self.info.name, entries: [])
    for (column, amount) in zip(columns, amounts) {
      set.entries.append(WeightSet.Entry(indicator: column.indicator, weight: amount / total))
    }
    set.findings = experts.enumerated().map { i, matrix in
      let figures = matrix.consistency(table)
      let who = experts.count > 1 ? "expert \(i + 1)" : "ahp"
      return Finding(
        .consistencyOfComparisons,
        message: "\(who): lambda = \(rounded(figures.lambda)), CI = \(rounded(figures.index)),"
          + " RI = \(table.value(order.count)) (\(table.rawValue)), CR = \(rounded(figures.ratio))",
        remedy: "Nothing; up to \(largestRatio) is taken.", count: order.count)
    }
    return set
  }

  private func groupWeights() -> [Double] {
    switch group {
    case .judgements: return ComparisonMatrix(meanOf: experts).weights(derivation)
    case .priorities:
      let each = experts.map { $0.weights(derivation) }
      let means = order.indices.map { i in exp(each.map { log($0[i]) }.stableSum() / Double(each.count)) }
      let total = means.stableSum()
      return means.map { $0 / total }
    }
  }

  /// Four decimals, for messages.
  private func rounded(_ x: Double) -> Double { (x * 10000).rounded() / 10000 }
}
