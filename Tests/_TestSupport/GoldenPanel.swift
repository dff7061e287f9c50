import PanelModel

/// A reference file as a panel: a row for each unit (and year), numeric columns under their names.
package struct GoldenPanel: Sendable {
  package let panel: Panel
  /// The panel's row of each row of the file.
  package let rows: [Int]

  /// Takes the columns asked for. Units are numbered in order of name; a file without years is year 1.
  package init(_ csv: GoldenCSV, columns: [String], unit: String = "uCode", time: String? = nil) throws {
    let units = try csv.text(unit).map { $0 ?? "" }
    let numbers = Dictionary(uniqueKeysWithValues: Set(units).sorted().enumerated().map { ($1, Int32($0 + 1)) })
    let years = try time.map { try csv.numbers($0) } ?? units.map { _ in 1 }
    let keys = zip(units, years).map { unit, year in
      PanelKey(area: AreaCode(numbers[unit] ?? 0), year: ReferenceYear(Int32(year ?? 0)))
    }
    var panel = Panel(keys: keys)
    let rows = keys.compactMap { panel.row(of: $0) }
    for name in columns {
      var values = [Double?](repeating: nil, count: panel.rowCount)
      for (row, value) in zip(rows, try csv.numbers(name)) { values[row] = value }
      panel[IndicatorCode(name)] = PanelSeries(values)
    }
    self.panel = panel
    self.rows = rows
  }

  /// A column of a panel with the same keys, in the order of the file.
  package func inFileOrder(_ series: PanelSeries) -> [Double?] { rows.map { series[$0] } }
}

extension GoldenReport {
  /// Compares columns of a panel with those of a file and records the worst relative difference, unless the file is known
  /// to be wrong.
  /// - Returns: that difference; infinite where a column is absent or missing cells differ.
  package static func compare(
    method: String, _ ours: Panel, in golden: GoldenPanel, with csv: GoldenCSV, columns: [String],
    floor: Double = 1e-15,
    isRight: Bool = true
  ) throws -> Double {
    var worst = 0.0
    for name in columns {
      guard let series = ours[IndicatorCode(name)] else { return .infinity }
      worst = max(worst, worstDifference(golden.inFileOrder(series), try csv.numbers(name), floor: floor))
    }
    if isRight { record(method: method, file: csv.path, worst: worst) }
    return worst
  }
}
