/// Which values of an indicator are good.
package enum IndicatorDirection: Sendable, Hashable {
  /// More is better (正向指标).
  case positive
  /// Less is better (逆向指标).
  case negative
  /// The nearer to a value, the better (适度指标).
  case target(Double)
  /// Inside a range is best, and the nearer to it the better (区间型适度指标). The first end is below the second.
  case interval(Double, Double)

  /// The directions that need no number.
  package static let plain: [IndicatorDirection] = [.positive, .negative]

  /// The value a normalisation works on: x itself, or its distance >= 0 from the target or the range.
  package func oriented(_ x: Double) -> Double {
    switch self {
    case .positive, .negative: x
    case .target(let best): abs(x - best)
    case .interval(let low, let high): x < low ? low - x : x > high ? x - high : 0
    }
  }

  /// As definitions write it.
  package var name: String {
    switch self {
    case .positive: "positive"
    case .negative: "negative"
    case .target: "target"
    case .interval: "interval"
    }
  }

  /// Which values are good, in words.
  package var meaning: String {
    switch self {
    case .positive: "正向: more is better"
    case .negative: "逆向: less is better"
    case .target(let best): "适度: the nearer to \(DecimalText.text(best)) the better; its distance is normalised"
    case .interval(let low, let high):
      "适度: best from \(DecimalText.text(low)) to \(DecimalText.text(high)); the distance from it is normalised"
    }
  }

  /// Whether less of the oriented value is better: so it is of negative indicators and of distances.
  package var isReversed: Bool { self != .positive }

  /// Whether the oriented value is a distance from an ideal, which is 0.
  package var isDistance: Bool {
    switch self {
    case .positive, .negative: false
    case .target, .interval: true
    }
  }
}
