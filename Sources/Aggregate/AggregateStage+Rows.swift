import Definitions
import PanelModel

/// The children present in one row, with weights rescaled to sum 1. One value is reused over all rows.
struct PresentChildren {
  /// Positions among the node's children.
  var positions: [Int] = []
  var values: [Double] = []
  var weights: [Double] = []
  /// Share of the node's weight that is present, in [0, 1].
  var share = 0.0
  /// The weakest status of those present, and of those missing.
  var status = ObservationStatus.normal
  var missing: ObservationStatus?
  /// How many were raised to a floor.
  var raised = 0
}

extension AggregateStage {
  /// Scores one node in every row.
  func score(
    _ node: IndexNode, _ children: [ScoredChild], _ rule: NodeRule, keys: [PanelKey], findings: inout [Finding]
  ) throws(AggregationError) -> PanelSeries {
    if let comparison = rule.method as? any RowComparison {
      return try compare(node, children, comparison, rule, keys: keys, findings: &findings)
    }
    let total = children.map(\.weight).stableSum()
    // Rows with all children need no look at each: their weights are the same.
    let means = rule.method is WeightedArithmetic ? CompleteMeans(children, total: total, count: keys.count) : nil
    if let whole = means?.wholeSeries { return whole }
    var series = PanelSeries(count: keys.count)
    var row = PresentChildren()
    var unscored = 0
    var raised = 0
    for i in keys.indices {
      if let mean = means?.value(i), let means {
        series.set(i, mean, means.statuses[i])
        continue
      }
      try gather(node, children, rule, row: i, key: keys[i], total: total, into: &row)
      if isEnough(row, rule) {
        let status = row.missing == nil ? row.status : row.status.combined(with: .estimated)
        series.set(i, rule.method.score(row.values, weights: row.weights), status)
        raised += row.raised
      } else {
        series.setMissing(i, row.missing ?? .missing)
        unscored += 1
      }
    }
    findings += self.findings(about: node, rule, unscored: unscored, raised: raised, rowCount: keys.count)
    return series
  }

  /// Whether enough of a node is present for a score.
  func isEnough(_ row: PresentChildren, _ rule: NodeRule) -> Bool {
    // A share such as 9/10 is a sum of rounded weights: it may fall short of 0.9 in the last bits.
    !row.values.isEmpty && row.share >= rule.atLeast - 1e-12
  }

  /// Collects the children of one row.
  func gather(
    _ node: IndexNode, _ children: [ScoredChild], _ rule: NodeRule, row i: Int, key: PanelKey, total: Double,
    into row: inout PresentChildren
  ) throws(AggregationError) {
    row.positions.removeAll(keepingCapacity: true)
    row.values.removeAll(keepingCapacity: true)
    row.weights.removeAll(keepingCapacity: true)
    (row.status, row.missing, row.raised) = (.normal, nil, 0)
    var present = StableSum()
    for c in children.indices {
      guard let value = children[c].values[i] else {
        row.missing = row.missing?.combined(with: children[c].statuses[i]) ?? children[c].statuses[i]
        continue
      }
      guard let admitted = rule.method.admitted(value) else {
        throw refusal(node, children[c].node, rule.method, value, key)
      }
      if admitted != value { row.raised += 1 }
      row.positions.append(c)
      row.values.append(admitted)
      row.weights.append(children[c].weight)
      row.status = row.status.combined(with: children[c].statuses[i])
      present.add(children[c].weight)
    }
    row.share = total > 0 ? present.value / total : 0
    for k in row.weights.indices { row.weights[k] /= present.value }
  }

  private func refusal(
    _ node: IndexNode, _ child: IndexNode, _ method: any AggregationMethod, _ value: Double, _ key: PanelKey
  ) -> AggregationError {
    AggregationError(
      .valueNotAllowed, node: node.code, child: child.code, key: key,
      message: "'\(child.code)' is \(value) in area \(key.area), year \(key.year),"
        + " and \(type(of: method).info.name) cannot take it for '\(node.code)'",
      remedy: method.remedy)
  }

  func findings(
    about node: IndexNode, _ rule: NodeRule, unscored: Int, raised: Int, rowCount: Int
  ) -> [Finding] {
    var result: [Finding] = []
    if unscored > 0 {
      let need =
        rule.method is any RowComparison
        ? "one of its children is missing"
        : rule.atLeast > 0
          ? "fewer than \(rule.atLeast) of its children by weight are present" : "none of its children is present"
      result.append(
        Finding(
          .scoreMissing, indicator: node.code,
          message: "\(node.code) has no score in \(unscored) of \(rowCount) rows: \(need)",
          remedy: rule.method is any RowComparison
            ? "Fill the gaps." : "Fill the gaps, or lower 'when_missing: {at_least: ...}'.",
          count: unscored))
    }
    if raised > 0 {
      result.append(
        Finding(
          .raisedToFloor, indicator: node.code,
          message: "values of the children of \(node.code) below the floor were raised to it: \(raised)",
          remedy: "See whether the ranking hangs on the floor by trying another.", count: raised))
    }
    return result
  }
}
