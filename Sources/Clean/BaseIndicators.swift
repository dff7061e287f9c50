import Definitions
import PanelModel

/// Computes base indicators from source columns: formula, check, filling, treatment, in that order.
struct BaseIndicatorBuilder {
  let columns: [SeriesKey: SourceColumn]
  let definitions: [BaseIndicatorDefinition]
  let locate: (SourceColumn.Origin) -> SourceLocation
  var panel: Panel
  var findings: [Finding] = []
  /// What each indicator was before it was filled and treated.
  private(set) var traces: [IndicatorCode: BaseIndicatorTrace] = [:]
  /// Finished indicators in base units, for formulas that read them.
  private(set) var inBaseUnits: [IndicatorCode: PanelSeries] = [:]

  init(
    keys: [PanelKey], columns: [SeriesKey: SourceColumn], definitions: [BaseIndicatorDefinition],
    locate: @escaping (SourceColumn.Origin) -> SourceLocation
  ) {
    self.columns = columns
    self.definitions = definitions
    self.locate = locate
    panel = Panel(keys: keys)
  }

  /// Adds every defined indicator to the panel, each after those its formula reads.
  mutating func build() {
    for definition in ordered() { add(definition) }
  }

  /// Dependencies first, else the order of the definitions. The catalog has refused circles.
  private func ordered() -> [BaseIndicatorDefinition] {
    let byCode = Dictionary(definitions.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
    var done: Set<IndicatorCode> = []
    var result: [BaseIndicatorDefinition] = []
    func visit(_ definition: BaseIndicatorDefinition) {
      guard done.insert(definition.code).inserted else { return }
      for reference in definition.formula.references where reference.code != definition.code && reference.scope == nil {
        if let next = byCode[reference.code] { visit(next) }
      }
      result.append(definition)
    }
    for definition in definitions { visit(definition) }
    return result
  }

  private mutating func add(_ definition: BaseIndicatorDefinition) {
    let (finished, columns) = (inBaseUnits, columns)
    let evaluator = ExpressionEvaluator(panel: panel) { code, scope in
      if code != definition.code, scope == nil, let base = finished[code] { return base }
      return columns[SeriesKey(code, scope ?? definition.scope)]?.series
    }
    reportAbsentColumns(definition)
    var series = inUnit(evaluator.evaluate(definition.formula), definition.unit)
    if let check = definition.check { report(check, on: series, definition) }
    var trace = BaseIndicatorTrace(computed: series, filled: series)
    let missing = series.count - series.presentCount
    let filled = definition.missing.fill(&series, of: panel)
    reportMissing(definition, missing: missing, filled: filled)
    trace.filled = series
    if let policy = definition.treat { trace.limits = treat(&series, policy, definition) }
    traces[definition.code] = trace
    panel[definition.code] = series
    inBaseUnits[definition.code] = PanelSeries(series.values.map { $0.map(definition.unit.toBase) }, series.statuses)
  }

  private func inUnit(_ series: PanelSeries, _ unit: UnitOfMeasure) -> PanelSeries {
    PanelSeries(series.values.map { $0.map(unit.fromBase) }, series.statuses)
  }

  private mutating func reportAbsentColumns(_ definition: BaseIndicatorDefinition) {
    for (code, scope) in definition.formula.references
    where inBaseUnits[code] == nil || code == definition.code || scope != nil {
      let key = SeriesKey(code, scope ?? definition.scope)
      if columns[key] == nil {
        findings.append(
          Finding(
            .seriesMissing, indicator: definition.code,
            message: "No workbook gives '\(key)', which '\(definition.code)' is computed from",
            remedy: "Add the workbooks to raw/, or take the indicator out."))
      }
    }
  }

  private mutating func reportMissing(_ definition: BaseIndicatorDefinition, missing: Int, filled: Int) {
    let total = panel.rowCount
    if filled > 0 {
      findings.append(
        Finding(
          .valuesImputed, indicator: definition.code,
          message: "\(definition.code): \(filled) of \(total) values filled inside gaps of at most "
            + "\(definition.missing.longestGap) years", remedy: "Nothing; they carry the status I.", count: filled))
    }
    if missing > filled {
      findings.append(
        Finding(
          .valueMissing, indicator: definition.code,
          message: "\(definition.code): \(missing - filled) of \(total) values are missing",
          remedy: "Nothing; status.csv.zst says why for each.", count: missing - filled))
    }
  }

  private mutating func treat(
    _ series: inout PanelSeries, _ policy: OutlierPolicy, _ definition: BaseIndicatorDefinition
  ) -> [OutlierPolicy.Limits] {
    let limits = policy.winsorize(&series, of: panel)
    let changed = limits.reduce(0) { $0 + $1.changed }
    guard changed > 0 else { return limits }
    let range = limits.count == 1 ? " to [\(limits[0].low), \(limits[0].high)]" : ""
    findings.append(
      Finding(
        .valuesTreated, indicator: definition.code,
        message: "\(definition.code): \(changed) values beyond the percentiles \(policy.low) and \(policy.high) "
          + "set\(range)", remedy: "Nothing; they carry the status J.", count: changed))
    return limits
  }
}
