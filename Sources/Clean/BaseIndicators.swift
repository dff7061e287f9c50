import Definitions
import PanelModel

/// Computes base indicators from source columns: formula, check, filling, treatment, in that order.
struct BaseIndicatorBuilder {
  let columns: [SeriesKey: SourceColumn]
  let definitions: [BaseIndicatorDefinition]
  let groups: AreaGroups
  private let rows: PanelRows
  let locate: (SourceColumn.Origin) -> SourceLocation
  var panel: Panel
  var findings: [Finding] = []
  /// What each indicator was before it was filled and treated.
  private(set) var traces: [IndicatorCode: BaseIndicatorTrace] = [:]
  /// Cells filled and treated, in order of computation.
  var changes: [CellChange] = []
  /// Finished indicators in base units, for formulas that read them.
  private(set) var inBaseUnits: [IndicatorCode: PanelSeries] = [:]

  init(
    rows: PanelRows, columns: [SeriesKey: SourceColumn], definitions: [BaseIndicatorDefinition],
    locate: @escaping (SourceColumn.Origin) -> SourceLocation
  ) {
    groups = AreaGroups(rows)
    self.rows = rows
    self.columns = columns
    self.definitions = definitions
    self.locate = locate
    panel = Panel(keys: rows.keys)
  }

  /// `襄阳市 Xiangyang 2014`, for messages.
  func place(_ row: Int) -> String { "\(rows.name(row)) \(panel.keys[row].year)" }

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
    fill(&series, definition)
    trace.filled = series
    if let policy = definition.treat { trace.limits = treat(&series, policy, definition) }
    traces[definition.code] = trace
    panel[definition.code] = series
    inBaseUnits[definition.code] = series.mapped { definition.unit.toBase($0) }
  }

  private func inUnit(_ series: PanelSeries, _ unit: UnitOfMeasure) -> PanelSeries {
    series.mapped { unit.fromBase($0) }
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
}
