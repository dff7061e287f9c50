import Definitions
import Ingest
import PanelModel
import Pipeline
import Spreadsheet

/// What `almanac inspect` says about a workbook, for other programs.
enum InspectionJSON {
  static func value(_ report: Inspection.Report, file: String) -> JSONValue {
    .object([
      ("file", .string(file)), ("format", .string(report.format.rawValue)),
      ("sheets", .array(report.sheets.map(sheet))), ("drafts", .array(report.drafts.map(draft))),
    ])
  }

  private static func sheet(_ sheet: SheetInspection) -> JSONValue {
    .object([
      ("sheet", .string(sheet.name)), ("hidden", .bool(sheet.isHidden)), ("rows", .int(sheet.rowCount)),
      ("columns", .int(sheet.columnCount)), ("figures", .int(sheet.figureCount)),
      ("tables", .array(sheet.tables.map(table))),
    ])
  }

  private static func table(_ table: TableInspection) -> JSONValue {
    .object([
      ("range", .string(table.range)), ("layout", .string(table.layout.rawValue)),
      ("problem", table.problem.map { .string($0) }), ("title", stated(table.title) { .string($0) }),
      ("year", stated(table.year) { .int(Int($0.rawValue)) }),
      ("years", .array(table.years.map { .int(Int($0.rawValue)) })), ("year_from", .string(yearPlace(table))),
      ("unit", stated(table.unit) { .string($0) }), ("names_under", stated(table.stub) { .string($0) }),
      ("areas_known", .int(table.matched.count)), ("provinces", .array(table.provinces.map { .string($0) })),
      ("totals", .array(table.totals.map { .string($0) })),
      (
        "areas_unknown",
        .array(
          table.unmatched.map {
            .object([("name", .string($0.text)), ("cell", .string($0.place)), ("figures", .int($0.figures))])
          })
      ),
      ("columns", .array(table.lines.map(line))),
    ])
  }

  private static func line(_ line: TableInspection.Line) -> JSONValue {
    .object([
      ("place", .string(line.place)), ("header", .array(line.path.map { .string($0) })), ("name", .string(line.name)),
      ("holds", .string(line.role.rawValue)), ("unit", line.unit.map { .string($0.symbol) }),
      ("unknown_unit", line.unknownUnit.isEmpty ? nil : .string(line.unknownUnit)),
      ("scope", line.scope.map { .string($0.rawValue) }), ("year", line.year.map { .int(Int($0.rawValue)) }),
      ("figures", .int(line.figures)),
    ])
  }

  private static func draft(_ checked: Inspection.CheckedDraft) -> JSONValue {
    .object([
      ("table", .string(checked.draft.code)),
      ("path", .string("indicators/tables/\(checked.draft.yearbook)/\(checked.draft.code).yaml")),
      ("from_tables", .array(checked.draft.tables.map { .int($0 + 1) })), ("yaml", .string(checked.draft.text)),
      ("mistake", checked.mistake.map { .string($0) }), ("figures_read", .int(checked.account.read)),
    ])
  }

  private static func stated<Value>(
    _ stated: TableInspection.Stated<Value>?, _ value: (Value) -> JSONValue
  ) -> JSONValue? {
    stated.map { .object([("value", value($0.value)), ("cell", .string($0.place))]) }
  }

  private static func yearPlace(_ table: TableInspection) -> String {
    switch table.yearPlace {
    case .caption: "caption"
    case .sheetName: "sheet name"
    case .column(let name): "column \(name)"
    case .header: "header"
    case .nowhere: "nowhere"
    }
  }

  /// One row a column, for `--format csv`.
  static func table(_ report: Inspection.Report) -> DataTable {
    let all = report.tables.enumerated().flatMap { number, table in table.lines.map { (number, table, $0) } }
    return DataTable(columns: [
      DataColumn("table", .int32(all.map { Int32($0.0 + 1) })),
      DataColumn("sheet", .text(all.map(\.1.sheet))),
      DataColumn("place", .text(all.map(\.2.place))),
      DataColumn("header", .text(all.map { $0.2.path.joined(separator: " / ") })),
      DataColumn("holds", .text(all.map(\.2.role.rawValue))),
      DataColumn("unit", .text(all.map { $0.2.unit?.symbol ?? $0.2.unknownUnit })),
      DataColumn("scope", .text(all.map { $0.2.scope?.rawValue ?? "" })),
      DataColumn("figures", .int32(all.map { Int32($0.2.figures) })),
    ])
  }
}
