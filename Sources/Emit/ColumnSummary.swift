import PanelModel

/// What a codebook says of a column's values.
struct ColumnSummary {
  var rowCount: Int
  var missingCount: Int
  /// Nil for text and where nothing is present.
  var least: Double?
  var greatest: Double?
  var mean: Double?
  /// Distinct texts by their bytes; nil for numbers.
  var distinctCount: Int?

  init(_ column: DataColumn) {
    rowCount = column.count
    missingCount = column.missingCount
    switch column.values {
    case .int32(let values): setNumbers(values.compactMap { $0.map(Double.init) })
    case .double(let values): setNumbers(values.compactMap { $0 })
    case .text(let values): distinctCount = Set(values.compactMap { $0.map { Array($0.utf8) } }).count
    }
  }

  private mutating func setNumbers(_ values: [Double]) {
    least = values.min()
    greatest = values.max()
    mean = values.isEmpty ? nil : values.stableSum() / Double(values.count)
  }

  /// Share of missing values in per cent, to three digits.
  var missingShare: String {
    if rowCount == 0 || missingCount == 0 { return "0" }
    return DecimalText.rounded(100 * Double(missingCount) / Double(rowCount), significant: 3)
  }
}
