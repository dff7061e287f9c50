import Definitions
import PanelModel

/// Which group each row of a panel belongs to, for rules that look at an area's peers.
struct AreaGroups {
  private let rows: PanelRows

  init(_ rows: PanelRows) { self.rows = rows }

  /// The group of each row: all alike, the province, or the code of a label; nil for an area without one.
  func codes(_ grouping: AreaGrouping) -> [Int32?] {
    if grouping.name == "all" { return rows.keys.map { _ in 0 } }
    let label = rows.areas.labels.first { $0.code.rawValue == grouping.name }
    var known: [PanelKey: Int32] = [:]
    return rows.keys.map { key in
      let year: ReferenceYear = if case .fixed(let fixed) = rows.boundaries { fixed } else { key.year }
      let place = PanelKey(area: key.area, year: year)
      if let code = known[place] { return code < 0 ? nil : code }
      let code =
        if let label { rows.areas.label(label, of: key.area, at: year)?.code } else {
          rows.areas.spell(key.area, at: year)?.province?.rawValue
        }
      known[place] = code ?? -1
      return code
    }
  }
}

/// A series seen group by group.
struct GroupedSeries {
  let panel: Panel
  let series: PanelSeries
  private let groups: [Int32?]
  private let members: [Member: [Int]]

  private struct Member: Hashable {
    var group: Int32
    var year: ReferenceYear
  }

  init(_ series: PanelSeries, panel: Panel, groups: [Int32?]) {
    self.panel = panel
    self.series = series
    self.groups = groups
    var members: [Member: [Int]] = [:]
    for (row, key) in panel.keys.enumerated() {
      if let group = groups[row] { members[Member(group: group, year: key.year), default: []].append(row) }
    }
    self.members = members
  }

  /// Totals of the other areas of a row's group in several years, over those areas that are observed in all of them and
  /// stay in the group; nil for fewer than `least` areas.
  func totals(beside row: Int, in years: [ReferenceYear], least: Int) -> (totals: [Double], areas: Int)? {
    guard let peers = peers(of: row, in: years), peers.count >= least else { return nil }
    let totals = years.indices.map { i in peers.map { $0[i] }.stableSum() }
    return (totals, peers.count)
  }

  private func peers(of row: Int, in years: [ReferenceYear]) -> [[Double]]? {
    guard let group = groups[row], let first = years.first else { return nil }
    return (members[Member(group: group, year: first)] ?? []).compactMap { peer -> [Double]? in
      let area = panel.keys[peer].area
      guard area != panel.keys[row].area else { return nil }
      var values: [Double] = []
      for year in years {
        guard let at = panel.row(of: PanelKey(area: area, year: year)), groups[at] == group, let x = series[at] else {
          return nil
        }
        values.append(x)
      }
      return values
    }
  }
}

extension [Double] {
  /// The middle value, or the mean of the two middle ones; nil for none.
  var median: Double? {
    guard !isEmpty else { return nil }
    let sorted = sorted()
    let middle = count / 2
    return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
