import Definitions

extension PercentileType {
  /// Percentile p in [0, 100] of sorted values after Hyndman and Fan (1996); nil for no values.
  ///
  /// With n values the types 4 to 9 interpolate at the place j + g = n p + m between the j-th and the next; 1 to 3 step.
  package func percentile(_ sorted: [Double], _ p: Double) -> Double? {
    guard let first = sorted.first, let last = sorted.last else { return nil }
    if self == .linear { return Self.standard(sorted, p) }
    let n = Double(sorted.count)
    let place = n * (p / 100) + shift(p / 100)
    // As R does: a place a few roundings below a whole number is that number.
    let fuzz = 4 * Double.ulpOfOne
    let below = (place + fuzz).rounded(.down)
    var part = place - below
    if abs(part) < fuzz { part = 0 }
    let weight = weight(part, below: below)
    let j = Int(below)
    let low = j < 1 ? first : j > sorted.count ? last : sorted[j - 1]
    let high = j + 1 < 1 ? first : j + 1 > sorted.count ? last : sorted[j]
    return low + weight * (high - low)
  }

  /// Linear between order statistics at rank 1 + (n - 1) p / 100.
  private static func standard(_ sorted: [Double], _ p: Double) -> Double? {
    let rank = Double(sorted.count - 1) * p / 100
    let below = Int(rank.rounded(.down))
    guard below + 1 < sorted.count else { return sorted.last }
    let t = rank - Double(below)
    return sorted[below] + t * (sorted[below + 1] - sorted[below])
  }

  /// m of the definition: a + p (1 - a - b).
  private func shift(_ p: Double) -> Double {
    switch self {
    case .invertedDistribution, .averagedInverted, .linearDistribution: 0
    case .closestObservation: -0.5
    case .hazen: 0.5
    case .weibull: p
    case .linear: 1 - p
    case .medianUnbiased: (1 + p) / 3
    case .normalUnbiased: 0.375 + p / 4
    }
  }

  private func weight(_ part: Double, below: Double) -> Double {
    switch self {
    case .invertedDistribution: part > 0 ? 1 : 0
    case .averagedInverted: part > 0 ? 1 : 0.5
    case .closestObservation: part == 0 && below.truncatingRemainder(dividingBy: 2) == 0 ? 0 : 1
    default: part
    }
  }
}
