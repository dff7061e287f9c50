import Definitions
import PanelModel

/// Fills missing values of one indicator as its policy says. Only observed values are looked at: what is filled never
/// fills another cell, and no observed value changes.
struct Imputation {
  private let policy: MissingPolicy
  private let indicator: IndicatorCode
  private let panel: Panel
  /// The series as it was.
  private let observed: PanelSeries
  private let grouped: GroupedSeries?
  /// The series with its gaps filled.
  private(set) var series: PanelSeries
  /// What was filled, in order of row.
  private(set) var changes: [CellChange] = []
  /// Cells that would have been filled, had enough areas of their group been observed.
  private(set) var withoutGroup = 0

  init(_ policy: MissingPolicy, of indicator: IndicatorCode, _ series: PanelSeries, panel: Panel, groups: AreaGroups) {
    self.policy = policy
    self.indicator = indicator
    self.panel = panel
    self.series = series
    observed = series
    grouped = policy.group.map { GroupedSeries(series, panel: panel, groups: groups.codes($0)) }
  }

  mutating func run() {
    guard policy.insideGap != .leave || policy.atEnds != .leave, series.presentCount < series.count else { return }
    for rows in panel.rowsByArea {
      let known = rows.filter { observed[$0] != nil }
      guard let first = known.first, let last = known.last else { continue }
      if policy.atEnds != .leave { fillEnd(rows.lowerBound..<first, known.prefix(2).map { $0 }) }
      if policy.insideGap != .leave {
        for (a, b) in zip(known, known.dropFirst()) where b > a + 1 { fillGap(a, b) }
      }
      if policy.atEnds != .leave { fillEnd((last + 1)..<rows.upperBound, known.suffix(2).reversed()) }
    }
  }

  private func year(_ row: Int) -> Int { Int(panel.keys[row].year.rawValue) }

  /// A gap with more missing years than the longest is left whole; a value is carried as far as the limit.
  private mutating func fillGap(_ a: Int, _ b: Int) {
    let span = year(b) - year(a)
    guard let from = observed[a], let to = observed[b] else { return }
    guard span - 1 <= policy.longestGap || policy.insideGap == .carry else { return }
    for row in a + 1..<b {
      let t = Double(year(row) - year(a)) / Double(span)
      switch policy.insideGap {
      case .leave: return
      case .linear: set(row, from + (to - from) * t, .linear, [a, b])
      case .neighbourMean: set(row, (from + to) / 2, .neighbourMean, [a, b])
      case .carry:
        if year(row) - year(a) <= policy.longestGap { set(row, from, .carry, [a]) }
      case .groupRatio: fillByRatio(row, a, b, t)
      }
    }
  }

  /// The area over the other areas of its group, interpolated between the neighbours, times the others in the year.
  private mutating func fillByRatio(_ row: Int, _ a: Int, _ b: Int, _ t: Double) {
    let years = [row, a, b].map { panel.keys[$0].year }
    guard let from = observed[a], let to = observed[b], let group = policy.group,
      let found = grouped?.totals(beside: row, in: years, least: policy.groupAtLeast),
      found.totals.allSatisfy({ $0 > 0 })
    else {
      withoutGroup += 1
      return
    }
    let (first, last) = (from / found.totals[1], to / found.totals[2])
    let ratio = first + (last - first) * t
    set(row, ratio * found.totals[0], .groupRatio(group: group.name, areas: found.areas), [a, b])
  }

  /// - Parameter known: the observed row nearest to the end, then the next one, if there is one.
  private mutating func fillEnd(_ rows: Range<Int>, _ known: [Int]) {
    guard let near = known.first, let value = observed[near] else { return }
    for row in rows where abs(year(row) - year(near)) <= policy.longestGap {
      switch policy.atEnds {
      case .leave: return
      case .carry: set(row, value, .carryAtEnd, [near])
      case .linear:
        guard known.count == 2, let other = observed[known[1]] else { return }
        let slope = (value - other) / Double(year(near) - year(known[1]))
        set(row, value + slope * Double(year(row) - year(near)), .linearAtEnd, [known[1], near].sorted())
      case .groupGrowth: fillByGrowth(row, near, value)
      }
    }
  }

  private mutating func fillByGrowth(_ row: Int, _ near: Int, _ value: Double) {
    let years = [row, near].map { panel.keys[$0].year }
    guard let group = policy.group, let found = grouped?.totals(beside: row, in: years, least: policy.groupAtLeast),
      found.totals.allSatisfy({ $0 > 0 })
    else {
      withoutGroup += 1
      return
    }
    let rule = CellChange.Rule.groupGrowth(group: group.name, areas: found.areas)
    set(row, value * (found.totals[0] / found.totals[1]), rule, [near])
  }

  private mutating func set(_ row: Int, _ value: Double, _ rule: CellChange.Rule, _ sources: [Int]) {
    guard value.isFinite else { return }
    let before = observed.statuses[row]
    series.set(row, value, .imputed)
    changes.append(
      CellChange(
        indicator: indicator, row: row, before: nil, statusBefore: before, after: value, rule: rule, sources: sources))
  }
}
