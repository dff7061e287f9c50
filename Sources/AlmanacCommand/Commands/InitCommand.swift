import ArgumentParser
import Pipeline

/// `almanac init DIR`
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a small project that builds, to start from.")

  @Argument(help: "Folder to make; it must not exist or be empty.") var folder: String

  func run() throws {
    let files = try ExampleProject.write(to: folder)
    Console.talk("Made \(folder) with \(files) files. Next: almanac build --project \(folder)")
  }
}
