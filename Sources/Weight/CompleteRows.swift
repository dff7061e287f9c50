import PanelModel

/// The rows in which every column has a value, and what several methods compute of them.
struct CompleteRows {
  let indicators: [IndicatorCode]
  /// By column, then complete row.
  let columns: [[Double]]
  let rowCount: Int

  /// - Throws: `tooFewRows` where fewer than two rows are complete.
  init(_ columns: [WeightingColumn], for method: String) throws(WeightingError) {
    indicators = columns.map(\.indicator)
    let total = columns.first?.values.count ?? 0
    let rows = (0..<total).filter { i in columns.allSatisfy { $0.values[i] != nil } }
    guard rows.count >= 2 else {
      let empty = columns.first { $0.values.count { $0 != nil } < 2 }?.indicator
      throw WeightingError(
        .tooFewRows, indicator: empty,
        message: empty.map { "'\($0)' has fewer than two values" }
          ?? "\(rows.count) of \(total) rows hold a value of every indicator, and \(method) needs two",
        remedy: "Fill the gaps, or take the indicators with the fewest values out of the index.")
    }
    self.columns = columns.map { column in rows.compactMap { column.values[$0] } }
    rowCount = rows.count
  }

  /// Columns with 0 mean and unit length, so that their products are correlations; nil for a constant column.
  var standardized: [[Double]?] {
    columns.map { column in
      guard let first = column.first, column.contains(where: { $0 != first }) else { return nil }
      let mean = column.stableSum() / Double(rowCount)
      let centered = column.map { $0 - mean }
      let length = centered.map { $0 * $0 }.stableSum().squareRoot()
      return length > 0 ? centered.map { $0 / length } : nil
    }
  }

  /// Refuses a constant column: it has no correlation with any other.
  func refuseConstants(_ standardized: [[Double]?], for method: String) throws(WeightingError) -> [[Double]] {
    var result: [[Double]] = []
    for (indicator, column) in zip(indicators, standardized) {
      guard let column else {
        throw WeightingError(
          .noContrast, indicator: indicator,
          message: "'\(indicator)' is the same in every row, so \(method) has no correlation to go by",
          remedy: "Take it out of the index.")
      }
      result.append(column)
    }
    return result
  }

  /// Refuses a value that is 0 or less.
  func refuseNotPositive(for method: String) throws(WeightingError) {
    for (indicator, column) in zip(indicators, columns) {
      if let x = column.first(where: { !($0 > 0) }) {
        throw WeightingError(
          .notPositive, indicator: indicator,
          message: "'\(indicator)' has the normalised value \(x), and \(method) needs values above 0",
          remedy: "Give 'shift: 0.0001', or normalise with 'to: [0.01, 1]'.")
      }
    }
  }

  /// All values with `shift` added.
  func shifted(by shift: Double) -> CompleteRows {
    shift == 0 ? self : CompleteRows(indicators: indicators, columns: columns.map { $0.map { $0 + shift } })
  }

  /// The same rows with other columns.
  init(_ rows: CompleteRows, replacing columns: [[Double]]) {
    self.init(indicators: rows.indicators, columns: columns)
  }

  private init(indicators: [IndicatorCode], columns: [[Double]]) {
    self.indicators = indicators
    self.columns = columns
    rowCount = columns.first?.count ?? 0
  }
}

/// All sums of products of columns: X'X.
func products(_ columns: [[Double]]) -> [[Double]] {
  var result = [[Double]](repeating: Array(repeating: 0, count: columns.count), count: columns.count)
  for i in columns.indices {
    for j in i..<columns.count {
      result[i][j] = StableSum.ofProducts(columns[i], columns[j])
      result[j][i] = result[i][j]
    }
  }
  return result
}

extension WeightSet {
  /// Weights in proportion to amounts >= 0. An amount of 0 is weight 0, with a finding.
  /// - Throws: `allZero` where there is nothing to share.
  static func shares(
    _ method: String, of amounts: [Double], _ indicators: [IndicatorCode], rows: [Int], without: String
  ) throws(WeightingError) -> WeightSet {
    let total = amounts.stableSum()
    guard total > 0, total.isFinite else {
      throw WeightingError(
        .allZero, message: "\(without), so \(method) gives no indicator any weight",
        remedy: "Check the sample of areas and years, or use equal weights.")
    }
    var set = WeightSet(method: method, entries: [])
    for (i, indicator) in indicators.enumerated() {
      set.entries.append(Entry(indicator: indicator, weight: amounts[i] / total, rows: rows[i]))
      if amounts[i] == 0 {
        set.findings.append(
          Finding(
            .constantIndicator, indicator: indicator, message: "\(indicator) has weight 0 by \(method)",
            remedy: "Take it out of the index.", count: rows[i]))
      }
    }
    return set
  }
}
