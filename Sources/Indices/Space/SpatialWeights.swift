import PanelModel

/// A spatial weights matrix: for each area its neighbours and their weights, neighbours in order of code.
package struct SpatialWeights: Sendable, Equatable {
  package struct Neighbour: Sendable, Equatable {
    package var area: AreaCode
    /// In km.
    package var distance: Double
    package var weight: Double
  }

  /// What makes two areas neighbours and how much one counts for the other.
  package enum Rule: Sendable, Equatable {
    /// 1 / d^power.
    case inverseDistance(power: Double)
    /// 1.
    case distanceBand
    /// 1 for the k nearest; areas at the same distance in order of code. Not symmetric.
    case nearest(Int)
    /// 1 / |y_i - y_j|.
    case economic
    /// 1 / (d |y_i - y_j|).
    case economicDistance
    /// y_j / (mean y d): inverse distance times the other's size. Not symmetric.
    case economicShare
    /// y_i y_j / d^2.
    case gravity

    var needsSizes: Bool {
      switch self {
      case .economic, .economicDistance, .economicShare, .gravity: true
      case .inverseDistance, .distanceBand, .nearest: false
      }
    }
  }

  /// In order of code.
  package let areas: [AreaCode]
  package private(set) var neighbours: [[Neighbour]]
  /// Pairs whose weight would be infinite: one place, or one size.
  package private(set) var infinitePairs = 0

  /// The areas without any neighbour.
  package var islands: [AreaCode] { zip(areas, neighbours).filter { $0.1.isEmpty }.map { $0.0 } }

  /// - Parameters:
  ///   - places: of every area of the matrix.
  ///   - sizes: of every area, for rules that need them; areas without one have no neighbours by such a rule.
  ///   - limits: pairs count whose distance lies in (low, high]; a low of 0 counts distance 0 too.
  ///   - leastDistance: smaller distances are raised to it, km.
  package init(
    _ rule: Rule, places: [AreaCode: GeographicPoint], sizes: [AreaCode: Double] = [:],
    limits: (low: Double, high: Double) = (0, .infinity), leastDistance: Double = 0, distances: Haversine = Haversine()
  ) {
    areas = places.keys.sorted()
    let points = areas.compactMap { places[$0] }
    let known = areas.compactMap { sizes[$0] }
    let mean = known.isEmpty ? 1 : known.stableSum() / Double(known.count)
    neighbours = Array(repeating: [], count: areas.count)
    for i in areas.indices {
      for j in areas.indices where j != i {
        let plain = distances.kilometres(points[i], points[j])
        guard plain > limits.low || (plain == 0 && limits.low == 0), plain <= limits.high else { continue }
        if rule.needsSizes, sizes[areas[i]] == nil || sizes[areas[j]] == nil { continue }
        let weight = Self.weight(
          rule, max(plain, leastDistance), sizes[areas[i]] ?? 0, sizes[areas[j]] ?? 0, mean: mean)
        guard weight.isFinite else {
          infinitePairs += i < j ? 1 : 0
          continue
        }
        if weight > 0 { neighbours[i].append(Neighbour(area: areas[j], distance: plain, weight: weight)) }
      }
    }
    if case .nearest(let count) = rule { keepNearest(count) }
  }

  private static func weight(_ rule: Rule, _ d: Double, _ a: Double, _ b: Double, mean: Double) -> Double {
    switch rule {
    case .inverseDistance(let power): power == 1 ? 1 / d : 1 / Power.of(d, power)
    case .distanceBand, .nearest: 1
    case .economic: 1 / abs(a - b)
    case .economicDistance: 1 / (d * abs(a - b))
    case .economicShare: b / mean / d
    case .gravity: a * b / (d * d)
    }
  }

  private mutating func keepNearest(_ count: Int) {
    for i in neighbours.indices {
      let nearest = neighbours[i].sorted { ($0.distance, $0.area) < ($1.distance, $1.area) }.prefix(count)
      neighbours[i] = nearest.sorted { $0.area < $1.area }
    }
  }

  /// Rows that sum to 1; areas without neighbours keep a row of zeros.
  package func rowStandardized() -> SpatialWeights {
    var result = self
    for i in neighbours.indices {
      let total = neighbours[i].lazy.map(\.weight).stableSum()
      for k in neighbours[i].indices where total > 0 { result.neighbours[i][k].weight /= total }
    }
    return result
  }

  /// All weights over the largest, so that a symmetric matrix stays symmetric.
  package func maximumStandardized() -> SpatialWeights {
    let largest = neighbours.joined().map(\.weight).max() ?? 0
    guard largest > 0 else { return self }
    var result = self
    for i in neighbours.indices { for k in neighbours[i].indices { result.neighbours[i][k].weight /= largest } }
    return result
  }
}
