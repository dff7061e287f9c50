import Definitions
import PanelModel

/// Finds the figures that corrections are about, checks their guards, and works out what counts instead.
package struct CorrectedFigures: Sendable {
  /// What counts in place of an observation.
  struct Figure: Sendable {
    /// In base units; nil after a drop.
    var value: Double?
    var status: ObservationStatus
  }

  /// Corrections with the figures they found, in order of correction, then of table and observation.
  package private(set) var applied: [AppliedCorrection] = []
  /// Guards that do not hold, corrections without a figure or in each other's way, and a line for each one used.
  package private(set) var findings: [Finding] = []
  private var byTable: [Int: [Int32: Figure]] = [:]
  private let tables: [IngestedTable]
  private let areas: AreaDefinitions

  package init(_ corrections: [CorrectionDefinition], tables: [IngestedTable], areas: AreaDefinitions) {
    self.tables = tables
    self.areas = areas
    guard !corrections.isEmpty else { return }
    let hits = corrections.isEmpty ? [:] : CorrectionSearch(corrections, tables: tables).hits()
    var owner: [SourceColumn.Origin: CorrectionDefinition] = [:]
    for (number, correction) in corrections.enumerated() {
      let found = hits[number] ?? []
      if found.isEmpty { findings.append(withoutFigure(correction)) }
      for origin in found {
        if let other = owner[origin] {
          findings.append(conflict(correction, other, origin))
        } else {
          owner[origin] = correction
          apply(correction, origin)
        }
      }
    }
  }

  /// The corrected observations of a table; nil for none.
  func figures(of table: Int) -> [Int32: Figure]? { byTable[table] }

  private mutating func apply(_ correction: CorrectionDefinition, _ origin: SourceColumn.Origin) {
    let table = tables[Int(origin.table)]
    let observation = table.observations[Int(origin.observation)]
    let series = table.series[Int(observation.series)]
    let printed = observation.status.isMissing ? nil : observation.value
    if let guarded = correction.guarded, !guarded.holds(for: printed.map(series.unit.toBase)) {
      findings.append(notFitting(correction, origin, printed, series.unit))
      return
    }
    if printed == nil, case .scale = correction.action { return }
    var result = AppliedCorrection(
      correction: correction, series: series.key, area: observation.area, year: observation.year, origin: origin,
      unit: series.unit, printed: printed, corrected: printed)
    var figure: Figure?
    switch correction.action {
    case .flag: break
    case .drop:
      result.corrected = nil
      figure = Figure(value: nil, status: .excluded)
    case .override(let quantity):
      let base = quantity.unit.toBase(quantity.value)
      result.corrected = quantity.unit == series.unit ? quantity.value : series.unit.fromBase(base)
      figure = Figure(value: base, status: .corrected)
    case .scale(let factor):
      result.corrected = printed.map { Self.scaled($0, factor) }
      figure = Figure(value: result.corrected.map(series.unit.toBase), status: .corrected)
    }
    if let figure { byTable[Int(origin.table), default: [:]][origin.observation] = figure }
    applied.append(result)
    findings.append(used(result))
  }

  /// x times a factor; 0.1 and its like divide by 10, which is exact where 0.1 is not.
  private static func scaled(_ x: Double, _ factor: Double) -> Double {
    let inverse = (1 / factor).rounded()
    return abs(factor) < 1 && abs(inverse * factor - 1) < 1e-12 ? x / inverse : x * factor
  }
}

extension CorrectedFigures {
  private func area(_ code: AreaCode, _ year: ReferenceYear) -> String {
    let name = areas.spell(code, at: year).map { $0.name.zh.isEmpty ? $0.name.en : $0.name.zh }
    return name.map { "\($0) (\(code))" } ?? code.description
  }

  private static func text(_ x: Double?, _ unit: UnitOfMeasure) -> String {
    x.map { DecimalText.text($0) + (unit.symbol == "1" ? "" : " \(unit.symbol)") } ?? "a mark for missing"
  }

  private func notFitting(
    _ correction: CorrectionDefinition, _ origin: SourceColumn.Origin, _ printed: Double?, _ unit: UnitOfMeasure
  ) -> Finding {
    let observation = tables[Int(origin.table)].observations[Int(origin.observation)]
    return Finding(
      .correctionNotFitting, location: tables.location(of: origin), indicator: correction.target.indicator,
      area: observation.area, year: observation.year,
      message: "The correction at \(correction.guarded?.place ?? correction.place) expects a figure "
        + "\(correction.guarded?.text ?? ""), but \(Self.text(printed, unit)) is printed",
      remedy: "If the source was repaired, delete the correction; if another print is meant, name its edition or file "
        + "under 'where'.")
  }

  private func withoutFigure(_ correction: CorrectionDefinition) -> Finding {
    let target = correction.target
    let year = ReferenceYear(target.years.lowerBound)
    let span =
      target.years.count == 1 ? "\(year)" : "\(target.years.lowerBound)-\(target.years.upperBound)"
    let restriction = [target.edition.map { "edition \($0)" }, target.file].compactMap { $0 }
    return Finding(
      .correctionWithoutFigure,
      location: SourceLocation(
        file: correction.place.file, cell: "\(correction.place.line):\(correction.place.column)"),
      indicator: target.indicator, area: target.area, year: year,
      message: "The correction finds no figure: \(SeriesKey(target.indicator, target.scope)) of "
        + "\(area(target.area, year)) in \(span)"
        + (restriction.isEmpty ? "" : ", \(restriction.joined(separator: ", ")),") + " is in no workbook",
      remedy: "Mend 'where', add the workbook to raw/, or delete the correction.")
  }

  private func conflict(
    _ correction: CorrectionDefinition, _ other: CorrectionDefinition, _ origin: SourceColumn.Origin
  ) -> Finding {
    let observation = tables[Int(origin.table)].observations[Int(origin.observation)]
    return Finding(
      .correctionsConflict, location: tables.location(of: origin), indicator: correction.target.indicator,
      area: observation.area, year: observation.year,
      message: "Two corrections are about this figure: \(other.place) and \(correction.place)",
      remedy: "Keep one, or name the edition or file of each under 'where'.")
  }

  private func used(_ result: AppliedCorrection) -> Finding {
    let correction = result.correction
    let isFlag = correction.action == .flag
    let (before, after) = (Self.text(result.printed, result.unit), Self.text(result.corrected, result.unit))
    let use = isFlag ? "" : result.corrected == nil ? " and not used" : ", \(after) used"
    return Finding(
      isFlag ? .figureFlagged : .figureCorrected, location: tables.location(of: result.origin),
      indicator: result.series.indicator, area: result.area, year: result.year,
      message: "\(result.series) of \(area(result.area, result.year)) in \(result.year): \(before) printed\(use) "
        + "(\(correction.action.word), \(correction.standing.rawValue), \(correction.place)): \(correction.reason)",
      remedy: isFlag
        ? "Compare the cell with the book; write drop, override or scale once it is known to be wrong."
        : "Nothing; errata.csv lists it.")
  }
}
