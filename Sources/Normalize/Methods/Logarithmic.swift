import Definitions
import Foundation
import PanelModel

/// Logarithmic normalisation (对数规范法): the share of ln x in the sum of logarithms of its group.
///
/// positive: ln x / ln(product of x); negative: (1 - ln x / ln(product of x)) / (m - 1), m values.
/// Below 1 logarithms are negative and their shares fall as x rises, so that the worst would come out best: such values
/// are refused.
/// Source: Zavadskas and Turskis, Technological and Economic Development of Economy 14 (2008), 305-314.
package struct Logarithmic: NormalizationMethod {
  package static let info = MethodInfo(
    name: "logarithmic",
    title: Title(zh: "对数规范法", en: "Logarithmic normalisation"),
    formula: "ln x / sum ln x; negative: (1 - ln x / sum ln x) / (m - 1), m values",
    source: "Zavadskas and Turskis, Technol. Econ. Dev. Econ. 14, 2008, 305-314",
    edges: [
      "A value below 1 is refused: its logarithm is negative and turns the order round.",
      "An indicator that is 1 throughout a group is missing there, with a finding.",
      "Another unit gives other numbers: write the unit for which all values are well above 1.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {}

  package func fit(_ sample: NormalizationSample) -> NormalizationBounds.Pair? {
    var sum = StableSum()
    for x in sample.values { sum.add(log(x)) }
    return NormalizationBounds.Pair(Double(sample.values.count), sum.value)
  }

  package func hasSpread(_ pair: NormalizationBounds.Pair) -> Bool { pair.second != 0 }

  package static let refusesValues = true
  package func admits(_ x: Double, direction: IndicatorDirection) -> Bool { x >= 1 }

  package var remedy: String { "Write the indicator in a smaller unit, so that all values exceed 1, or use min_max." }

  package func apply(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Double {
    let share = log(x) / pair.second
    return direction.isReversed ? (1 - share) / (pair.first - 1) : share
  }
}
