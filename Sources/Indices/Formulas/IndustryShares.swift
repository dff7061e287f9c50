import PanelModel

/// How industries are spread over regions, against a reference: what the Ellison-Glaeser family is computed from.
///
/// s_ri = e_ri / e_i is a region's share of an industry, x_r the reference share of the region, X = sum x_r^2.
package struct IndustryShares: Sendable {
  /// What x is.
  package enum Reference: String, Sendable, CaseIterable {
    /// A region's share of all employment. Ellison and Glaeser, Journal of Political Economy 105 (1997).
    case aggregateShare = "aggregate_share"
    /// The mean over industries of the region's shares. Ellison, Glaeser and Kerr, American Economic Review 100 (2010).
    case meanShare = "mean_share"
  }

  package let regionCount: Int
  package let industryCount: Int
  /// e_i, the employment of each industry.
  package let employment: [Double]
  /// x_r, summing to 1; zeros if there is no employment at all.
  package let reference: [Double]
  /// X in [1 / regions, 1]; 1 if there is no employment at all, so that nothing is defined.
  package let concentration: Double
  /// s_ri - x_r, industry after industry; zeros for an industry without employment.
  let deviations: [Double]

  /// - Parameters:
  ///   - employment: e_ri >= 0 of each industry over the same regions in the same order. A region without the industry
  ///     is a zero, never left out: its (0 - x_r)^2 belongs to the sum.
  ///   - regionTotals: what x is the share of; the sum of the industries if nil. Only for `.aggregateShare`.
  package init(
    employment: [[Double]], reference kind: Reference = .aggregateShare, regionTotals: [Double]? = nil
  ) {
    let regions = employment.first?.count ?? 0
    assert(employment.allSatisfy { $0.count == regions }, "industries over different regions")
    let totals = employment.map { $0.stableSum() }
    let x: [Double]
    switch kind {
    case .aggregateShare:
      let sizes = regionTotals ?? Self.sums(employment.map { ($0, 1) }, regions: regions)
      let whole = sizes.stableSum()
      x = sizes.map { whole > 0 ? $0 / whole : 0 }
    case .meanShare:
      let present = zip(employment, totals).filter { $1 > 0 }
      x = Self.sums(present, regions: regions).map { present.isEmpty ? 0 : $0 / Double(present.count) }
    }
    regionCount = regions
    industryCount = employment.count
    self.employment = totals
    reference = x
    concentration = x.contains { $0 > 0 } ? x.lazy.map { $0 * $0 }.stableSum() : 1
    var deviations = [Double](repeating: 0, count: employment.count * regions)
    for (i, total) in totals.enumerated() where total > 0 {
      for r in 0..<regions { deviations[i * regions + r] = employment[i][r] / total - x[r] }
    }
    self.deviations = deviations
  }

  /// Whether an industry exists at all and its index has a meaning: e_i > 0 and X < 1.
  package func isDefined(_ industry: Int) -> Bool { employment[industry] > 0 && concentration < 1 }

  /// s_ri - x_r of one industry.
  package func deviations(of industry: Int) -> ArraySlice<Double> {
    deviations[(industry * regionCount)..<((industry + 1) * regionCount)]
  }

  /// The sum over columns in each region, each column divided by its number.
  private static func sums(_ columns: [([Double], Double)], regions: Int) -> [Double] {
    var sums = [StableSum](repeating: StableSum(), count: regions)
    for (column, divisor) in columns { for r in 0..<regions { sums[r].add(column[r] / divisor) } }
    return sums.map(\.value)
  }
}
