import PanelModel

/// Concentration and co-agglomeration without a reference distribution, after Devereux, Griffith and Simpson, Regional
/// Science and Urban Economics 34 (2004), 533-564.
package enum DevereuxIndex {
  /// The concentration of an industry beyond its plants: alpha = F - M, F = sum s_r^2 - 1 / min(N, R), M = sum z^2 - 1 / N.
  ///
  /// - Parameters:
  ///   - employment: of the industry in every region, occupied or not.
  ///   - plants: of the industry.
  /// - Returns: nil without employment.
  package static func alpha(employment: [Double], plants: PlantSizes) -> Double? {
    let total = employment.stableSum()
    guard total > 0, plants.count > 0 else { return nil }
    let f = Specialization.herfindahl(employment.map { $0 / total }) - 1 / Double(min(plants.count, employment.count))
    return f - (plants.herfindahl - 1 / Double(plants.count))
  }

  /// The co-agglomeration of a group of industries over regions, which needs no plants: (G_U - sum w_j^2 G_j) / (1 - sum
  /// w_j^2), G = sum_r s_r^2 - 1/R, w_j = e_j / sum of the group. Chen Guoliang and Chen Jianjun, 管理世界 2012(5).
  ///
  /// - Parameter employment: of each industry in every region, >= 0.
  /// - Returns: nil for fewer than two industries with employment, or fewer than two regions.
  package static func coagglomeration(employment: [[Double]]) -> Double? {
    let regions = employment.first?.count ?? 0
    let totals = employment.map { $0.stableSum() }
    let whole = totals.stableSum()
    guard regions > 1, totals.count(where: { $0 > 0 }) > 1 else { return nil }
    func g(_ shares: [Double]) -> Double { Specialization.herfindahl(shares) - 1 / Double(regions) }
    let group = (0..<regions).map { r in employment.lazy.map { $0[r] }.stableSum() / whole }
    var own = StableSum()
    var squares = StableSum()
    for (industry, total) in zip(employment, totals) where total > 0 {
      let weight = total / whole
      own.add(weight * weight * g(industry.map { $0 / total }))
      squares.add(weight * weight)
    }
    return (g(group) - own.value) / (1 - squares.value)
  }
}

extension EllisonGlaeserIndex {
  /// Maurel and Sedillot's index [(sum s^2 - sum x^2) / (1 - X) - H] / (1 - H), unbiased under the same model. Maurel and
  /// Sedillot, Regional Science and Urban Economics 29 (1999), 575-604.
  ///
  /// Nil for an industry without employment or with one plant, or with all activity in one region.
  package static func maurelSedillot(_ shares: IndustryShares, industry: Int, plants: PlantSizes) -> Double? {
    guard shares.isDefined(industry), plants.herfindahl < 1 else { return nil }
    var sum = StableSum()
    for (d, x) in zip(shares.deviations(of: industry), shares.reference) {
      let s = d + x
      sum.add(s * s)
    }
    let excess = (sum.value - shares.concentration) / (1 - shares.concentration)
    return (excess - plants.herfindahl) / (1 - plants.herfindahl)
  }
}
