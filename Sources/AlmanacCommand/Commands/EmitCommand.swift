import ArgumentParser
import Pipeline

/// `almanac emit PANEL --format F`
struct EmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "emit", abstract: "Write a built panel in another format.")

  @OptionGroup var place: ProjectOption
  @Argument(help: "The panel's code.") var panel: String
  @Option(help: "csv, csv.zst, csv.gz, parquet or jsonl.") var format: String
  @Option(help: "File to write; else PANEL with the format's ending, here. - writes to standard output.")
  var to: String?

  func run() throws {
    let export = try PanelExport.make(place.project, panel: panel, format: format)
    if to == "-" {
      try Console.bytes(export.bytes)
      return
    }
    let path = to ?? export.name
    try PanelExport.write(export.bytes, to: path)
    Console.talk("Wrote \(path), \(export.bytes.count) bytes.")
  }
}
