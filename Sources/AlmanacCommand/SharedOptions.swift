import ArgumentParser
import PanelModel
import Pipeline
import Report

extension OutputFormat: ExpressibleByArgument {}
extension Finding.Severity: ExpressibleByArgument {}

/// The project a command works in.
struct ProjectOption: ParsableArguments {
  @Option(name: [.customShort("C"), .customLong("project")], help: "Project folder.")
  var path = "."

  var project: Project { Project(path: path) }
}

/// How a table is printed.
struct FormatOption: ParsableArguments {
  @Option(name: .long, help: "text, json, jsonl or csv.")
  var format = OutputFormat.text
}
