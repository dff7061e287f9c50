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

/// What is done about missing values of a series.
package struct MissingPolicy: Sendable, Equatable {
  package enum Inside: String, Sendable, CaseIterable {
    case leave
    /// Straight line between the neighbours in time.
    case linear
  }

  package enum Ends: String, Sendable, CaseIterable {
    case leave
    /// The nearest observed value is carried outwards, at most `longestGap` years.
    case carry
  }

  package var insideGap: Inside
  /// Longest run of missing years that is filled.
  package var longestGap: Int
  package var atEnds: Ends

  package static let leave = MissingPolicy(insideGap: .leave, longestGap: 0, atEnds: .leave)
}

/// Winsorising: values beyond the percentiles are set to them.
package struct OutlierPolicy: Sendable, Equatable {
  /// Percentiles, 0 <= low < high <= 100, by linear interpolation between order statistics (type 7).
  package var low: Double
  package var high: Double
  package var over: NormalizationScope
}

/// What is plausible; a breach is a finding, never a change.
package struct PlausibilityCheck: Sendable, Equatable {
  /// Range in the indicator's unit.
  package var range: ClosedRange<Double>?
  /// A finding when a value is this many times its neighbours in time, or less than one such part of them; > 1.
  package var jump: Double?
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
    direction = try map.optional("direction")?.choice(IndicatorDirection.self) ?? .positive
    missing = try map.optional("missing").map { v throws(DefinitionError) in try MissingPolicy(v) } ?? .leave
    treat = try map.optional("treat").map { v throws(DefinitionError) in try OutlierPolicy(v) }
    check = try map.optional("check").map { v throws(DefinitionError) in try PlausibilityCheck(v) }
    try map.finish()
  }
}

extension MissingPolicy {
  init(_ value: YAMLValue) throws(DefinitionError) {
    let map = try value.map()
    insideGap = try map.optional("inside_gap")?.choice(Inside.self) ?? .leave
    atEnds = try map.optional("at_ends")?.choice(Ends.self) ?? .leave
    let fills = insideGap != .leave || atEnds != .leave
    let gap = fills ? try map.required("longest_gap") : map.optional("longest_gap")
    longestGap = try gap?.integer() ?? 0
    if let gap, longestGap < 1 { throw gap.error("'longest_gap' must be at least 1", "Write a number of years.") }
    try map.finish()
  }
}

extension OutlierPolicy {
  init(_ value: YAMLValue) throws(DefinitionError) {
    let map = try value.map()
    let limits = try map.required("winsorize")
    let numbers = try limits.list()
    guard numbers.count == 2 else { throw limits.error("Two percentiles are expected", "Write [1, 99].") }
    low = try numbers[0].number()
    high = try numbers[1].number()
    guard 0 <= low, low < high, high <= 100 else {
      throw limits.error("Percentiles must rise from 0 to 100", "Write [1, 99].")
    }
    over = try map.required("over").scope()
    try map.finish()
  }
}

extension PlausibilityCheck {
  init(_ value: YAMLValue) throws(DefinitionError) {
    let map = try value.map()
    if let rangeValue = map.optional("range") {
      let ends = try rangeValue.list()
      guard ends.count == 2 else { throw rangeValue.error("Two numbers are expected", "Write [0, 100].") }
      let low = try ends[0].number()
      let high = try ends[1].number()
      guard low <= high else { throw rangeValue.error("The range runs backwards", "Write the smaller number first.") }
      range = low...high
    }
    if let jumpValue = map.optional("jump") {
      let factor = try jumpValue.number()
      guard factor > 1 else { throw jumpValue.error("'jump' must be more than 1", "Write 3 for three times.") }
      jump = factor
    }
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
