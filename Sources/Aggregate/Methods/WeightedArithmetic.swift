import Definitions
import PanelModel

/// The weighted mean: S = sum w x. A low child is made up for by a high one (full compensability).
/// Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 1.6.
package struct WeightedArithmetic: AggregationMethod {
  package static let info = MethodInfo(
    name: "weighted_arithmetic",
    title: Title(zh: "加权算术平均", en: "Weighted arithmetic mean"),
    formula: "S = sum w x",
    source: "OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 1.6",
    edges: [
      "Full compensability: a low child is made up for by a high one.",
      "A missing child: weights are rescaled over those present, if they hold at least the share asked for.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {}

  package func score(_ values: [Double], weights: [Double]) -> Double {
    var sum = StableSum()
    for i in values.indices { sum.add(weights[i] * values[i]) }
    return sum.value
  }

  package func equation(_ values: [Double], weights: [Double]) -> Arithmetic? {
    .sum(zip(weights, values).map { .product([.number($0), .number($1)]) })
  }

  package func rates(_ values: [Double], weights: [Double], score: Double) -> [Double] { weights }
}
