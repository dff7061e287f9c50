import PanelModel

/// A quantity on the way from a measure's inputs to its output in one row, with the numbers put in.
package struct MeasureWorking: Sendable, Equatable {
  /// As the formula names it: `C`, `LQm`, `y2`.
  package var name: String
  package var meaning: String
  package var value: Double
  package var equation: Arithmetic?
  /// What a sum does not say: over which areas a total is taken, between which thresholds a class lies.
  package var note: String
  /// Of a total: how many areas it was summed over.
  package var areas: Int?
  package var steps: [MeasureWorking]

  package init(
    _ name: String, _ meaning: String, value: Double, _ equation: Arithmetic? = nil, note: String = "",
    areas: Int? = nil, steps: [MeasureWorking] = []
  ) {
    self.name = name
    self.meaning = meaning
    self.value = value
    self.equation = equation
    self.note = note
    self.areas = areas
    self.steps = steps
  }

  /// A quantity whose value is what its sum gives.
  package init(
    _ name: String, _ meaning: String, _ equation: Arithmetic, note: String = "", steps: [MeasureWorking] = []
  ) {
    self.init(name, meaning, value: equation.value, equation, note: note, steps: steps)
  }
}

extension Panel {
  /// A size as the sum of its columns in one row; nil where it is missing.
  func sizeWorking(
    _ codes: [IndicatorCode], _ name: String, _ meaning: String, row: Int, for measure: IndicatorCode
  ) -> MeasureWorking? {
    guard let series = try? sizes(codes, for: measure), let value = series[row] else { return nil }
    let terms = codes.compactMap { self[$0]?[row] }.map { Arithmetic.number($0) }
    let list = codes.map(\.rawValue).joined(separator: " + ")
    return MeasureWorking(
      name, meaning, value: value, terms.count > 1 ? .sum(terms) : nil, note: terms.count > 1 ? list : "")
  }
}

/// A location quotient of one row, with the totals of its year.
struct LocationQuotientWorking {
  let panel: Panel
  let measure: IndicatorCode
  /// Columns all of which a row needs to count in the year's totals.
  let needed: [[IndicatorCode]]
  let total: [IndicatorCode]

  /// (part / total) / (all parts / all totals), sums over the year's complete rows; or over the national share by year.
  func working(
    _ name: String, _ meaning: String, part codes: [IndicatorCode], row: Int,
    national: [ReferenceYear: Double]? = nil
  ) -> MeasureWorking? {
    guard let part = panel.sizeWorking(codes, "e_\(name)", "the part in this area", row: row, for: measure),
      let own = panel.sizeWorking(total, "e", "all activity in this area", row: row, for: measure), own.value > 0,
      let year = panel.keys.indices.contains(row) ? panel.keys[row].year : nil
    else { return nil }
    let ratio = Arithmetic.quotient(.number(part.value), .number(own.value))
    guard let national else { return ofSample(name, meaning, codes, ratio, [part, own], row: row) }
    guard let share = national[year], share > 0 else { return nil }
    return MeasureWorking(
      name, meaning, .quotient(ratio, .number(share)),
      steps: [
        part, own,
        MeasureWorking("S_\(name)", "the part in all activity of the country", value: share, note: "\(year)"),
      ])
  }

  private func ofSample(
    _ name: String, _ meaning: String, _ codes: [IndicatorCode], _ ratio: Arithmetic, _ steps: [MeasureWorking],
    row: Int
  ) -> MeasureWorking? {
    guard
      let sizes = try? panel.sizes(codes, for: measure), let wholes = try? panel.sizes(total, for: measure),
      let columns = try? needed.map({ try panel.sizes($0, for: measure) })
    else { return nil }
    let complete = CompleteRows(panel, columns: columns, total: wholes)
    guard let year = complete.years.first(where: { $0.year == panel.keys[row].year }) else { return nil }
    let all = year.rows.compactMap { sizes[$0] }.stableSum()
    let activity = year.rows.compactMap { wholes[$0] }.stableSum()
    guard all > 0, activity > 0 else { return nil }
    let left = year.leftOut > 0 ? "; \(year.leftOut) without a figure left out" : ""
    let over = "over \(year.rows.count) areas of the panel in \(year.year)\(left)"
    return MeasureWorking(
      name, meaning, .quotient(ratio, .quotient(.number(all), .number(activity))),
      steps: steps + [
        MeasureWorking("E_\(name)", "the part everywhere", value: all, note: "summed \(over)", areas: year.rows.count),
        MeasureWorking("E", "all activity everywhere", value: activity, note: "summed \(over)", areas: year.rows.count),
      ])
  }
}
