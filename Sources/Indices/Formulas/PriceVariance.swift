import Foundation
import PanelModel

/// Market segmentation of areas from the variance of relative prices over categories of goods in one year.
///
/// dQ_ij^k = ln(p_i^k / p_i,t-1^k) - ln(p_j^k / p_j,t-1^k); q_ij^k = |dQ_ij^k| less its mean over pairs; Var_ij over k;
/// segmentation of i is the mean over its partners j. Parsley and Wei (1996, 2001); Gui Qihan et al. (2006); Lu Ming and
/// Chen Zhao (2009).
package struct PriceVariance: Sendable, Equatable {
  package enum Divisor: String, Sendable, CaseIterable {
    /// K - 1.
    case sample
    /// K.
    case population
  }

  package struct Pair: Sendable, Equatable {
    package var first: Int
    package var second: Int
    package var variance: Double
  }

  /// Pairs of partners, `first < second`, in order.
  package private(set) var pairs: [Pair] = []
  /// The mean variance over partners of each area; nil for an area without partners.
  package private(set) var segmentation: [Double?] = []

  /// - Parameters:
  ///   - indices: price indices of each area against the year before, as parts of 1, the same two or more categories in
  ///     the same order; all > 0.
  ///   - arePartners: symmetric; asked for `first < second`.
  ///   - meanOverAllPairs: the mean of |dQ| is taken over all pairs, else over pairs of partners.
  package init(
    indices: [[Double]], divisor: Divisor, meanOverAllPairs: Bool, arePartners: (Int, Int) -> Bool
  ) {
    let changes = indices.map { $0.map { log($0) } }
    let n = changes.count
    let categories = changes.first?.count ?? 0
    var isPartner = [Bool](repeating: false, count: n * n)
    for i in 0..<n { for j in (i + 1)..<max(n, i + 1) { isPartner[i * n + j] = arePartners(i, j) } }
    let means = (0..<categories).map { k in
      var sum = StableSum()
      var count = 0
      for i in 0..<n {
        for j in (i + 1)..<max(n, i + 1) where meanOverAllPairs || isPartner[i * n + j] {
          sum.add(abs(changes[i][k] - changes[j][k]))
          count += 1
        }
      }
      return count > 0 ? sum.value / Double(count) : 0
    }
    var sums = [StableSum](repeating: StableSum(), count: n)
    var counts = [Int](repeating: 0, count: n)
    let degrees = Double(divisor == .sample ? categories - 1 : categories)
    var gaps = [Double](repeating: 0, count: categories)
    for i in 0..<n {
      for j in (i + 1)..<max(n, i + 1) where isPartner[i * n + j] {
        for k in 0..<categories { gaps[k] = abs(changes[i][k] - changes[j][k]) - means[k] }
        let mean = gaps.stableSum() / Double(categories)
        let variance = gaps.lazy.map { ($0 - mean) * ($0 - mean) }.stableSum() / degrees
        pairs.append(Pair(first: i, second: j, variance: variance))
        for area in [i, j] {
          sums[area].add(variance)
          counts[area] += 1
        }
      }
    }
    segmentation = (0..<n).map { counts[$0] > 0 ? sums[$0].value / Double(counts[$0]) : nil }
  }
}
