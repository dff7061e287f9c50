import Definitions
import PanelModel

extension SourceChecks {
  /// Parts against a printed total, or shares against 1, with the rounding of every printed figure.
  mutating func sums(_ check: CheckDefinition, _ parts: [CheckedColumn], total: CheckedColumn?) {
    var skipped = 0
    for row in panel.keys.indices {
      let figures = parts.compactMap { $0.printed(row) }
      let whole = total?.printed(row)
      guard figures.count == parts.count, total == nil || whole != nil else {
        // A row without any of the figures is no row that could have been checked.
        if !figures.isEmpty { skipped += 1 }
        continue
      }
      let origins = figures.map(\.origin) + (whole.map { [$0.origin] } ?? [])
      guard Set(origins.map { tables[Int($0.table)].edition }).count == 1 else {
        skipped += 1
        continue
      }
      let expected = whole?.value ?? 1
      let sum = figures.map(\.value).stableSum()
      let rounding = origins.map { precision.half($0) }.stableSum()
      guard abs(sum - expected) > rounding + 1e-9 * max(abs(expected), abs(sum)) else { continue }
      report(check, parts, total, row, sum: sum, expected: expected, rounding: rounding)
    }
    if skipped > 0 {
      notPossible(check, (total ?? parts[0]).key, rows: skipped)
    }
  }

  private mutating func report(
    _ check: CheckDefinition, _ parts: [CheckedColumn], _ total: CheckedColumn?, _ row: Int, sum: Double,
    expected: Double, rounding: Double
  ) {
    let cells = parts.map { part in
      let cell = part.column.origins[row].flatMap { location($0).cell } ?? "?"
      return "\(part.key.indicator) \(printed(part, row, part.column.series[row] ?? 0)) in \(cell)"
    }.joined(separator: ", ")
    let reference = total ?? parts[0]
    let sumText = printed(reference, row, sum)
    let most = printed(reference, row, rounding)
    if let total {
      add(
        .partsDiffer, check, total, row: row,
        "The parts of \(total.key) sum to \(sumText), the printed total is \(printed(total, row, expected)); rounding "
          + "explains at most \(most) (\(cells))")
    } else {
      add(
        .sharesDiffer, check, parts[0], row: row,
        "The shares sum to \(sumText) and not to \(printed(parts[0], row, 1)); rounding explains at most \(most) "
          + "(\(cells))")
    }
  }
}
