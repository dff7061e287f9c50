import Definitions
import PanelModel

/// Distance to the best value (最优值距离法): 1 less the distance from the best as a share of the range.
///
/// positive: 1 - (max - x) / (max - min); negative: 1 - (x - min) / (max - min). The same numbers as min-max to [0, 1].
/// Source: Becker et al., COINr, Journal of Open Source Software 7 (78), 2022, n_dist2max.
package struct DistanceToMaximum: NormalizationMethod {
  package static let info = MethodInfo(
    name: "distance_to_max",
    title: Title(zh: "最优值距离法", en: "Distance to the best value"),
    formula: "1 - (max - x) / (max - min); negative: 1 - (x - min) / (max - min)",
    source: "Becker et al., COINr, J. Open Source Softw. 7(78), 2022 (n_dist2max)",
    edges: [
      "An indicator with one value only in a group is missing there, with a finding.",
      "The numbers are those of min_max to [0, 1], up to rounding.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {}

  package func fit(_ sample: NormalizationSample) -> NormalizationBounds.Pair? {
    let (low, high) = sample.extremes
    return NormalizationBounds.Pair(low, high)
  }

  package func apply(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Double {
    let distance = direction.isReversed ? x - pair.first : pair.second - x
    return 1 - distance / (pair.second - pair.first)
  }
}
