import PanelModel

/// The co-agglomeration of a group of industries: how much more they sit in the same regions than chance has it, beyond
/// the concentration of each.
///
/// gamma_c = {G / (1 - X) - H - sum_j gamma_j w_j^2 (1 - H_j)} / (1 - sum_j w_j^2), w_j = e_j / sum of the group,
/// Ellison and Glaeser, Journal of Political Economy 105 (1997), section V. Because gamma_j (1 - H_j) = G_j / (1 - X) - H_j,
/// the plants cancel and it is computed as {sum_r (sum_j w_j d_rj)^2 - sum_j w_j^2 sum_r d_rj^2} over
/// (1 - X) (1 - sum_j w_j^2), d_rj = s_rj - x_r; equal to the weighted mean of its pairs.
package enum GroupCoagglomeration {
  /// The value for some of the industries; nil for fewer than two with employment, or all activity in one region.
  ///
  /// - Parameter members: positions among the industries, each once.
  package static func value(_ shares: IndustryShares, members: [Int]) -> Double? {
    let total = members.lazy.map { shares.employment[$0] }.stableSum()
    guard total > 0, shares.concentration < 1 else { return nil }
    let weights = members.map { shares.employment[$0] / total }
    let squares = weights.lazy.map { $0 * $0 }.stableSum()
    guard weights.count(where: { $0 > 0 }) > 1, squares < 1 else { return nil }
    var sum = StableSum()
    for r in 0..<shares.regionCount {
      var group = 0.0
      var own = 0.0
      for (j, weight) in zip(members, weights) {
        let deviation = weight * shares.deviations[j * shares.regionCount + r]
        group += deviation
        own += deviation * deviation
      }
      sum.add(group * group)
      sum.add(-own)
    }
    return sum.value / ((1 - shares.concentration) * (1 - squares))
  }
}
