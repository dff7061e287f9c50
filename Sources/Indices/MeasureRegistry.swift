import Definitions
import PanelModel

/// The measures, by name.
package enum MeasureRegistry {
  /// One line a measure; a new file in `Measures/` is added here.
  package static let all: [any Measure.Type] = [
    CapitalStockMeasure.self,
    CityCoagglomerationMeasure.self,
    ConcentrationMeasure.self,
    CouplingCoordinationMeasure.self,
    DevereuxCoagglomerationMeasure.self,
    DistanceBandsMeasure.self,
    EfficiencyMeasure.self,
    EllisonGlaeserMeasure.self,
    FactorMisallocationMeasure.self,
    HsiehKlenowMeasure.self,
    HumanCapitalStructureMeasure.self,
    LandPopulationMeasure.self,
    LocationQuotientMeasure.self,
    MarketIntegrationMeasure.self,
    SpatialWeightsMeasure.self,
    SpecializationMeasure.self,
    StructuralUpgradingMeasure.self,
    TheilMeasure.self,
    UrbanRuralTheilMeasure.self,
    VirtualAgglomerationMeasure.self,
  ]

  /// The measure a definition names, with its options read.
  /// - Throws: for an unknown measure, an unknown option, or a value that is not allowed.
  package static func measure(
    _ definition: MeasureDefinition, context: MeasureContext
  ) throws(DefinitionError) -> any Measure {
    let options = definition.options
    guard let type = all.first(where: { $0.info.name == definition.measure }) else {
      throw DefinitionError(
        place: options.places["measure"] ?? definition.place,
        message: "'\(definition.measure)' is not a measure",
        remedy: Suggestions.sentence(for: definition.measure, among: all.map { $0.info.name }))
    }
    let known = type.info.options.map(\.name)
    for key in options.values.keys.sorted() where !known.contains(key) {
      throw DefinitionError(
        place: options.places[key] ?? definition.place,
        message: "'\(key)' is not an option of \(definition.measure)",
        remedy: Suggestions.sentence(for: key, among: known))
    }
    return try type.init(definition: definition, context: context)
  }
}
