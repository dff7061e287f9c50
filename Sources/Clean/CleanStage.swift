import Definitions
import PanelModel

/// From observations to a panel of base indicators: correct, supersede, convert, harmonise areas, compute formulas,
/// check, fill, treat. Source columns are handed on in base units for measures.
package struct CleanStage: Stage {
  package struct Input {
    package var tables: [IngestedTable]
    package var rows: PanelRows
    package var indicators: [BaseIndicatorDefinition]
    /// Which of several prints of a figure holds.
    package var revisions: RevisionRules
    package var corrections: [CorrectionDefinition]
    package var checks: [CheckDefinition]
    package var screen: ScreenRule?
    /// Series that are the same for all areas, such as exchange rates.
    package var series: [NationalSeries]

    /// - Parameter tables: in a fixed order (of path): of two files of one edition and date the later one is the later
    ///   print.
    package init(
      tables: [IngestedTable], rows: PanelRows, indicators: [BaseIndicatorDefinition],
      revisions: RevisionRules = RevisionRules(), corrections: [CorrectionDefinition] = [],
      checks: [CheckDefinition] = [], series: [NationalSeries] = [],
      screen: ScreenRule? = nil
    ) {
      self.tables = tables
      self.rows = rows
      self.indicators = indicators
      self.revisions = revisions
      self.corrections = corrections
      self.checks = checks
      self.series = series
      self.screen = screen
    }
  }

  package struct Output: Sendable {
    /// Base indicators in their own units.
    package var panel: Panel
    /// Source columns in base units, by series.
    package var columns: [SeriesKey: SourceColumn]
    /// What each base indicator was on the way.
    package var traces: [IndicatorCode: BaseIndicatorTrace]
    /// Finished base indicators in base units, as formulas read them.
    package var inBaseUnits: [IndicatorCode: PanelSeries]
    /// Prints that do not hold because another print of the same figure does, by series: in order of area, year and
    /// print.
    package var superseded: [SeriesKey: [SupersededValue]] = [:]
    /// Corrections with the figures they found, in order of place in the definitions, then of figure.
    package var corrections: [AppliedCorrection] = []
    /// Cells of base indicators that were filled or treated, in order of indicator (as computed) and row; a cell that
    /// was filled and then treated stands twice, one after the other by rule.
    package var changes: [CellChange] = []
    /// How many cells have which status, by indicator and year.
    package var ledger: [LedgerLine] = []
    /// The rows of the panel: those asked for, less areas left out by screening.
    package var rows: PanelRows
    /// Availability, if the panel asks for it.
    package var screening: Screening?
  }

  package static let name = "clean"
  package static let codeVersion = 3

  package init() {}

  /// Areas left out by screening have no part in anything: limits of treatment and totals of groups are those of the
  /// areas that stay, and so the stage runs a second time without them.
  package func run(_ input: Input, findings: inout [Finding]) throws -> Output {
    var found: [Finding] = []
    var output = clean(input, findings: &found)
    if let rule = input.screen {
      let screening = Screening(rule, output.traces.mapValues(\.computed), panel: output.panel)
      if !screening.droppedAreas.isEmpty {
        var rest = input
        rest.rows = input.rows.without(screening.droppedAreas)
        found = []
        output = clean(rest, findings: &found)
      }
      output.screening = screening
      found += screening.findings
    }
    findings += found
    return output
  }

  private func clean(_ input: Input, findings: inout [Finding]) -> Output {
    findings += EditionCoverage(tables: input.tables).findings()
    let places = ObservationPlaces(input.tables)
    findings += AreaHistory(seen: places.areas, rows: input.rows).findings()
    let corrected = CorrectedFigures(input.corrections, tables: input.tables, areas: input.rows.areas)
    let order = PrintOrder(input.tables, rules: input.revisions)
    findings += corrected.findings + order.findings(input.tables)
    var builder = SourceColumnBuilder(
      tables: input.tables, rows: input.rows, places: places, order: order, corrected: corrected)
    var columns = builder.columns()
    findings += builder.findings
    let tables = input.tables
    var checks = SourceChecks(keys: input.rows.keys, columns: columns, tables: tables)
    checks.run(input.checks)
    checks.negatives(corrected.applied)
    findings += checks.findings
    for series in input.series { columns.merge(series.columns(input.rows.keys)) { own, _ in own } }
    var indicators = BaseIndicatorBuilder(
      rows: input.rows, columns: columns, definitions: input.indicators
    ) { origin in
      tables.location(of: origin)
    }
    indicators.build()
    findings += indicators.findings
    return Output(
      panel: indicators.panel, columns: columns, traces: indicators.traces, inBaseUnits: indicators.inBaseUnits,
      superseded: builder.superseded, corrections: corrected.applied, changes: indicators.changes,
      ledger: MissingLedger.lines(indicators.panel, indicators.changes), rows: input.rows)
  }
}

/// A base indicator on its way through the stage, in its own unit.
package struct BaseIndicatorTrace: Sendable {
  /// As its formula gives it.
  package var computed: PanelSeries
  /// With gaps filled, before treatment.
  package var filled: PanelSeries
  /// The limits of each group of rows, in the order of the policy's groups; empty without winsorising.
  package var limits: [OutlierPolicy.Limits] = []
}
