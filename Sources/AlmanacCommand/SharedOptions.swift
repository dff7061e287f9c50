import ArgumentParser
import Foundation
import PanelModel
import Pipeline
import Report

extension OutputFormat: ExpressibleByArgument {}
extension Finding.Severity: ExpressibleByArgument {}

/// The project a command works in.
struct ProjectOption: ParsableArguments {
  @Option(name: [.customShort("C"), .customLong("project")], help: "Project folder.")
  var path = "."

  var project: Project { Project(path: path) }
}

/// How a table is printed.
struct FormatOption: ParsableArguments {
  @Option(name: .long, help: "text, json, jsonl or csv.")
  var format = OutputFormat.text
}

/// A CSV in place of a panel.
struct DataOptions: ParsableArguments {
  @Option(help: "A CSV of base indicators in place of a panel.") var data: String?
  @Option(help: "The columns of --data that name a row: area or area,year.") var id: String?
  @Option(help: "Columns of --data of which less is better, a,b,c.") var negative: String?

  var ids: [String] { Self.list(id) }
  var negatives: [String] { Self.list(negative) }

  private static func list(_ text: String?) -> [String] {
    text?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } ?? []
  }
}

/// Which figures the statistics of an index are taken of, and how its ranks are counted.
struct FiguresOptions: ParsableArguments {
  enum Ranks: String, ExpressibleByArgument, CaseIterable {
    case eachYear = "each_year"
    case pooled
  }

  @OptionGroup var source: DataOptions
  @Option(help: "Ranks within each year, or over all rows.") var ranks = Ranks.eachYear
  @Option(help: "Threads to compute on.") var threads: Int?

  var ranking: SensitivitySettings.RankScope { ranks == .pooled ? .pooled : .eachYear }
  var threadCount: Int { max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount) }
}
