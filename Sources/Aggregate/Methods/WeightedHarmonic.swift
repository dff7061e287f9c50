import Definitions
import PanelModel

/// The weighted harmonic mean (加权调和平均): S = 1 / sum (w / x). The lowest child weighs the most.
///
/// Its split over children is w S (2 - S / x), the counterpart of the geometric mean's; it sums to S.
/// Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 1.6.
package struct WeightedHarmonic: AggregationMethod {
  private let mean: PowerMean

  package static let info = MethodInfo(
    name: "weighted_harmonic",
    title: Title(zh: "加权调和平均", en: "Weighted harmonic mean"),
    formula: "S = 1 / sum (w / x)",
    source: "OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 1.6",
    options: [FloorOption.info],
    edges: [
      "Defined for scores above 0 only: of -1 and 2 the formula gives -4. Declare a floor or normalise to [1, 100].",
      "A missing child: weights are rescaled over those present, if they hold at least the share asked for.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    mean = PowerMean(p: -1, floor: try FloorOption.read(options))
  }

  package func admitted(_ score: Double) -> Double? { mean.admitted(score) }
  package var remedy: String { mean.remedy }

  package func score(_ values: [Double], weights: [Double]) -> Double {
    var sum = StableSum()
    for i in values.indices { sum.add(weights[i] / values[i]) }
    return 1 / sum.value
  }

  package func rates(_ values: [Double], weights: [Double], score: Double) -> [Double] {
    values.indices.map { weights[$0] * score * (2 - score / values[$0]) / values[$0] }
  }
}
