import PanelModel

/// A check of printed figures (`indicators/checks/*.yaml`): a breach is a finding of the severity stated, never a change.
package struct CheckDefinition: Sendable {
  package enum Kind: Sendable, Equatable {
    /// Parts sum to a total, within what the printed digits allow.
    case parts(of: [IndicatorCode], total: IndicatorCode)
    /// Shares sum to 100 %, within what the printed digits allow.
    case shares(of: [IndicatorCode])
    /// Values lie in a range; its ends in base units.
    case range(of: [IndicatorCode], ClosedRange<Double>, unit: UnitOfMeasure)
    /// A value is never less than that of the year before, but for this part of it.
    case neverFalls(of: [IndicatorCode], slack: Double)
    /// No two areas of a year, and no two years of an area, have all of these figures alike.
    case rowsDiffer(of: [IndicatorCode])
    /// At least this share of the panel's areas has a value in each year; no more than this share of those of the year
    /// before is lost.
    case coverage(of: [IndicatorCode], atLeast: Double, mayLose: Double)
  }

  package var kind: Kind
  package var scopes: [StatisticalScope]
  /// nil: that of the finding.
  package var severity: Finding.Severity?
  package var place: DefinitionPlace
  /// Places of the keys, for messages.
  package var places: [String: DefinitionPlace] = [:]

  /// The table columns it looks at.
  package var columns: [IndicatorCode] {
    switch kind {
    case .parts(let parts, let total): parts + [total]
    case .shares(let codes), .range(let codes, _, _), .neverFalls(let codes, _), .rowsDiffer(let codes),
      .coverage(let codes, _, _):
      codes
    }
  }
}

extension CheckDefinition {
  private enum Name: String, CaseIterable {
    case parts, shares, range, coverage
    case neverFalls = "never_falls"
    case rowsDiffer = "rows_differ"
  }

  /// Reads a file of checks.
  package static func list(_ root: YAMLValue, units: UnitDefinitions) throws(DefinitionError) -> [CheckDefinition] {
    let map = try root.map()
    var checks: [CheckDefinition] = []
    for item in try map.required("checks").list() { checks.append(try CheckDefinition(item, units: units)) }
    try map.finish()
    return checks
  }

  init(_ value: YAMLValue, units: UnitDefinitions) throws(DefinitionError) {
    let map = try value.map()
    place = map.place
    let name = try map.required("check").choice(Name.self)
    // Read for its form; it is for readers of the file.
    _ = try map.optional("note")?.text()
    let list = try map.required("of")
    places["of"] = list.place
    var codes: [IndicatorCode] = []
    for item in try list.list() { codes.append(try item.code()) }
    guard !codes.isEmpty else { throw list.error("The list of columns is empty", "Write at least one column.") }
    kind = try Self.kind(name, codes, list, map, units)
    scopes = []
    for item in try map.optional("scopes")?.list() ?? [] { scopes.append(try item.choice(StatisticalScope.self)) }
    if scopes.isEmpty { scopes = [.wholeCity] }
    severity = try map.optional("severity")?.choice(Finding.Severity.self)
    try map.finish()
  }

  private static func kind(
    _ name: Name, _ codes: [IndicatorCode], _ list: YAMLValue, _ map: YAMLMap, _ units: UnitDefinitions
  ) throws(DefinitionError) -> Kind {
    switch name {
    case .parts: return .parts(of: codes, total: try map.required("total").code())
    case .shares: return .shares(of: codes)
    case .range:
      let unit = try units.unit(map.required("unit"))
      let range = try map.required("range").range()
      return .range(of: codes, unit.toBase(range.lowerBound)...unit.toBase(range.upperBound), unit: unit)
    case .neverFalls: return .neverFalls(of: codes, slack: try share(map.optional("slack")) ?? 0)
    case .rowsDiffer:
      guard codes.count >= 3 else {
        throw list.error("Two figures are alike by chance", "List at least three columns of one row.")
      }
      return .rowsDiffer(of: codes)
    case .coverage:
      let atLeast = try share(map.required("at_least")) ?? 0
      return .coverage(of: codes, atLeast: atLeast, mayLose: try share(map.optional("may_lose")) ?? 1)
    }
  }

  private static func share(_ value: YAMLValue?) throws(DefinitionError) -> Double? {
    guard let value else { return nil }
    let number = try value.number()
    guard 0 <= number, number <= 1 else { throw value.error("A share from 0 to 1 is expected", "Write 0.9 for 90 %.") }
    return number
  }
}
