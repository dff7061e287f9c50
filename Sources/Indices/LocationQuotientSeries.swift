import PanelModel

/// Location quotients over the rows of a panel, year by year.
struct LocationQuotientSeries {
  private(set) var quotients: PanelSeries
  /// Rows with all figures and yet no quotient.
  private(set) var undefinedCount = 0

  /// - Parameter complete: the rows that make up the totals; only they get a quotient.
  init(_ part: PanelSeries, of total: PanelSeries, complete: CompleteRows) {
    quotients = PanelSeries(count: part.count)
    for i in 0..<part.count { quotients.setMissing(i, Panel.status([part, total], row: i)) }
    for year in complete.years {
      let values = LocationQuotient.values(
        part: year.rows.compactMap { part[$0] }, total: year.rows.compactMap { total[$0] })
      for (i, value) in zip(year.rows, values) {
        if let value {
          quotients.set(i, value, Panel.status([part, total], row: i))
        } else {
          quotients.setMissing(i, .missingCannotExist)
          undefinedCount += 1
        }
      }
    }
  }
}

/// The note about values that do not exist though their inputs do.
enum UndefinedValues {
  static func findings(about code: IndicatorCode, count: Int, because reason: String) -> [Finding] {
    guard count > 0 else { return [] }
    return [
      Finding(
        .measureUndefined, indicator: code,
        message: "'\(code)' is missing in \(count) \(count == 1 ? "row" : "rows") that have all figures: \(reason)",
        remedy: "See that the figures of these rows are right; the value stays missing.", count: count)
    ]
  }
}
