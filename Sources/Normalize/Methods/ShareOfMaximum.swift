import Definitions
import PanelModel

/// Share of the maximum (极大值法): x over the largest value.
///
/// positive: x / max; negative: 1 - x / max, or with `negative: ratio` min / x.
/// Source: Jahan and Edwards, Materials and Design 65 (2015), 335-342; pymcdm max_normalization, linear_normalization.
package struct ShareOfMaximum: NormalizationMethod {
  /// How a negative indicator is turned round.
  enum Reversal: String, Sendable, CaseIterable {
    case difference, ratio
  }

  private let negative: Reversal

  package static let info = MethodInfo(
    name: "max",
    title: Title(zh: "极大值法", en: "Share of the maximum"),
    formula: "x / max; negative: 1 - x / max, with `negative: ratio` min / x",
    source: "Jahan and Edwards, Materials and Design 65, 2015, 335-342",
    options: [
      .init(
        "negative", allowed: "difference | ratio", default: "difference",
        meaning: "How a negative indicator is turned round: 1 - x / max, or min / x.")
    ],
    edges: [
      "A value below 0 is refused, and with `negative: ratio` a 0 of a negative indicator.",
      "An indicator that is 0 throughout a group is missing there, with a finding.",
      "Moving the zero of a unit changes the result: indicators such as temperatures and growth rates do not suit it.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    negative = try options.choice("negative", default: .difference)
  }

  package func fit(_ sample: NormalizationSample) -> NormalizationBounds.Pair? {
    var (low, high) = (Double.infinity, -Double.infinity)
    for x in sample.values { (low, high) = (min(low, x), max(high, x)) }
    return NormalizationBounds.Pair(low, high)
  }

  package func hasSpread(_ pair: NormalizationBounds.Pair) -> Bool { pair.second > 0 }

  package static let refusesValues = true
  package func admits(_ x: Double, direction: IndicatorDirection) -> Bool {
    direction.isReversed && negative == .ratio ? x > 0 : x >= 0
  }

  package var remedy: String { "Use min_max, which takes values of either sign." }

  package func apply(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Double {
    guard direction.isReversed else { return x / pair.second }
    return negative == .ratio ? pair.first / x : 1 - x / pair.second
  }
}
