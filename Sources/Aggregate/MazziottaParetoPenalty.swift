import Definitions
import PanelModel

/// The mean with a penalty for imbalance, shared by the two indices of Mazziotta and Pareto.
struct MazziottaParetoPenalty: Sendable {
  /// Whether imbalance takes away from the score or adds to it.
  enum Sign: String, Sendable, CaseIterable {
    /// For a good thing, such as development.
    case minus
    /// For a bad thing, such as poverty.
    case plus
  }

  let sign: Sign
  /// n - 1 or n below the sum of squares; with unequal weights the same factor n / (n - 1) of the weighted variance.
  let isSample: Bool

  static let option = MethodInfo.Option(
    "penalty", allowed: "minus | plus", default: "minus",
    meaning: "Whether imbalance takes away from the score (more is better) or adds to it (more is worse).")

  init(_ options: MethodOptions, isSample: Bool) throws(DefinitionError) {
    sign = try options.choice("penalty", default: .minus)
    self.isSample = isSample
  }

  /// Parts that sum to the score: w x -+ f w (x - M)^2 / M.
  func parts(_ values: [Double], _ weights: [Double]) -> [Double] {
    let mean = product(values, weights)
    let n = Double(values.count)
    // A single child has no imbalance.
    let factor = isSample && n > 1 ? n / (n - 1) : 1
    let signed = sign == .minus ? -factor : factor
    return values.indices.map { i in
      let distance = values[i] - mean
      return weights[i] * values[i] + signed * weights[i] * distance * distance / mean
    }
  }

  func score(_ values: [Double], _ weights: [Double]) -> Double { parts(values, weights).stableSum() }

  private func product(_ a: [Double], _ b: [Double]) -> Double {
    var sum = StableSum()
    for i in a.indices { sum.add(a[i] * b[i]) }
    return sum.value
  }
}

/// The two Mazziotta-Pareto indices, which differ in the variance they take and in the scale they are meant for.
protocol PenalisedMean: AggregationMethod {
  var penalty: MazziottaParetoPenalty { get }
}

extension PenalisedMean {
  package func admitted(_ score: Double) -> Double? { score > 0 ? score : nil }

  package func score(_ values: [Double], weights: [Double]) -> Double { penalty.score(values, weights) }

  package func rates(_ values: [Double], weights: [Double], score: Double) -> [Double] {
    zip(penalty.parts(values, weights), values).map { $0 / $1 }
  }
}
