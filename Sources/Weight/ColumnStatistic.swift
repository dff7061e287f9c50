import PanelModel

/// Statistics of single columns, for weights in proportion to them.
enum ColumnStatistic {
  /// Weights in proportion to a statistic of the values present in each column.
  static func weights(
    _ method: String, of columns: [WeightingColumn],
    statistic: ([Double], IndicatorCode) throws(WeightingError) -> Double
  ) throws(WeightingError) -> WeightSet {
    var amounts: [Double] = []
    var rows: [Int] = []
    for column in columns {
      let present = column.values.compactMap { $0 }
      guard present.count >= 2 else {
        throw WeightingError(
          .tooFewRows, indicator: column.indicator,
          message: "'\(column.indicator)' has \(present.count) value(s), and \(method) needs two",
          remedy: "Take it out of the index or fill its gaps; a constant indicator has no normalised values.")
      }
      amounts.append(try statistic(present, column.indicator))
      rows.append(present.count)
    }
    return try .shares(
      method, of: amounts, columns.map(\.indicator), rows: rows, without: "every indicator is constant")
  }

  /// The variance with n - 1; 0 exactly where all values are equal.
  static func variance(_ values: [Double]) -> Double {
    guard let first = values.first, values.contains(where: { $0 != first }) else { return 0 }
    let mean = values.stableSum() / Double(values.count)
    var sum = StableSum()
    for x in values { sum.add((x - mean) * (x - mean)) }
    return sum.value / Double(values.count - 1)
  }

  /// Refuses values below 0, and a column of zeros.
  static func refuseNegative(_ values: [Double], _ indicator: IndicatorCode, _ method: String) throws(WeightingError) {
    if let below = values.first(where: { $0 < 0 }) {
      throw WeightingError(
        .negativeValue, indicator: indicator,
        message: "'\(indicator)' has the normalised value \(below), and \(method) needs values of 0 or more",
        remedy: "Normalise with min_max; z-scores and values beyond older bounds cannot be used.")
    }
    if !values.contains(where: { $0 > 0 }) {
      throw WeightingError(
        .sumIsZero, indicator: indicator, message: "'\(indicator)' is 0 in every row, so its mean is 0",
        remedy: "Take it out of the index.")
    }
  }
}
