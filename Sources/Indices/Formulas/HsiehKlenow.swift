import Foundation
import PanelModel

/// Misallocation between the firms of sectors and what output would gain from its removal. Hsieh and Klenow, Quarterly
/// Journal of Economics 124 (2009), 1403-1448.
///
/// a_s = 1 - sum wL / sum PY; TFPR = PY / (K^a (wL)^(1-a)); A = (PY)^(sigma/(sigma-1)) / (K^a (wL)^(1-a)); 1 - tauY =
/// sigma/(sigma-1) wL / ((1-a) PY); 1 + tauK = a/(1-a) wL / (R K); Y/Y* = prod_s [sum_i (A_i/Abar_s
/// TFPRbar_s/TFPR_i)^(sigma-1)]^(theta_s/(sigma-1)).
package struct HsiehKlenow: Sendable, Equatable {
  package struct Firm: Sendable {
    package var sector: String
    /// PY, K and wL, all > 0.
    package var output: Double
    package var capital: Double
    package var wages: Double

    package init(sector: String, output: Double, capital: Double, wages: Double) {
      self.sector = sector
      self.output = output
      self.capital = capital
      self.wages = wages
    }
  }

  package struct FirmFigures: Sendable, Equatable {
    package var capitalShare: Double
    /// 1 - tauY and 1 + tauK.
    package var outputWedge: Double
    package var capitalWedge: Double
    package var tfpr: Double
    package var tfpq: Double
  }

  package struct Sector: Sendable, Equatable {
    package var name: String
    package var firms: Int
    package var capitalShare: Double
    /// theta_s.
    package var outputShare: Double
    /// ln(Y_s / Y_s*), <= 0.
    package var logEfficiency: Double
  }

  /// In the order of the firms; nil for firms of sectors whose capital share is not in (0, 1), and for trimmed ones.
  package let firms: [FirmFigures?]
  /// In order of name.
  package let sectors: [Sector]
  /// Firms in the tails of ln(TFPR / TFPRbar) or ln(A / Abar).
  package let trimmed: Int
  /// Firms of sectors where wages are as large as output.
  package let undefined: Int

  /// ln(Y / Y*), <= 0; nil without a sector.
  package var logEfficiency: Double? {
    sectors.isEmpty ? nil : sectors.lazy.map { $0.outputShare * $0.logEfficiency }.stableSum()
  }
  /// What output would gain, in %.
  package var gain: Double? { logEfficiency.map { 100 * (exp(-$0) - 1) } }

  /// - Parameters:
  ///   - elasticity: sigma > 1, of substitution between firms.
  ///   - rental: R > 0, the price of capital.
  ///   - trim: percent of firms cut from each tail of TFPR and of TFPQ over their sectors' means, in [0, 50).
  package init(_ firms: [Firm], elasticity: Double = 3, rental: Double = 0.1, trim: Double = 0) {
    let model = Model(elasticity: elasticity, rental: rental)
    var kept = firms.indices.map { _ in true }
    var pass = model.figures(firms, kept)
    if trim > 0 {
      for distance in [model.distances(firms, pass) { $0.tfpr }, model.distances(firms, pass) { $0.tfpq }] {
        let sorted = distance.compactMap { $0 }.sorted()
        guard let low = Percentile.value(trim, ofSorted: sorted),
          let high = Percentile.value(100 - trim, ofSorted: sorted)
        else { continue }
        for i in firms.indices { if let x = distance[i], x < low || x > high { kept[i] = false } }
      }
      pass = model.figures(firms, kept)
    }
    trimmed = kept.count { !$0 }
    undefined = firms.indices.count { kept[$0] && pass[$0] == nil }
    self.firms = pass
    sectors = model.sectors(firms, pass)
  }
}

/// The formulas for one set of parameters.
private struct Model {
  let elasticity: Double
  let rental: Double

