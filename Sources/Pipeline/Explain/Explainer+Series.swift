import Clean
import Definitions
import PanelModel

extension Explainer {
  /// A figure of a table column in base units, in the panel's boundaries: its cell, or the cells put together.
  func series(_ key: SeriesKey, _ row: Int) -> ExplanationStep {
    let column = scored.columns[key]
    var step = step(.series, key.indicator.rawValue, row, column?.series)
    step.unit = baseUnit(key)
    step.identity = "series \(key) \(keys[row])"
    step.title = Title(en: key.scope == .wholeCity ? "whole city" : "municipal districts")
    if key.scope == .wholeCity { step.title.zh = "全市" } else { step.title.zh = "市辖区" }
    guard column != nil else {
      step.facts.append(.init("missing", "no workbook in raw/ gives '\(key)'"))
      return step
    }
    if let national = catalog.series.first(where: { $0.code == key.indicator }) {
      step.title = national.title
      let point = national.points.first { $0.year == keys[row].year }
      let source = point.map { $0.source.isEmpty ? "" : ", \($0.source)" }
      step.facts.append(
        .init(
          source == nil ? "missing" : "series",
          source.map { "the same for all areas: \(national.file) of \(keys[row].year)\($0)" }
            ?? "\(national.file) gives no \(keys[row].year)"))
      return step
    }
    let trace = tracer.trace(key, row: row)
    if let alone = trace.alone {
      step.status = step.status ?? alone.figure?.status
      fill(&step, alone, key, row)
      let others = trace.parts.filter { $0.area != alone.area && $0.figure != nil }
      if !others.isEmpty {
        step.facts.append(
          .init(
            "areas",
            "a rate cannot be put together from parts: \(name(alone.area, keys[row].year)) keeps its own, and "
              + others.map { name($0.area, keys[row].year) }.joined(separator: ", ") + " gives nothing"))
        step.steps += others.map { other in
          var part = part(other, key, row)
          part.isUnused = true
          return part
        }
      }
      return step
    }
    combine(&step, trace, key, row)
    return step
  }

  /// The sum of the figures of areas that became one.
  private func combine(_ step: inout ExplanationStep, _ trace: SourceTrace, _ key: SeriesKey, _ row: Int) {
    let terms = trace.parts.compactMap { part in
      part.figure?.value.map { value -> Arithmetic in
        part.share == 1 ? .number(value) : .product([.number(value), .number(part.share)])
      }
    }
    if step.value != nil { step.equation = .sum(terms) }
    let names = trace.parts.map { part in
      name(part.area, keys[row].year) + (part.share == 1 ? "" : " x \(DecimalText.text(part.share))")
    }
    step.facts.append(
      .init(
        "areas", "\(name(row: row)) under the panel's boundaries is made of \(names.joined(separator: " + "))"))
    step.facts += trace.parts.flatMap { changes($0.area, at: row) }
    let unknown = trace.parts.filter { $0.figure != nil && $0.figure?.value == nil }
    if step.value == nil, !unknown.isEmpty {
      let names = unknown.map { name($0.area, keys[row].year) }.joined(separator: ", ")
      step.facts.append(.init("missing", "the sum is missing because the figure of \(names) is"))
    }
    if !trace.absent.isEmpty {
      let absent = trace.absent.map { name($0, keys[row].year) }.joined(separator: ", ")
      step.facts.append(
        .init("missing", "no figure of \(absent) is printed, and the sum without it would be too small"))
    }
    step.steps = trace.parts.map { part($0, key, row) }
  }

  /// One area's figure of a merged area.
  private func part(_ part: SourceTrace.Part, _ key: SeriesKey, _ row: Int) -> ExplanationStep {
    var step = ExplanationStep(
      .figure, key.indicator.rawValue, area: part.area, areaName: name(part.area, keys[row].year), year: keys[row].year,
      unit: baseUnit(key), status: part.figure?.status ?? .missing)
    step.identity = "figure \(key) \(part.area) \(keys[row].year)"
    step.value = part.figure?.value.map { .number($0 == 0 ? 0 : $0) }
    fill(&step, part, key, row)
    return step
  }

