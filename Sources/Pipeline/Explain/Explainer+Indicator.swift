import Clean
import Definitions
import PanelModel

extension Explainer {
  /// A base indicator as it stands in the panel: treatment, then what was filled in, then its formula.
  func indicator(_ base: BaseIndicatorDefinition, _ row: Int) -> ExplanationStep {
    var step = indicatorStep(.indicator, base, row, scored.cleaned.panel[base.code])
    step.identity = "indicator \(base.code) \(keys[row])"
    guard let trace = scored.cleaned.traces[base.code] else { return step }
    if let policy = base.treat, trace.filled[row] != nil { treat(&step, base.code, policy, trace, row) }
    let isTreated = trace.filled[row] != nil && trace.filled[row] != step.value?.number
    let before =
      trace.computed[row] == nil && trace.filled[row] != nil
      ? imputation(base, trace, row) : formula(base, trace, row)
    if isTreated || before.kind == .imputation {
      step.steps = [before]
    } else {
      // Nothing came between: the formula's own sum and steps are the indicator's.
      step.equation = before.equation
      step.facts += before.facts
      step.steps = before.steps
    }
    return step
  }

  private func indicatorStep(
    _ kind: ExplanationStep.Kind, _ base: BaseIndicatorDefinition, _ row: Int, _ series: PanelSeries?
  ) -> ExplanationStep {
    var step = step(kind, base.code.rawValue, row, series)
    step.title = base.title
    step.unit = base.unit.symbol == "1" ? "" : base.unit.symbol
    return step
  }

  /// What the treatment made of the value.
  private func treat(
    _ step: inout ExplanationStep, _ code: IndicatorCode, _ policy: OutlierPolicy, _ trace: BaseIndicatorTrace,
    _ row: Int
  ) {
    guard let before = trace.filled[row], let after = step.value?.number else { return }
    if case .winsorize(let low, let high, _) = policy.rule {
      winsorize(&step, policy, (low, high), trace, row, before: before, after: after)
      return
    }
    let change = scored.cleaned.changes.first {
      $0.row == row && $0.indicator == code && !$0.rule.isImputation
    }
    guard let change else { return step.facts.append(.init("treatment", "the treatment left the value as it was")) }
    let detail = change.rule.detail.isEmpty ? "" : " (\(change.rule.detail))"
    step.facts.append(
      .init(
        "treatment",
        "\(Self.plain(before)) becomes \(Self.plain(after)) by the rule \(change.rule.name)\(detail)",
        [("before", .double(before)), ("after", .double(after)), ("rule", .string(change.rule.name))]))
  }

  /// Winsorising: what the value was, the limits, and which of them it was set to.
  private func winsorize(
    _ step: inout ExplanationStep, _ policy: OutlierPolicy, _ percentiles: (low: Double, high: Double),
    _ trace: BaseIndicatorTrace, _ row: Int, before: Double, after: Double
  ) {
    let groups = policy.groups(scored.panel)
    guard let number = groups.firstIndex(where: { $0.contains(row) }), number < trace.limits.count else { return }
    let limits = trace.limits[number]
    let scope =
      switch policy.over {
      case .pooled: "over all areas and years"
      case .eachYear: "over the areas of \(keys[row].year)"
      case .withinArea: "over the years of \(name(row: row))"
      }
    let definition = policy.rule.percentileType.map { ", \($0.words)" } ?? ""
    let rule =
      "winsorising (缩尾) at the percentiles \(Self.plain(percentiles.low)) and \(Self.plain(percentiles.high)) "
      + "\(scope)\(definition): \(Self.plain(limits.low)) and \(Self.plain(limits.high))"
    let what =
      before == after
      ? "inside"
      : "\(Self.plain(before)) is \(before > limits.high ? "above" : "below") and becomes \(Self.plain(after)); "
        + "\(limits.changed) values were set so"
    step.facts.append(
      .init(
        "treatment", "\(rule); \(what)",
        [
          ("before", .double(before)), ("after", .double(after)), ("low", .double(limits.low)),
          ("high", .double(limits.high)), ("low_percentile", .double(percentiles.low)),
          ("high_percentile", .double(percentiles.high)), ("changed", .int(limits.changed)),
          ("percentile_type", policy.rule.percentileType.map { .int($0.rawValue) } ?? .null),
        ]))
    if before != after {
      step.equation = .call(.min, [.call(.max, [.number(before), .number(limits.low)]), .number(limits.high)])
    }
  }

  /// A value filled in, with the values it was filled from.
  private func imputation(
    _ base: BaseIndicatorDefinition, _ trace: BaseIndicatorTrace, _ row: Int
  ) -> ExplanationStep {
    var step = indicatorStep(.imputation, base, row, trace.filled)
    let change = scored.cleaned.changes.first {
      $0.row == row && $0.indicator == base.code && $0.rule.isImputation
    }
    let neighbours = change?.sources ?? []
    if let change {
      step.equation = equation(change, neighbours.compactMap { trace.computed[$0] })
      step.facts.append(
        .init(
          "imputation", words(change, base.missing),
          [("policy", .string(change.rule.name))] + (change.rule.areas.map { [("other_areas", .int($0))] } ?? [])))
    }
    let own = formula(base, trace, row)
    let reasons = own.facts.filter { $0.name == "missing" }
    step.facts += reasons.isEmpty ? [] : [.init("missing", "its own value is missing: \(reasons[0].text)")]
    step.steps = neighbours.map { formula(base, trace, $0) } + own.steps.filter { $0.value == nil }
    return step
  }

