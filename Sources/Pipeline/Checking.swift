import Definitions
import Indices
import PanelModel

/// What `validate` does beyond reading: every panel's figures are cleaned and checked, and nothing is scored or written.
package struct Checking {
  private let project: Project
  private let catalog: Catalog

  package init(_ project: Project, catalog: Catalog) {
    self.project = project
    self.catalog = catalog
  }

  /// Findings of reading and, where it met no error, of cleaning for each panel; what panels say in the same words once.
  package func findings(_ reading: Reading, threads: Int) throws -> [Finding] {
    let read = reading.findings(with: catalog)
    if read.contains(where: { $0.severity == .error }) { return read }
    let context = try MeasureContext(catalog: catalog, project: project)
    let cleaned = catalog.panels.parallelMap(threads: threads) { panel in
      Swift.Result {
        try Scoring(catalog: catalog, definition: panel, tables: reading.tables, context: context).findings
      }
    }
    return try (read + cleaned.flatMap { try $0.get() }).sorted().withoutRepeats()
  }
}
