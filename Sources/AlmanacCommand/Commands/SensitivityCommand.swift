import ArgumentParser
import Foundation
import PanelModel
import Pipeline
import Report

/// `almanac sensitivity INDEX`
struct SensitivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity", abstract: "Compute an index in many other ways and print how far its ranks move.",
    discussion: """
      What varies is named by --vary, each value as in a definition; the index's own way is always among the alternatives:
      --vary weights=0.25 (each weight times 0.75 to 1.25), --vary 'normalize=[z_score, {method: min_max, to: [1, 100]}]',
      --vary 'weight=[equal, critic]', --vary 'aggregate=[weighted_geometric]', --vary 'shift=[0, 0.001]',
      --vary missing=none, --vary indicators=drop_one. Without --vary: weights by 0.25, min_max or z_score, equal weights.

      Tables: ranks (rank as defined, mean, median, percentiles 5 and 95, by area and year), dropped (each indicator left
      out), sobol (shares of variance with 95 % intervals; --samples at least 256), draws (every draw, to be saved and
      given back with --replay). A seed gives the same draws on any number of threads.
      """)

  enum Table: String, ExpressibleByArgument, CaseIterable { case ranks, dropped, sobol, draws }

  @OptionGroup var place: ProjectOption
  @OptionGroup var output: FormatOption
  @OptionGroup var figures: FiguresOptions
  @Argument(help: "An index of the project, or the path of a definition.") var index: String
  @Option(help: "The panel whose figures are taken; the first that holds the index if not named.") var panel: String?
  @Option(help: "name=value: what varies. Can be repeated.") var vary: [String] = []
  @Option(help: "Number of draws.") var draws = 1000
  @Option(help: "Base samples of a Sobol design.") var samples = 1024
  @Option(help: "Which table to print.") var table = Table.ranks
  @Option(help: "Print the rows of this year only.") var year: Int32?
  @Option(help: "Write the draws to this CSV.") var save: String?
  @Option(help: "Take the draws from this CSV.") var replay: String?
  @Option(help: "The seed of the draws.") var seed: UInt64 = 1

  func validate() throws {
    if draws < 2 { throw ValidationError("--draws takes 2 or more.") }
  }

  func run() throws {
    var request = SensitivityRequest(index: index)
    (request.panel, request.vary, request.seed) = (panel, vary, seed)
    (request.data, request.ids, request.negative) = (figures.source.data, figures.source.ids, figures.source.negatives)
    (request.ranks, request.threads) = (figures.ranking, figures.threadCount)
    let prepared = try request.prepared(in: place.project, progress: ProgressLine())
    Console.talk(prepared.words)
    Console.data(TableOutput.render(try result(prepared), as: output.format))
  }

  private func result(_ prepared: SensitivityRequest.Prepared) throws -> DataTable {
    let (run, tables) = (prepared.run, prepared.tables)
    switch table {
    case .sobol: return SensitivityTables.sobol(try run.sobol(samples))
    case .dropped: return tables.dropped(try run.droppingEach())
    case .ranks, .draws:
      let made = try replay.map { try run.run(tables.draws(readFrom: $0)) } ?? run.draws(draws)
      if let save {
        try Data(TableOutput.render(tables.draws(made), as: .csv).utf8).write(to: URL(fileURLWithPath: save))
      }
      return table == .draws ? tables.draws(made) : tables.ranks(made).rows(ofYear: year)
    }
  }
}
