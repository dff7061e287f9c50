import Definitions
import PanelModel

extension AggregateStage {
  /// Scores one node by comparing rows group by group. Rows with a gap have no part in it and no score.
  func compare(
    _ node: IndexNode, _ children: [ScoredChild], _ method: any RowComparison, _ rule: NodeRule, keys: [PanelKey],
    findings: inout [Finding]
  ) throws(AggregationError) -> PanelSeries {
    let total = children.map(\.weight).stableSum()
    let weights = children.map { $0.weight / total }
    var series = PanelSeries(count: keys.count)
    var groups: [ComparisonGroup: [Int]] = [:]
    var statuses = [ObservationStatus](repeating: .normal, count: keys.count)
    var unscored = 0
    var row = PresentChildren()
    var values = [[Double]](repeating: [], count: keys.count)
    for i in keys.indices {
      try gather(node, children, rule, row: i, key: keys[i], total: total, into: &row)
      guard row.missing == nil, !row.values.isEmpty else {
        series.setMissing(i, row.missing ?? .missing)
        unscored += 1
        continue
      }
      values[i] = row.values
      statuses[i] = row.status
      groups[ComparisonGroup(keys[i], method.scope), default: []].append(i)
    }
    for (_, rows) in groups.sorted(by: { $0.key < $1.key }) {
      guard let scores = method.scores(rows.map { values[$0] }, weights: weights) else {
        throw noContrast(node, method, keys[rows[0]])
      }
      for (i, score) in zip(rows, scores) { series.set(i, score, statuses[i]) }
    }
    findings += self.findings(about: node, rule, unscored: unscored, raised: 0, rowCount: keys.count)
    return series
  }

  private func noContrast(_ node: IndexNode, _ method: any RowComparison, _ key: PanelKey) -> AggregationError {
    let place =
      switch method.scope {
      case .pooled: "over all areas and years"
      case .eachYear: "in \(key.year)"
      case .withinArea: "in area \(key.area)"
      }
    return AggregationError(
      .noContrast, node: node.code, key: key,
      message: "the rows of '\(node.code)' are all the same \(place), so \(type(of: method).info.name) cannot tell them"
        + " apart",
      remedy: "Compare more rows ('over: pooled'), or use a mean.")
  }
}

/// The rows compared with each other: of all, of a year or of an area.
private struct ComparisonGroup: Hashable, Comparable {
  let part: Int32

  init(_ key: PanelKey, _ scope: NormalizationScope) {
    switch scope {
    case .pooled: part = 0
    case .eachYear: part = key.year.rawValue
    case .withinArea: part = key.area.rawValue
    }
  }

  static func < (a: ComparisonGroup, b: ComparisonGroup) -> Bool { a.part < b.part }
}
