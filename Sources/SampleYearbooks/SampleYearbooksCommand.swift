import Foundation

/// `SampleYearbooks`: makes the sample that ships, and its counterfactual for tests.
@main
package struct SampleYearbooksCommand {
  package static func main() {
    do {
      let arguments = try Arguments(Array(CommandLine.arguments.dropFirst()))
      let bytes = try run(arguments) { print($0) }
      print("\(bytes) bytes in all")
    } catch {
      FileHandle.standardError.write(Data("SampleYearbooks: \(error)\n".utf8))
      exit(2)
    }
  }

  /// Writes what the arguments ask for, says a line an edition, and returns the bytes written.
  package static func run(_ arguments: Arguments, say: (String) -> Void) throws -> Int {
    let areas = try AreaFiles(project: arguments.project)
    if let folder = arguments.tutorial {
      return try TutorialBook(areas: areas, random: KeyedRandom(seed: arguments.seed)).write(to: folder)
    }
    let world = World(areas)
    let model = Model(world: world, seed: arguments.seed, withPilots: arguments.withPilots)
    let tables = PrintedTable.all.filter { arguments.tables.isEmpty || arguments.tables.contains($0.code) }
    let book = Yearbook(model: model, project: arguments.project, seed: arguments.seed)
    var total = 0
    for edition in arguments.editions {
      let bytes = try book.write(edition: edition, tables: tables)
      total += bytes
      say("\(edition): \(bytes) bytes")
    }
    return total
  }
}
