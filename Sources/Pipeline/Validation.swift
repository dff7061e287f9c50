import Aggregate
import Definitions
import Emit
import Indices
import Normalize
import PanelFiles
import PanelModel
import Weight

/// Loads and checks definitions, and with them what only the stages know: names and options of methods.
package enum Validation {
  /// The catalog of a project, checked whole.
  package static func load(_ project: Project) throws(PipelineError) -> Catalog {
    let catalog: Catalog
    do throws(DefinitionErrors) {
      catalog = try CatalogLoader.load(project: project.path)
    } catch { throw .definitions(error.errors) }
    let errors = names(catalog) + measures(catalog, project) + formats(catalog)
    if !errors.isEmpty { throw .definitions(DefinitionErrors(errors).errors) }
    return catalog
  }

  private static func names(_ catalog: Catalog) -> [DefinitionError] {
    var errors: [DefinitionError] = []
    for index in catalog.indices {
      check(&errors, index.place) { () throws(DefinitionError) in
        _ = try NormalizeStage(rule: index.normalize)
        _ = try WeightStage(rule: index.weight)
        _ = try AggregateStage(rule: index.aggregate)
      }
      for node in index.tree.innerNodes {
        check(&errors, index.place) { () throws(DefinitionError) in
          if let rule = node.weight { _ = try WeightStage(rule: rule) }
          if let rule = node.aggregate { _ = try AggregateStage(rule: rule) }
        }
      }
    }
    return errors
  }

  /// Measures, and with them the columns they give, which need the tables of plants and firms.
  private static func measures(_ catalog: Catalog, _ project: Project) -> [DefinitionError] {
    let context: MeasureContext
    do {
      context = try MeasureContext(catalog: catalog, project: project)
    } catch {
      let remedy =
        "A table of plants has the columns region, industry and employment, one of firms sector, output, "
        + "capital and wages; both may have year."
      return [DefinitionError(place: nil, message: "\(error)", remedy: remedy)]
    }
    return methods(catalog, context) + columns(catalog, context)
  }

  private static func methods(_ catalog: Catalog, _ context: MeasureContext) -> [DefinitionError] {
    var errors: [DefinitionError] = []
    for measure in catalog.measures {
      check(&errors, measure.place) { () throws(DefinitionError) in
        let stage = try IndicesStage(definition: measure, context: context)
        for input in stage.inputs where !catalog.columnCodes.contains(input) {
          throw DefinitionError(
            place: measure.options.place(of: input.rawValue) ?? measure.place,
            message: "'\(input)', read by the measure '\(measure.code)', is not defined",
            remedy: Suggestions.nearest(to: input.rawValue, among: catalog.columnCodes.map(\.rawValue)).map {
              "Did you mean '\($0)'?"
            } ?? "Define it in indicators/tables or indicators/base.")
        }
      }
    }
    return errors
  }

  /// Columns that look like a measure's (`CODE_PART`) must be ones it gives, which only the measure knows.
  private static func columns(_ catalog: Catalog, _ context: MeasureContext) -> [DefinitionError] {
    let given = catalog.measures.flatMap { measure in
      ((try? IndicesStage(definition: measure, context: context))?.columns ?? []).map(\.code)
    }
    let known = Set(given + catalog.columnCodes)
    let asked =
      catalog.panels.flatMap { panel in panel.columns.map { ($0, panel.columnPlaces[$0] ?? panel.place) } }
      + catalog.indices.flatMap { index in index.tree.leaves.map { ($0, index.leafPlaces[$0] ?? index.place) } }
    return asked.filter { !known.contains($0.0) }.map { code, place in
      DefinitionError(
        place: place, message: "'\(code)' is no column of any measure, indicator or index",
        remedy: Suggestions.sentence(for: code.rawValue, among: known.map(\.rawValue).sorted()))
    }
  }

  private static func check(
    _ errors: inout [DefinitionError], _ place: DefinitionPlace?, _ body: () throws(DefinitionError) -> Void
  ) {
    do throws(DefinitionError) { try body() } catch {
      var located = error
      located.place = error.place ?? place
      errors.append(located)
    }
  }

  private static func formats(_ catalog: Catalog) -> [DefinitionError] {
    catalog.panels.flatMap { panel in
      panel.formats.filter { PanelFormats.named($0) == nil }.map { name in
        DefinitionError(
          place: panel.places["formats"] ?? panel.place, message: "'\(name)' is not a format",
          remedy: Suggestions.sentence(for: name, among: PanelFormats.all.map(\.name)))
      }
    }
  }
}
