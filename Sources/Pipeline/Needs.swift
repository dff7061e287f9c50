import Definitions
import Indices
import PanelModel

/// What a panel needs computed: the columns it asks for and all they are made from.
struct Needs {
  enum Step {
    case measure(MeasureDefinition)
    case index(IndexDefinition)
  }

  private let catalog: Catalog
  /// Codes of base indicators, measures and indices needed, directly or through others.
  private(set) var codes: Set<IndicatorCode> = []

  init(catalog: Catalog, definition: PanelDefinition) {
    self.catalog = catalog
    var open = definition.columns + definition.ranks + definition.tables
    while let code = open.popLast() {
      guard let producer = producer(of: code), codes.insert(producer).inserted else { continue }
      open += inputs(of: producer)
    }
  }

  /// The definition that gives a column: its own code, a measure's output, a node of an index.
  private func producer(of code: IndicatorCode) -> IndicatorCode? {
    if catalog.base(code) != nil || catalog.measure(code) != nil { return code }
    if let index = catalog.indices.first(where: { $0.tree.innerNodes.contains { $0.code == code } }) {
      return index.code
    }
    if let measure = catalog.measures.first(where: { $0.outputs.contains { $0.column == code } }) {
      return measure.code
    }
    return catalog.measures.first { code.rawValue.hasPrefix($0.code.rawValue + "_") }?.code
  }

  /// Whether a code is among those needed, or a table column that one of them reads.
  func reads(_ code: IndicatorCode) -> Bool {
    codes.contains(code) || codes.contains { inputs(of: $0).contains(code) }
  }

  /// Every code a definition reads. Options of measures are searched for texts that are codes.
  private func inputs(of code: IndicatorCode) -> [IndicatorCode] {
    if let base = catalog.base(code) { return base.formula.references.map(\.code).filter { $0 != code } }
    if let index = catalog.index(code) { return index.tree.leaves }
    return catalog.measure(code)?.options.values.values.flatMap(Self.codes) ?? []
  }

  private static func codes(_ value: OptionValue) -> [IndicatorCode] {
    switch value {
    case .number, .flag: []
    case .text(let text): IndicatorCode(validating: text).map { [$0] } ?? []
    case .list(let items): items.flatMap(codes)
    case .map(let entries): entries.flatMap { codes($0.value) }
    }
  }

  /// Measures and indices in an order in which each comes after those it reads; the order of definitions where free.
  func order(_ context: MeasureContext) throws -> [Step] {
    var done: Set<IndicatorCode> = []
    var open: Set<IndicatorCode> = []
    var steps: [Step] = []
    func visit(_ code: IndicatorCode, from reader: IndicatorCode) throws {
      guard let producer = producer(of: code), catalog.base(producer) == nil, !done.contains(producer) else { return }
      guard producer != reader, open.insert(producer).inserted else {
        throw PipelineError.message(
          "The definition of '\(producer)' leads back to itself through '\(reader)'",
          remedy: "Break the circle in indicators/measures or indicators/indices.")
      }
      for input in inputs(of: producer) { try visit(input, from: producer) }
      done.insert(producer)
      if let measure = catalog.measure(producer) { steps.append(.measure(measure)) }
      if let index = catalog.index(producer) { steps.append(.index(index)) }
    }
    for code in (catalog.measures.map(\.code) + catalog.indices.map(\.code)) where codes.contains(code) {
      try visit(code, from: "")
    }
    return steps
  }
}
