import PanelModel

/// How many cells of a base indicator have which status in a year: counts that sum to the number of cells.
package struct LedgerLine: Sendable, Hashable {
  package var indicator: IndicatorCode
  package var year: ReferenceYear
  package var cells: Int
  /// Cells by final status; every cell counts once.
  package var byStatus: [ObservationStatus: Int]
  /// Of the cells with the status imputed, those filled here, by name of the rule; the others were computed from
  /// indicators with imputed values.
  package var imputedBy: [String: Int]

  /// Cells with the status imputed whose formula read an imputed value.
  package var imputedInputs: Int { (byStatus[.imputed] ?? 0) - imputedBy.values.reduce(0, +) }
}

/// Counts the statuses of finished indicators.
enum MissingLedger {
  /// A line an indicator and year, in the order of the panel's columns and of years.
  static func lines(_ panel: Panel, _ changes: [CellChange]) -> [LedgerLine] {
    var rules: [IndicatorCode: [Int: String]] = [:]
    for change in changes where change.rule.isImputation {
      rules[change.indicator, default: [:]][change.row] = change.rule.name
    }
    let years = panel.rowsByYear
    return panel.codes.flatMap { code -> [LedgerLine] in
      guard let series = panel[code] else { return [] }
      let own = rules[code] ?? [:]
      return years.map { year, rows in
        var line = LedgerLine(indicator: code, year: year, cells: rows.count, byStatus: [:], imputedBy: [:])
        var counts = [Int](repeating: 0, count: ObservationStatus.allCases.count)
        for row in rows { counts[Int(series.statuses[row].rawValue)] += 1 }
        for status in ObservationStatus.allCases where counts[Int(status.rawValue)] > 0 {
          line.byStatus[status] = counts[Int(status.rawValue)]
        }
        for row in rows where !own.isEmpty {
          let status = series.statuses[row]
          if status == .imputed, let rule = own[row] { line.imputedBy[rule, default: 0] += 1 }
        }
        return line
      }
    }
  }
}
