import PanelModel

/// Shares of the variance of an outcome that go back to each uncertain factor, from a Saltelli design.
///
/// First order: Si = mean(yB (yABi - yA)) / V; total order: STi = mean((yA - yABi)^2) / (2 V); V the variance (n - 1) of yA
/// and yB together. A and B are two independent samples, and ABi is A with the factor i from B.
/// Sources: Saltelli et al., Computer Physics Communications 181 (2010), 259-270; Jansen, ibid. 117 (1999), 35-43.
package struct SobolIndices: Sendable, Equatable {
  /// One factor, with the limits of its bootstrap interval.
  package struct Factor: Sendable, Equatable {
    package var name: String
    package var first: Double
    package var firstInterval: ClosedRange<Double>
    package var total: Double
    package var totalInterval: ClosedRange<Double>
  }

  package var factors: [Factor]
  /// The variance of the outcome.
  package var variance: Double

  /// Fewest base samples: below them first orders beyond 1 and below 0 are common (1.68 was seen at 50).
  package static let fewestSamples = 256

  /// The outcomes of a Saltelli design: as many of A, of B and of each ABi.
  package struct Outcomes: Sendable {
    package var a: [Double]
    package var b: [Double]
    package var ab: [[Double]]

    package init(a: [Double], b: [Double], ab: [[Double]]) {
      (self.a, self.b, self.ab) = (a, b, ab)
    }
  }

  /// - Parameters:
  ///   - level: of the percentile interval of the bootstrap over base samples, in (0, 1).
  ///   - replicates: how often the base samples are drawn anew.
  /// - Returns: nil if the outcome does not vary.
  /// - Precondition: at least two base samples, and as many outcomes in every part.
  package init?(
    _ outcomes: Outcomes, names: [String], seed: UInt64, level: Double = 0.95, replicates: Int = 1000
  ) {
    let all = Array(outcomes.a.indices)
    guard let variance = Self.variance(outcomes, all), variance > 0 else { return nil }
    self.variance = variance
    let own = Self.estimates(outcomes, all, variance)
    var first = [[Double]](repeating: [], count: names.count)
    var total = first
    let draws = UniformDraws(seed: seed &+ 0x50B0)
    for r in 0..<replicates {
      let rows = all.map { draws.index(below: all.count, sample: r, coordinate: $0) }
      guard let variance = Self.variance(outcomes, rows), variance > 0 else { continue }
      for (i, pair) in Self.estimates(outcomes, rows, variance).enumerated() {
        first[i].append(pair.first)
        total[i].append(pair.total)
      }
    }
    factors = names.indices.map { i in
      Factor(
        name: names[i], first: own[i].first, firstInterval: Self.interval(first[i], level), total: own[i].total,
        totalInterval: Self.interval(total[i], level))
    }
  }

  private static func variance(_ outcomes: Outcomes, _ rows: [Int]) -> Double? {
    let count = Double(rows.count * 2)
    guard count > 2 else { return nil }
    let mean = (rows.map { outcomes.a[$0] } + rows.map { outcomes.b[$0] }).stableSum() / count
    var sum = StableSum()
    for row in rows {
      sum.add((outcomes.a[row] - mean) * (outcomes.a[row] - mean))
      sum.add((outcomes.b[row] - mean) * (outcomes.b[row] - mean))
    }
    return sum.value / (count - 1)
  }

  private static func estimates(
    _ outcomes: Outcomes, _ rows: [Int], _ variance: Double
  ) -> [(first: Double, total: Double)] {
    outcomes.ab.map { ab in
      var (first, total) = (StableSum(), StableSum())
      for row in rows {
        let difference = ab[row] - outcomes.a[row]
        first.add(outcomes.b[row] * difference)
        total.add(difference * difference)
      }
      let count = Double(rows.count)
      return (first.value / count / variance, total.value / (2 * count) / variance)
    }
  }

  private static func interval(_ values: [Double], _ level: Double) -> ClosedRange<Double> {
    guard !values.isEmpty else { return 0...0 }
    let sorted = values.sorted()
    let low = Quantile.linear(sorted, (1 - level) / 2)
    return low...max(low, Quantile.linear(sorted, (1 + level) / 2))
  }
}

/// Quantiles with linear interpolation at (n - 1) p, the type 7 of Hyndman and Fan (1996).
package enum Quantile {
  /// - Precondition: `sorted` rises and is not empty; p in [0, 1].
  package static func linear(_ sorted: [Double], _ p: Double) -> Double {
    let place = p * Double(sorted.count - 1)
    let low = Int(place.rounded(.down))
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
  }
}
