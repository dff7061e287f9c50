import Definitions
import PanelModel

extension SourceChecks {
  /// Figures below zero in a series that is otherwise above it: counts and areas have no sign, so that one is a slip, while
  /// a series that may have either sign (natural growth) has more than one in twenty. A correction settles a figure.
  /// - Parameter corrections: those that found a figure, be it only to flag it.
  mutating func negatives(_ corrections: [AppliedCorrection]) {
    let settled = Set(corrections.map(\.origin))
    for key in columns.keys.sorted() {
      guard let column = columns[key] else { continue }
      var rows: [Int] = []
      var positives = 0
      for row in 0..<column.series.count {
        guard let value = column.series.values[row] else { continue }
        if value > 0 { positives += 1 }
        if value < 0, let origin = column.origins[row], !settled.contains(origin) { rows.append(row) }
      }
      guard let first = rows.first, positives >= 20 * rows.count, isCount(column, first) else { continue }
      report(CheckedColumn(key: key, column: column), rows, first)
    }
  }

  /// Rates and shares may have either sign; persons, money and areas have not.
  private func isCount(_ column: SourceColumn, _ row: Int) -> Bool {
    guard let origin = column.origins[row] else { return false }
    let table = tables[Int(origin.table)]
    let unit = table.series[Int(table.observations[Int(origin.observation)].series)].unit
    return unit.dimension != MeasureDimension()
  }

  private mutating func report(_ column: CheckedColumn, _ rows: [Int], _ first: Int) {
    let shown = rows.prefix(5).map { row in
      "\(printed(column, row, column.column.series[row] ?? 0)) of \(panel.keys[row].area) \(panel.keys[row].year)"
    }
    add(
      Finding(
        .negativeStandsOut, location: column.column.origins[first].map { location($0) },
        indicator: column.key.indicator, area: panel.keys[first].area, year: panel.keys[first].year,
        message:
          "\(column.key): \(rows.count == 1 ? "1 figure is" : "\(rows.count) figures are") below zero, where all others are not: "
          + shown.joined(separator: ", ") + (rows.count > 5 ? ", …" : ""),
        remedy: "Compare the cells with the printed book; write a correction for each, or keep it by action: flag.",
        count: rows.count))
  }
}
