import PanelModel

/// A base indicator (基础指标): a formula over table columns with its unit, direction and treatment.
package struct BaseIndicatorDefinition: Sendable {
  package var code: IndicatorCode
  package var title: Title
  package var note: String
  package var formula: Expression
  package var formulaText: String
  package var unit: UnitOfMeasure
  package var scope: StatisticalScope
  package var direction: IndicatorDirection
  package var missing: MissingPolicy
  package var treat: OutlierPolicy?
  package var check: PlausibilityCheck?
  package var place: DefinitionPlace
  /// Where the value of each key stands.
  package var places: [String: DefinitionPlace] = [:]
}

extension BaseIndicatorDefinition {
  /// Reads `indicators/base/<code>.yaml`.
  package init(_ root: YAMLValue, units: UnitDefinitions) throws(DefinitionError) {
    let map = try root.map()
    place = map.place
    places = map.places
    code = try map.required("code").code()
    title = try map.required("title").title()
    note = try map.optional("note")?.text() ?? ""
    let formulaValue = try map.required("formula")
    formula = try ExpressionParser.parse(formulaValue)
    formulaText = try formulaValue.text()
    unit = try units.unit(map.required("unit"))
    scope = try map.optional("scope")?.choice(StatisticalScope.self) ?? .wholeCity
    direction = try map.optional("direction")?.direction() ?? .positive
    missing = try map.optional("missing").map { v throws(DefinitionError) in try MissingPolicy(v) } ?? .leave
    treat = try map.optional("treat").map { v throws(DefinitionError) in try OutlierPolicy(v) }
    check = try map.optional("check").map { v throws(DefinitionError) in try PlausibilityCheck(v) }
    try map.finish()
  }
}

extension YAMLValue {
  /// `pooled`, `each_year` or `within_area`.
  package func scope() throws(DefinitionError) -> NormalizationScope {
    let names: [String: NormalizationScope] = [
      "pooled": .pooled, "each_year": .eachYear, "within_area": .withinArea,
    ]
    let text = try text()
    guard let scope = names[text] else {
      throw error("'\(text)' is not a scope of rows", Suggestions.sentence(for: text, among: names.keys.sorted()))
    }
    return scope
  }
}
