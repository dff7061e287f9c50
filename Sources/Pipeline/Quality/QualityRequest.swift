import Definitions
import PanelModel

/// What a line of the shell asks `quality` for, in its words.
package struct QualityRequest: Sendable {
  /// The rows a statistic is taken over.
  package enum Scope: String, Sendable, CaseIterable {
    /// All areas and years together.
    case pooled
    /// Each year for itself.
    case year
  }

  /// The code of an index of the project, or the path of a definition.
  package var index: String
  /// Another index to compare its ranks with.
  package var against: String?
  /// Panels whose figures are taken; the first that holds the index if none is named.
  package var panels: [String] = []
  /// A CSV of base indicators in place of a panel.
  package var data: String?
  package var ids: [String] = []
  package var negative: [String] = []
  package var scope = Scope.pooled
  package var ranks = SensitivitySettings.RankScope.eachYear
  /// Correlations of this size or more are flagged within a dimension.
  package var redundant = 0.95
  package var threads = 1

  package init(index: String) { self.index = index }

  /// Reads definitions and figures, and judges the index; one report for each panel.
  /// - Throws: `PipelineError`, `DefinitionError`, and what reading and stages throw.
  package func reports(in project: Project, progress: any ProgressReporter) throws -> [QualityReport] {
    let catalog = try project.exists("indicators") ? Validation.load(project) : nil
    let own = try IndexFigures.definition(index, catalog)
    let other = try against.map { try IndexFigures.definition($0, catalog) }
    if let data {
      let leaves = own.tree.leaves + (other?.tree.leaves ?? [])
      let figures = try IndexFigures(csv: data, ids: ids, negative: negative, of: leaves, catalog)
      return [try QualityReport(self, own, other, figures)]
    }
    guard let catalog else { throw IndexFigures.noFigures }
    let names: [String?] = panels.isEmpty ? [nil] : panels
    return try names.map { panel in
      let figures = try IndexFigures(
        of: own.code, panel: panel, also: own.tree.leaves + (other?.tree.leaves ?? []), catalog, project,
        threads: threads, progress)
      return try QualityReport(self, own, other, figures)
    }
  }
}
