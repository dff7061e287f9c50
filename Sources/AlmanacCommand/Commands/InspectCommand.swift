import ArgumentParser
import Foundation
import Ingest
import PanelModel
import Pipeline
import Report
import Spreadsheet

/// `almanac inspect FILE`
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what the reader sees in a workbook, with a draft of its table definition.")

  @OptionGroup var place: ProjectOption
  @Argument(help: "A workbook.") var file: String
  @Option(help: "One sheet by name; else all.") var sheet: String?
  @Flag(help: "Print every non-empty cell, a JSON line each, instead.") var cells = false
  @OptionGroup var output: FormatOption
  @OptionGroup(title: "Limits") var limits: LimitOptions

  func validate() throws {
    if cells && output.format != .text && output.format != .jsonl {
      throw ValidationError("--cells prints JSON lines only: leave --format out, or say jsonl.")
    }
  }

  func run() throws {
    if cells { return try printCells() }
    let (format, sheets) = try Inspection(place.project, limits: limits.limits).sheets(of: file, named: sheet)
    if output.format == .text {
      let count = sheets.count == 1 ? "1 sheet" : "\(sheets.count) sheets"
      Console.data("file \(file): \(format.title), \(count)\n")
      Console.data(sheets.map(Self.text).joined(separator: "\n"))
    } else {
      Console.data(TableOutput.render(Self.table(sheets), as: output.format))
    }
  }

  private func printCells() throws {
    let failures = try CellLines.print(file, named: sheet, limits: limits.limits) { Console.piece($0) }
    for failure in failures { Console.talk("error: \(failure)") }
    if !failures.isEmpty { throw ExitCode(Exit.data) }
  }

  private static func text(_ sheet: SheetInspection) -> String {
    var lines = [
      "sheet \(sheet.name)\(sheet.isHidden ? " (hidden)" : ""): \(sheet.rowCount) rows x \(sheet.columnCount) columns, "
        + "\(sheet.cellCount) cells, \(sheet.mergedCount) merged ranges"
    ]
    lines += sheet.captions.prefix(6).map { "  caption  \($0)" }
    if let year = sheet.year { lines.append("  year     \(year)") }
    if let unit = sheet.unit { lines.append("  unit     \(unit)") }
    guard let rows = sheet.headerRows, let stub = sheet.stub else {
      lines.append("  no header with a column of areas was found")
      return lines.map { $0 + "\n" }.joined()
    }
    lines.append("  header   rows \(rows.lowerBound)-\(rows.upperBound), areas under \(stub)")
    lines.append(
      "  areas    \(sheet.matchedAreas) matched, \(sheet.unmatchedNames.count) not"
        + (sheet.unmatchedNames.isEmpty ? "" : ": \(sheet.unmatchedNames.prefix(8).joined(separator: ", "))"))
    let table = TextTable(
      header: ["column", "header", "unit", "scope", "figures"],
      rows: sheet.columns.map { [$0.letters, $0.header, $0.unit, $0.scope, String($0.figures)] },
      alignments: [.left, .left, .left, .left, .right])
    lines += table.text.split(separator: "\n").map { "  \($0)" }
    lines.append("draft of indicators/tables/my-yearbook/draft.yaml:")
    return lines.map { $0 + "\n" }.joined() + sheet.draft
  }

  private static func table(_ sheets: [SheetInspection]) -> DataTable {
    let all = sheets.flatMap { sheet in sheet.columns.map { (sheet.name, $0) } }
    return DataTable(columns: [
      DataColumn("sheet", .text(all.map(\.0))),
      DataColumn("column", .text(all.map(\.1.letters))),
      DataColumn("header", .text(all.map(\.1.header))),
      DataColumn("unit", .text(all.map(\.1.unit))),
      DataColumn("scope", .text(all.map(\.1.scope))),
      DataColumn("figures", .int32(all.map { Int32($0.1.figures) })),
    ])
  }
}
