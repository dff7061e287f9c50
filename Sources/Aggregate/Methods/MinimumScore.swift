import Definitions
import PanelModel

/// The minimum (最小值法, short board): the score is that of the worst child, whatever the weights above 0.
/// Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 1.6 (no compensation).
package struct MinimumScore: AggregationMethod {
  package static let info = MethodInfo(
    name: "minimum",
    title: Title(zh: "最小值法", en: "Minimum"),
    formula: "S = min x over the children with a weight above 0",
    source: "OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 1.6",
    edges: [
      "The whole score belongs to the worst child; of several, to each in equal parts.",
      "A missing child might have been the worst: leave `when_missing` out unless that is meant.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {}

  package func score(_ values: [Double], weights: [Double]) -> Double { values.reduce(Double.infinity, min) }

  package func rates(_ values: [Double], weights: [Double], score: Double) -> [Double] {
    let worst = values.count { $0 == score }
    return values.map { $0 == score ? 1 / Double(worst) : 0 }
  }
}
