import Definitions
import PanelModel

/// Equal weights: 1/k each. With `level: node` every dimension weighs the same, with `level: leaves` every
/// indicator.
package struct EqualWeighting: WeightingMethod {
  package static let readsValues = false
  package static let info = MethodInfo(
    name: "equal",
    title: Title(zh: "等权法", en: "Equal weights"),
    formula: "w = 1 / k",
    source: "OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 1.6",
    edges: ["Takes no data: a missing or constant indicator keeps its weight."])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {}

  package func weights(of columns: [WeightingColumn]) throws(WeightingError) -> WeightSet {
    let share = 1 / Double(columns.count)
    return WeightSet(
      method: Self.info.name,
      entries: columns.map { WeightSet.Entry(indicator: $0.indicator, weight: share) })
  }
}
