import Foundation
import PanelModel

/// The advancement of a structure of n ordered classes by angles, Fu Linghui's form with any n: W = sum_j (n + 1 - j)
/// theta_j, theta_j the angle between the shares and axis j, radians.
///
/// All in the first class gives the least value, all in the last the greatest.
package enum VectorAngle {
  /// Nil where a share is below 0 or all are 0.
  package static func value(_ amounts: [Double]) -> Double? {
    StructuralUpgrading.shares(of: amounts).map { StructuralUpgrading.angle($0) }
  }

  /// The value with everything in one class, from 0: (n (n + 1) / 2 - (n - k)) pi / 2.
  package static func pure(_ place: Int, of classes: Int) -> Double {
    Double(classes * (classes + 1) / 2 - (classes - place)) * Double.pi / 2
  }
}
