import Definitions
import Indices
import PanelModel

/// Runs one measure over a panel, for tests.
enum MeasureRunner {
  struct Result {
    var output: IndicesStage.Output
    var findings: [Finding]

    /// The series of an output; nothing where it is absent.
    func values(_ name: String) -> [Double?] { series(name).map { Array($0.values) } ?? [] }
    func series(_ name: String) -> PanelSeries? { output.columns.first { $0.column.output.name == name }?.series }
    func table(_ name: String) -> DataTable? { output.tables.first { $0.output == name }?.table }
    func numbers(_ table: String, _ column: String) -> [Double?] {
      switch self.table(table)?[column]?.values {
      case .double(let values)?: values
      case .int32(let values)?: values.map { $0.map(Double.init) }
      default: []
      }
    }
    func texts(_ table: String, _ column: String) -> [String?] {
      if case .text(let values)? = self.table(table)?[column]?.values { return values }
      return []
    }
  }

  static func run(
    _ measure: String, _ options: [String: OptionValue], _ panel: Panel, code: IndicatorCode = "m",
    context: MeasureContext = MeasureContext()
  ) throws -> Result {
    let definition = MeasureDefinition(code: code, measure: measure, options: MethodOptions(options))
    var findings: [Finding] = []
    let output = try IndicesStage(definition: definition, context: context).run(panel, findings: &findings)
    return Result(output: output, findings: findings)
  }

  static func codes(_ names: [String]) -> OptionValue { .list(names.map { .text($0) }) }
  static func map(_ entries: (String, OptionValue)...) -> OptionValue {
    .map(entries.map { OptionEntry($0.0, $0.1) })
  }
}
