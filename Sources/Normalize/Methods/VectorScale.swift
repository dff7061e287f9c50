import Definitions
import PanelModel

/// Vector normalisation (向量规范法): x over the Euclidean length of its column.
///
/// positive: x / sqrt(sum x^2); negative: 1 - x / sqrt(sum x^2).
/// Source: Hwang and Yoon, Multiple Attribute Decision Making (1981), section II.3; pymcdm vector_normalization.
package struct VectorScale: NormalizationMethod {
  package static let info = MethodInfo(
    name: "vector",
    title: Title(zh: "向量规范法", en: "Vector normalisation"),
    formula: "x / sqrt(sum x^2); negative: 1 - x / sqrt(sum x^2)",
    source: "Hwang and Yoon, Multiple Attribute Decision Making, 1981, section II.3",
    edges: [
      "An indicator that is 0 throughout a group is missing there, with a finding.",
      "The scale hangs on the number of rows: a longer panel has smaller values.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {}

  package func fit(_ sample: NormalizationSample) -> NormalizationBounds.Pair? {
    // Squares of the values over the largest: neither 1e-200 nor 1e200 leaves the range of a double.
    let largest = sample.values.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else { return NormalizationBounds.Pair(0, 0) }
    var sum = StableSum()
    for x in sample.values { sum.add((x / largest) * (x / largest)) }
    return NormalizationBounds.Pair(0, largest * sum.value.squareRoot())
  }

  package func hasSpread(_ pair: NormalizationBounds.Pair) -> Bool { pair.second > 0 }

  package func apply(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Double {
    direction.isReversed ? 1 - x / pair.second : x / pair.second
  }
}
