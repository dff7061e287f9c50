import Definitions
import PanelModel

/// Share of the sum (归一化法): x over the sum of its group.
///
/// positive: x / sum x; negative: (1 / x) / sum (1 / x).
/// Source: Jahan and Edwards, Materials and Design 65 (2015), 335-342; pymcdm sum_normalization.
package struct ShareOfSum: NormalizationMethod {
  package static let info = MethodInfo(
    name: "sum",
    title: Title(zh: "归一化法", en: "Share of the sum"),
    formula: "x / sum x; negative: (1 / x) / sum (1 / x)",
    source: "Jahan and Edwards, Materials and Design 65, 2015, 335-342",
    edges: [
      "A value below 0 is refused; of a negative, target or interval indicator also a 0.",
      "An indicator that is 0 throughout a group is missing there, with a finding.",
      "The scale hangs on the number of rows: a longer panel has smaller values.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {}

  package func fit(_ sample: NormalizationSample) -> NormalizationBounds.Pair? {
    var sum = StableSum()
    for x in sample.values { sum.add(sample.direction.isReversed ? 1 / x : x) }
    return NormalizationBounds.Pair(0, sum.value)
  }

  package func hasSpread(_ pair: NormalizationBounds.Pair) -> Bool { pair.second > 0 }

  package static let refusesValues = true
  package func admits(_ x: Double, direction: IndicatorDirection) -> Bool { direction.isReversed ? x > 0 : x >= 0 }

  package var remedy: String { "Use min_max, which takes values of either sign." }

  package func apply(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Double {
    (direction.isReversed ? 1 / x : x) / pair.second
  }
}
