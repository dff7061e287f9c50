import Definitions
import Ingest
import PanelModel
import Spreadsheet

/// Looks at a workbook with the eyes of the reader, with the areas and units of a project if there is one.
package struct Inspection {
  private let areas: AreaMatcher
  private let units: UnitDefinitions

  package init(_ project: Project) {
    let catalog = (try? Validation.load(project)) ?? Catalog()
    areas = AreaMatcher(catalog.areas)
    units = catalog.units
  }

  /// What is on each sheet (or the one named).
  /// - Throws: `SpreadsheetError` if the workbook cannot be read.
  package func sheets(of path: String, named sheet: String?) throws -> [SheetInspection] {
    try Self.read(path, named: sheet).map { SheetInspection($0, areas: areas, units: units) }
  }

  /// Every non-empty cell, a line each, then a line a sheet with its merged ranges.
  package static func cells(of path: String, named sheet: String?) throws -> [JSONValue] {
    let sheets = try read(path, named: sheet)
    let cells = sheets.flatMap { sheet in sheet.cells.map { value($0, sheet.name) } }
    return cells
      + sheets.map { sheet in
        .object([
          ("sheet", .string(sheet.name)),
          ("merged", .array(sheet.mergedRanges.map { .string($0.description) })),
          ("visibility", .string(sheet.visibility.rawValue)),
        ])
      }
  }

  private static func read(_ path: String, named name: String?) throws -> [Sheet] {
    let workbook = try Workbook.open(path: path)
    if let name { return [try workbook.sheet(named: name)] }
    return try workbook.sheetInfos.map { try workbook.sheet(at: $0.index) }
  }

  private static func value(_ cell: Cell, _ sheet: String) -> JSONValue {
    let kind: String =
      switch cell.kind {
      case .number: "n"
      case .text: "s"
      case .boolean: "b"
      case .error: "e"
      case .date: "d"
      }
    return .object([
      ("sheet", .string(sheet)), ("row", .int(cell.row)), ("column", .int(cell.column)),
      ("address", .string(cell.address.description)), ("kind", .string(kind)), ("value", .string(cell.text)),
      ("bits", cell.kind == .number ? cell.number.map { .string(bits($0)) } : nil),
    ])
  }

  private static func bits(_ x: Double) -> String {
    let text = String(x.bitPattern, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
