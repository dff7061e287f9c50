import PanelModel

extension CouplingCoordinationMeasure {
  /// Composite scores are sums of rounded products: one that is above 1 or below 0 in the last digits is taken as 1 or 0.
  private static let slack = 1e-9

  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    let columns = try systems.map { system throws(MeasureError) in try panel.series(system.code, for: code) }
    var rows = Rows(count: panel.rowCount, hasLagging: lagging != nil)
    for i in panel.keys.indices {
      let status = Panel.status(columns, row: i)
      guard !status.isMissing else {
        rows.setMissing(i, status)
        continue
      }
      let scores = try self.scores(columns, row: i, key: panel.keys[i], raised: &rows.raised)
      rows.set(i, model.value(scores), lagging: lagging.map { Self.lagging(scores, by: $0) }, status)
    }
    if rows.raised > 0, let floor {
      findings.append(
        Finding(
          .raisedToFloor, indicator: code,
          message:
            "scores of '\(code)' below the floor of \(DecimalText.text(floor)) were raised to it: \(rows.raised)",
          remedy: "See whether results hang on the floor by trying another.", count: rows.raised))
    }
    if model.formula.isKnownWrong {
      findings.append(
        Finding(
          .knownWrongForm, indicator: code,
          message:
            "'\(code)' uses the form '\(model.formula.rawValue)', whose C never reaches 1 however equal the systems"
            + " are; classes made for [0, 1] do not fit it",
          remedy: "Write 'formula: standard' or 'adjusted' for figures of your own."))
    }
    return result(rows)
  }

  /// The scores of a row, each in [0, 1], raised to the floor.
  private func scores(
    _ columns: [PanelSeries], row: Int, key: PanelKey, raised: inout Int
  ) throws(MeasureError) -> [Double] {
    var scores: [Double] = []
    for (column, system) in zip(columns, systems) {
      guard let value = column[row] else { continue }
      guard value >= -Self.slack, value <= 1 + Self.slack else {
        throw MeasureError(
          .scoreOutsideUnitInterval, measure: code, input: system.code, key: key,
          message: "'\(system.code)' is \(DecimalText.text(value)) in area \(key.area), year \(key.year):"
            + " scores must lie in [0, 1] for '\(code)'",
          remedy: "Give a composite index of min-max values, or normalise the column first.")
      }
      var score = min(1, max(0, value))
      if let floor, score < floor {
        score = floor
        raised += 1
      }
      scores.append(score)
    }
    return scores
  }

  /// 0 for none, else the position of the lagging system from 1.
  private static func lagging(_ scores: [Double], by rule: LaggingRule) -> Int {
    switch rule {
    case .within(let limit):
      guard let low = scores.min(), let high = scores.max(), high - low > limit else { return 0 }
      return (scores.firstIndex(of: low) ?? 0) + 1
    case .ratio(let low, let high):
      if scores[0] < low * scores[1] { return 1 }
      return scores[0] > high * scores[1] ? 2 : 0
    }
  }

  private func result(_ rows: Rows) -> MeasureResult {
    var result = MeasureResult(series: [
      .init("degree", rows.degree), .init("coupling", rows.coupling), .init("index", rows.index),
    ])
    if let classes {
      result.series.append(.init("class", classes.classify(rows.degree), valueLabels: classes.valueLabels))
    }
    if let stages {
      result.series.append(.init("stage", stages.classify(rows.coupling), valueLabels: stages.valueLabels))
    }
    if let imbalanceBelow {
      var series = PanelSeries(count: rows.degree.count)
      for i in 0..<rows.degree.count {
        let status = rows.degree.statuses[i]
        if let d = rows.degree[i] {
          series.set(i, d < imbalanceBelow ? 1 : 0, status)
        } else {
          series.setMissing(i, status)
        }
      }
      result.series.append(.init("imbalance", series, valueLabels: Self.imbalanceLabels))
    }
    if let lagging = rows.lagging {
      result.series.append(.init("lagging", lagging, valueLabels: laggingLabels))
    }
    return result
  }

  private static let imbalanceLabels = [
    DataColumn.ValueLabel(code: 0, title: Title(zh: "区间外", en: "Outside the imbalance range")),
    DataColumn.ValueLabel(code: 1, title: Title(zh: "失调区间", en: "In the imbalance range")),
  ]

  private var laggingLabels: [DataColumn.ValueLabel] {
    [DataColumn.ValueLabel(code: 0, title: Title(zh: "同步", en: "Synchronous"))]
      + systems.enumerated().map { i, system in
        DataColumn.ValueLabel(
          code: Int32(i + 1), title: Title(zh: "\(system.name)滞后", en: "\(system.name) lags"))
      }
  }

  /// The columns while they are filled.
  private struct Rows {
    var degree: PanelSeries
    var coupling: PanelSeries
    var index: PanelSeries
    var lagging: PanelSeries?
    var raised = 0

    init(count: Int, hasLagging: Bool) {
      degree = PanelSeries(count: count)
      (coupling, index) = (degree, degree)
      lagging = hasLagging ? degree : nil
    }

    mutating func setMissing(_ i: Int, _ status: ObservationStatus) {
      degree.setMissing(i, status)
      coupling.setMissing(i, status)
      index.setMissing(i, status)
      lagging?.setMissing(i, status)
    }

    mutating func set(
      _ i: Int, _ value: CouplingCoordination.Value, lagging code: Int?, _ status: ObservationStatus
    ) {
      degree.set(i, value.degree, status)
      coupling.set(i, value.coupling, status)
      index.set(i, value.index, status)
      if let code { lagging?.set(i, Double(code), status) }
    }
  }
}
