import Definitions
import PanelModel

extension BaseIndicatorBuilder {
  /// Reports values out of range and values far from their neighbours in time. Nothing is changed.
  mutating func report(_ check: PlausibilityCheck, on series: PanelSeries, _ definition: BaseIndicatorDefinition) {
    if let range = check.range {
      for row in 0..<series.count {
        guard let x = series[row], !range.contains(x) else { continue }
        add(
          .outOfRange, definition, row,
          "\(place(row)): \(definition.code) is \(Self.short(x)), outside [\(Self.short(range.lowerBound)), "
            + "\(Self.short(range.upperBound))]\(Self.unit(definition))",
          "Compare the cell with the printed book; add a correction at the source or widen the range.")
      }
    }
    let slips = check.slip.map { reportSlips(series, $0, definition) } ?? []
    if let jump = check.jump { reportJumps(series, jump, definition, besides: slips) }
  }

  private mutating func reportJumps(
    _ series: PanelSeries, _ jump: Double, _ definition: BaseIndicatorDefinition, besides slips: Set<Int>
  ) {
    for rows in panel.rowsByArea {
      let jumps = rows.compactMap { row in
        slips.contains(row) ? nil : self.jump(at: row, of: rows, in: series, limit: jump)
      }
      let spikes = slips.union(jumps.filter { $0.neighbours.count == 2 }.map(\.row))
      // An end is not to blame for a neighbour that stands out against its own two.
      for found in jumps where found.neighbours.count == 2 || !found.neighbours.contains(where: { spikes.contains($0) })
      {
        add(
          .jumpInTime, definition, found.row,
          "\(place(found.row)): \(definition.code) is \(Self.short(found.value))\(Self.unit(definition)), "
            + "\(Self.short(found.factor)) times its neighbours in time (\(values(found.neighbours, series)))"
            + Self.slip(found.factor),
          "Compare the cell with the printed book and its neighbours.")
      }
    }
  }

  /// `2013: 4171, 2015: 5009`.
  private func values(_ rows: [Int], _ series: PanelSeries) -> String {
    rows.compactMap { row in series[row].map { "\(panel.keys[row].year): \(Self.short($0))" } }.joined(separator: ", ")
  }

  /// A blank and the indicator's unit; nothing for pure numbers.
  static func unit(_ definition: BaseIndicatorDefinition) -> String {
    definition.unit.symbol == "1" ? "" : " \(definition.unit.symbol)"
  }

  /// A value that stands out against the years beside it.
  private struct Jump {
    var row: Int
    var value: Double
    /// Rows of the years beside that have a value above 0.
    var neighbours: [Int]
    /// The value over the geometric mean of the neighbours.
    var factor: Double
  }

  private func jump(at row: Int, of rows: Range<Int>, in series: PanelSeries, limit jump: Double) -> Jump? {
    guard let x = series[row], x > 0, mayJump(x, series, row, rows, jump) else { return nil }
    let neighbours = [row - 1, row + 1].filter { rows.contains($0) && isNextYear($0, row) && (series[$0] ?? 0) > 0 }
    guard !neighbours.isEmpty else { return nil }
    // Between two neighbours a slip stands out against both. At an end growth looks like it, so that the one neighbour
    // must differ by the square.
    let limit = neighbours.count == 2 ? jump : jump * jump
    let values = neighbours.compactMap { series[$0] }
    guard values.allSatisfy({ x / $0 >= limit }) || values.allSatisfy({ x / $0 <= 1 / limit }) else { return nil }
    let mean = values.reduce(1, *).power(1 / Double(values.count))
    return Jump(row: row, value: x, neighbours: neighbours, factor: x / mean)
  }

  /// A quick look: whether one of the rows beside differs by the limit, of whatever year it is.
  private func mayJump(_ x: Double, _ series: PanelSeries, _ row: Int, _ rows: Range<Int>, _ jump: Double) -> Bool {
    if row > rows.lowerBound, let y = series.values[row - 1], y > 0, x / y >= jump || x / y <= 1 / jump { return true }
    if row + 1 < rows.upperBound, let y = series.values[row + 1], y > 0, x / y >= jump || x / y <= 1 / jump {
      return true
    }
    return false
  }

  private func isNextYear(_ a: Int, _ b: Int) -> Bool {
    abs(panel.keys[a].year.rawValue - panel.keys[b].year.rawValue) == 1
  }

  /// Slips of a digit or a unit have telling factors.
  private static func slip(_ factor: Double) -> String {
    let known: [(Double, String)] = [
      (10, "; perhaps one digit too long"), (0.1, "; perhaps one digit too short"),
      (100, "; perhaps two digits too long, or a share as %"),
      (0.01, "; perhaps two digits too short, or % as a share"), (10_000, "; perhaps printed in a unit of 万 less"),
      (0.0001, "; perhaps printed in a unit of 万 more"),
    ]
    return known.first { abs(factor / $0.0 - 1) < 0.35 }?.1 ?? ""
  }

  private mutating func add(
    _ code: FindingCode, _ definition: BaseIndicatorDefinition, _ row: Int, _ message: String, _ remedy: String
  ) {
    findings.append(
      Finding(
        code, location: suspect(definition, row), indicator: definition.code,
        area: panel.keys[row].area, year: panel.keys[row].year, message: message, remedy: remedy))
  }

  /// The source cell most likely at fault: of the columns the formula reads, the one that jumps most itself.
  func suspect(_ definition: BaseIndicatorDefinition, _ row: Int) -> SourceLocation? {
    var best: (jump: Double, origin: SourceColumn.Origin)?
    for (code, scope) in definition.formula.references {
      guard let column = columns[SeriesKey(code, scope ?? definition.scope)], let origin = column.origins[row] else {
        continue
      }
      let jump = jump(column.series, row)
      if best == nil || jump > best?.jump ?? 0 { best = (jump, origin) }
    }
    return best.map { locate($0.origin) }
  }

  /// The largest |ln| of a value over the area's own values of the years before and after; 0 where there is none.
  private func jump(_ series: PanelSeries, _ row: Int) -> Double {
    guard let x = series[row], x > 0 else { return 0 }
    let around = [row - 1, row + 1].filter {
      panel.keys.indices.contains($0) && panel.keys[$0].area == panel.keys[row].area && isNextYear($0, row)
    }.compactMap { series[$0] }
    return around.filter { $0 > 0 }.map { abs((x / $0).naturalLogarithm) }.max() ?? 0
  }

  /// Three significant digits for messages.
  static func short(_ x: Double) -> String {
    guard x != 0, x.isFinite else { return "0" }
    let magnitude = abs(x)
    if magnitude >= 1e15 { return DecimalText.rounded(x, significant: 3) }
    if magnitude >= 1000 { return String(Int(x.rounded())) }
    let scale = magnitude >= 100 ? 10.0 : magnitude >= 1 ? 100.0 : 10_000.0
    return DecimalText.text((x * scale).rounded() / scale)
  }
}
