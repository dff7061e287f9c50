import Definitions
import PanelModel

/// Skewness and excess kurtosis of a sample, corrected for its size: G1 and G2 of Joanes and Gill (1998), Excel's SKEW
/// and KURT.
///
/// With S_k the sum of the k-th powers of deviations from the mean:
/// skew = sqrt(n) S_3 / S_2^1.5 * sqrt(n (n - 1)) / (n - 2);
/// kurtosis = ((n + 1) (n S_4 / S_2^2 - 3) + 6) (n - 1) / ((n - 2) (n - 3)).
package struct Moments: Sendable, Equatable {
  package var skew: Double
  package var kurtosis: Double

  /// nil for fewer than four values or values all alike.
  package init?(_ values: [Double]) {
    guard values.count >= 4 else { return nil }
    let n = Double(values.count)
    let mean = values.stableSum() / n
    // Deviations are scaled, so that powers neither vanish nor overflow.
    let scale = values.reduce(0) { max($0, abs($1 - mean)) }
    guard scale > 0, scale.isFinite else { return nil }
    let d = values.map { ($0 - mean) / scale }
    let s2 = d.map { $0 * $0 }.stableSum()
    let s3 = d.map { $0 * $0 * $0 }.stableSum()
    let s4 = d.map { $0 * $0 * $0 * $0 }.stableSum()
    skew = n.squareRoot() * s3 / (s2 * s2.squareRoot()) * (n * (n - 1)).squareRoot() / (n - 2)
    kurtosis = ((n + 1) * (n * s4 / (s2 * s2) - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
  }
}

extension SkewKurtosisRule {
  /// Whether values are lopsided and have heavy tails, both.
  package func fails(_ values: [Double]) -> Bool {
    guard let moments = Moments(values) else { return false }
    return abs(moments.skew) > skew && moments.kurtosis > kurtosis
  }

  /// Pulls in outermost values while the rule fails: all current maxima become the next largest value where the skewness
  /// is positive, else all minima the next smallest. Points changed are counted over both tails.
  /// - Returns: the values, and the places of the changed ones.
  package func pulledIn(_ values: [Double]) -> (values: [Double], points: Set<Int>) {
    var result = values
    var points: Set<Int> = []
    while points.count < self.points, fails(result), let moments = Moments(result) {
      let isHigh = moments.skew >= 0
      guard let edge = isHigh ? result.max() : result.min(),
        let next = isHigh ? result.filter({ $0 < edge }).max() : result.filter({ $0 > edge }).min()
      else { break }
      for i in result.indices where result[i] == edge {
        result[i] = next
        points.insert(i)
      }
    }
    return (result, points)
  }
}
