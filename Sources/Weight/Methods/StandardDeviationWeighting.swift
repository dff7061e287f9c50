import Definitions
import PanelModel

/// Standard deviation weights (标准差法): an indicator weighs in proportion to the standard deviation of its normalised values.
/// Source: Diakoulaki, Mavrotas and Papayannakis, Computers and Operations Research 22 (1995), 763-770.
package struct StandardDeviationWeighting: WeightingMethod {
  package static let readsValues = true
  package static let info = MethodInfo(
    name: "standard_deviation",
    title: Title(zh: "标准差法", en: "Standard deviation weights"),
    formula: "w = s / sum s, s the standard deviation with n - 1",
    source: "Diakoulaki, Mavrotas and Papayannakis, Comput. Oper. Res. 22, 1995, 763-770",
    edges: [
      "A constant indicator has weight 0, with a finding; if all are constant the weights are refused.",
      "Rows where an indicator is missing have no part in its own figure; a finding says so.",
      "After z-scores every indicator has the same weight: use it with min_max.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {}

  package func weights(of columns: [WeightingColumn]) throws(WeightingError) -> WeightSet {
    try ColumnStatistic.weights(Self.info.name, of: columns) { values, _ in
      ColumnStatistic.variance(values).squareRoot()
    }
  }
}
