import Definitions
import LinearAlgebra
import PanelModel

/// Vertical-horizontal scatter weights (纵横向拉开档次法): the weights that spread the scores of all areas and years the most.
///
/// H = sum_t X_t' X_t over the years, X_t the normalised values of a year; w is the eigenvector of its largest
/// eigenvalue, rescaled to sum 1. Without negative values H has none either, and w is positive (Perron and Frobenius).
/// Source: Guo, Theory and Methods of Comprehensive Evaluation (郭亚军, 综合评价理论、方法及应用, 2007).
package struct VerticalHorizontalScatter: WeightingMethod {
  package static let readsValues = true
  package static let usesCompleteRows = true
  package static let info = MethodInfo(
    name: "vertical_horizontal",
    title: Title(zh: "纵横向拉开档次法", en: "Vertical-horizontal scatter weights"),
    formula: "H = sum_t X_t' X_t, H v = lambda v for the largest lambda, w = v / sum v",
    source: "Guo Yajun (郭亚军), 综合评价理论、方法及应用, 2007",
    edges: [
      "Weights below 0, which z-scores may bring, are refused, naming the indicators: use min_max.",
      "Only rows with a value of every indicator count; a finding says how many were left out.",
      "Whether years are scaled together or one by one is said by `over` of the normalisation.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {}

  package func weights(of columns: [WeightingColumn]) throws(WeightingError) -> WeightSet {
    let rows = try CompleteRows(columns, for: Self.info.name)
    let vector = try SignedWeights.refuseNegative(try Self.vector(rows), rows.indicators, Self.info.name)
    return try .shares(
      Self.info.name, of: vector, rows.indicators, rows: rows.indicators.map { _ in rows.rowCount },
      without: "every indicator is 0")
  }

  /// The unit eigenvector of the largest eigenvalue of X'X, with a sum >= 0; it may hold negative elements.
  /// - Throws: `WeightingError` as `weights(of:)`.
  package static func vector(of columns: [WeightingColumn]) throws(WeightingError) -> [Double] {
    try vector(try CompleteRows(columns, for: info.name))
  }

  private static func vector(_ rows: CompleteRows) throws(WeightingError) -> [Double] {
    // The sum over years of sums over areas is the sum over rows.
    guard let eigen = SymmetricEigen(products(rows.columns)), eigen.values[0] > 0 else {
      throw WeightingError(
        .allZero, message: "every normalised value is 0, so no weights spread the scores",
        remedy: "Check the sample of areas and years.")
    }
    return eigen.vectors[0]
  }
}
