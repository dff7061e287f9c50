import Definitions
import PanelModel

/// Fixed scaling (定标法): each indicator's own range, written in the definition, becomes the common scale. Learns
/// nothing from the data.
///
/// positive: lo + (hi - lo) (x - a) / (b - a); negative: lo + (hi - lo) (b - x) / (b - a), with [a, b] as written.
/// Source: Becker et al., COINr, Journal of Open Source Software 7 (78), 2022, n_scaled.
package struct Scaled: NormalizationMethod {
  private let lo: Double
  private let hi: Double
  private let from: PostTable

  package static let smallestSample = 1
  package static let info = MethodInfo(
    name: "scaled",
    title: Title(zh: "定标法", en: "Scaling from a fixed range"),
    formula: "lo + (hi - lo) (x - a) / (b - a); negative: lo + (hi - lo) (b - x) / (b - a); [a, b] as written",
    source: "Becker et al., COINr, J. Open Source Softw. 7(78), 2022 (n_scaled)",
    options: [
      .init(
        "from", allowed: "[a, b], or {code: [a, b]} for every indicator", default: nil,
        meaning: "The range of the indicator in its own unit that becomes the common scale."),
      .init("to", allowed: "[lo, hi], two numbers, lo < hi", default: "[0, 1]", meaning: "Ends of the common scale."),
    ],
    edges: [
      "Values beyond the range are kept, below lo or above hi; `goalposts` clips them.",
      "A constant indicator keeps its place on the scale, as nothing is learnt from the data.",
      "Target and interval: the range is that of the distance from the ideal.",
    ])

  package init(options: MethodOptions) throws(DefinitionError) {
    from = try PostTable(options, key: "from")
    (lo, hi) = try options.ends("to", default: (0, 1))
  }

  package func check(_ items: [NormalizationItem]) throws(DefinitionError) { try from.check(items) }

  package func fit(_ sample: NormalizationSample) -> NormalizationBounds.Pair? {
    from[sample.indicator].map { NormalizationBounds.Pair($0.0, $0.1) }
  }

  package func apply(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Double {
    let distance = direction.isReversed ? pair.second - x : x - pair.first
    return lo + (hi - lo) * (distance / (pair.second - pair.first))
  }
}
