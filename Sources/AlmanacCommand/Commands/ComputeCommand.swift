import ArgumentParser
import PanelModel
import Pipeline
import Report

/// `almanac compute METHOD INPUT.csv`
struct ComputeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compute", abstract: "Compute one method, or a whole index, on a CSV.",
    discussion: """
      METHOD is a name of 'almanac methods', the code of an index or measure of the project, or the path of a definition. \
      Options are those of definitions: --option variant=B --option 'services=[banks, transport]'. Headers are taken as \
      codes: lower case, other signs as _. Numbers are printed in full, so that they can be compared with another package.

      Normalisations and weights: over=pooled|each_year|within_area (pooled). Weights and aggregation take columns as they \
      are; normalize=min_max or 'normalize={method: min_max, over: each_year}' brings them to one scale first. \
      Aggregation: weight=entropy or 'weight={method: fixed, weights: {a: 0.4, b: 0.6}}' (equal), \
      'when_missing={at_least: 0.8}'. Columns lon and lat say where an area is. 
      """)

  @OptionGroup var place: ProjectOption
  @Argument(help: "A method, an index or measure of the project, or the path of a definition.") var method: String
  @Argument(help: "A CSV with a header; missing is an empty cell, NA, NaN or a dot.") var input: String
  @Option(name: [.customShort("o"), .long], help: "name=value, as in a definition. Can be repeated.") var option:
    [String] = []
  @Option(help: "The columns that name a row: area or area,year. Else every row is an area.") var id: String?
  @Option(help: "The columns that take part, a,b,c; all of numbers if not given. Measures name theirs in options.")
  var columns: String?
  @Option(help: "Columns of which less is better, a,b,c.") var negative: String?
  @Option(help: "NAME=DIRECTION, as in a definition: 'density={target: 50}', 'age={interval: [40, 60]}'. Repeatable.")
  var direction: [String] = []
  @Option(help: "NAME=FILE.csv: plants (region, industry, employment) or firms. Can be repeated.") var table: [String] =
    []
  @Option(help: "A table or file the measure gives beside its columns; 'list' lists them.") var output: String?
  @Option(help: "csv, json, jsonl or text.") var format = OutputFormat.csv
  @Flag(help: "Say on the error stream how many CPU seconds reading, computing and writing took.") var timings = false
  @Option(help: "Compute so many times; --timings then says what the quickest took.") var rounds = 1

  func validate() throws {
    if rounds < 1 { throw ValidationError("--rounds takes 1 or more.") }
  }

  func run() throws {
    var request = ComputationRequest(method: method, file: input)
    request.options = option
    request.ids = Self.list(id)
    request.columns = Self.list(columns)
    request.negative = Self.list(negative)
    request.directions = direction
    request.tables = table
    let start = ProcessClock.seconds
    let computation = try request.computation(in: place.project)
    let read = ProcessClock.seconds
    var (result, quickest) = (try computation.run(), ProcessClock.seconds - read)
    for _ in 1..<rounds {
      let begin = ProcessClock.seconds
      result = try computation.run()
      quickest = min(quickest, ProcessClock.seconds - begin)
    }
    let computed = ProcessClock.seconds
    if !result.findings.isEmpty { Console.talk(FindingsText(result.findings).text) }
    try write(result)
    guard timings else { return }
    let parts = [
      ("reading", read - start), ("computing", quickest), ("writing", ProcessClock.seconds - computed),
    ]
    Console.talk(
      "CPU seconds: " + parts.map { "\($0.0) \(DecimalText.rounded($0.1, significant: 3))" }.joined(separator: ", "))
  }

  private func write(_ result: Computation.Output) throws {
    guard let output else { return Console.data(TableOutput.render(result.table, as: format)) }
    if let table = result.tables.first(where: { $0.name == output }) {
      return Console.data(TableOutput.render(table.table, as: format))
    }
    if let file = result.files.first(where: { $0.name == output }) { return Console.data(file.text) }
    let names = result.tables.map(\.name) + result.files.map(\.name)
    guard output == "list" else {
      throw PipelineError.message(
        "There is no output '\(output)'",
        remedy: names.isEmpty ? "Leave it out." : "There are: \(names.joined(separator: ", ")).")
    }
    Console.data(names.map { $0 + "\n" }.joined())
  }

  private static func list(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }
  }
}
