import PanelModel

/// The size distribution of an industry's plants, as far as the Ellison-Glaeser index needs it.
package struct PlantSizes: Sendable, Equatable {
  package let count: Int
  /// H = sum z^2 over plants, z the plant's share of the industry, in [1 / count, 1].
  package let herfindahl: Double
  /// sum z^4, for the variance under random location.
  package let fourthPowers: Double

  /// Takes the employment of each plant, >= 0; nil if there is none at all.
  package init?(employment: [Double]) {
    let total = employment.stableSum()
    guard total > 0 else { return nil }
    count = employment.count
    herfindahl = employment.lazy.map { ($0 / total) * ($0 / total) }.stableSum()
    fourthPowers = employment.lazy.map { e in
      let square = (e / total) * (e / total)
      return square * square
    }.stableSum()
  }

  /// Takes the number of plants and the sums of their employment, its squares and its fourth powers; nil without employment.
  init?(count: Int, total: Double, squares: Double, fourths: Double) {
    guard total > 0 else { return nil }
    self.count = count
    herfindahl = squares / (total * total)
    fourthPowers = fourths / (total * total) / (total * total)
  }

  /// Plants of equal size, H = 1 / count: the lower bound of H, an approximation where only their number is known.
  /// Nil for no plant.
  package init?(equal count: Int) {
    guard count > 0 else { return nil }
    self.count = count
    let n = Double(count)
    herfindahl = 1 / n
    fourthPowers = 1 / (n * n * n)
  }
}
