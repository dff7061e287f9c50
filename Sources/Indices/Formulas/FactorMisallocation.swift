import PanelModel

/// Distortions of the prices of capital and labour between areas (要素错配). Chen Yongwei and Hu Weimin, 经济学（季刊）
/// 10(4), 2011, 1401-1422.
///
/// gamma_Ki = (K_i / K) / (s_i b_Ki / b_K), s_i = Y_i / Y, b_K = sum s_i b_Ki, and the same for labour; tau = 1 / gamma - 1.
/// tau > 0: the area pays more for the factor and has too little of it; tau < 0: it has too much.
package struct FactorMisallocation: Sendable, Equatable {
  package struct Area: Sendable {
    package var output: Double
    package var capital: Double
    package var labour: Double
    package var elasticities: ProductionFunction.Elasticities

    package init(output: Double, capital: Double, labour: Double, elasticities: ProductionFunction.Elasticities) {
      self.output = output
      self.capital = capital
      self.labour = labour
      self.elasticities = elasticities
    }
  }

  /// Relative distortion of one factor.
  package struct Distortion: Sendable, Equatable {
    package var gamma: Double
    package var tau: Double
  }

  /// By area in the order given; nil where the elasticity is 0.
  package let capital: [Distortion?]
  package let labour: [Distortion?]

  /// The areas of one year, whose sums are the totals.
  package init(_ areas: [Area]) {
    let output = areas.lazy.map(\.output).stableSum()
    func distortions(_ amount: (Area) -> Double, _ elasticity: (Area) -> Double) -> [Distortion?] {
      let total = areas.map(amount).stableSum()
      let mean = areas.map { $0.output / output * elasticity($0) }.stableSum()
      return areas.map { area in
        let share = area.output / output * elasticity(area) / mean
        let gamma = amount(area) / total / share
        guard gamma.isFinite, gamma != 0 else { return nil }
        return Distortion(gamma: gamma, tau: 1 / gamma - 1)
      }
    }
    capital = distortions({ $0.capital }, { $0.elasticities.capital })
    labour = distortions({ $0.labour }, { $0.elasticities.labour })
  }
}
