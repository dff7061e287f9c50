import Definitions
import Indices
import PanelModel

/// The figures an index is computed from, of a panel of the project or of a CSV.
struct IndexFigures {
  /// One for each rule of missing figures asked for, with equal keys.
  var panels: [Panel]
  /// The columns that name a row.
  var names: [DataColumn]
  var catalog: Catalog?
  /// Columns of a CSV of which less is better.
  var turned: Set<IndicatorCode> = []
  /// The panel of the project; nil for a CSV.
  var panelName: String?

  /// Whether more of a column is better.
  func direction(_ code: IndicatorCode) -> IndicatorDirection {
    if turned.contains(code) { return .negative }
    return catalog?.base(code)?.direction ?? catalog?.measures.first { $0.code == code }?.direction ?? .positive
  }

  /// The name of a row as it is printed: `北京 2019`, the English name where there is no Chinese one.
  func label(ofRow row: Int) -> String {
    var parts = names.map { column -> (name: String, text: String) in
      switch column.values {
      case .text(let values): (column.name, values[row] ?? "")
      case .int32(let values): (column.name, values[row].map(String.init) ?? "")
      case .double(let values): (column.name, values[row].map { DecimalText.text($0) } ?? "")
      }
    }
    parts.removeAll(where: \.text.isEmpty)
    if let best = ["area_zh", "area_en"].first(where: { name in parts.contains { $0.name == name } }) {
      parts.removeAll { $0.name.hasPrefix("area") && $0.name != best }
    }
    return parts.map(\.text).joined(separator: " ")
  }
}

extension IndexFigures {
  /// Reads a CSV that holds every column of the indices.
  init(csv path: String, ids: [String], negative: [String], of leaves: [IndicatorCode], _ catalog: Catalog?) throws {
    let input = try ComputationInput(try ComputationRequest.table(path), ids: ids)
    for leaf in leaves { _ = try input.column(leaf) }
    self.init(panels: [input.panel], names: input.nameColumns, catalog: catalog)
    turned = Set(try negative.map { try ComputationInput.code(of: $0) })
  }

  /// Reads a panel of the project, once for each rule of missing figures.
  /// - Parameters:
  ///   - panel: nil for the first that holds the index.
  ///   - also: columns to be read beside those of the panel.
  init(
    of index: IndicatorCode, panel: String?, also: [IndicatorCode] = [],
    missing: [SensitivitySettings.Missing] = [.defined], _ catalog: Catalog, _ project: Project, threads: Int,
    _ progress: any ProgressReporter
  ) throws {
    var chosen = try Self.panel(panel, holding: index, catalog)
    let needs = Needs(catalog: catalog, definition: chosen).codes
    chosen.columns += also.filter { !needs.contains($0) && !chosen.columns.contains($0) }
    let reading = Reading.read(
      project, catalog: catalog, sources: try Sources.find(project), threads: threads, progress: progress)
    let errors = reading.findings.filter { $0.severity == .error }.sorted()
    if !errors.isEmpty { throw PipelineError.data(errors, all: reading.findings.sorted()) }
    let context = try MeasureContext(catalog: catalog, project: project)
    panels = try missing.map { rule -> Panel in
      var own = catalog
      if rule == .none { for i in own.base.indices { own.base[i].missing = .leave } }
      var scoring = try Scoring(catalog: own, definition: chosen, tables: reading.tables, context: context)
      return try scoring.run().panel
    }
    let keys = panels.first?.keys ?? []
    let areas = keys.map { catalog.areas.spell($0.area, at: $0.year)?.name ?? Title() }
    names = [
      DataColumn("area", .int32(keys.map { $0.area.rawValue })), DataColumn("area_zh", .text(areas.map(\.zh))),
      DataColumn("area_en", .text(areas.map(\.en))), DataColumn("year", .int32(keys.map { $0.year.rawValue })),
    ]
    self.catalog = catalog
    panelName = chosen.code.rawValue
  }

  private static func panel(
    _ name: String?, holding index: IndicatorCode, _ catalog: Catalog
  ) throws(PipelineError) -> PanelDefinition {
    let holding = catalog.panels.filter { Needs(catalog: catalog, definition: $0).codes.contains(index) }
    if let chosen = name.map({ name in holding.first { $0.code.rawValue == name } }) ?? holding.first { return chosen }
    throw PipelineError.message(
      name == nil ? "No panel holds the index '\(index)'" : "The panel '\(name ?? "")' does not hold the index",
      remedy: holding.isEmpty
        ? "List it under columns: of a panel."
        : "Panels with it: \(holding.map(\.code.rawValue).joined(separator: ", ")).")
  }

  /// An index by its code in the project or the path of its definition.
  static func definition(_ index: String, _ catalog: Catalog?) throws -> IndexDefinition {
    if index.hasSuffix(".yaml") || index.hasSuffix(".yml") {
      guard case .index(let definition) = try ComputationRequest.definition(index) else {
        throw PipelineError.message("\(index) defines a measure, not an index", remedy: "Name an index.")
      }
      return definition
    }
    if let known = catalog?.indices.first(where: { $0.code.rawValue == index }) { return known }
    throw PipelineError.message(
      "There is no index '\(index)'",
      remedy: Suggestions.sentence(for: index, among: catalog?.indices.map(\.code.rawValue) ?? []))
  }

  static let noFigures = PipelineError.message(
    "Here is no project, and no --data", remedy: "Go to a project's folder, or name a CSV with --data.")
}