  /// Firms of each sector that are kept, in order of sector and then as given.
  private func members(_ firms: [HsiehKlenow.Firm], _ isIn: (Int) -> Bool) -> [(name: String, rows: [Int])] {
    var rows: [String: [Int]] = [:]
    for i in firms.indices where isIn(i) { rows[firms[i].sector, default: []].append(i) }
    return rows.sorted { $0.key < $1.key }.map { (name: $0.key, rows: $0.value) }
  }

  func figures(_ firms: [HsiehKlenow.Firm], _ kept: [Bool]) -> [HsiehKlenow.FirmFigures?] {
    var result = [HsiehKlenow.FirmFigures?](repeating: nil, count: firms.count)
    for sector in members(firms, { kept[$0] }) {
      let output = sector.rows.lazy.map { firms[$0].output }.stableSum()
      let a = 1 - sector.rows.lazy.map { firms[$0].wages }.stableSum() / output
      guard a > 0, a < 1 else { continue }
      for i in sector.rows {
        let firm = firms[i]
        let inputs = pow(firm.capital, a) * pow(firm.wages, 1 - a)
        let markup = elasticity / (elasticity - 1)
        result[i] = HsiehKlenow.FirmFigures(
          capitalShare: a, outputWedge: markup * firm.wages / ((1 - a) * firm.output),
          capitalWedge: a / (1 - a) * firm.wages / (rental * firm.capital), tfpr: firm.output / inputs,
          tfpq: pow(firm.output, markup) / inputs)
      }
    }
    return result
  }

  /// TFPRbar = sum PY / ((sum K)^a (sum wL)^(1-a)) and Abar = (sum A^(sigma-1))^(1/(sigma-1)).
  private func means(
    _ firms: [HsiehKlenow.Firm], _ figures: [HsiehKlenow.FirmFigures?], _ rows: [Int]
  ) -> (tfpr: Double, tfpq: Double) {
    let a = rows.first.flatMap { figures[$0]?.capitalShare } ?? 0
    let output = rows.lazy.map { firms[$0].output }.stableSum()
    let capital = rows.lazy.map { firms[$0].capital }.stableSum()
    let wages = rows.lazy.map { firms[$0].wages }.stableSum()
    let powers = rows.compactMap { figures[$0] }.map { pow($0.tfpq, elasticity - 1) }.stableSum()
    return (output / (pow(capital, a) * pow(wages, 1 - a)), pow(powers, 1 / (elasticity - 1)))
  }

  /// The logarithm of each firm's figure over the geometric mean of its sector.
  func distances(
    _ firms: [HsiehKlenow.Firm], _ figures: [HsiehKlenow.FirmFigures?], _ value: (HsiehKlenow.FirmFigures) -> Double
  ) -> [Double?] {
    var result = [Double?](repeating: nil, count: firms.count)
    for sector in members(firms, { figures[$0] != nil }) {
      let logs = sector.rows.map { i in figures[i].map { log(value($0)) } ?? 0 }
      let mean = logs.stableSum() / Double(logs.count)
      for (i, x) in zip(sector.rows, logs) { result[i] = x - mean }
    }
    return result
  }

  func sectors(_ firms: [HsiehKlenow.Firm], _ figures: [HsiehKlenow.FirmFigures?]) -> [HsiehKlenow.Sector] {
    let parts = members(firms, { figures[$0] != nil })
    let whole = parts.flatMap(\.rows).map { firms[$0].output }.stableSum()
    return parts.map { sector in
      let mean = means(firms, figures, sector.rows)
      let sum = sector.rows.compactMap { figures[$0] }
        .map { pow($0.tfpq / mean.tfpq * mean.tfpr / $0.tfpr, elasticity - 1) }.stableSum()
      return HsiehKlenow.Sector(
        name: sector.name, firms: sector.rows.count,
        capitalShare: sector.rows.first.flatMap { figures[$0]?.capitalShare } ?? 0,
        outputShare: sector.rows.lazy.map { firms[$0].output }.stableSum() / whole,
        logEfficiency: log(sum) / (elasticity - 1))
    }
  }
}
