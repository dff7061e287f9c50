import Definitions
import PanelModel

/// Gini weights (基尼系数法): an indicator weighs in proportion to the Gini coefficient of its normalised values.
/// Source: Gini, Variabilità e mutabilità (1912); as weights in pymcdm and scikit-criteria.
package struct GiniWeighting: WeightingMethod {
  package static let readsValues = true
  package static let info = MethodInfo(
    name: "gini",
    title: Title(zh: "基尼系数法", en: "Gini weights"),
    formula: "G = sum_i (2i - n - 1) x_i / (n sum x) with x rising, w = G / sum G",
    source: "Gini, Variabilità e mutabilità, 1912; as weights in pymcdm and scikit-criteria",
    edges: [
      "A value below 0 is refused, and an indicator of zeros only.",
      "A constant indicator has weight 0, with a finding; if all are constant the weights are refused.",
      "Rows where an indicator is missing have no part in its own figure; a finding says so.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {}

  package func weights(of columns: [WeightingColumn]) throws(WeightingError) -> WeightSet {
    try ColumnStatistic.weights(Self.info.name, of: columns) { values, indicator throws(WeightingError) in
      try ColumnStatistic.refuseNegative(values, indicator, Self.info.name)
      return Self.coefficient(values)
    }
  }

  /// The Gini coefficient in [0, 1); 0 exactly where all values are equal.
  /// - Precondition: values >= 0 with a sum above 0.
  package static func coefficient(_ values: [Double]) -> Double {
    guard let first = values.first, values.contains(where: { $0 != first }) else { return 0 }
    let n = values.count
    var sum = StableSum()
    for (i, x) in values.sorted().enumerated() { sum.add(Double(2 * (i + 1) - n - 1) * x) }
    return max(0, sum.value / (Double(n) * values.stableSum()))
  }
}
