import PanelModel

extension CorrectionDefinition {
  /// Reads a file of corrections: a list of entries.
  static func list(
    _ root: YAMLValue, units: UnitDefinitions, areas: AreaDefinitions
  ) throws(DefinitionError) -> [CorrectionDefinition] {
    guard root.isList else {
      throw root.error(
        "A file of corrections is a list", "Begin each correction with '- where: {indicator: …, area: …, year: …}'.")
    }
    var result: [CorrectionDefinition] = []
    for item in try root.list() { result.append(try CorrectionDefinition(item, units: units, areas: areas)) }
    return result
  }

  private init(_ item: YAMLValue, units: UnitDefinitions, areas: AreaDefinitions) throws(DefinitionError) {
    let map = try item.map()
    place = map.place
    target = try Target(map.required("where"), areas: areas)
    action = try Self.action(map, units)
    reason = try Self.sentence(map.required("reason"))
    let status = try map.required("status")
    standing = try status.choice(Standing.self)
    source = try map.optional("source")?.text() ?? ""
    if standing == .confirmed && source.isEmpty {
      throw status.error(
        "A confirmed correction must say who confirms it", "Add 'source:', or write status: reported.")
    }
    guarded = try map.optional("expect").map { value throws(DefinitionError) in try CorrectionGuard(value, units) }
    try map.finish()
    try checkGuard()
  }

  /// `action` with the key that belongs to it; a key of another action is an error.
  private static func action(_ map: YAMLMap, _ units: UnitDefinitions) throws(DefinitionError) -> Action {
    let word = try map.required("action")
    let (factor, value, unit) = (map.optional("factor"), map.optional("value"), map.optional("unit"))
    let text = try word.text()
    let known = ["drop", "override", "scale", "flag"]
    guard known.contains(text) else {
      throw word.error("'\(text)' is not an action", Suggestions.sentence(for: text, among: known))
    }
    if let factor, text != "scale" { throw factor.error("'factor' belongs to action: scale", "Take it out.") }
    if let extra = value ?? unit, text != "override" {
      throw extra.error("'value' and 'unit' belong to action: override", "Take them out.")
    }
    switch text {
    case "drop": return .drop
    case "flag": return .flag
    case "scale":
      let factor = try map.required("factor")
      let x = try factor.number()
      guard x != 0, x != 1 else { throw factor.error("A factor of \(x == 0 ? 0 : 1) is none", "Write 0.1, say.") }
      return .scale(x)
    default:
      return .override(Quantity(value: try map.required("value").number(), unit: try units.unit(map.required("unit"))))
    }
  }

  private static func sentence(_ value: YAMLValue) throws(DefinitionError) -> String {
    let text = try PrintedText.trimmed(value.text())
    guard !text.isEmpty else { throw value.error("The reason is empty", "Say in a sentence what is wrong.") }
    return text
  }

  /// What changes a figure must say what figure it expects, or a repaired source would be spoiled.
  private func checkGuard() throws(DefinitionError) {
    guard let guarded else {
      if action == .flag { return }
      throw DefinitionError(
        place: place, message: "A correction that changes a figure needs 'expect'",
        remedy: "Say what is printed, so that a repaired source is noticed: expect: {greater_than: 2.0e8, unit: 万元}.")
    }
    switch action {
    case .scale, .drop:
      if guarded.conditions.contains(.missing) {
        throw DefinitionError(
          place: guarded.place, message: "There is nothing to \(action.word) where no figure is printed",
          remedy: "Write action: override, or expect a figure.")
      }
    case .override, .flag: break
    }
  }
}

extension CorrectionDefinition.Target {
  fileprivate init(_ value: YAMLValue, areas: AreaDefinitions) throws(DefinitionError) {
    let map = try value.map()
    indicator = try map.required("indicator").code()
    let named = try map.required("area")
    years = try Self.years(map.required("year"))
    area = try Self.area(named, years, areas)
    scope = try map.optional("scope")?.choice(StatisticalScope.self) ?? .wholeCity
    edition = try map.optional("edition").map { v throws(DefinitionError) in
      EditionYear(Int32(clamping: try v.integer()))
    }
    file = try map.optional("file")?.text()
    try map.finish()
  }

  private static func years(_ value: YAMLValue) throws(DefinitionError) -> ClosedRange<Int32> {
    let parts = try value.text().split(separator: "-", omittingEmptySubsequences: false).map { Int32($0) }
    guard let first = parts.first ?? nil, let last = parts.last ?? nil, parts.count <= 2, first <= last else {
      throw value.error("A year or a range of years is expected here", "Write 2014 or 1990-2001.")
    }
    return first...last
  }

  private static func area(
    _ value: YAMLValue, _ years: ClosedRange<Int32>, _ areas: AreaDefinitions
  ) throws(DefinitionError) -> AreaCode {
    let text = try value.text()
    let codes = areas.codes(named: text, in: years)
    if codes.count == 1 { return codes[0] }
    if codes.isEmpty {
      let names = Set(areas.spells.flatMap { [$0.name.zh, $0.name.en] }).sorted()
      throw value.error(
        "'\(text)' is no area of indicators/areas",
        Suggestions.nearest(to: text, among: names).map { "Did you mean '\($0)'?" } ?? "Write its full name or code.")
    }
    throw value.error(
      "'\(text)' is the name of \(codes.count) areas",
      "Write one of the codes "
        + codes.map(\.description).joined(separator: ", ") + ".")
  }
}

extension AreaDefinitions {
  /// The codes a code or name means: of areas that exist in one of the years, else of any. Names are compared without
  /// blanks and case, as they stand in the list.
  func codes(named text: String, in years: ClosedRange<Int32>) -> [AreaCode] {
    let wanted = PrintedText.compact(text).lowercased()
    if let number = Int32(wanted) {
      return spells(of: AreaCode(number)).isEmpty ? [] : [AreaCode(number)]
    }
    let named = spells.filter { spell in
      ([spell.name.zh, spell.name.en] + spell.alsoPrinted).contains { PrintedText.compact($0).lowercased() == wanted }
    }
    let living = named.filter { $0.firstYear <= years.upperBound && $0.lastYear >= years.lowerBound }
    return Set((living.isEmpty ? named : living).map(\.code)).sorted()
  }
}
