import Definitions
import PanelModel

/// A transformation as it was applied to a group of values.
package struct TransformedValues: Sendable {
  package var values: [Double]
  /// Of Box-Cox only.
  package var lambda: Double?
}

extension ValueTransform {
  /// The values transformed; nil where they have none: a logarithm of 0 or less, values all alike.
  package func apply(_ values: [Double]) -> TransformedValues? {
    guard let low = values.min(), let high = values.max() else { return nil }
    let range = high - low
    switch self {
    case .log:
      return low > 0 ? TransformedValues(values: values.map(\.naturalLogarithm)) : nil
    case .logCT:
      return range > 0 ? TransformedValues(values: values.map { ($0 - low + 0.01 * range).naturalLogarithm }) : nil
    case .logCTPlus:
      guard range > 0, (Moments(values)?.skew ?? 0) < 0 else { return ValueTransform.logCT.apply(values) }
      return TransformedValues(values: values.map { -(high - $0 + 0.01 * range).naturalLogarithm })
    case .logCTOriginal:
      return TransformedValues(values: values.map { ($0 - low + 1).naturalLogarithm })
    case .boxCox(let lambda, let shifts):
      let shifted = shifts ? values.map { $0 - low + 1 } : values
      guard shifted.allSatisfy({ $0 > 0 }), let power = lambda ?? BoxCox.fitted(shifted) else { return nil }
      return TransformedValues(values: shifted.map { BoxCox.transformed($0, power) }, lambda: power)
    }
  }
}

/// The power transformation of Box and Cox (1964).
package enum BoxCox {
  /// (x^lambda - 1) / lambda, or ln x for lambda 0, of x > 0.
  package static func transformed(_ x: Double, _ lambda: Double) -> Double {
    // Near 0 the difference of powers loses digits that exp - 1 keeps.
    lambda == 0 ? x.naturalLogarithm : (lambda * x.naturalLogarithm).exponentialLessOne / lambda
  }

  /// The lambda in [-5, 5] of the greatest likelihood, -n/2 ln(variance of the transformed) + (lambda - 1) sum of ln x:
  /// where its slope is 0, by bisection. nil for fewer than three values or values all alike.
  package static func fitted(_ values: [Double]) -> Double? {
    guard values.count >= 3, Set(values).count > 1 else { return nil }
    // The maximum does not depend on the unit; divided by their geometric mean values have logarithms that sum to 0.
    let logs = values.map(\.naturalLogarithm)
    let mean = logs.stableSum() / Double(logs.count)
    let centred = logs.map { $0 - mean }
    var (low, high) = (-5.0, 5.0)
    if slope(centred, low) <= 0 { return low }
    if slope(centred, high) >= 0 { return high }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if slope(centred, middle) > 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The slope of the likelihood in lambda over n, for values whose logarithms sum to 0: less the covariance of the
  /// transformed with their derivative over their variance.
  private static func slope(_ logs: [Double], _ lambda: Double) -> Double {
    let n = Double(logs.count)
    // With u = lambda ln x: y = (e^u - 1) / lambda = ln x f(u), dy/dlambda = (ln x)^2 g(u).
    let y = logs.map { $0 * growth(lambda * $0) }
    let dy = logs.map { $0 * $0 * growthSlope(lambda * $0) }
    let (meanY, meanDY) = (y.stableSum() / n, dy.stableSum() / n)
    let variance = y.map { ($0 - meanY) * ($0 - meanY) }.stableSum()
    let covariance = zip(y, dy).map { ($0 - meanY) * ($1 - meanDY) }.stableSum()
    return -covariance / variance
  }

  /// (e^u - 1) / u.
  private static func growth(_ u: Double) -> Double { u == 0 ? 1 : u.exponentialLessOne / u }

  /// (u e^u - e^u + 1) / u^2; by its series near 0.
  private static func growthSlope(_ u: Double) -> Double {
    if abs(u) < 1e-2 {
      // Sum over k of u^k / (k! (k + 2)).
      return 0.5 + u * (1.0 / 3 + u * (1.0 / 8 + u * (1.0 / 30 + u * (1.0 / 144 + u * (1.0 / 840 + u / 5760)))))
    }
    let e = u.exponentialLessOne
    return (u * (e + 1) - e) / (u * u)
  }
}
