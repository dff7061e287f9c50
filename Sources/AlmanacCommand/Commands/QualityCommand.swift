import ArgumentParser
import PanelModel
import Pipeline
import Report

extension QualityReport.Table: ExpressibleByArgument {}
extension QualityRequest.Scope: ExpressibleByArgument {}

/// `almanac quality INDEX`
struct QualityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quality",
    abstract: "Say how well the indicators of an index hang together, and what each does to its ranks.",
    discussion: """
      Statistics are taken of normalised indicators, turned so that more is better; a negative correlation is a
      contradiction. A pair counts the rows that hold both, a principal component those that hold all; 'rows' says how many.

      Tables: weights (of each element in its node and in the index, and the share of the variance of the score it carries),
      correlations, flags (redundant and opposed pairs of a dimension), alpha (Cronbach), components, loadings, removal
      (how far ranks move without each element), and with --against OTHER: against and movers.
      """)

  @OptionGroup var place: ProjectOption
  @OptionGroup var output: FormatOption
  @OptionGroup var figures: FiguresOptions
  @Argument(help: "An index of the project, or the path of a definition.") var index: String
  @Option(
    name: [.customLong("in"), .customLong("panel")], parsing: .upToNextOption,
    help: "Panels whose figures are taken; the first that holds the index if not named.")
  var panels: [String] = []
  @Option(help: "An index, or the path of a definition, to compare ranks with.") var against: String?
  @Option(help: "Statistics over all rows, or of each year.") var by = QualityRequest.Scope.pooled
  @Option(help: "Flag correlations of this size or more within a dimension.") var redundant = 0.95
  @Option(help: "Print one table only.") var table: QualityReport.Table?

  func validate() throws {
    if !(redundant > 0 && redundant <= 1) { throw ValidationError("--redundant takes a number above 0, at most 1.") }
    if figures.source.data != nil && !panels.isEmpty {
      throw ValidationError("--in names panels, and --data takes their place.")
    }
    if against == nil, table == .against || table == .movers {
      throw ValidationError("--table \(table?.rawValue ?? "") compares two indices: name the other with --against.")
    }
  }

  func run() throws {
    var request = QualityRequest(index: index)
    (request.against, request.panels, request.scope, request.redundant) = (against, panels, by, redundant)
    (request.data, request.ids, request.negative) = (figures.source.data, figures.source.ids, figures.source.negatives)
    (request.ranks, request.threads) = (figures.ranking, figures.threadCount)
    let reports = try request.reports(in: place.project, progress: ProgressLine())
    for report in reports where output.format != .text { Console.talk(report.words) }
    if output.format == .text {
      let texts = reports.map { QualityText(report: $0, width: TerminalWidth.columns).text(only: table) }
      Console.data(texts.joined(separator: "\n\n"))
    } else {
      Console.data(TableOutput.render(tables(reports), as: output.format))
    }
  }

  /// The tables asked for, those of several panels below each other.
  private func tables(_ reports: [QualityReport]) -> [(name: String, table: DataTable)] {
    (reports.first?.tables ?? []).filter { table == nil || $0.name == table }.map { name, _ in
      let parts = reports.compactMap { report in report[name].map { (report.panel, $0) } }
      return (name.rawValue, reports.count > 1 ? DataTable(ofPanels: parts) : parts[0].1)
    }
  }
}
