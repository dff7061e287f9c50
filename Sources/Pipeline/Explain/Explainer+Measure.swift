import Definitions
import Indices
import PanelModel

extension Explainer {
  /// The measure that gives a column of the panel.
  func measure(giving code: IndicatorCode) -> (definition: MeasureDefinition, stage: IndicesStage)? {
    for definition in catalog.measures where scored.measureInputs[definition.code] != nil {
      guard let stage = try? IndicesStage(definition: definition, context: context) else { continue }
      if stage.columns.contains(where: { $0.code == code }) { return (definition, stage) }
    }
    return nil
  }

  /// A measure's output: its formula and options, the way from the inputs with the numbers put in, and the inputs.
  func measure(
    _ definition: MeasureDefinition, _ stage: IndicesStage, _ code: IndicatorCode, _ row: Int
  ) -> ExplanationStep {
    var step = step(.measure, code.rawValue, row, scored.panel[code])
    let column = stage.columns.first { $0.code == code }
    let info = type(of: stage.measure).info
    step.title = scored.info[code]?.title ?? definition.title
    step.identity = "measure \(code) \(keys[row])"
    let variants = MethodVariants(info, definition.options)
    step.facts = [
      .init(
        "rule", "\(info.name) (\(info.title.zh)): \(variants.used(in: info.formula, withParts: true))",
        [("method", .string(info.name))]),
      .init("source", variants.used(in: info.source, withParts: false)),
      .init("options", Self.text(definition.options), Self.values(definition.options)),
    ]
    let labels = scored.info[code]?.valueLabels ?? []
    if let value = scored.panel[code]?[row], let label = labels.first(where: { Double($0.code) == value }) {
      step.facts.append(.init("label", "\(label.code) is \(label.title.both)", [("title", .string(label.title.en))]))
    }
    let inputs = scored.measureInputs[definition.code] ?? Panel(keys: keys)
    let working = column.flatMap { stage.measure.working(of: $0.output.name, row: row, in: inputs) }
    if let working {
      step.equation = working.equation
      if !working.note.isEmpty { step.facts.append(.init("note", working.note)) }
      step.steps = working.steps.map { self.working($0, of: code, row) }
    }
    step.steps += stage.inputs.map { input($0, of: definition, row) }
    if step.value == nil { step.facts.append(whyMissing(step, inputs: stage.inputs, inputs, row)) }
    return step
  }

  /// A quantity on the way; its value is no column, so it has no status.
  private func working(_ working: MeasureWorking, of code: IndicatorCode, _ row: Int) -> ExplanationStep {
    var step = step(.quantity, working.name, row)
    step.title = Title(en: working.meaning)
    step.value = .number(working.value)
    step.equation = working.equation
    step.identity = "working \(code) \(working.name) \(keys[row])"
    if !working.note.isEmpty {
      step.facts.append(.init("note", working.note, working.areas.map { [("summed_areas", .int($0))] } ?? []))
    }
    step.steps = working.steps.map { self.working($0, of: code, row) }
    return step
  }

  /// An input as the measure reads it: a column of the panel, else a table column in the measure's scope.
  private func input(_ code: IndicatorCode, of definition: MeasureDefinition, _ row: Int) -> ExplanationStep {
    let isComputed =
      catalog.base(code) != nil || measure(giving: code) != nil
      || scored.weights.contains { $0.index.tree.innerNodes.contains { $0.code == code } }
    return isComputed ? value(code, row) : series(SeriesKey(code, definition.scope), row)
  }

  private func whyMissing(
    _ step: ExplanationStep, inputs codes: [IndicatorCode], _ inputs: Panel, _ row: Int
  ) -> ExplanationStep.Fact {
    let missing = codes.filter { inputs[$0]?[row] == nil }.map(\.rawValue)
    return missing.isEmpty
      ? .init("missing", "the value does not exist for these inputs (\(words(step.status)))")
      : .init("missing", "missing because these inputs are: \(missing.joined(separator: ", "))")
  }

  /// A status in words.
  func words(_ status: ObservationStatus?) -> String { status.map { "\($0.letter), \($0.explanation)" } ?? "no status" }

  /// `variant B, services [a, b]`, in order of key.
  private static func text(_ options: MethodOptions) -> String {
    options.values.keys.sorted().map { key in "\(key) \(options.values[key].map(text) ?? "")" }.joined(separator: "; ")
  }

  static func text(_ value: OptionValue) -> String {
    switch value {
    case .number(let x): DecimalText.text(x)
    case .text(let text): text
    case .flag(let flag): flag ? "true" : "false"
    case .list(let items): "[\(items.map(text).joined(separator: ", "))]"
    case .map(let entries): "{\(entries.map { "\($0.key): \(text($0.value))" }.joined(separator: ", "))}"
    }
  }

  private static func values(_ options: MethodOptions) -> [(String, JSONValue)] {
    options.values.keys.sorted().map { key in (key, options.values[key].map(json) ?? .null) }
  }

  private static func json(_ value: OptionValue) -> JSONValue {
    switch value {
    case .number(let x): .double(x)
    case .text(let text): .string(text)
    case .flag(let flag): .bool(flag)
    case .list(let items): .array(items.map(json))
    case .map(let entries): .object(entries.map { JSONValue.Member($0.key, json($0.value)) })
    }
  }
}
