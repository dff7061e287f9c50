import Definitions
import PanelModel

extension MissingPolicy {
  /// Fills missing values of each area as the policy says; filled values get the status imputed. Returns how many.
  func fill(_ series: inout PanelSeries, of panel: Panel) -> Int {
    var filled = 0
    for rows in panel.rowsByArea {
      let known = rows.filter { series[$0] != nil }
      if insideGap == .linear {
        for (a, b) in zip(known, known.dropFirst()) { filled += interpolate(&series, panel, a, b) }
      }
      if atEnds == .carry, let first = known.first, let last = known.last {
        filled += carry(&series, from: first, to: rows.lowerBound..<first, panel)
        filled += carry(&series, from: last, to: (last + 1)..<rows.upperBound, panel)
      }
    }
    return filled
  }

  /// The straight line in time between rows a and b, if the years between are no more than the longest gap.
  private func interpolate(_ series: inout PanelSeries, _ panel: Panel, _ a: Int, _ b: Int) -> Int {
    let span = Int(panel.keys[b].year.rawValue - panel.keys[a].year.rawValue)
    guard span > 1, span - 1 <= longestGap, let from = series[a], let to = series[b] else { return 0 }
    var filled = 0
    for row in a + 1..<b {
      let t = Double(panel.keys[row].year.rawValue - panel.keys[a].year.rawValue) / Double(span)
      series.set(row, from + (to - from) * t, .imputed)
      filled += 1
    }
    return filled
  }

  private func carry(_ series: inout PanelSeries, from row: Int, to rows: Range<Int>, _ panel: Panel) -> Int {
    guard let value = series[row] else { return 0 }
    var filled = 0
    for target in rows where abs(Int(panel.keys[target].year.rawValue - panel.keys[row].year.rawValue)) <= longestGap {
      series.set(target, value, .imputed)
      filled += 1
    }
    return filled
  }
}
