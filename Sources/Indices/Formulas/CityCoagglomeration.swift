import PanelModel

/// The degree of co-agglomeration of two activities in one city (产业协同集聚度), from their location quotients.
///
/// Not the Ellison-Glaeser co-agglomeration of two industries over all regions: that is one number a year, this is one
/// number a city and year.
package enum CityCoagglomeration: String, Sendable, CaseIterable {
  /// 1 - |LQm - LQs| / (LQm + LQs), in [0, 1]. Yang Renfa, 管理世界 2013(8).
  case relativeDifference = "A"
  /// A + (LQm + LQs), >= 0. Chen Jianjun, Liu Yue and Zou Miaomiao, 浙江大学学报 2016.
  case qualityAndHeight = "B"
  /// A sqrt(LQm LQs), >= 0.
  case product = "C"

  /// The degree; nil where both quotients are 0, because neither activity is there to be near the other.
  ///
  /// One quotient of 0 gives A = 0, B = the other quotient, C = 0.
  /// - Precondition: both are >= 0.
  package func degree(_ manufacturing: Double, _ services: Double) -> Double? {
    let sum = manufacturing + services
    guard sum > 0 else { return nil }
    let nearness = 1 - abs(manufacturing - services) / sum
    switch self {
    case .relativeDifference: return nearness
    case .qualityAndHeight: return nearness + sum
    case .product: return nearness * (manufacturing * services).squareRoot()
    }
  }
}
