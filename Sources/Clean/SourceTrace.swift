import Definitions
import PanelModel

/// The printed figures behind one row of a source column.
package struct SourceTrace: Sendable {
  /// One figure of an area and year, in base units.
  package struct Figure: Sendable {
    package var origin: SourceColumn.Origin
    /// As it counts: after a correction; nil where a mark for missing stands or the figure was dropped.
    package var value: Double?
    /// What was corrected in it.
    package var correction: AppliedCorrection?
    package var status: ObservationStatus
    package var combine: CombineRule
    /// How it differs from the figure that holds; nil for that one itself.
    package var comparison: SupersededValue?
  }

  /// What one area gives to the row.
  package struct Part: Sendable {
    package var area: AreaCode
    /// Part of the area's figure that goes to the row, in (0, 1].
    package var share: Double
    /// The figure that holds; nil if no workbook has any.
    package var figure: Figure?
    /// The figures of earlier editions or files, latest first.
    package var superseded: [Figure]
  }

  /// The areas that make up the row, in order of code; of those that did not exist that year only ones with a figure.
  package var parts: [Part]
  /// The part whose figure stands alone, because it needs nobody's or cannot be added; nil where parts are added.
  package var alone: Part?
  /// Areas without which the sum would be too small.
  package var absent: [AreaCode]
}

/// Finds the figures behind source columns, with the rules the columns were made by.
package struct SourceTracer: Sendable {
  private let tables: [IngestedTable]
  private let rows: PanelRows
  private let order: PrintOrder
  private let superseded: [SeriesKey: [SupersededValue]]
  private let corrections: [SourceColumn.Origin: AppliedCorrection]

  /// - Parameters:
  ///   - revisions: the rules the stage chose prints by.
  ///   - output: what the stage made of the tables: which prints hold, and what was corrected.
  package init(tables: [IngestedTable], rows: PanelRows, revisions: RevisionRules, output: CleanStage.Output) {
    self.tables = tables
    self.rows = rows
    order = PrintOrder(tables, rules: revisions)
    superseded = output.superseded
    corrections = Dictionary(output.corrections.map { ($0.origin, $0) }, uniquingKeysWith: { _, last in last })
  }

  package func trace(_ key: SeriesKey, row: Int) -> SourceTrace {
    let target = rows.keys[row]
    let needed = rows.parts(of: target.area, in: target.year)
    let figures = self.figures(key, leadingTo: target)
    let codes = Set(figures.keys).union(needed.isEmpty ? [target.area] : needed).sorted()
    let parts = codes.map { code -> SourceTrace.Part in
      let own = figures[code] ?? []
      let share = rows.destinations(of: code, in: target.year).first { $0.code == target.area }?.share ?? 1
      let holding = holding(own, key)
      let others = compared(own.filter { $0.origin != holding?.origin }, key)
      return SourceTrace.Part(area: code, share: share, figure: holding, superseded: others.sorted(by: isLater))
    }
    return Self.combined(parts, absent: needed.filter { figures[$0] == nil }, at: target.area)
  }

  /// The same choice as `AreaCombiner`: one whole figure stands alone, a rate is the living area's own, totals add up.
  private static func combined(_ parts: [SourceTrace.Part], absent: [AreaCode], at area: AreaCode) -> SourceTrace {
    let present = parts.filter { $0.figure != nil }
    let first = present.first { $0.area == area } ?? present.first
    let isWhole = present.count == 1 && first?.share == 1 && absent.isEmpty
    let isKept = first?.figure?.combine == .keep
    let alone = present.isEmpty ? parts.first : isWhole || isKept ? first : nil
    return SourceTrace(parts: parts, alone: alone, absent: absent)
  }

  /// The figures of the year of every area that leads to the row, by area.
  private func figures(_ key: SeriesKey, leadingTo target: PanelKey) -> [AreaCode: [SourceTrace.Figure]] {
    var result: [AreaCode: [SourceTrace.Figure]] = [:]
    var leads: [AreaCode: Bool] = [:]
    for (t, table) in tables.enumerated() where order.isThere(t) {
      let multipliers = table.series.map { $0.key == key ? $0.unit.multiplier : nil }
      guard multipliers.contains(where: { $0 != nil }) else { continue }
      for (o, observation) in table.observations.enumerated() where observation.year == target.year {
        guard let multiplier = multipliers[Int(observation.series)] else { continue }
        let area = observation.area
        let isPart =
          leads[area] ?? rows.destinations(of: area, in: target.year).contains { $0.code == target.area }
        leads[area] = isPart
        guard isPart else { continue }
        let origin = SourceColumn.Origin(table: Int32(t), observation: Int32(o))
        let correction = corrections[origin]
        let printed = observation.status.isMissing ? nil : observation.value
        let value = correction.map(\.corrected) ?? printed
        result[area, default: []].append(
          SourceTrace.Figure(
            origin: origin, value: value.map { $0 * multiplier }, correction: correction,
            status: value == nil && printed != nil ? .excluded : observation.status,
            combine: table.series[Int(observation.series)].combine))
      }
    }
    return result
  }

  private func isLater(_ a: SourceTrace.Figure, _ b: SourceTrace.Figure) -> Bool {
    order.rank(a.origin.table) > order.rank(b.origin.table)
  }

  /// The figures that do not hold, with what the stage says of them.
  private func compared(_ figures: [SourceTrace.Figure], _ key: SeriesKey) -> [SourceTrace.Figure] {
    guard !figures.isEmpty, let entries = superseded[key] else { return figures }
    return figures.map { figure in
      var figure = figure
      figure.comparison = entries.first { $0.superseded == figure.origin }
      return figure
    }
  }

  /// The figure the stage kept; of a single print, that one.
  private func holding(_ figures: [SourceTrace.Figure], _ key: SeriesKey) -> SourceTrace.Figure? {
    let ordered = figures.sorted(by: isLater)
    if figures.count > 1, let entries = superseded[key] {
      let origins = Set(figures.map(\.origin))
      let kept = entries.last { origins.contains($0.superseded) && origins.contains($0.kept) }?.kept
      if let figure = figures.first(where: { $0.origin == kept }) { return figure }
    }
    return ordered.first { $0.value != nil } ?? ordered.first
  }
}
