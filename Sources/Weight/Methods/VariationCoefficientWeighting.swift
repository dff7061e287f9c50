import Definitions
import PanelModel

/// Coefficient of variation weights (变异系数法): an indicator weighs in proportion to its standard deviation over its mean.
/// Source: the coefficient is of Pearson, Philosophical Transactions of the Royal Society A 187 (1896), 253-318.
package struct VariationCoefficientWeighting: WeightingMethod {
  package static let readsValues = true
  package static let info = MethodInfo(
    name: "variation_coefficient",
    title: Title(zh: "变异系数法", en: "Coefficient of variation weights"),
    formula: "v = s / mean, w = v / sum v; s with n - 1",
    source: "Pearson, Philos. Trans. R. Soc. A 187, 1896, 253-318 (the coefficient)",
    edges: [
      "A value below 0 is refused: with z-scores the mean is 0 and the coefficient has no meaning.",
      "A constant indicator has weight 0, with a finding; if all are constant the weights are refused.",
      "Rows where an indicator is missing have no part in its own figure; a finding says so.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {}

  package func weights(of columns: [WeightingColumn]) throws(WeightingError) -> WeightSet {
    try ColumnStatistic.weights(Self.info.name, of: columns) { values, indicator throws(WeightingError) in
      try ColumnStatistic.refuseNegative(values, indicator, Self.info.name)
      return ColumnStatistic.variance(values).squareRoot() / (values.stableSum() / Double(values.count))
    }
  }
}
