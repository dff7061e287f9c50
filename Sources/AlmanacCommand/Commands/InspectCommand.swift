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
  @Argument(help: "A workbook, or with --all a folder.") var file: String
  @Option(help: "One sheet by name; else all.") var sheet: String?
  @Flag(help: "FILE is a folder of the project: print what of its workbooks is mapped.") var all = false
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
    if all { return try printCoverage() }
    let report = try Inspection(place.project, limits: limits.limits).report(on: file, sheet: sheet)
    switch output.format {
    case .text: Console.data(InspectionText(report, file: file).text)
    case .json, .jsonl: Console.data(InspectionJSON.value(report, file: file).text() + "\n")
    case .csv: Console.data(TableOutput.render(InspectionJSON.table(report), as: .csv))
    }
  }

  private func printCoverage() throws {
    let coverage = try Coverage(
      place.project, below: file, threads: max(1, ProcessInfo.processInfo.activeProcessorCount), limits: limits.limits,
      progress: ProgressLine())
    let text = CoverageText(coverage)
    Console.data(output.format == .text ? text.text : TableOutput.render(text.table, as: output.format))
  }

  private func printCells() throws {
    let failures = try CellLines.print(file, named: sheet, limits: limits.limits) { Console.piece($0) }
    for failure in failures { Console.talk("error: \(failure)") }
    if !failures.isEmpty { throw ExitCode(Exit.data) }
  }
}