  /// How a value was filled, with its numbers; nil where more than the area's own values had a part.
  private func equation(_ change: CellChange, _ values: [Double]) -> Arithmetic? {
    guard let first = values.first, let last = values.last else { return nil }
    switch change.rule {
    case .carry, .carryAtEnd: return .number(first)
    case .neighbourMean: return .quotient(.sum([.number(first), .number(last)]), .number(2))
    case .linear:
      let years = change.sources.map { Double(keys[$0].year.rawValue) }
      let (t, span) = (Double(keys[change.row].year.rawValue) - years[0], years[1] - years[0])
      return .sum([
        .number(first), .product([.difference(.number(last), .number(first)), .quotient(.number(t), .number(span))]),
      ])
    default: return nil
    }
  }

  private func words(_ change: CellChange, _ policy: MissingPolicy) -> String {
    let years = change.sources.map { keys[$0].year.description }
    let both = years.joined(separator: " and ")
    let limit = "gaps of at most \(policy.longestGap) years are filled"
    switch change.rule {
    case .linear: return "filled on the straight line (线性插值) between \(both); \(limit)"
    case .neighbourMean: return "filled with the mean (均值) of \(both); \(limit)"
    case .groupRatio(let group, let areas):
      return "filled by the ratio to \(areas) other areas of the group '\(group)', from \(both); \(limit)"
    case .groupGrowth(let group, let areas):
      return "moved from \(both) by the growth of \(areas) other areas of the group '\(group)'"
    case .linearAtEnd: return "extrapolated on the straight line through \(both)"
    default: return "carried over from \(both), at most \(policy.longestGap) years"
    }
  }

  /// The formula with the numbers of a row put in, and the series it reads.
  private func formula(_ base: BaseIndicatorDefinition, _ trace: BaseIndicatorTrace, _ row: Int) -> ExplanationStep {
    var step = indicatorStep(.formula, base, row, trace.computed)
    step.identity = "formula \(base.code) \(keys[row])"
    let (finished, columns) = (scored.cleaned.inBaseUnits, scored.columns)
    let tracer = FormulaTracer(panel: scored.panel) { code, scope in
      if code != base.code, scope == nil, let own = finished[code] { return own }
      return columns[SeriesKey(code, scope ?? base.scope)]?.series
    }
    let formula = tracer.trace(base.formula, row: row)
    step.equation = formula.arithmetic.map { Self.inUnit($0, base.unit) }
    let isItself = base.formulaText == base.code.rawValue && base.unit.multiplier == 1
    if !isItself {
      step.facts.append(
        .init(
          "formula", "\(base.code) = \(base.formulaText)\(conversion(base.unit))",
          [
            ("text", .string(base.formulaText)), ("unit", .string(base.unit.symbol)),
            ("base_units_in_one", .double(base.unit.multiplier)),
          ]))
    }
    if !base.note.isEmpty { step.facts.append(.init("note", base.note)) }
    step.steps = formula.readings.map { reading in
      if reading.code != base.code, reading.scope == nil, finished[reading.code] != nil,
        let other = catalog.base(reading.code)
      {
        return indicator(other, reading.row)
      }
      return series(SeriesKey(reading.code, reading.scope ?? base.scope), reading.row)
    }
    if step.value == nil {
      let missing = step.steps.filter { $0.value == nil }.map { "\($0.code) \($0.year)" }
      let why = formula.obstacles + (missing.isEmpty ? [] : ["missing inputs \(missing.joined(separator: ", "))"])
      step.facts.append(.init("missing", why.isEmpty ? words(step.status) : why.joined(separator: "; ")))
    }
    return step
  }

  /// A sum in base units brought to the indicator's unit, the way `UnitOfMeasure.fromBase` does.
  private static func inUnit(_ sum: Arithmetic, _ unit: UnitOfMeasure) -> Arithmetic {
    if unit.multiplier == 1 { return sum }
    return exactInverse(unit).map { .product([sum, .number($0)]) } ?? .quotient(sum, .number(unit.multiplier))
  }

  /// What a value in base units is multiplied by, where that is exact; nil where it is divided.
  private static func exactInverse(_ unit: UnitOfMeasure) -> Double? {
    let inverse = (1 / unit.multiplier).rounded()
    return unit.multiplier < 1 && unit.fromBase(1) == inverse ? inverse : nil
  }

  /// Why the sum ends in a factor: `, in 亿元: 1 亿元 is 100000000 CNY, hence / 100000000`.
  private func conversion(_ unit: UnitOfMeasure) -> String {
    if unit.multiplier == 1 { return "" }
    let base = unit.dimension.isNumber ? "" : " \(baseUnit(unit.dimension))"
    let factor = Self.exactInverse(unit).map { "x \(DecimalText.text($0))" } ?? "/ \(DecimalText.text(unit.multiplier))"
    return ", in \(unit.symbol): 1 \(unit.symbol) is \(DecimalText.text(unit.multiplier))\(base), hence \(factor)"
  }
}

extension CellChange.Rule {
  /// How many other areas had a part in a filled value; nil where none had.
  fileprivate var areas: Int? {
    switch self {
    case .groupRatio(_, let areas), .groupGrowth(_, let areas): areas
    default: nil
    }
  }
}

extension OutlierPolicy.Rule {
  /// How percentiles are found; nil for rules without.
  fileprivate var percentileType: PercentileType? { if case .winsorize(_, _, let type) = self { type } else { nil } }
}

extension PercentileType {
  /// Which of the nine definitions it is, as statistics programs number them.
  fileprivate var words: String { "type \(rawValue)" }
}
