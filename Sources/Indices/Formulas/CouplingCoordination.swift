import Foundation
import PanelModel

/// The coupling C of subsystem scores: how equal they are, in [0, 1].
package enum CouplingFormula: String, Sendable, CaseIterable {
  /// n [prod U / (sum U)^n]^(1/n), the geometric over the arithmetic mean; for two systems 2 sqrt(U1 U2) / (U1 + U2).
  case standard
  /// sqrt{[1 - mean over pairs |Ui - Uj|] [prod (U_i / max U)]^(1/(n-1))}. Wang Shujia, Kong Wei et al., 自然资源学报
  /// 36(3), 2021, 793-810.
  case adjusted
  /// 1 - 2 s, s the population standard deviation of the U. Fan, Ke and Cao, 统计与决策 40(22), 2024, 41-46.
  case fan2024 = "fan_2024"
  /// {U1 U2 / [(U1 + U2) / 2]^2}^k, two systems only. Liao Chongbin, 热带地理, 1999.
  case liao1999 = "liao_1999"
  /// [prod U / (sum U)^n]^(1/n): `standard` without its factor n, in [0, 1/n]. Known to be wrong (Wang et al., 2021, "lost
  /// coefficient"); for recomputing published figures only.
  case lostCoefficient = "lost_coefficient"
  /// {prod U / prod over pairs (U_i + U_j)}^(1/n), three systems, at most 1/2. Known to be wrong as a coupling in [0, 1];
  /// for recomputing published figures only.
  case pairwiseSum = "pairwise_sum"

  /// Whether the form exists for a number of systems.
  package func isDefined(for systems: Int) -> Bool {
    switch self {
    case .liao1999: systems == 2
    case .pairwiseSum: systems == 3
    default: systems >= 2
    }
  }

  /// Whether the form never reaches 1, however equal the systems are.
  package var isKnownWrong: Bool { self == .lostCoefficient || self == .pairwiseSum }
}

/// Coupling coordination (耦合协调度): C as above, T = sum a_i U_i, D = sqrt(C T), each in [0, 1].
package struct CouplingCoordination: Sendable, Equatable {
  package struct Value: Sendable, Equatable {
    /// C.
    package var coupling: Double
    /// T.
    package var index: Double
    /// D.
    package var degree: Double
  }

  package let formula: CouplingFormula
  /// a_i, >= 0 and summing to 1. They belong to T alone, never into C.
  package let weights: [Double]
  /// k of `liao1999`, > 0.
  package let exponent: Double

  /// - Parameter weights: in any scale, at least two, not all 0.
  package init(formula: CouplingFormula, weights: [Double], exponent: Double = 2) {
    self.formula = formula
    let total = weights.stableSum()
    self.weights = weights.map { $0 / total }
    self.exponent = exponent
  }

  /// The three figures of one row of scores in [0, 1].
  ///
  /// All scores 0 give C = 0 (Fan 1, for they are equal) and D = 0; one score of 0 gives C = D = 0 by all formulas but Fan.
  package func value(_ scores: [Double]) -> Value {
    let coupling = min(1, max(0, self.coupling(scores)))
    let index = min(1, zip(weights, scores).lazy.map { $0 * $1 }.stableSum())
    return Value(coupling: coupling, index: index, degree: (coupling * index).squareRoot())
  }

  private func coupling(_ u: [Double]) -> Double {
    switch formula {
    case .standard: Self.ratioOfMeans(u)
    case .liao1999: pow(Self.ratioOfMeans(u), 2 * exponent)
    case .adjusted: Self.adjusted(u)
    case .fan2024: Self.equality(u)
    case .lostCoefficient: Self.ratioOfMeans(u) / Double(u.count)
    case .pairwiseSum: Self.overPairSums(u)
    }
  }

  /// The product over that of the sums of pairs, for three systems; 0 if more than one is 0. Taken of U / max U, which the
  /// quotient of two products of three does not notice.
  private static func overPairSums(_ u: [Double]) -> Double {
    guard let largest = u.max(), largest > 0 else { return 0 }
    let v = u.map { $0 / largest }
    let product = v.reduce(1, *)
    var sums = 1.0
    for i in v.indices { for j in 0..<i { sums *= v[i] + v[j] } }
    return product > 0 ? pow(product / sums, 1 / Double(v.count)) : 0
  }

  /// The geometric over the arithmetic mean; 0 if all are 0. Taken of U / max U, so that no product underflows.
  private static func ratioOfMeans(_ u: [Double]) -> Double {
    guard let largest = u.max(), largest > 0 else { return 0 }
    let scaled = u.map { $0 / largest }
    let product = scaled.reduce(1, *)
    let root = u.count == 2 ? product.squareRoot() : pow(product, 1 / Double(u.count))
    return root / (scaled.stableSum() / Double(u.count))
  }

  private static func adjusted(_ u: [Double]) -> Double {
    guard let largest = u.max(), largest > 0 else { return 0 }
    let n = u.count
    var gaps = StableSum()
    for i in 1..<n { for j in 0..<i { gaps.add(abs(u[i] - u[j])) } }
    let nearness = 1 - gaps.value / Double(n * (n - 1) / 2)
    let product = u.reduce(1) { $0 * ($1 / largest) }
    let root = n == 2 ? product : pow(product, 1 / Double(n - 1))
    return (max(0, nearness) * root).squareRoot()
  }

  /// The standard deviation is taken from the deviations: the difference of mean squares cancels and can fall below 0.
  private static func equality(_ u: [Double]) -> Double {
    let mean = u.stableSum() / Double(u.count)
    let variance = u.lazy.map { ($0 - mean) * ($0 - mean) }.stableSum() / Double(u.count)
    return 1 - 2 * variance.squareRoot()
  }
}
