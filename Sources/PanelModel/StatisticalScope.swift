/// Which part of an area a figure covers. The same indicator in two scopes is two populations, never merged.
package enum StatisticalScope: String, Sendable, Hashable, Comparable, CaseIterable {
  /// 全市: the whole area.
  case wholeCity = "whole_city"
  /// 市辖区: the districts under the city only.
  case municipalDistricts = "municipal_districts"

  package static func < (a: StatisticalScope, b: StatisticalScope) -> Bool { a.order < b.order }
  private var order: Int { self == .wholeCity ? 0 : 1 }
}

/// An indicator in one scope: the identity of a source series and of its column.
package struct SeriesKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var indicator: IndicatorCode
  package var scope: StatisticalScope

  package init(_ indicator: IndicatorCode, _ scope: StatisticalScope = .wholeCity) {
    self.indicator = indicator
    self.scope = scope
  }

  package static func < (a: SeriesKey, b: SeriesKey) -> Bool {
    a.indicator == b.indicator ? a.scope < b.scope : a.indicator < b.indicator
  }
  package var description: String {
    scope == .wholeCity ? indicator.rawValue : "\(indicator.rawValue) (\(scope.rawValue))"
  }
}
