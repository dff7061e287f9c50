import Foundation
import PanelModel

/// Measures of industrial upgrading (产业结构升级) from the shares y1, y2, y3 of the primary, secondary and tertiary
/// industry in value added, and l1, l2, l3 in employment. Shares are >= 0 and sum to 1.
package enum StructuralUpgrading {
  /// Shares of amounts; nil if one is negative or all are 0.
  package static func shares(of amounts: [Double]) -> [Double]? {
    let total = amounts.stableSum()
    guard total > 0, amounts.allSatisfy({ $0 >= 0 }) else { return nil }
    return amounts.map { $0 / total }
  }

  /// The structure level coefficient (产业结构层次系数) sum i y_i, in [1, 3]. Xu Min and Jiang Yong (2015).
  package static func level(_ y: [Double]) -> Double {
    y.enumerated().lazy.map { Double($0.offset + 1) * $0.element }.stableSum()
  }

  /// Advancement (高级化) y3 / y2, >= 0; nil where y2 = 0. Gan Chunhui, Zheng Ruogu and Yu Dianfan, 经济研究 46(5), 2011.
  package static func advancement(_ y: [Double]) -> Double? {
    y[1] > 0 ? y[2] / y[1] : nil
  }

  /// Rationalization (合理化) by Theil, sum y_i ln(y_i / l_i), >= 0: 0 is balanced, larger is worse. Same source.
  ///
  /// y_i = 0 adds 0; nil where y_i > 0 and l_i = 0, because the sum is infinite.
  package static func rationalization(_ y: [Double], employment l: [Double]) -> Double? {
    var sum = StableSum()
    for (y, l) in zip(y, l) where y > 0 {
      guard l > 0 else { return nil }
      sum.add(y * log(y / l))
    }
    // By Gibbs' inequality the sum is >= 0; rounding may leave -1e-17 where y = l.
    return max(0, sum.value)
  }

  /// Advancement by angles (产业结构高级化), Fu Linghui, 统计研究 27(8), 2010: W = 3 theta1 + 2 theta2 + theta3 in radians.
  ///
  /// theta_j is the angle between (y1, y2, y3) and axis j. Pure primary gives 3 pi / 2, secondary 2 pi, tertiary
  /// 5 pi / 2. The angle is taken as atan2(norm of the others, y_j), which loses no digits near an axis as arccos does.
  package static func angle(_ y: [Double]) -> Double {
    var sum = StableSum()
    for j in y.indices {
      let others = y.indices.lazy.filter { $0 != j }.map { y[$0] * y[$0] }.stableSum()
      sum.add(Double(y.count - j) * atan2(others.squareRoot(), y[j]))
    }
    return sum.value
  }
}
