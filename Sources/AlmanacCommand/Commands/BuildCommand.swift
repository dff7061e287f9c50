import ArgumentParser
import Foundation
import PanelModel
import Pipeline
import Report

/// `almanac build [PANEL...]`
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Build panels from raw/ and indicators/ into output/.",
    discussion: "Does nothing if no workbook, definition or program changed since the last build.")

  @OptionGroup var place: ProjectOption
  @OptionGroup var output: FormatOption
  @Argument(help: "Panels to build; all if none is named.") var panels: [String] = []
  @Option(help: "Threads to work on; the result does not depend on them.") var threads: Int?
  @Flag(help: "Build even if nothing changed.") var force = false
  @Option(help: "First part of the vintage's name; else the newest edition.") var label: String?
  @Option(name: .customLong("fail-on"), help: "Leave with 1 on findings of this severity or worse: note, warning.")
  var failOn: Finding.Severity?
  @OptionGroup(title: "Limits") var limits: LimitOptions

  func validate() throws {
    if let threads, !(1...256).contains(threads) { throw ValidationError("--threads takes 1 to 256.") }
  }

  func run() throws {
    var options = Build.Options()
    options.panels = panels
    options.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    options.force = force
    options.label = label
    options.limits = limits.limits
    let result = try Build(place.project, options: options, progress: ProgressLine()).run()
    Console.talk(FindingsText(result.findings, limit: 3).text + FindingsText(result.findings).counts)
    Console.talk(result.wasUpToDate ? "Nothing changed; the last build stands." : "Built vintage \(result.vintage).")
    Console.data(TableOutput.render(Self.table(result), as: output.format))
    if let failOn, result.findings.contains(where: { $0.severity >= failOn }) { throw ExitCode(Exit.findings) }
  }

  private static func table(_ result: Build.Result) -> DataTable {
    let panels = result.panels
    return DataTable(columns: [
      DataColumn("panel", .text(panels.map(\.code))),
      DataColumn("areas", .int32(panels.map { Int32($0.areas) })),
      DataColumn("years", .text(panels.map { "\($0.years.lowerBound)-\($0.years.upperBound)" })),
      DataColumn("rows", .int32(panels.map { Int32($0.rows) })),
      DataColumn("columns", .int32(panels.map { Int32($0.columns) })),
      DataColumn("bytes", .int32(panels.map { Int32(clamping: $0.bytes) })),
      DataColumn("folder", .text(panels.map(\.folder))),
      DataColumn("vintage", .text(panels.map { _ in result.vintage })),
    ])
  }
}
