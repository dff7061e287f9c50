import Aggregate
import Clean
import Definitions
import Indices
import Ingest
import PanelModel
import Spreadsheet
import Weight

/// Explains numbers of one panel: reads, cleans and scores as a build does, and keeps what a build lets go.
package final class Explainer {
  let project: Project
  let catalog: Catalog
  let definition: PanelDefinition
  let reading: Reading
  let scored: ScoredPanel
  let context: MeasureContext
  let figures: FigureReader
  let tracer: SourceTracer
  /// The panel's table as a build emits it, and its statuses.
  package let table: DataTable
  package let status: DataTable
  let findings: [Finding]

  /// - Throws: `PipelineError` for an unknown panel, and what a build throws.
  package init(
    _ project: Project, catalog: Catalog, panel: String, threads: Int = 1, limits: Limits = .standard,
    progress: any ProgressReporter = SilentProgress()
  ) throws {
    guard let definition = catalog.panels.first(where: { $0.code.rawValue == panel }) else {
      throw PipelineError.message(
        "There is no panel '\(panel)'",
        remedy: Suggestions.sentence(for: panel, among: catalog.panels.map(\.code.rawValue)))
    }
    let sources = try Sources.find(project)
    reading = Reading.read(
      project, catalog: catalog, sources: sources, threads: threads, limits: limits, progress: progress)
    try Self.stopOnErrors(reading.findings)
    context = try MeasureContext(catalog: catalog, project: project)
    var scoring = try Scoring(catalog: catalog, definition: definition, tables: reading.tables, context: context)
    scored = try scoring.run()
    (self.project, self.catalog, self.definition) = (project, catalog, definition)
    findings = (reading.findings + scoring.findings).sorted()
    try Self.stopOnErrors(findings)
    let revisions = RevisionRules(catalog.tables, panel: definition.revisions)
    tracer = SourceTracer(
      tables: reading.tables, rows: scored.rows, revisions: revisions, output: scored.cleaned)
    figures = FigureReader(project, catalog: catalog, reading: reading, findings: findings, limits: limits)
    (table, status) = PanelTable(definition: definition, catalog: catalog, scored: scored).tables()
  }

  /// Where a build would stop, there is no number to explain.
  private static func stopOnErrors(_ findings: [Finding]) throws(PipelineError) {
    let errors = findings.filter { $0.severity == .error }.sorted()
    if !errors.isEmpty { throw .data(errors, all: findings.sorted()) }
  }

  /// The rows of the panel, in order of area and year.
  package var keys: [PanelKey] { scored.panel.keys }

  /// How a column's number of an area and year was made.
  /// - Throws: `PipelineError` for an area, year or code the panel does not know.
  package func explain(area text: String, year: Int32, code: String) throws -> Explanation {
    let subject = try subject(code)
    guard definition.years.contains(year) else {
      throw PipelineError.message(
        "The panel '\(definition.code)' has no year \(year)",
        remedy: "It holds \(definition.years.lowerBound)-\(definition.years.upperBound).")
    }
    let choice = try AreaChoice(text, year: ReferenceYear(year), in: self)
    let row = choice.row
    var (root, notes) = (step(subject, row), choice.notes)
    if isEmitted(code) {
      let value = emitted(code, row)
      if root.value?.number != value?.number { notes.append(Self.warning(root.value, value)) }
      root.value = value
    }
    let name = catalog.areas.spell(keys[row].area, at: nameYear(row))?.name ?? Title()
    return Explanation(
      panel: definition.code.rawValue, area: keys[row].area, areaName: name, year: keys[row].year, code: code,
      notes: notes + self.notes(code, row), root: root
    ).numbered()
  }

  private static func warning(
    _ explained: ExplanationStep.Value?, _ emitted: ExplanationStep.Value?
  ) -> String {
    func text(_ value: ExplanationStep.Value?) -> String { value.map { "\($0)" } ?? "nothing" }
    return "\(Explanation.wrong): the steps lead to \(text(explained)), and the panel holds \(text(emitted))"
  }

  /// The boundaries' year for names: the fixed one, or the row's own.
  func nameYear(_ row: Int) -> ReferenceYear {
    if case .fixed(let year) = definition.boundaries { year } else { keys[row].year }
  }

  /// `杭州市 Hangzhou`.
  func name(_ area: AreaCode, _ year: ReferenceYear) -> String {
    guard let name = catalog.areas.spell(area, at: year)?.name else { return area.description }
    return [name.zh, name.en].filter { !$0.isEmpty }.joined(separator: " ")
  }

  func name(row: Int) -> String { name(keys[row].area, nameYear(row)) }

  /// `杭州市 Hangzhou 2015`.
  func place(_ row: Int) -> String { "\(name(row: row)) \(keys[row].year)" }

  /// A step of a row without a value yet.
  func step(_ kind: ExplanationStep.Kind, _ code: String, _ row: Int) -> ExplanationStep {
    ExplanationStep(kind, code, area: keys[row].area, areaName: name(row: row), year: keys[row].year)
  }

  /// A step of a row with the value and status of a series.
  func step(_ kind: ExplanationStep.Kind, _ code: String, _ row: Int, _ series: PanelSeries?) -> ExplanationStep {
    var step = step(kind, code, row)
    step.value = series?[row].map { .number($0) }
    step.status = series?.statuses[row]
    return step
  }

  /// Whether the panel's own table, or that of its statuses, has a column.
  func isEmitted(_ code: String) -> Bool { table[code] != nil || status[code] != nil }

  /// The cell of the panel's own table; nil for a column it does not emit and for a missing value.
  package func emitted(_ code: String, _ row: Int) -> ExplanationStep.Value? {
    switch (table[code] ?? status[code])?.values {
    case .int32(let values)?: values[row].map { .integer($0) }
    case .double(let values)?: values[row].map { .number($0) }
    case .text(let values)?: values[row].map { .text($0) }
    case nil: nil
    }
  }
}
