import Definitions
import PanelModel

/// What a line of the shell asks `sensitivity` for, in its words.
package struct SensitivityRequest: Sendable {
  /// The code of an index of the project, or the path of a definition.
  package var index: String
  /// The panel whose figures are taken; the first that holds the index if not named.
  package var panel: String?
  /// A CSV of base indicators in place of a panel.
  package var data: String?
  package var ids: [String] = []
  package var negative: [String] = []
  /// `name=value`; none: `SensitivitySettings.standard`.
  package var vary: [String] = []
  package var ranks = SensitivitySettings.RankScope.eachYear
  package var seed: UInt64 = 1
  package var threads = 1

  package init(index: String) { self.index = index }

  /// What a request leads to.
  package struct Prepared {
    package var run: SensitivityRun
    package var tables: SensitivityTables
    /// The index, what varies and how, in one sentence.
    package var words: String
  }

  /// Reads definitions and figures, and computes the index as defined.
  /// - Throws: `PipelineError`, `DefinitionError`, and what reading and stages throw.
  package func prepared(in project: Project, progress: any ProgressReporter) throws -> Prepared {
    let catalog = try project.exists("indicators") ? Validation.load(project) : nil
    let definition = try IndexFigures.definition(index, catalog)
    let settings = try settings(definition)
    let figures = try figures(definition, settings, catalog, project, progress)
    let variants = IndexVariants(
      definition, settings, panels: figures.panels, direction: figures.direction)
    let run = try SensitivityRun(variants, threads: threads)
    return Prepared(
      run: run, tables: SensitivityTables(run: run, variants: variants, names: figures.names),
      words: Self.words(definition, settings, run))
  }

  private func settings(_ index: IndexDefinition) throws(DefinitionError) -> SensitivitySettings {
    var settings = vary.isEmpty ? SensitivitySettings.standard(of: index) : try SensitivitySettings(varying: vary)
    settings.ranks = ranks
    settings.seed = seed
    return settings
  }

  private func figures(
    _ index: IndexDefinition, _ settings: SensitivitySettings, _ catalog: Catalog?, _ project: Project,
    _ progress: any ProgressReporter
  ) throws -> IndexFigures {
    if let data {
      guard settings.missing == [.defined] else {
        throw PipelineError.message("A CSV has no rules for missing figures", remedy: "Leave out missing=.")
      }
      return try IndexFigures(csv: data, ids: ids, negative: negative, of: index.tree.leaves, catalog)
    }
    guard let catalog else { throw IndexFigures.noFigures }
    return try IndexFigures(
      of: index.code, panel: panel, missing: settings.missing, catalog, project, threads: threads, progress)
  }

  private static func words(
    _ index: IndexDefinition, _ settings: SensitivitySettings, _ run: SensitivityRun
  ) -> String {
    func list(_ own: MethodChoice, _ others: [MethodChoice]) -> String {
      ([own] + others).map(\.label).joined(separator: ", ")
    }
    let parts = run.space.factors.map { factor -> String in
      switch factor {
      case .missing: "missing figures (\(settings.missing.map(\.rawValue).joined(separator: ", ")))"
      case .normalize: "normalisation (\(list(index.normalize.method, settings.normalize)))"
      case .weight: "weighting (\(list(index.weight.method, settings.weight)))"
      case .shift: "shift (as defined, \(settings.shift.map { DecimalText.text($0) }.joined(separator: ", ")))"
      case .aggregate: "aggregation (\(list(index.aggregate.method, settings.aggregate)))"
      case .indicators: "indicators (none or one of \(run.space.leaves.count) left out)"
      case .weights: "weights (times 1 -+ \(DecimalText.text(settings.noise)) in each node)"
      }
    }
    return
      "\(index.code) over \(run.nominal.count) rows varies by: \(parts.joined(separator: "; ")); seed \(settings.seed)"
  }
}