  /// What the lists say of an area that went into the row's.
  private func changes(_ area: AreaCode, at row: Int) -> [ExplanationStep.Fact] {
    guard area != keys[row].area else { return [] }
    let target = [keys[row].area]
    return catalog.areas.changes.filter { change in
      change.from == area && change.share != nil && change.to != area
        && scored.rows.destinations(of: change.to, in: keys[row].year).map(\.code) == target
    }.map { change in
      let share = DecimalText.text(change.share ?? 1)
      return .init(
        "change",
        "\(change.year): \(change.kind) of \(name(area, keys[row].year)) (\(area)) into "
          + "\(name(change.to, change.year)) (\(change.to)), share \(share)"
          + (change.note.isEmpty ? "" : ": \(change.note)") + " [indicators/areas/changes.csv]",
        [
          ("year", .int(Int(change.year.rawValue))), ("kind", .string(change.kind)),
          ("from", .int(Int(change.from.rawValue))), ("to", .int(Int(change.to.rawValue))),
          ("share", JSONValue(change.share)),
        ])
    }
  }

  /// The cell of a figure, its conversion, its correction, and the prints it took the place of; or why there is none.
  private func fill(_ step: inout ExplanationStep, _ part: SourceTrace.Part, _ key: SeriesKey, _ row: Int) {
    if part.area != step.area {
      step.facts.append(
        .init("areas", "the figure is that of \(name(part.area, keys[row].year)) (\(part.area))"))
      step.facts += changes(part.area, at: row)
    }
    guard let figure = part.figure else {
      step.facts.append(.init("missing", absence(key, part.area, keys[row].year)))
      return
    }
    let cell = figures.figure(figure.origin)
    step.cell = cell
    step.superseded = part.superseded.map { other in
      var figure = figures.figure(other.origin)
      figure.comparison = other.comparison?.kind.rawValue
      figure.relativeChange = other.comparison?.relativeChange
      return figure
    }
    let counts = figure.correction.map(\.corrected) ?? cell.value
    if let counts, step.value != nil {
      step.equation = cell.multiplier == 1 ? .number(counts) : .product([.number(counts), .number(cell.multiplier)])
    }
    if let correction = figure.correction { step.facts.append(Self.fact(correction)) }
    if step.value == nil {
      step.facts.append(.init("missing", words(step.status)))
    }
  }

  private static func fact(_ applied: AppliedCorrection) -> ExplanationStep.Fact {
    let correction = applied.correction
    let what =
      switch correction.action {
      case .drop: "dropped"
      case .override(let quantity): "set to \(DecimalText.text(quantity.value)) \(quantity.unit.symbol)"
      case .scale(let factor): "multiplied by \(DecimalText.text(factor))"
      case .flag: "flagged"
      }
    let printed = applied.printed.map { DecimalText.text($0) } ?? "a mark for missing"
    return .init(
      "correction",
      "the print's \(printed) \(applied.unit.symbol) is \(what): \(correction.reason) "
        + "(\(correction.standing.rawValue); \(correction.place))",
      [
        ("action", .string(correction.action.word)), ("printed", JSONValue(applied.printed)),
        ("corrected", JSONValue(applied.corrected)), ("unit", .string(applied.unit.symbol)),
        ("reason", .string(correction.reason)), ("standing", .string(correction.standing.rawValue)),
        ("place", .string(correction.place.description)),
      ])
  }

  /// Why no workbook gives a figure: the year's workbook is absent, or it is there and does not print the area.
  private func absence(_ key: SeriesKey, _ area: AreaCode, _ year: ReferenceYear) -> String {
    let holders = reading.tables.filter { table in table.series.contains { $0.key == key } }
    let name = Set(holders.map(\.table)).sorted().joined(separator: ", ")
    let ofYear = holders.filter { table in
      table.referenceYear == year || table.referenceYear == nil && table.observations.contains { $0.year == year }
    }
    if !ofYear.isEmpty {
      let files = ofYear.map(\.file).joined(separator: ", ")
      return "\(files) prints no figure of \(self.name(area, year)) (\(area)) for \(year)"
    }
    let years = Set(holders.compactMap(\.referenceYear)).sorted()
    let near = years.last { $0 < year } ?? years.first
    let example = holders.first { $0.referenceYear == near }?.file
    return "no workbook in raw/ holds the table '\(name)' for \(year)"
      + (example.map { "; that of \(near.map { "\($0)" } ?? "") is \($0)" } ?? "")
  }

  /// The symbol of a series' base unit; empty for pure numbers.
  private func baseUnit(_ key: SeriesKey) -> String {
    guard let unit = catalog.columns(key).first?.unit, !unit.dimension.isNumber else { return "" }
    return baseUnit(unit.dimension)
  }

  /// The symbol of the unit with multiplier 1 of a dimension; the dimension itself where none is listed.
  func baseUnit(_ dimension: MeasureDimension) -> String {
    let units = catalog.units
    return units.symbols.first { symbol in
      units.unit(named: symbol).map { $0.dimension == dimension && $0.multiplier == 1 } ?? false
    } ?? "\(dimension)"
  }
}
