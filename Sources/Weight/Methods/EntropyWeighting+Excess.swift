import Foundation

extension EntropyWeighting {
  /// (1 + t) ln(1 + t) - t for t >= -1, accurate relative to itself; 1 at t = -1, which is 0 ln 0 = 0.
  static func excess(_ t: Double) -> Double {
    if t <= -1 { return 1 }
    if abs(t) >= 0.125 { return (1 + t) * log1p(t) - t }
    // Near 0 the two terms cancel: the series t^2/2 - t^3/6 + t^4/12 - ..., terms t^k / (k (k - 1)).
    var sum = 0.0
    var k = 18.0
    while k >= 2 {
      sum = 1 / (k * (k - 1)) - t * sum
      k -= 1
    }
    return t * t * sum
  }
}
