import PanelModel

/// Location quotients over the rows of a panel, year by year.
struct LocationQuotientSeries {
  private(set) var quotients: PanelSeries
  /// Rows with all figures and yet no quotient.
  private(set) var undefinedCount = 0
  /// Years for which there is no national figure, of the base that asks for one.
  private(set) var yearsWithoutBase: [ReferenceYear] = []

  /// - Parameters:
  ///   - complete: the rows that make up the totals; only they get a quotient.
  ///   - national: the national share of the part by year, to be compared with in place of the sum of the rows.
  init(
    _ part: PanelSeries, of total: PanelSeries, complete: CompleteRows, national: [ReferenceYear: Double]? = nil
  ) {
    quotients = PanelSeries(count: part.count)
    for i in 0..<part.count { quotients.setMissing(i, Panel.status([part, total], row: i)) }
    for year in complete.years {
      if national != nil, national?[year.year] == nil {
        if !year.rows.isEmpty { yearsWithoutBase.append(year.year) }
        for i in year.rows { quotients.setMissing(i, .missingNotCollected) }
        continue
      }
      let values = LocationQuotient.values(
        part: year.rows.compactMap { part[$0] }, total: year.rows.compactMap { total[$0] },
        national: national?[year.year])
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

  /// Notes about rows without a quotient.
  func findings(about code: IndicatorCode) -> [Finding] {
    var result = UndefinedValues.findings(
      about: code, count: undefinedCount,
      because: "the area has no activity at all, or the part exists nowhere that year")
    result += findingsAboutBase(code)
    return result
  }

  /// The warning about years without national totals.
  func findingsAboutBase(_ code: IndicatorCode) -> [Finding] {
    guard !yearsWithoutBase.isEmpty else { return [] }
    return [
      Finding(
        .measureUndefined, severity: .warning, indicator: code,
        message: "'\(code)' is missing in years without national totals: "
          + yearsWithoutBase.map(\.description).joined(separator: ", "),
        remedy: "Add these years under 'national'.", count: yearsWithoutBase.count)
    ]
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
