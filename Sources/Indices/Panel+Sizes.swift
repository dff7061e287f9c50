import PanelModel

extension Panel {
  /// The sum of columns of sizes (employment, value added) in each row, in the order of the codes.
  ///
  /// Missing where one of them is missing; excluded where one is below 0, which no size can be.
  func sizes(_ codes: [IndicatorCode], for measure: IndicatorCode) throws(MeasureError) -> PanelSeries {
    let parts = try codes.map { code throws(MeasureError) in try series(code, for: measure) }
    var result = PanelSeries(count: rowCount)
    for i in keys.indices {
      var total = StableSum()
      var status = ObservationStatus.normal
      for part in parts {
        if let value = part[i], value >= 0 {
          total.add(value)
          status = status.combined(with: part.statuses[i])
        } else {
          status = status.combined(with: part[i] == nil ? part.statuses[i] : .excluded)
        }
      }
      if status.isMissing { result.setMissing(i, status) } else { result.set(i, total.value, status) }
    }
    return result
  }

  /// The column of a code.
  func series(_ code: IndicatorCode, for measure: IndicatorCode) throws(MeasureError) -> PanelSeries {
    if let series = self[code] { return series }
    throw MeasureError(
      .columnMissing, measure: measure, input: code,
      message: "'\(measure)' needs '\(code)', and the panel has no such column",
      remedy: "Define '\(code)' in indicators/base, or mend its name in the measure.")
  }

  /// The weakest status of some columns in one row.
  static func status(_ columns: [PanelSeries], row: Int) -> ObservationStatus {
    columns.reduce(.normal) { $0.combined(with: $1.statuses[row]) }
  }
}

/// Which rows of each year hold all the sizes a measure needs; the others have no part in that year's totals.
struct CompleteRows {
  struct Year {
    var year: ReferenceYear
    /// Rows with every size, in order of area.
    var rows: [Int]
    /// How many rows were left out.
    var leftOut: Int
    /// The share of the total that those left out hold, as far as theirs is known; nil if none is.
    var leftOutShare: Double?
  }

  let years: [Year]

  /// - Parameters:
  ///   - columns: all must be present in a row for it to count.
  ///   - total: the column whose share of what is left out is told.
  init(_ panel: Panel, columns: [PanelSeries], total: PanelSeries) {
    years = panel.rowsByYear.map { year, rows in
      let complete = rows.filter { i in columns.allSatisfy { $0[i] != nil } }
      let outside = rows.filter { i in columns.contains { $0[i] == nil } }
      let known = outside.compactMap { total[$0] }
      let left = known.stableSum()
      let all = left + complete.compactMap { total[$0] }.stableSum()
      return Year(
        year: year, rows: complete, leftOut: outside.count, leftOutShare: known.isEmpty || all <= 0 ? nil : left / all)
    }
  }

  /// One note over all years, if any row was left out.
  func findings(about code: IndicatorCode, needing: String) -> [Finding] {
    let short = years.filter { $0.leftOut > 0 }
    guard !short.isEmpty else { return [] }
    let list = short.map { year in
      let share = year.leftOutShare.map { " (\(DecimalText.rounded(100 * $0, significant: 3))% of the known total)" }
      return "\(year.year): \(year.leftOut)\(share ?? "")"
    }
    return [
      Finding(
        .leftOutOfTotals, indicator: code,
        message: "areas without \(needing) were left out of the year's totals of '\(code)': "
          + list.joined(separator: ", "),
        remedy: "Fill the gaps, or restrict the panel to areas that have the figures, so that totals are comparable.",
        count: short.reduce(0) { $0 + $1.leftOut })
    ]
  }
}
