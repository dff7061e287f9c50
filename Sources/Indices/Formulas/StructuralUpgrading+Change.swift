import Foundation
import PanelModel

/// Measures of structure against employment, of change since the year before, and of quality.
extension StructuralUpgrading {
  /// Structural deviation (结构偏离度) sum |y_i / l_i - 1|, >= 0: 0 is balanced, larger is worse.
  ///
  /// y_i = l_i = 0 adds 0; nil where y_i > 0 and l_i = 0, because the sum is infinite.
  package static func deviation(_ y: [Double], employment l: [Double], weighted: Bool = false) -> Double? {
    var sum = StableSum()
    for (y, l) in zip(y, l) where y > 0 || l > 0 {
      guard l > 0 else { return nil }
      sum.add((weighted ? y : 1) * abs(y / l - 1))
    }
    return sum.value
  }

  /// Moore's value of structural change, the cosine between the shares of two years, in [0, 1]: 1 is no change. Moore,
  /// Review of Income and Wealth 24 (1978), 105-118.
  package static func moore(_ now: [Double], _ before: [Double]) -> Double {
    func product(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).lazy.map { $0 * $1 }.stableSum() }
    return min(1, product(now, before) / (product(now, now) * product(before, before)).squareRoot())
  }

  /// The angle of Moore's value in radians, in [0, pi/2]; taken from the unit vectors' sum and difference, which loses no
  /// digits where there is little change, as arccos does.
  package static func mooreAngle(_ now: [Double], _ before: [Double]) -> Double {
    func unit(_ x: [Double]) -> [Double] {
      let norm = x.lazy.map { $0 * $0 }.stableSum().squareRoot()
      return x.map { $0 / norm }
    }
    let (u, v) = (unit(now), unit(before))
    let difference = zip(u, v).lazy.map { ($0 - $1) * ($0 - $1) }.stableSum()
    let sum = zip(u, v).lazy.map { ($0 + $1) * ($0 + $1) }.stableSum()
    return 2 * atan2(difference.squareRoot(), sum.squareRoot())
  }

  /// Lilien's dispersion sqrt(sum l_i (dln L_i - dln L)^2), >= 0, weighted by the shares of the present year. Lilien,
  /// Journal of Political Economy 90 (1982), 777-793.
  ///
  /// - Parameters: employment of each industry in both years, > 0 in sum.
  /// - Returns: nil where an industry has employment in one of the years only; one with none in both adds 0.
  package static func lilien(_ now: [Double], _ before: [Double]) -> Double? {
    let (total, earlier) = (now.stableSum(), before.stableSum())
    guard total > 0, earlier > 0 else { return nil }
    var sum = StableSum()
    for (a, b) in zip(now, before) where a > 0 || b > 0 {
      guard a > 0, b > 0 else { return nil }
      let change = log(a / b) - log(total / earlier)
      sum.add(a / total * change * change)
    }
    return sum.value.squareRoot()
  }

  /// The quality of upgrading sum y_i p_i from labour productivities without a unit. Liu Wei, Zhang Hui and Huang Zehua,
  /// 2008; Yuan Hang and Zhu Chengliang, 2018.
  ///
  /// y_i = 0 adds 0 whatever the productivity; nil where y_i > 0 and p_i is not defined.
  package static func quality(_ y: [Double], productivity: [Double?]) -> Double? {
    var sum = StableSum()
    for (y, p) in zip(y, productivity) where y > 0 {
      guard let p else { return nil }
      sum.add(y * p)
    }
    return sum.value
  }
}
