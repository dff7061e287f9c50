/// Over which rows a statistic is taken. Always written down in a definition, never a default of the code.
package enum NormalizationScope: Sendable, Hashable {
  /// All areas and years together: comparable over time.
  case pooled
  /// Each year on its own: levels of different years are not comparable.
  case eachYear
  /// Each area on its own.
  case withinArea
}

/// What a normalisation learnt from the data: a value, kept with the vintage, so that a new year can be scored with an
/// old vintage's bounds.
package struct NormalizationBounds: Sendable, Equatable {
  /// The two numbers a method needs for one indicator in one group of rows: minimum and maximum for min-max, mean and
  /// standard deviation (n - 1) for z-score. In the unit of the indicator.
  package struct Pair: Sendable, Equatable {
    package var first: Double
    package var second: Double
    /// All values of the group in rising order, where a method ranks; else empty.
    package var order: [Double]

    package init(_ first: Double, _ second: Double, order: [Double] = []) {
      self.first = first
      self.second = second
      self.order = order
    }
  }

  /// The group a pair was taken over: `.all`, a year or an area.
  package enum Group: Sendable, Hashable, Comparable {
    case all
    case year(ReferenceYear)
    case area(AreaCode)
  }

  package var scope: NormalizationScope
  package var pairs: [IndicatorCode: [Group: Pair]]

  package init(scope: NormalizationScope, pairs: [IndicatorCode: [Group: Pair]] = [:]) {
    self.scope = scope
    self.pairs = pairs
  }
}
