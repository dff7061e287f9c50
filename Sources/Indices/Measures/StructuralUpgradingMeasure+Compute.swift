import PanelModel

extension StructuralUpgradingMeasure {
  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    let columns = try valueAdded.map { code throws(MeasureError) in try panel.series(code, for: self.code) }
    let workers = try (employment ?? []).map { code throws(MeasureError) in try panel.series(code, for: self.code) }
    let composition = IndustryComposition(
      columns, rowCount: panel.rowCount, printedWithin: isShares ? largestDeviation : nil)
    let labour = IndustryComposition(workers, rowCount: panel.rowCount, printedWithin: nil)
    var result = MeasureResult()
    for output in definedOutputs where Extra(rawValue: output.name) == nil {
      var series = PanelSeries(count: panel.rowCount)
      var undefined = 0
      for i in panel.keys.indices {
        guard let y = composition.shares[i], output.name != "tl" || labour.shares[i] != nil else {
          let status = composition.statuses[i]
          series.setMissing(i, output.name == "tl" ? status.combined(with: labour.statuses[i]) : status)
          continue
        }
        let status = composition.statuses[i]
        if let value = value(output.name, y, labour.shares[i]) {
          series.set(i, value, output.name == "tl" ? status.combined(with: labour.statuses[i]) : status)
        } else {
          series.setMissing(i, .missingCannotExist)
          undefined += 1
        }
      }
      result.series.append(MeasureResult.Series(output.name, series))
      findings += UndefinedValues.findings(
        about: column(of: output), count: undefined,
        because: output.name == "ts" ? "the secondary industry is 0" : "an industry has value added and no employment")
    }
    result.series += extraSeries(panel, composition, labour, columns, workers, findings: &findings)
    findings += composition.findings(about: code)
    return result
  }

  private func value(_ output: String, _ y: [Double], _ l: [Double]?) -> Double? {
    switch output {
    case "ts": StructuralUpgrading.advancement(y)
    case "tl": l.flatMap { StructuralUpgrading.rationalization(y, employment: $0) }
    case "angle": StructuralUpgrading.angle(y)
    default: StructuralUpgrading.level(y)
    }
  }
}

/// The shares of industries in each row, with what had to be done to get them.
struct IndustryComposition {
  /// Shares summing to 1; nil where missing.
  private(set) var shares: [[Double]?]
  private(set) var statuses: [ObservationStatus]
  private var rescaled = 0
  private var largestGap = 0.0
  private var excluded = 0
  private var undefined = 0

  /// - Parameter limit: for printed shares of 1 or 100, how far their sum may be off, as a part of the whole; nil for
  ///   amounts.
  init(_ columns: [PanelSeries], rowCount: Int, printedWithin limit: Double?) {
    shares = Array(repeating: nil, count: rowCount)
    statuses = Array(repeating: columns.isEmpty ? .missing : .normal, count: rowCount)
    for i in 0..<(columns.isEmpty ? 0 : rowCount) {
      statuses[i] = Panel.status(columns, row: i)
      guard !statuses[i].isMissing else { continue }
      let amounts = columns.compactMap { $0[i] }
      guard let taken = StructuralUpgrading.shares(of: amounts) else {
        statuses[i] = .missingCannotExist
        undefined += 1
        continue
      }
      if let limit, !note(sum: amounts.stableSum(), limit: limit) {
        statuses[i] = .excluded
        excluded += 1
        continue
      }
      shares[i] = taken
    }
  }

  /// Notes how far printed shares are from the whole; false if too far.
  private mutating func note(sum: Double, limit: Double) -> Bool {
    let whole = sum > 10 ? 100.0 : 1.0
    let gap = abs(sum / whole - 1)
    guard gap <= limit else { return false }
    if gap > 1e-9 {
      rescaled += 1
      largestGap = max(largestGap, gap)
    }
    return true
  }

  func findings(about code: IndicatorCode) -> [Finding] {
    var result = UndefinedValues.findings(
      about: code, count: undefined, because: "no industry has value added, or one is below 0")
    if rescaled > 0 {
      result.append(
        Finding(
          .sharesRescaled, indicator: code,
          message: "the shares of \(rescaled) rows do not sum to the whole and were rescaled for '\(code)'; the largest"
            + " deviation is \(DecimalText.rounded(100 * largestGap, significant: 3))%",
          remedy: "Nothing, if it is rounding in print; else see the rows' shares.", count: rescaled))
    }
    if excluded > 0 {
      result.append(
        Finding(
          .sharesRescaled, severity: .warning, indicator: code,
          message: "the shares of \(excluded) rows are so far from the whole that '\(code)' was not computed there",
          remedy: "See the printed shares of these rows, or raise 'largest_deviation'.", count: excluded))
    }
    return result
  }
}
