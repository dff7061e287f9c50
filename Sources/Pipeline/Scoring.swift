import Aggregate
import Clean
import Definitions
import Indices
import Normalize
import PanelModel
import Weight

/// Scores one panel: clean, then measures and indices in the order their inputs ask for.
struct Scoring {
  let catalog: Catalog
  let definition: PanelDefinition
  let context: MeasureContext
  private var scored: ScoredPanel
  var findings: [Finding] = []

  /// Runs the clean stage and makes ready for measures and indices.
  init(
    catalog: Catalog, definition: PanelDefinition, tables: [IngestedTable], context: MeasureContext
  ) throws {
    self.catalog = catalog
    self.definition = definition
    self.context = context
    let needed = Needs(catalog: catalog, definition: definition)
    let input = CleanStage.Input(catalog, definition, tables: tables, codes: needed.codes)
    let cleaned = try CleanStage().run(input, findings: &findings)
    scored = ScoredPanel(panel: cleaned.panel, columns: cleaned.columns, cleaned: cleaned, rows: cleaned.rows)
    for code in cleaned.screening?.droppedIndicators ?? [] {
      scored.panel[code] = PanelSeries(count: scored.panel.rowCount, missing: .excluded)
    }
    // A logarithm has no unit.
    let transformed = Set(
      cleaned.changes.lazy.filter { if case .transformed = $0.rule { true } else { false } }.map(\.indicator))
    for base in input.indicators {
      scored.info[base.code] = ScoredPanel.ColumnInfo(
        title: base.title, unit: transformed.contains(base.code) ? "" : base.unit.symbol,
        note: [base.note, "= \(base.formulaText)"].filter { !$0.isEmpty }
          .joined(separator: " "))
    }
    self.needed = needed
  }

  private let needed: Needs

  /// Computes every measure and index the panel needs.
  mutating func run() throws -> ScoredPanel {
    for step in try needed.order(context) {
      switch step {
      case .measure(let measure): try add(measure)
      case .index(let index): try add(index)
      }
    }
    for code in definition.columns where scored.panel[code] == nil { addSourceColumn(code) }
    return scored
  }

  /// A table column asked for as it is, in its unit's base.
  private mutating func addSourceColumn(_ code: IndicatorCode) {
    guard let column = scored.columns[SeriesKey(code)] ?? scored.columns[SeriesKey(code, .municipalDistricts)] else {
      scored.panel[code] = PanelSeries(count: scored.panel.rowCount)
      findings.append(
        Finding(
          .seriesMissing, indicator: code, message: "No workbook gives '\(code)', which the panel asks for",
          remedy: "Add the workbooks to raw/, or take the column out of the panel."))
      return
    }
    scored.panel[code] = column.series
    let unit = catalog.columns(SeriesKey(code)).first?.unit
    scored.info[code] = ScoredPanel.ColumnInfo(
      title: Title(zh: code.rawValue, en: code.rawValue), unit: unit.map { "\($0.dimension)" } ?? "",
      note: "As printed, in base units.")
  }

  private mutating func add(_ definition: MeasureDefinition) throws {
    let stage = try IndicesStage(definition: definition, context: context)
    var input = Panel(keys: scored.panel.keys)
    for code in stage.inputs {
      input[code] =
        scored.panel[code] ?? scored.columns[SeriesKey(code, definition.scope)]?.series
        ?? PanelSeries(count: input.rowCount)
    }
    scored.measureInputs[definition.code] = input
    let result = try stage.run(input, findings: &findings)
    for computed in result.columns {
      let column = computed.column
      scored.panel[column.code] = computed.series
      // A column named by the definition says itself what it is; the measure's own title and note are the main one's.
      let isNamed = definition.outputs.contains { $0.output == column.output.name } && !column.output.isMain
      scored.info[column.code] = ScoredPanel.ColumnInfo(
        title: isNamed ? column.output.title : column.title, unit: "",
        note: [column.output.isMain ? definition.note : "", column.output.note].filter { !$0.isEmpty }
          .joined(separator: " "),
        valueLabels: computed.valueLabels, isInteger: column.output.kind == .classes)
    }
    for table in result.tables {
      scored.sideTables.append(
        ScoredPanel.SideTable(
          measure: definition.code, name: "\(definition.code)_\(table.output)", title: definition.title,
          table: table.table))
    }
    scored.sideFiles += result.files.map {
      ScoredPanel.SideFile(measure: definition.code, name: $0.name, text: $0.text)
    }
  }

  private mutating func add(_ whole: IndexDefinition) throws {
    var index = whole
    let dropped = scored.cleaned.screening?.droppedIndicators ?? []
    if !dropped.isEmpty {
      for node in whole.tree.innerNodes { scored.panel[node.code] = PanelSeries(count: scored.panel.rowCount) }
      guard let rest = whole.tree.without(dropped) else { return }
      index.tree = rest
    }
    let leaves = index.tree.leaves
    var input = Panel(keys: scored.panel.keys)
    for code in leaves { input[code] = scored.panel[code] ?? PanelSeries(count: input.rowCount) }
    let items = leaves.map { NormalizationItem($0, direction($0)) }
    let normalize = try NormalizeStage(rule: index.normalize)
    let normalized = try normalize.run(NormalizeStage.Input(panel: input, items: items), findings: &findings)
    let weigh = try WeightStage(rule: index.weight)
    let weights = try weigh.run(
      WeightStage.Input(panel: normalized.panel, tree: index.tree), findings: &findings)
    let aggregate = try AggregateStage(rule: index.aggregate)
    let scores = try aggregate.run(
      AggregateStage.Input(
        panel: normalized.panel, tree: index.tree, weights: weights.nodes, shift: weights.scoreShift),
      findings: &findings)
    for node in index.tree.innerNodes {
      scored.panel[node.code] = scores[node.code]
      let isRoot = node.code == index.code
      scored.info[node.code] = ScoredPanel.ColumnInfo(
        title: isRoot ? index.title : node.title, unit: "", note: isRoot ? note(index) : "Dimension of \(index.code).")
    }
    scored.weights.append(
      ScoredPanel.IndexWeights(
        index: index, weights: weights, bounds: normalized.bounds, normalized: normalized.panel))
  }

  private func note(_ index: IndexDefinition) -> String {
    let over = ["\(index.normalize.over)"].joined()
    let text =
      "\(index.aggregate.method.name) over \(index.tree.leaves.count) indicators; "
      + "\(index.normalize.method.name) \(over); weights: \(index.weight.method.name)."
    return index.note.isEmpty ? text : "\(index.note) \(text)"
  }

  /// Whether more of a column is better: as its own definition says; scores of indices are positive.
  private func direction(_ code: IndicatorCode) -> IndicatorDirection {
    catalog.base(code)?.direction ?? catalog.measures.first { $0.code == code }?.direction ?? .positive
  }
}
