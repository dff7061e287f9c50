import PanelModel

/// The concentration of one industry beyond what the size of its plants explains.
///
/// gamma = [G - (1 - X) H] / [(1 - X) (1 - H)] with G = sum (s_r - x_r)^2. Ellison and Glaeser, Journal of Political
/// Economy 105 (1997), 889-927, equation 5. Under random location its expectation is 0. It is at least -H / (1 - H) and
/// has no upper bound: it exceeds 1 where an industry sits in a region with a small x_r, and is not clamped.
package struct EllisonGlaeserIndex: Sendable, Equatable {
  /// G >= 0.
  package let rawConcentration: Double
  package let plants: PlantSizes
  /// Nil for a single plant (H = 1).
  package let gamma: Double?
  /// The variance of G under random location; nil where it is not above 0.
  package let variance: Double?
  /// (G - (1 - X) H) / sqrt(variance).
  package let zScore: Double?

  /// Nil for an industry without employment, or with all activity in one region (X = 1).
  package init?(_ shares: IndustryShares, industry: Int, plants: PlantSizes) {
    guard shares.isDefined(industry) else { return nil }
    self.plants = plants
    let spread = 1 - shares.concentration
    rawConcentration = shares.deviations(of: industry).lazy.map { $0 * $0 }.stableSum()
    let excess = rawConcentration - spread * plants.herfindahl
    gamma = plants.herfindahl < 1 ? excess / (spread * (1 - plants.herfindahl)) : nil
    let variance = Self.variance(of: plants, x: shares.reference, concentration: shares.concentration)
    self.variance = variance > 0 ? variance : nil
    zScore = variance > 0 ? excess / variance.squareRoot() : nil
  }

  /// Var(G) = 2 {H^2 [X - 2 sum x^3 + X^2] - sum z^4 [X - 4 sum x^3 + 3 X^2]}, the proposition of the same paper.
  private static func variance(of plants: PlantSizes, x: [Double], concentration X: Double) -> Double {
    let cubes = x.lazy.map { $0 * $0 * $0 }.stableSum()
    let square = plants.herfindahl * plants.herfindahl
    return 2 * (square * (X - 2 * cubes + X * X) - plants.fourthPowers * (X - 4 * cubes + 3 * X * X))
  }
}
