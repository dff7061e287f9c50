import Definitions
import PanelModel

/// Variance weights (方差法): an indicator weighs in proportion to the variance of its normalised values.
/// Source: Rao and Patel, International Journal of Production Research 48 (2010), 4665-4682.
package struct VarianceWeighting: WeightingMethod {
  package static let readsValues = true
  package static let info = MethodInfo(
    name: "variance",
    title: Title(zh: "方差法", en: "Variance weights"),
    formula: "w = s^2 / sum s^2, s^2 the variance with n - 1",
    source: "Rao and Patel, Int. J. Prod. Res. 48, 2010, 4665-4682",
    edges: [
      "A constant indicator has weight 0, with a finding; if all are constant the weights are refused.",
      "Rows where an indicator is missing have no part in its own figure; a finding says so.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {}

  package func weights(of columns: [WeightingColumn]) throws(WeightingError) -> WeightSet {
    try ColumnStatistic.weights(Self.info.name, of: columns) { values, _ in ColumnStatistic.variance(values) }
  }
}
