import Definitions
import Foundation
import PanelModel

/// The weighted geometric mean: S = exp(sum w ln x). A low child weighs on the score more than a high one lifts it.
///
/// Its split over children is w S (1 + ln(x / S)), which sums to S because the weighted mean of ln(x / S) is 0. A child
/// below S / e takes away from the score.
/// Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 1.6.
package struct WeightedGeometric: AggregationMethod {
  /// Children below this are raised to it; nil: a child of 0 or less is an error.
  package let floor: Double?

  package static let info = MethodInfo(
    name: "weighted_geometric",
    title: Title(zh: "加权几何平均", en: "Weighted geometric mean"),
    formula: "S = exp(sum w ln x)",
    source: "OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 1.6",
    options: [
      .init(
        "floor", allowed: "number > 0", default: "none",
        meaning: "Children below this are raised to it, with a finding. Without it a child of 0 or less is an error.")
    ],
    edges: [
      "Defined for scores above 0 only: min-max to [0, 1] gives zeros, so declare a floor or normalise to [1, 100].",
      "Partial compensability: the lower a child, the more it weighs on the score.",
      "A missing child: weights are rescaled over those present, if they hold at least the share asked for.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    guard options["floor"] != nil else {
      floor = nil
      return
    }
    let value = try options.number("floor", default: 0)
    guard value > 0, value.isFinite else { throw options.error("floor", expected: "a number above 0") }
    floor = value
  }

  package func admitted(_ score: Double) -> Double? {
    if let floor { return max(score, floor) }
    return score > 0 ? score : nil
  }

  package var remedy: String { "Declare 'floor:' with weighted_geometric, or normalise with 'to: [1, 100]'." }

  package func score(_ values: [Double], weights: [Double]) -> Double {
    var sum = StableSum()
    for i in values.indices { sum.add(weights[i] * log(values[i])) }
    return exp(sum.value)
  }

  package func equation(_ values: [Double], weights: [Double]) -> Arithmetic? {
    .call(.exp, [.sum(zip(weights, values).map { .product([.number($0), .call(.ln, [.number($1)])]) })])
  }

  package func rates(_ values: [Double], weights: [Double], score: Double) -> [Double] {
    values.indices.map { weights[$0] * score * (1 + log(values[$0] / score)) / values[$0] }
  }
}
