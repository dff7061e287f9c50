import Definitions
import PanelModel

/// Z-score (标准差标准化) with the sample standard deviation (n - 1).
///
/// positive: a + b (x - mean) / sd; negative: the same of -x, which is a + b (mean - x) / sd.
/// Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 1.5.
package struct ZScore: NormalizationMethod {
  /// The mean and the standard deviation of the result over the rows fitted.
  package let mean: Double
  package let sd: Double

  package static let info = MethodInfo(
    name: "z_score",
    title: Title(zh: "标准差标准化", en: "Z-score"),
    formula: "a + b (x - mean) / sd, sd with n - 1; negative: a + b (mean - x) / sd",
    source: "OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 1.5",
    options: [
      .init("mean", allowed: "number", default: "0", meaning: "a, the mean of the result."),
      .init("sd", allowed: "number > 0", default: "1", meaning: "b, the standard deviation of the result."),
    ],
    edges: [
      "An indicator with one value only in a group is missing there, with a finding.",
      "The result holds negative numbers: entropy weights and the geometric mean refuse it.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    mean = try options.number("mean", default: 0)
    sd = try options.number("sd", default: 1)
    guard mean.isFinite else { throw options.error("mean", expected: "a finite number") }
    guard sd > 0, sd.isFinite else { throw options.error("sd", expected: "a number above 0") }
  }

  package func fit(_ sample: NormalizationSample) -> NormalizationBounds.Pair? {
    let values = sample.values
    // Equal values are told by comparison: their computed mean may differ from them in the last bit.
    guard let first = values.first, values.contains(where: { $0 != first }) else {
      return NormalizationBounds.Pair(values.first ?? 0, 0)
    }
    let center = values.stableSum() / Double(values.count)
    var squares = StableSum()
    for x in values { squares.add((x - center) * (x - center)) }
    return NormalizationBounds.Pair(center, (squares.value / Double(values.count - 1)).squareRoot())
  }

  package func hasSpread(_ pair: NormalizationBounds.Pair) -> Bool { pair.second > 0 }

  package static let pairNames = (first: "mean", second: "standard deviation")

  package func equation(
    _ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection
  ) -> Arithmetic? {
    let (value, center) = (Arithmetic.number(x), Arithmetic.number(pair.first))
    let distance = direction == .positive ? Arithmetic.difference(value, center) : .difference(center, value)
    let score = Arithmetic.quotient(distance, .number(pair.second))
    return mean == 0 && sd == 1 ? score : .sum([.number(mean), .product([.number(sd), score])])
  }

  package func apply(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Double {
    let distance = direction.isReversed ? pair.first - x : x - pair.first
    return mean + sd * (distance / pair.second)
  }
}
