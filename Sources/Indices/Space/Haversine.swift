import Foundation
import PanelModel

/// A place on the Earth in degrees: longitude in [-180, 180], latitude in [-90, 90], WGS84.
package struct GeographicPoint: Sendable, Hashable {
  package var longitude: Double
  package var latitude: Double

  package init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }
}

/// Great-circle distances on a sphere by the haversine formula.
///
/// d = 2 R arcsin sqrt(sin^2((lat2 - lat1) / 2) + cos lat1 cos lat2 sin^2((lon2 - lon1) / 2)). The Earth is no sphere:
/// distances differ from those on the ellipsoid by up to 0.5%.
package struct Haversine: Sendable, Equatable {
  /// Mean radius R1 of the ellipsoid GRS 80 (IUGG), in km.
  package static let meanRadius = 6371.0088
  /// The rounded radius of many scripts, in km.
  package static let roundedRadius = 6371.0

  /// In km, > 0.
  package let radius: Double

  package init(radius: Double = Haversine.meanRadius) { self.radius = radius }

  /// The distance in km, in [0, pi R].
  package func kilometres(_ a: GeographicPoint, _ b: GeographicPoint) -> Double {
    let degree = Double.pi / 180
    let halfLatitude = sin((b.latitude - a.latitude) * degree / 2)
    let halfLongitude = sin((b.longitude - a.longitude) * degree / 2)
    let h =
      halfLatitude * halfLatitude + cos(a.latitude * degree) * cos(b.latitude * degree) * halfLongitude * halfLongitude
    return 2 * radius * asin(min(1, h.squareRoot()))
  }
}
