import Definitions
import PanelModel

extension OutlierPolicy {
  /// What a winsorising did in one group of rows.
  package struct Limits: Sendable, Equatable {
    package var low: Double
    package var high: Double
    package var changed: Int
  }

  /// Sets values beyond the percentiles to the percentiles; changed values get the status treated.
  func winsorize(_ series: inout PanelSeries, of panel: Panel) -> [Limits] {
    groups(panel).map { rows in
      let sorted = rows.compactMap { series[$0] }.sorted()
      guard let low = Self.percentile(sorted, low), let high = Self.percentile(sorted, high) else {
        return Limits(low: 0, high: 0, changed: 0)
      }
      var changed = 0
      for row in rows {
        guard let x = series[row], x < low || x > high else { continue }
        series.set(row, min(max(x, low), high), .treated)
        changed += 1
      }
      return Limits(low: low, high: high, changed: changed)
    }
  }

  /// The groups of rows percentiles are taken over, in the order of `Limits`.
  package func groups(_ panel: Panel) -> [[Int]] {
    switch over {
    case .pooled: [Array(panel.keys.indices)]
    case .eachYear: panel.rowsByYear.map(\.rows)
    case .withinArea: panel.rowsByArea.map(Array.init)
    }
  }

  /// Percentile p in [0, 100] of sorted values: linear between order statistics at rank 1 + (n - 1) p / 100 (type 7 of
  /// Hyndman and Fan 1996, the default of R and numpy). nil for no values.
  static func percentile(_ sorted: [Double], _ p: Double) -> Double? {
    guard let last = sorted.last else { return nil }
    let rank = Double(sorted.count - 1) * p / 100
    let below = Int(rank.rounded(.down))
    guard below + 1 < sorted.count else { return last }
    let t = rank - Double(below)
    return sorted[below] + t * (sorted[below + 1] - sorted[below])
  }
}
