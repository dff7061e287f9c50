import Definitions
import PanelModel

/// Computes one measure over a panel: its columns under the names the definition gives them, and its tables.
package struct IndicesStage: Stage {
  package static let name = "indices"
  package static let codeVersion = 1

  /// A column of a measure before it is computed.
  package struct Column: Sendable, Equatable {
    package var output: MeasureOutput
    package var code: IndicatorCode
    package var title: Title
  }

  /// A column of a measure over the rows of the panel.
  package struct ComputedColumn: Sendable, Equatable {
    package var column: Column
    package var series: PanelSeries
    /// Labels of coded integers, in order of the code; empty for numbers.
    package var valueLabels: [DataColumn.ValueLabel]
  }

  package struct Output: Sendable, Equatable {
    package var columns: [ComputedColumn]
    package var tables: [MeasureResult.Table]
    package var files: [MeasureResult.File]
  }

  package let definition: MeasureDefinition
  package let measure: any Measure
  /// The columns the measure gives, before any data is seen.
  package let columns: [Column]

  /// - Throws: if the definition names no known measure, holds a wrong option, or names outputs that do not exist.
  package init(definition: MeasureDefinition, context: MeasureContext = MeasureContext()) throws(DefinitionError) {
    self.definition = definition
    measure = try MeasureRegistry.measure(definition, context: context)
    columns = try Self.columns(of: definition, giving: measure.definedOutputs)
  }

  /// The columns needed from the panel.
  package var inputs: [IndicatorCode] { measure.inputs }

  /// - Throws: `MeasureError` where the measure cannot go on.
  package func run(_ input: Panel, findings: inout [Finding]) throws(MeasureError) -> Output {
    for code in measure.inputs where input[code] == nil {
      throw MeasureError(
        .columnMissing, measure: definition.code, input: code,
        message: "'\(definition.code)' needs '\(code)', and the panel has no such column",
        remedy: "Define '\(code)' in indicators/base, or mend its name in the measure.")
    }
    let result = try measure.compute(input, findings: &findings)
    var computed: [ComputedColumn] = []
    for column in columns {
      guard let series = result.series.first(where: { $0.output == column.output.name }) else { continue }
      computed.append(ComputedColumn(column: column, series: series.series, valueLabels: series.valueLabels))
    }
    return Output(columns: computed, tables: result.tables, files: result.files)
  }
}

extension IndicesStage {
  /// Names the columns; an output without a name is left out.
  private static func columns(
    of definition: MeasureDefinition, giving outputs: [MeasureOutput]
  ) throws(DefinitionError) -> [Column] {
    let series = outputs.filter { $0.kind != .table }
    for (name, _) in definition.outputs where !series.contains(where: { $0.name == name }) {
      throw DefinitionError(
        place: definition.options.places["outputs"] ?? definition.place,
        message: "'\(name)' is not an output of '\(definition.code)' that has a column",
        remedy: Suggestions.sentence(for: name, among: series.map(\.name)))
    }
    var columns: [Column] = []
    for output in series {
      guard let code = definition.column(of: output) else { continue }
      if let twin = columns.first(where: { $0.code == code }) {
        throw DefinitionError(
          place: definition.options.places["outputs"] ?? definition.place,
          message: "the outputs '\(twin.output.name)' and '\(output.name)' would both be the column '\(code)'",
          remedy: "Name them apart under 'outputs'.")
      }
      columns.append(Column(output: output, code: code, title: title(of: output, in: definition)))
    }
    return columns
  }

  private static func title(of output: MeasureOutput, in definition: MeasureDefinition) -> Title {
    if output.isMain { return definition.title }
    return Title(
      zh: [definition.title.zh, output.title.zh].filter { !$0.isEmpty }.joined(separator: "："),
      en: [definition.title.en, output.title.en].filter { !$0.isEmpty }.joined(separator: ": "))
  }
}

extension MeasureDefinition {
  /// The column of an output: as `outputs` names it, else the definition's code for the main output and `CODE_OUTPUT`
  /// for others. Nil where that would be longer than a code can be: such an output needs a name under `outputs`.
  func column(of output: MeasureOutput) -> IndicatorCode? {
    if let named = outputs.first(where: { $0.output == output.name }) { return named.column }
    return output.isMain ? code : IndicatorCode(validating: "\(code)_\(output.name)")
  }
}
