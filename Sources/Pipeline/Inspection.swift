import Definitions
import Ingest
import PanelModel
import Spreadsheet

/// Looks at a workbook with the eyes of the reader, with the areas and units of a project if there is one.
package struct Inspection {
  private let areas: AreaMatcher
  private let units: UnitDefinitions
  private let limits: Limits

  package init(_ project: Project, limits: Limits = .standard) {
    let catalog = (try? Validation.load(project)) ?? Catalog()
    areas = AreaMatcher(catalog.areas)
    units = catalog.units
    self.limits = limits
  }

  /// What the file is, and what is on each of its sheets (or the one named).
  /// - Throws: `SpreadsheetError` if the workbook cannot be read.
  package func sheets(
    of path: String, named sheet: String?
  ) throws -> (format: FileFormat, sheets: [SheetInspection]) {
    let workbook = try Workbook.open(path: path, limits: limits)
    let sheets =
      try sheet.map { [try workbook.sheet(named: $0)] }
      ?? workbook.sheetInfos.map { try workbook.sheet(at: $0.index) }
    return (workbook.format, sheets.map { SheetInspection($0, areas: areas, units: units) })
  }
}
