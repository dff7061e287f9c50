import ArgumentParser
import Pipeline

/// The `almanac` command: parses, calls the pipeline, prints, and leaves with the exit code of the manual.
@main
struct AlmanacCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "almanac",
    abstract: "Turns statistical yearbooks into composite-index panels you can estimate on and explain.",
    discussion: """
      Data goes to standard output, talk to standard error.
      Exit codes: 0 done, 1 findings at --fail-on, 2 wrong usage, 3 data or definition error, 70 internal error.
      """,
    version: ProgramVersion.current,
    subcommands: [
      InitCommand.self, InspectCommand.self, AdoptCommand.self, BuildCommand.self, ValidateCommand.self,
      ShowCommand.self, ExplainCommand.self,
      MethodsCommand.self, ComputeCommand.self, WeightsCommand.self, QualityCommand.self,
      SensitivityCommand.self,
      EmitCommand.self, DoctorCommand.self,
    ])

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      Exit.leave(with: error)
    }
  }
}
