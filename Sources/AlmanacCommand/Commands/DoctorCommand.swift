import ArgumentParser
import PanelModel
import Pipeline
import Report

/// `almanac doctor`
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check versions, disk space, the project and the last output.")

  @OptionGroup var place: ProjectOption
  @OptionGroup var output: FormatOption

  func run() throws {
    let checks = Doctor(place.project).checks()
    let table = DataTable(columns: [
      DataColumn("check", .text(checks.map(\.name))),
      DataColumn("state", .text(checks.map { $0.isFine ? "ok" : "look" })),
      DataColumn("detail", .text(checks.map(\.detail))),
    ])
    Console.data(TableOutput.render(table, as: output.format))
    if checks.contains(where: { !$0.isFine }) { throw ExitCode(Exit.findings) }
  }
}
