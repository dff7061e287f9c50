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

    /// - Parameter tables: in a fixed order (of path): of two files of one edition and date the later one is the later
    ///   print.
    package init(
      tables: [IngestedTable], rows: PanelRows, indicators: [BaseIndicatorDefinition],
      revisions: RevisionRules = RevisionRules(), corrections: [CorrectionDefinition] = []
    ) {
      self.tables = tables
      self.rows = rows
      self.indicators = indicators
      self.revisions = revisions
      self.corrections = corrections
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
  }

  package static let name = "clean"
  package static let codeVersion = 3

  package init() {}

  package func run(_ input: Input, findings: inout [Finding]) throws -> Output {
    findings += EditionCoverage(tables: input.tables).findings()
    let places = ObservationPlaces(input.tables)
    findings += AreaHistory(seen: places.areas, rows: input.rows).findings()
    let corrected = CorrectedFigures(input.corrections, tables: input.tables, areas: input.rows.areas)
    let order = PrintOrder(input.tables, rules: input.revisions)
    findings += corrected.findings + order.findings(input.tables)
    var builder = SourceColumnBuilder(
      tables: input.tables, rows: input.rows, places: places, order: order, corrected: corrected)
    let columns = builder.columns()
    findings += builder.findings
    let tables = input.tables
    var indicators = BaseIndicatorBuilder(
      keys: input.rows.keys, columns: columns, definitions: input.indicators
    ) { origin in
      tables.location(of: origin)
    }
    indicators.build()
    findings += indicators.findings
    return Output(
      panel: indicators.panel, columns: columns, traces: indicators.traces, inBaseUnits: indicators.inBaseUnits,
      superseded: builder.superseded, corrections: corrected.applied)
  }
}

/// A base indicator on its way through the stage, in its own unit.
package struct BaseIndicatorTrace: Sendable {
  /// As its formula gives it.
  package var computed: PanelSeries
  /// With gaps filled, before treatment.
  package var filled: PanelSeries
  /// The limits of each group of rows, in the order of the policy's groups; empty without treatment.
  package var limits: [OutlierPolicy.Limits] = []
}
