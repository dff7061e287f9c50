import ArgumentParser
import PanelModel
import Pipeline
import Report

/// `almanac methods [NAME]`
struct MethodsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "methods", abstract: "List the methods, or print what one does: formula, source, options, edge rules.",
    discussion: "What is printed is what the methods themselves say; definitions are checked against the same text.")

  @OptionGroup var output: FormatOption
  @Argument(help: "A method: entropy, coupling_coordination; all if not named.") var name: String?

  func run() throws {
    guard let name else { return Console.data(TableOutput.render(list, as: output.format)) }
    let methods = MethodCatalog.named(name)
    guard !methods.isEmpty else {
      throw PipelineError.message("'\(name)' is not a method", remedy: MethodCatalog.remedy(for: name))
    }
    guard output.format == .text else {
      return Console.data(TableOutput.render(MethodText.options(of: methods), as: output.format))
    }
    Console.data(methods.map { MethodText($0).text }.joined(separator: "\n"))
  }

  /// Without formulas on a terminal, where they do not fit a line.
  private var list: DataTable {
    var table = MethodCatalog.table
    if output.format == .text { table.columns.removeLast(2) }
    return table
  }
}
