import Aggregate
import Definitions
import Indices
import Normalize
import PanelModel
import Weight

/// One method, or one definition, on a table of figures: no project is needed, nothing is written.
package struct Computation {
  /// What is asked for.
  package enum Task: Sendable {
    case method(CatalogedMethod)
    case index(IndexDefinition)
    case measure(MeasureDefinition)
    /// The Ellison-Glaeser family from plants alone.
    case plants(PlantFile)
  }

  /// What there is to print: the table in the order of the input's rows where it has a row for each.
  package struct Output: Sendable {
    package var table: DataTable
    /// Tables a measure gives beside its columns, by name.
    package var tables: [(name: String, table: DataTable)] = []
    /// Files in formats of their own, by name.
    package var files: [(name: String, text: String)] = []
    package var findings: [Finding] = []
  }

  package var task: Task
  package var input: ComputationInput
  /// Options as a definition holds them.
  package var options: MethodOptions
  /// Columns to take part; all columns of numbers if empty. Measures name theirs in their options.
  package var columns: [IndicatorCode] = []
  /// Which values are good; more is better in columns not named.
  package var directions: [IndicatorCode: IndicatorDirection] = [:]
  package var context = MeasureContext()

  package init(_ task: Task, on input: ComputationInput, options: MethodOptions = MethodOptions()) {
    self.task = task
    self.input = input
    self.options = options
  }

  /// - Throws: errors of definitions and stages, which say what is wrong and what to do.
  package func run() throws -> Output {
    switch task {
    case .index(let index): return try scored(index)
    case .measure(let definition): return try measured(definition)
    case .plants(let plants): return try agglomeration(plants)
    case .method(let method):
      switch method.kind {
      case .normalize: return try normalized(method.info.name)
      case .weight: return try weighted(method.info.name)
      case .aggregate: return try aggregated(method.info.name)
      case .measure:
        return try measured(
          MeasureDefinition(
            code: IndicatorCode(method.info.name), title: method.info.title, measure: method.info.name, options: options
          ))
      }
    }
  }

  // MARK: one method

  private func normalized(_ name: String) throws -> Output {
    var findings: [Finding] = []
    let panel = try normalized(try rule(name, options), &findings)
    return Output(table: input.table(of: panel, columns: chosen.map { ($0, $0.rawValue) }), findings: findings)
  }

  private func weighted(_ name: String) throws -> Output {
    var (own, before) = (options, MethodOptions())
    before.values = own.take("normalize")
    own.values["tree"] = nil
    var findings: [Finding] = []
    let weights = try weights(name, own, on: try prepared(before, &findings), &findings)
    return Output(table: Self.table(weights.effective), findings: findings)
  }

  private func aggregated(_ name: String) throws -> Output {
    var (own, before) = (options, MethodOptions())
    before.values = own.take("normalize")
    let weight = own.take("weight")["weight"] ?? .text("equal")
    var findings: [Finding] = []
    let panel = try prepared(before, &findings)
    let choice = try Self.choice(weight, key: "weight", options)
    let weights = try weights(choice.name, choice.options, on: panel, &findings)
    let scores = try AggregateStage(rule: AggregationRule(MethodChoice(name, options: own), atLeast: try atLeast(&own)))
      .run(
        AggregateStage.Input(panel: panel, tree: tree, weights: weights.nodes, shift: weights.scoreShift),
        findings: &findings)
    return Output(table: input.table(of: scores, columns: [(tree.code, "score")]), findings: findings)
  }

  private func measured(_ definition: MeasureDefinition) throws -> Output {
    var findings: [Finding] = []
    let stage = try IndicesStage(definition: definition, context: input.context(context))
    let output = try stage.run(input.panel, findings: &findings)
    var panel = Panel(keys: input.panel.keys)
    for column in output.columns { panel[column.column.code] = column.series }
    let names = output.columns.map { ($0.column.code, $0.column.code.rawValue) }
    let tables = output.tables.map { (name: $0.output, table: $0.table) }
    let main = output.columns.isEmpty ? tables.first?.table : nil
    return Output(
      table: main ?? input.table(of: panel, columns: names), tables: tables,
      files: output.files.map { (name: $0.name, text: $0.text) }, findings: findings)
  }

  private func agglomeration(_ plants: PlantFile) throws -> Output {
    let (tables, findings) = try EllisonGlaeserMeasure.tables(
      of: plants.years, industries: plants.industries, leftOut: plants.leftOut, options: options)
    let named = tables.map { (name: $0.output, table: $0.table) }
    return Output(table: named[0].table, tables: named, findings: findings)
  }

  // MARK: a whole index

  private func scored(_ index: IndexDefinition) throws -> Output {
    var findings: [Finding] = []
    let items = index.tree.leaves.map { NormalizationItem($0, directions[$0] ?? .positive) }
    let normalized = try NormalizeStage(rule: index.normalize).run(
      NormalizeStage.Input(panel: input.panel, items: items), findings: &findings)
    let weights = try WeightStage(rule: index.weight).run(
      WeightStage.Input(panel: normalized.panel, tree: index.tree), findings: &findings)
    let scores = try AggregateStage(rule: index.aggregate).run(
      AggregateStage.Input(
        panel: normalized.panel, tree: index.tree, weights: weights.nodes, shift: weights.scoreShift),
      findings: &findings)
    let names = index.tree.innerNodes.map { ($0.code, $0.code.rawValue) }
    return Output(
      table: input.table(of: scores, columns: names), tables: [("weights", Self.table(weights.effective))],
      findings: findings)
  }
}

