import PanelModel

extension AreaDefinitions {
  /// Reads `groups.yaml`: groups of areas by kind, and labels by province field, area field or thresholds.
  mutating func readGroups(_ root: YAMLValue) throws(DefinitionError) {
    let map = try root.map()
    for entry in try map.optional("groups")?.map().entries ?? [] {
      let body = try entry.value.map()
      groups.append(
        AreaGroup(
          code: entry.key, title: try body.required("title").title(), kinds: try body.required("kinds").texts()))
      try body.finish()
    }
    for entry in try map.optional("labels")?.map().entries ?? [] { labels.append(try LabelGroup(entry)) }
    try map.finish()
  }

  /// The label of an area in a group by field; nil for groups by threshold and for areas the field says nothing of.
  package func label(_ group: LabelGroup, of area: AreaCode, at year: ReferenceYear) -> LabelGroup.Label? {
    guard let spell = spell(area, at: year) else { return nil }
    let province = spell.province.flatMap { self.province($0) }
    let key: String?
    switch group.rule {
    case .area(let field): key = field == "rank" ? spell.rank : field == "kind" ? spell.kind : nil
    case .province(let field): key = field == "region3" ? province?.region3 : province?.region4
    case .thresholds: key = nil
    }
    return group.labels.first { $0.key == key }
  }
}

extension LabelGroup {
  /// The label whose threshold a value reaches; the lower bound belongs to the class.
  package func label(for value: Double) -> Label? {
    labels.filter { value >= $0.atLeast ?? .infinity }.max { ($0.atLeast ?? 0) < ($1.atLeast ?? 0) }
  }

  init(_ entry: YAMLMap.Entry) throws(DefinitionError) {
    guard let code = IndicatorCode(validating: entry.key) else {
      throw DefinitionError(
        place: entry.keyPlace, message: "'\(entry.key)' is not a code", remedy: "Use lower-case letters, digits and _.")
    }
    self.code = code
    let map = try entry.value.map()
    title = try map.required("title").title()
    rule = try Self.rule(map.required("by"))
    labels = []
    for value in try map.required("values").map().entries {
      let body = try value.value.map()
      labels.append(
        Label(
          key: value.key, code: Int32(clamping: try body.required("code").integer()),
          title: try body.required("title").title(), atLeast: try body.optional("at_least")?.number()))
      try body.finish()
    }
    try map.finish()
  }

  private static func rule(_ value: YAMLValue) throws(DefinitionError) -> Rule {
    let map = try value.map()
    let rule: Rule
    if let field = map.optional("province") {
      rule = .province(try Self.field(field, among: ["region3", "region4"]))
    } else if let field = map.optional("area") {
      rule = .area(try Self.field(field, among: ["rank", "kind"]))
    } else {
      let indicator = try map.required("indicator").code()
      let scope = try map.optional("scope")?.choice(StatisticalScope.self) ?? .wholeCity
      let year = try map.required("base_year").integer()
      rule = .thresholds(
        indicator: SeriesKey(indicator, scope), baseYear: ReferenceYear(Int32(clamping: year)))
    }
    try map.finish()
    return rule
  }

  private static func field(_ value: YAMLValue, among allowed: [String]) throws(DefinitionError) -> String {
    let text = try value.text()
    if allowed.contains(text) { return text }
    throw DefinitionError(
      place: value.place, message: "'\(text)' is not a field of the lists in indicators/areas",
      remedy: Suggestions.sentence(for: text, among: allowed))
  }
}
