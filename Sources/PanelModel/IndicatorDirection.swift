/// Whether more is better: 正向 (positive) or 逆向 (negative) indicator.
package enum IndicatorDirection: String, Sendable, Hashable, CaseIterable {
  case positive
  case negative
}
