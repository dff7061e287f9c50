import Clean
import Definitions
import PanelModel

/// What `validate` does beyond reading: every panel's figures are cleaned and checked, and nothing is scored or written.
package struct Checking {
  private let catalog: Catalog

  package init(catalog: Catalog) { self.catalog = catalog }

  /// Findings of reading and, where it met no error, of cleaning for each panel; what panels say in the same words once.
  package func findings(_ reading: Reading, threads: Int) throws -> [Finding] {
    let read = reading.findings(with: catalog)
    if read.contains(where: { $0.severity == .error }) { return read }
    let cleaned = groups.parallelMap(threads: threads) { group in
      Swift.Result {
        var findings: [Finding] = []
        _ = try CleanStage().run(input(group, reading.tables), findings: &findings)
        return findings
      }
    }
    return try (read + cleaned.flatMap { try $0.get() }).sorted().withoutRepeats()
  }

  /// Panels of the same areas, years and rules are cleaned together: each of their indicators once. One that screens
  /// goes alone, as what it leaves out depends on its own indicators.
  private var groups: [[PanelDefinition]] {
    var groups: [[PanelDefinition]] = []
    for panel in catalog.panels {
      if let known = groups.firstIndex(where: { $0[0].isCleaned(like: panel) }) {
        groups[known].append(panel)
      } else {
        groups.append([panel])
      }
    }
    return groups
  }

  private func input(_ panels: [PanelDefinition], _ tables: [IngestedTable]) -> CleanStage.Input {
    let codes = Set(panels.flatMap { Needs(catalog: catalog, definition: $0).codes })
    return CleanStage.Input(catalog, panels[0], tables: tables, codes: codes)
  }
}

extension PanelDefinition {
  fileprivate func isCleaned(like other: PanelDefinition) -> Bool {
    screen == nil && other.screen == nil && group == other.group && boundaries == other.boundaries
      && years == other.years && revisions == other.revisions
  }
}

extension CleanStage.Input {
  /// What a panel's figures are cleaned from.
  /// - Parameter codes: the base indicators wanted are those among them.
  init(_ catalog: Catalog, _ panel: PanelDefinition, tables: [IngestedTable], codes: Set<IndicatorCode>) {
    self.init(
      tables: tables, rows: PanelRows(panel, areas: catalog.areas),
      indicators: catalog.base.filter { codes.contains($0.code) },
      revisions: RevisionRules(catalog.tables, panel: panel.revisions), corrections: catalog.corrections,
      checks: catalog.checks, series: catalog.series, screen: panel.screen)
  }
}
