import ArgumentParser
import Definitions
import Foundation
import PanelModel
import Pipeline
import Report

/// `almanac validate`
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check definitions and data; write nothing.")

  @OptionGroup var place: ProjectOption
  @OptionGroup var output: FormatOption
  @Option(help: "Threads to read workbooks on.") var threads: Int?
  @Option(name: .customLong("fail-on"), help: "Leave with 1 on findings of this severity or worse: note, warning.")
  var failOn: Finding.Severity?
  @Flag(help: "Check definitions and sidecars only; open no workbook.") var definitions = false
  @OptionGroup(title: "Limits") var limits: LimitOptions

  func run() throws {
    let catalog = try Validation.load(place.project)
    let sources = try Sources.find(place.project)
    let threads = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
    var findings = sources.findings.sorted()
    var read = "no workbook read"
    if !definitions {
      let reading = Reading.read(
        place.project, catalog: catalog, sources: sources, threads: threads, limits: limits.limits,
        progress: ProgressLine())
      findings = try Checking(catalog: catalog).findings(reading, threads: threads)
      read = "\(reading.workbookCount) workbooks read"
    }
    let text = FindingsText(findings)
    if output.format == .text {
      Console.data(findings.isEmpty ? "No findings.\n" : text.text)
    } else {
      Console.data(TableOutput.render(text.table, as: output.format))
    }
    Console.talk(
      "\(catalog.tables.count) tables, \(catalog.base.count) base indicators, \(catalog.measures.count) measures, "
        + "\(catalog.indices.count) indices, \(catalog.corrections.count) corrections and \(catalog.panels.count) panels "
        + "defined; "
        + "\(read); \(text.counts)")
    if findings.contains(where: { $0.severity == .error }) { throw ExitCode(Exit.data) }
    if let failOn, findings.contains(where: { $0.severity >= failOn }) { throw ExitCode(Exit.findings) }
  }
}
