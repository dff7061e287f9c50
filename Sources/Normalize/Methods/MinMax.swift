import Definitions
import PanelModel

/// Min-max normalisation (极差标准化): the worst value becomes `lo`, the best `hi`.
///
/// positive: lo + (hi - lo) (x - min) / (max - min); negative: lo + (hi - lo) (max - x) / (max - min).
/// Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 1.5.
package struct MinMax: NormalizationMethod {
  /// The ends of the common scale.
  package let lo: Double
  package let hi: Double

  package static let info = MethodInfo(
    name: "min_max",
    title: Title(zh: "极差标准化", en: "Min-max"),
    formula: "lo + (hi - lo) (x - min) / (max - min); negative: lo + (hi - lo) (max - x) / (max - min)",
    source: "OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 1.5",
    options: [
      .init("to", allowed: "[lo, hi], two numbers, lo < hi", default: "[0, 1]", meaning: "Ends of the common scale.")
    ],
    edges: [
      "An indicator with one value only in a group is missing there, with a finding.",
      "Target and interval: x is the distance from the ideal and min is 0, so that only the ideal itself reaches hi.",
      "With bounds of another vintage, values beyond them are kept, below lo or above hi.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    (lo, hi) = try options.ends("to", default: (0, 1))
  }

  package func fit(_ sample: NormalizationSample) -> NormalizationBounds.Pair? {
    let (low, high) = sample.extremes
    return NormalizationBounds.Pair(low, high)
  }

  package static let pairNames = (first: "minimum", second: "maximum")

  package func equation(
    _ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection
  ) -> Arithmetic? {
    let (low, high) = (Arithmetic.number(pair.first), Arithmetic.number(pair.second))
    let distance = Arithmetic.difference(
      direction == .positive ? .number(x) : high, direction == .positive ? low : .number(x))
    let share = Arithmetic.quotient(distance, .difference(high, low))
    if lo == 0 && hi == 1 { return share }
    return .sum([.number(lo), .product([.number(hi - lo), share])])
  }

  package func apply(to values: inout [Double], _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) {
    // The same operations as for one value, without its questions; NaN passes through.
    let (range, width) = (pair.second - pair.first, hi - lo)
    if direction.isDistance { values = values.map(direction.oriented) }
    values = [Double](unsafeUninitializedCapacity: values.count) { result, filled in
      values.withUnsafeBufferPointer { values in
        guard let out = result.baseAddress else { return }
        if direction.isReversed {
          for i in values.indices { out[i] = lo + width * ((pair.second - values[i]) / range) }
        } else {
          for i in values.indices { out[i] = lo + width * ((values[i] - pair.first) / range) }
        }
      }
      filled = values.count
    }
  }

  package func apply(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Double {
    let distance = direction.isReversed ? pair.second - x : x - pair.first
    return lo + (hi - lo) * (distance / (pair.second - pair.first))
  }
}
