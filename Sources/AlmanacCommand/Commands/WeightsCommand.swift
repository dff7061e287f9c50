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

      --audit FILE takes printed weights (a CSV with the columns indicator and weight) and tries on the figures of the \
      index how entropy weights are computed in print, right and wrong: bounds, amounts added, logarithms, years. A \
      weight is reproduced if it rounds to what is printed. Conventions that reproduce all come first.
      """)

  @OptionGroup var place: ProjectOption
  @OptionGroup var output: FormatOption
  @Argument(help: "The code of an index, or of a dimension of one.") var index: String
  @Option(help: "The panel; every built panel that holds the index if not named.") var panel: String?
  @Option(help: "A CSV of printed weights: which convention gives them?") var audit: String?
  @OptionGroup var source: DataOptions

  func validate() throws {
    if audit == nil && source.data != nil { throw ValidationError("--data is for --audit.") }
    if panel != nil && source.data != nil {
      throw ValidationError("--panel names figures, and --data takes their place.")
    }
  }

  func run() throws {
    if let audit {
      var request = WeightAuditRequest(index: index, file: audit)
      (request.panel, request.data, request.ids, request.negative) = (panel, source.data, source.ids, source.negatives)
      let result = try request.audit(in: place.project, progress: ProgressLine())
      Console.talk(result.words)
      let shown = output.format == .text ? min(10, result.table.rowCount) : result.table.rowCount
      return Console.data(TableOutput.render(result.table.rows(Array(0..<shown)), as: output.format))
    }
    let table = try BuiltWeights.read(place.project, index: index, panel: panel)
    Console.data(TableOutput.render(table, as: output.format))
  }
}
