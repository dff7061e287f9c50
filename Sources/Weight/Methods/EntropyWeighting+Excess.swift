import Foundation

extension EntropyWeighting {
  /// (1 + t) ln(1 + t) - t for t >= -1, accurate relative to itself; 1 at t = -1, which is 0 ln 0 = 0.
  static func excess(_ t: Double) -> Double {
    if t <= -1 { return 1 }
    if abs(t) >= 0.125 { return (1 + t) * log1p(t) - t }
    // Near 0 the two terms cancel: the series t^2/2 - t^3/6 + t^4/12 - ..., terms t^k / (k (k - 1)).
    var sum = 1.0 / 306
    sum = 1.0 / 272 - t * sum
    sum = 1.0 / 240 - t * sum
    sum = 1.0 / 210 - t * sum
    sum = 1.0 / 182 - t * sum
    sum = 1.0 / 156 - t * sum
    sum = 1.0 / 132 - t * sum
    sum = 1.0 / 110 - t * sum
    sum = 1.0 / 90 - t * sum
    sum = 1.0 / 72 - t * sum
    sum = 1.0 / 56 - t * sum
    sum = 1.0 / 42 - t * sum
    sum = 1.0 / 30 - t * sum
    sum = 1.0 / 20 - t * sum
    sum = 1.0 / 12 - t * sum
    sum = 1.0 / 6 - t * sum
    sum = 1.0 / 2 - t * sum
    return t * t * sum
  }
}
