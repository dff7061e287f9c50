import Definitions
import Foundation
import Indices
import PanelFiles
import PanelModel

/// What a line of the shell asks `sensitivity` for, in its words.
package struct SensitivityRequest: Sendable {
  /// The code of an index of the project, or the path of a definition.
  package var index: String
  /// The panel whose figures are taken; the first that holds the index if not named.
  package var panel: String?
  /// A CSV of base indicators in place of a panel.
  package var data: String?
  package var ids: [String] = []
  package var negative: [String] = []
  /// `name=value`; none: `SensitivitySettings.standard`.
  package var vary: [String] = []
  package var ranks = SensitivitySettings.RankScope.eachYear
  package var seed: UInt64 = 1
  package var threads = 1

  package init(index: String) { self.index = index }

  /// What a request leads to.
  package struct Prepared {
    package var run: SensitivityRun
    package var tables: SensitivityTables
    /// The index, what varies and how, in one sentence.
    package var words: String
  }

  /// Reads definitions and figures, and computes the index as defined.
  /// - Throws: `PipelineError`, `DefinitionError`, and what reading and stages throw.
  package func prepared(in project: Project, progress: any ProgressReporter) throws -> Prepared {
    let catalog = try project.exists("indicators") ? Validation.load(project) : nil
    let definition = try definition(catalog)
    let settings = try settings(definition)
    let variants: IndexVariants
    let names: [DataColumn]
    if let data {
      let input = try ComputationInput(try ComputationRequest.table(data), ids: ids)
      let turned = Set(try negative.map { try ComputationInput.code(of: $0) })
      for leaf in definition.tree.leaves { _ = try input.column(leaf) }
      guard settings.missing == [.defined] else {
        throw PipelineError.message("A CSV has no rules for missing figures", remedy: "Leave out missing=.")
      }
      variants = IndexVariants(definition, settings, panels: [input.panel]) { code in
        turned.contains(code) ? .negative : catalog?.base(code)?.direction ?? .positive
      }
      names = input.nameColumns
    } else {
      guard let catalog else {
        throw PipelineError.message(
          "Here is no project, and no --data", remedy: "Go to a project's folder, or name a CSV with --data.")
      }
      (variants, names) = try projectVariants(definition, settings, catalog, project, progress)
    }
    let run = try SensitivityRun(variants, threads: threads)
    return Prepared(
      run: run, tables: SensitivityTables(run: run, variants: variants, names: names),
      words: Self.words(definition, settings, run))
  }

  private func settings(_ index: IndexDefinition) throws(DefinitionError) -> SensitivitySettings {
    var settings = vary.isEmpty ? SensitivitySettings.standard(of: index) : try SensitivitySettings(varying: vary)
    settings.ranks = ranks
    settings.seed = seed
    return settings
  }

  private func definition(_ catalog: Catalog?) throws -> IndexDefinition {
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

  /// Figures of a panel of the project, once for each rule of missing figures.
  private func projectVariants(
    _ index: IndexDefinition, _ settings: SensitivitySettings, _ catalog: Catalog, _ project: Project,
    _ progress: any ProgressReporter
  ) throws -> (IndexVariants, [DataColumn]) {
    let holding = catalog.panels.filter { Needs(catalog: catalog, definition: $0).codes.contains(index.code) }
    guard let chosen = panel.map({ name in holding.first { $0.code.rawValue == name } }) ?? holding.first else {
      throw PipelineError.message(
        panel == nil
          ? "No panel holds the index '\(index.code)'" : "The panel '\(panel ?? "")' does not hold the index",
        remedy: holding.isEmpty
          ? "List it under columns: of a panel."
          : "Panels with it: \(holding.map(\.code.rawValue).joined(separator: ", ")).")
    }
    let reading = Reading.read(
      project, catalog: catalog, sources: try Sources.find(project), threads: threads, progress: progress)
    let errors = reading.findings.filter { $0.severity == .error }.sorted()
    if !errors.isEmpty { throw PipelineError.data(errors, all: reading.findings.sorted()) }
    let context = try MeasureContext(catalog: catalog, project: project)
    let panels = try settings.missing.map { rule -> Panel in
      var own = catalog
      if rule == .none { for i in own.base.indices { own.base[i].missing = .leave } }
      var scoring = try Scoring(catalog: own, definition: chosen, tables: reading.tables, context: context)
      return try scoring.run().panel
    }
    let keys = panels.first?.keys ?? []
    let areas = keys.map { catalog.areas.spell($0.area, at: $0.year)?.name ?? Title() }
    let names = [
      DataColumn("area", .int32(keys.map { $0.area.rawValue })), DataColumn("area_zh", .text(areas.map(\.zh))),
      DataColumn("area_en", .text(areas.map(\.en))), DataColumn("year", .int32(keys.map { $0.year.rawValue })),
    ]
    let variants = IndexVariants(index, settings, panels: panels) { code in
      catalog.base(code)?.direction ?? catalog.measures.first { $0.code == code }?.direction ?? .positive
    }
    return (variants, names)
  }

  private static func words(
    _ index: IndexDefinition, _ settings: SensitivitySettings, _ run: SensitivityRun
  ) -> String {
    func list(_ own: MethodChoice, _ others: [MethodChoice]) -> String {
      ([own] + others).map(\.label).joined(separator: ", ")
    }
    let parts = run.space.factors.map { factor -> String in
      switch factor {
      case .missing: "missing figures (\(settings.missing.map(\.rawValue).joined(separator: ", ")))"
      case .normalize: "normalisation (\(list(index.normalize.method, settings.normalize)))"
      case .weight: "weighting (\(list(index.weight.method, settings.weight)))"
      case .shift: "shift (as defined, \(settings.shift.map { DecimalText.text($0) }.joined(separator: ", ")))"
      case .aggregate: "aggregation (\(list(index.aggregate.method, settings.aggregate)))"
      case .indicators: "indicators (none or one of \(run.space.leaves.count) left out)"
      case .weights: "weights (times 1 -+ \(DecimalText.text(settings.noise)) in each node)"
      }
    }
    return
      "\(index.code) over \(run.nominal.count) rows varies by: \(parts.joined(separator: "; ")); seed \(settings.seed)"
  }
}
