import Clean
import Definitions
import PanelModel

extension Explainer {
  /// A base indicator as it stands in the panel: treatment, then what was filled in, then its formula.
  func indicator(_ base: BaseIndicatorDefinition, _ row: Int) -> ExplanationStep {
    var step = indicatorStep(.indicator, base, row, scored.cleaned.panel[base.code])
    step.identity = "indicator \(base.code) \(keys[row])"
    guard let trace = scored.cleaned.traces[base.code] else { return step }
    if let policy = base.treat, trace.filled[row] != nil { treat(&step, policy, trace, row) }
    let isTreated = step.equation != nil
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

  /// Winsorising: what the value was, the limits, and which of them it was set to.
  private func treat(
    _ step: inout ExplanationStep, _ policy: OutlierPolicy, _ trace: BaseIndicatorTrace, _ row: Int
  ) {
    let groups = policy.groups(scored.panel)
    guard let number = groups.firstIndex(where: { $0.contains(row) }), number < trace.limits.count,
      let before = trace.filled[row], let after = step.value?.number
    else { return }
    let limits = trace.limits[number]
    let scope =
      switch policy.over {
      case .pooled: "over all areas and years"
      case .eachYear: "over the areas of \(keys[row].year)"
      case .withinArea: "over the years of \(name(row: row))"
      }
    let rule =
      "winsorising (缩尾) at the percentiles \(DecimalText.text(policy.low)) and "
      + "\(DecimalText.text(policy.high)) \(scope), which are \(DecimalText.text(limits.low)) and "
      + "\(DecimalText.text(limits.high))"
    let what =
      before == after
      ? "the value lies between them and stays"
      : "\(DecimalText.text(before)) is \(before > limits.high ? "above" : "below") and becomes "
        + "\(DecimalText.text(after)); \(limits.changed) values were set so"
    step.facts.append(
      .init(
        "treatment", "\(rule): \(what)",
        [
          ("before", .double(before)), ("after", .double(after)), ("low", .double(limits.low)),
          ("high", .double(limits.high)), ("low_percentile", .double(policy.low)),
          ("high_percentile", .double(policy.high)), ("changed", .int(limits.changed)),
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
    let area = keys[row].area
    let known = keys.indices.filter { keys[$0].area == area && trace.computed[$0] != nil }
    let (before, after) = (known.last { $0 < row }, known.first { $0 > row })
    let policy = base.missing
    var neighbours: [Int] = []
    if let before, let after, let a = trace.computed[before], let b = trace.computed[after] {
      let t = Double(keys[row].year.rawValue - keys[before].year.rawValue)
      let span = Double(keys[after].year.rawValue - keys[before].year.rawValue)
      step.equation = .sum([
        .number(a), .product([.difference(.number(b), .number(a)), .quotient(.number(t), .number(span))]),
      ])
      step.facts.append(
        .init(
          "imputation",
          "filled on the straight line (线性插值) between \(keys[before].year) and \(keys[after].year); "
            + "gaps of at most \(policy.longestGap) years are filled", [("policy", .string("linear"))]))
      neighbours = [before, after]
    } else if let from = before ?? after, let value = trace.computed[from] {
      step.equation = .number(value)
      step.facts.append(
        .init(
          "imputation", "carried over from \(keys[from].year), at most \(policy.longestGap) years",
          [("policy", .string("carry"))]))
      neighbours = [from]
    }
    let own = formula(base, trace, row)
    let reasons = own.facts.filter { $0.name == "missing" }
    step.facts += reasons.isEmpty ? [] : [.init("missing", "its own value is missing: \(reasons[0].text)")]
    step.steps = neighbours.map { formula(base, trace, $0) } + own.steps.filter { $0.value == nil }
    return step
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
    let unit = base.unit.multiplier == 1 ? "" : ", in \(base.unit.symbol) (x \(DecimalText.text(base.unit.multiplier)))"
    step.facts.append(
      .init("formula", "\(base.code) = \(base.formulaText)\(unit)", [("text", .string(base.formulaText))]))
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
    let inverse = (1 / unit.multiplier).rounded()
    let isExact = unit.multiplier < 1 && unit.fromBase(1) == inverse
    return isExact ? .product([sum, .number(inverse)]) : .quotient(sum, .number(unit.multiplier))
  }
}
