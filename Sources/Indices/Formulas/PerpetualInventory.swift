import Foundation
import PanelModel

/// A capital stock by perpetual inventory (永续盘存法): K_t = I_t + (1 - d) K_(t-1), I_t real investment.
package struct PerpetualInventory: Sendable, Equatable {
  /// The stock before the first investment is built upon.
  package enum Initial: Sendable, Equatable {
    /// K_0 = I_0 / (g + d), g the geometric mean growth of real investment over the first years given.
    case steadyGrowth(years: Int)
    /// K_0 = I_0 / divisor: 0.1 after Zhang Jun, Wu Guiying and Zhang Jipeng (2004).
    case dividedBy(Double)
    /// Stated, as a published figure.
    case stated(Double)
  }

  /// d in [0, 1).
  package var depreciation: Double
  package var initial: Initial

  package init(depreciation: Double, initial: Initial) {
    self.depreciation = depreciation
    self.initial = initial
  }

  /// The stocks of consecutive years from the first investment on.
  ///
  /// - Parameter investment: real, >= 0, one a year without gaps.
  /// - Returns: nil where the first stock is not defined: no investment, or g + d <= 0.
  package func stocks(_ investment: [Double]) -> [Double]? {
    guard let first = investment.first, let start = start(first, investment) else { return nil }
    var stocks = [start]
    for amount in investment.dropFirst() { stocks.append(amount + (1 - depreciation) * stocks[stocks.count - 1]) }
    return stocks
  }

  private func start(_ first: Double, _ investment: [Double]) -> Double? {
    switch initial {
    case .stated(let stock): return stock
    case .dividedBy(let divisor): return first / divisor
    case .steadyGrowth(let years):
      let last = min(years, investment.count - 1)
      guard last > 0, first > 0, investment[last] > 0 else { return nil }
      let growth = pow(investment[last] / first, 1 / Double(last)) - 1
      return growth + depreciation > 0 ? first / (growth + depreciation) : nil
    }
  }
}