extension Computation {
  /// The columns that take part.
  fileprivate var chosen: [IndicatorCode] { columns.isEmpty ? input.panel.codes : columns }

  /// All columns below one node.
  fileprivate var tree: IndexNode { IndexNode(code: "score", children: chosen.map { IndexNode(code: $0) }) }

  /// The rule of a normalisation: `over` is pooled if it is not written.
  fileprivate func rule(_ name: String, _ options: MethodOptions) throws(DefinitionError) -> NormalizationRule {
    var own = options
    let scope = try own.scope("over") ?? .pooled
    return NormalizationRule(MethodChoice(name, options: own), over: scope)
  }

  fileprivate func normalized(_ rule: NormalizationRule, _ findings: inout [Finding]) throws -> Panel {
    let items = chosen.map { NormalizationItem($0, directions[$0] ?? .positive) }
    return try NormalizeStage(rule: rule).run(
      NormalizeStage.Input(panel: input.panel, items: items), findings: &findings
    ).panel
  }

  /// The chosen columns, normalised if `normalize` asks for it, else as they are.
  fileprivate func prepared(_ before: MethodOptions, _ findings: inout [Finding]) throws -> Panel {
    guard let value = before["normalize"] else {
      var panel = Panel(keys: input.panel.keys)
      for code in chosen { panel[code] = try input.column(code) }
      return panel
    }
    let choice = try Self.choice(value, key: "normalize", options)
    return try normalized(try rule(choice.name, choice.options), &findings)
  }

  fileprivate func weights(
    _ name: String, _ options: MethodOptions, on panel: Panel, _ findings: inout [Finding]
  ) throws -> WeightStage.Output {
    var own = options
    let scope = try own.scope("over") ?? .pooled
    let rule = WeightRule(MethodChoice(name, options: own), over: scope, level: .leaves)
    return try WeightStage(rule: rule).run(WeightStage.Input(panel: panel, tree: tree), findings: &findings)
  }

  /// `at_least` of `when_missing`, taken out of the options; 1 if it is not written.
  fileprivate func atLeast(_ options: inout MethodOptions) throws(DefinitionError) -> Double {
    guard options["when_missing"] != nil else { return 1 }
    let share = try options.numbers("when_missing")?.first { $0.name == "at_least" }?.value
    guard let share else { throw options.error("when_missing", expected: "a map of the form {at_least: number}") }
    options.values["when_missing"] = nil
    return share
  }

  /// A method as `entropy` or `{method: entropy, shift: 0.0001}`.
  static func choice(
    _ value: OptionValue, key: String, _ options: MethodOptions
  ) throws(DefinitionError) -> MethodChoice {
    switch value {
    case .text(let name): return MethodChoice(name)
    case .map(let entries):
      var values = Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { a, _ in a })
      if case .text(let name)? = values.removeValue(forKey: "method") {
        return MethodChoice(name, options: MethodOptions(values, place: options.places[key]))
      }
    default: break
    }
    throw options.error(key, expected: "a method, or a map of the form {method: NAME, option: value}")
  }

  fileprivate static func table(_ set: WeightSet) -> DataTable {
    var columns = [
      DataColumn("indicator", .text(set.entries.map(\.indicator.rawValue))),
      DataColumn("weight", .double(set.entries.map(\.weight))),
    ]
    if set.entries.contains(where: { $0.rows != nil }) {
      columns.append(DataColumn("n", .int32(set.entries.map { $0.rows.map { Int32($0) } })))
    }
    if set.entries.contains(where: { $0.entropy != nil }) {
      columns.append(DataColumn("entropy", .double(set.entries.map(\.entropy))))
      columns.append(DataColumn("divergence", .double(set.entries.map(\.divergence))))
    }
    return DataTable(columns: columns)
  }
}

extension MethodOptions {
  /// Takes a key out: a map of it alone, or an empty one.
  fileprivate mutating func take(_ key: String) -> [String: OptionValue] {
    guard let value = values.removeValue(forKey: key) else { return [:] }
    return [key: value]
  }

  /// The rows a statistic is taken over, taken out of the options; nil if it is not written.
  fileprivate mutating func scope(_ key: String) throws(DefinitionError) -> NormalizationScope? {
    let known: [String: NormalizationScope] = ["pooled": .pooled, "each_year": .eachYear, "within_area": .withinArea]
    guard let value = values[key] else { return nil }
    guard case .text(let name) = value, let scope = known[name] else {
      throw error(key, expected: "one of pooled, each_year, within_area")
    }
    values[key] = nil
    return scope
  }
}
