import Definitions
import PanelModel

extension SourceChecks {
  mutating func inRange(
    _ check: CheckDefinition, _ one: CheckedColumn, _ range: ClosedRange<Double>, _ unit: UnitOfMeasure
  ) {
    for row in panel.keys.indices {
      guard let x = one.column.series[row], !range.contains(x) else { continue }
      let ends = [range.lowerBound, range.upperBound].map { DecimalText.rounded(unit.fromBase($0), significant: 6) }
      add(
        .outOfRange, check, one, row: row,
        "\(one.key) is \(printed(one, row, x)), outside the range [\(ends[0]), \(ends[1])] \(unit.symbol) of \(check.place)"
      )
    }
  }

  /// Neighbouring years only; a fall within the printed rounding of both is none.
  mutating func neverFalls(_ check: CheckDefinition, _ one: CheckedColumn, _ slack: Double) {
    for rows in panel.rowsByArea {
      for row in rows.dropFirst() where panel.keys[row].year.rawValue == panel.keys[row - 1].year.rawValue + 1 {
        guard let now = one.printed(row), let before = one.printed(row - 1) else { continue }
        let rounding = precision.half(now.origin) + precision.half(before.origin)
        guard now.value < before.value * (1 - slack) - rounding else { continue }
        add(
          .valueFalls, check, one, row: row,
          "\(one.key) falls from \(printed(one, row - 1, before.value)) (\(location(before.origin))) to "
            + "\(printed(one, row, now.value)), and it never falls")
      }
    }
  }

  /// Rows with the same figures throughout: of two areas in a year, or of an area in two years.
  mutating func rowsDiffer(_ check: CheckDefinition, _ found: [CheckedColumn]) {
    var first: [[UInt64]: [Int]] = [:]
    for row in panel.keys.indices {
      let figures = found.compactMap { $0.printed(row)?.value }
      guard figures.count == found.count, figures.contains(where: { $0 != 0 }) else { continue }
      let bits = figures.map(\.bitPattern)
      let key = panel.keys[row]
      let twin = first[bits]?.first { panel.keys[$0].year == key.year || panel.keys[$0].area == key.area }
      first[bits, default: []].append(row)
      guard let twin, let origin = found[0].column.origins[twin] else { continue }
      add(
        .rowsAlike, check, found[0], row: row,
        "All \(found.count) figures checked are those of \(panel.keys[twin].area) in \(panel.keys[twin].year) "
          + "(\(location(origin))): a row printed or pasted twice?")
    }
  }

  /// Between the first and the last year with any figure.
  mutating func coverage(_ check: CheckDefinition, _ one: CheckedColumn, _ atLeast: Double, _ mayLose: Double) {
    let years = panel.rowsByYear.map {
      (year: $0.year, rows: $0.rows, present: $0.rows.count { one.column.series[$0] != nil })
    }
    guard let start = years.firstIndex(where: { $0.present > 0 }), let end = years.lastIndex(where: { $0.present > 0 })
    else { return }
    for i in start...end {
      let (year, rows, present) = years[i]
      let absent = rows.filter { one.column.series[$0] == nil }.prefix(5).map { panel.keys[$0].area.description }
      let names = absent.joined(separator: ", ") + (rows.count - present > absent.count ? ", …" : "")
      if Double(present) < atLeast * Double(rows.count) {
        low(
          check, one, year, "\(one.key) has figures of \(present) of \(rows.count) areas in \(year) (without \(names))")
      } else if i > start, Double(years[i - 1].present - present) > mayLose * Double(years[i - 1].present) {
        low(
          check, one, year,
          "\(one.key) has figures of \(present) areas in \(year), of \(years[i - 1].present) the year before "
            + "(without \(names))")
      }
    }
  }

  private mutating func low(_ check: CheckDefinition, _ one: CheckedColumn, _ year: ReferenceYear, _ message: String) {
    add(.coverageLow, check, one, row: nil, message, "Look for rows not read (ING-004, ING-007) and missing workbooks.")
    setYearOfLast(year)
  }
}
