import ArgumentParser
import Definitions
import PanelModel
import Pipeline
import Report

/// `almanac weights INDEX`
struct WeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weights", abstract: "Print the weights of an index with the figures they came from.",
    discussion: """
      n is the number of rows, k = 1/ln(n), entropy e, divergence d = 1 - e, weight d / sum of d. A weight is that \
      among the children of its node; those of the node 'effective' are of the whole index. A divergence is never \
      negative: a table elsewhere with d < 0 was scaled by the wrong n.
      """)

  @OptionGroup var place: ProjectOption
  @OptionGroup var output: FormatOption
  @Argument(help: "The code of an index, or of a dimension of one.") var index: String
  @Option(help: "The panel; every built panel that holds the index if not named.") var panel: String?

  func run() throws {
    let table = try BuiltWeights.read(place.project, index: index, panel: panel)
    Console.data(TableOutput.render(table, as: output.format))
  }
}
