import ArgumentParser
import Foundation
import PanelModel
import Pipeline
import Report

/// `almanac explain AREA YEAR CODE`
struct ExplainCommand: ParsableCommand {
  /// The forms an explanation can be printed in.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Show how a number was made, from the score down to the printed cells.",
    discussion: """
      Reads the workbooks and computes the panel again, then shows every step: weights, bounds, treatment, filling, \
      formula, boundaries, unit, and file ! sheet ! cell with the text printed there. Each sum is computed once more and \
      must give the panel's number.
      """)

  @OptionGroup var place: ProjectOption
  @Argument(help: "An area's code or name, Chinese or English, old or new.") var area: String
  @Argument(help: "A year.", transform: Self.year) var year: Int32
  @Argument(help: "A column of a panel by code or title, or an input of one: gdp, gdp@municipal_districts.")
  var code: String
  @Option(help: "The panel; the first that has the column if not named.") var panel: String?
  @Option(help: "How many levels below the number are shown; all if not given.") var depth: Int?
  @Flag(help: "Only the printed cells the number rests on, a line each.") var printed = false
  @Option(help: "text or json.") var format = Form.text
  @OptionGroup(title: "Limits") var limits: LimitOptions

  func validate() throws {
    if let depth, depth < 0 { throw ValidationError("--depth takes a number from 0 on.") }
  }

  /// A name of several words without quotes puts its second word where the year is looked for.
  private static func year(_ text: String) throws -> Int32 {
    guard let year = Int32(text) else {
      throw ValidationError(
        "A year is a number such as 2013. A name of several words is put in quotes: \"Luoyang City\" 2013 CODE")
    }
    return year
  }

  func run() throws {
    do {
      try explain()
    } catch let error as PipelineError {
      // A definition or a workbook with an error stops a build too; nothing is written here in any case.
      Exit.leave(with: error, hence: "a number can be explained once the data can be built; see almanac validate")
    }
  }

  private func explain() throws {
    let catalog = try Validation.load(place.project)
    let column = try Explainer.column(code, in: catalog)
    let explainer = try Explainer(
      place.project, catalog: catalog, panel: try Explainer.panel(for: column, named: panel, in: catalog),
      threads: max(1, ProcessInfo.processInfo.activeProcessorCount), limits: limits.limits)
    let whole = try explainer.explain(area: area, year: year, code: column)
    if printed {
      let table = ExplanationText.printed(whole)
      if table.rowCount > 0 || format == .json {
        Console.data(TableOutput.render(table, as: format == .json ? .json : .text))
      }
      for line in ExplanationSummary(whole).besideCells { Console.talk(line) }
    } else {
      let explanation = depth.map { whole.limited(to: $0) } ?? whole
      switch format {
      case .text: Console.data(ExplanationText(explanation, checks: whole, width: TerminalWidth.columns).text)
      case .json: Console.data(ExplanationJSON(explanation, checks: whole).text)
      }
    }
    guard whole.isSound else {
      Console.talk("error: the explanation does not lead to the panel's number; see WRONG above")
      throw ExitCode(Exit.unexpected)
    }
  }
}
