import PanelModel

extension TableDefinition {
  /// Reads `indicators/tables/<yearbook>/<table>.yaml`.
  /// - Parameter sectors: the wordings that `header: {sector: …}` stands for.
  package init(
    _ root: YAMLValue, units: UnitDefinitions, sectors: SectorVocabulary = SectorVocabulary()
  ) throws(DefinitionError) {
    let map = try root.map()
    place = map.place
    code = try map.required("table").text()
    yearbook = try map.required("yearbook").text()
    title = try map.required("title").title()
    let find = try map.optional("find")?.map()
    findTitles = try find?.optional("title")?.texts() ?? []
    sheets = try find?.optional("sheets")?.texts() ?? []
    isAmongSeveral = try find?.optional("among").map(Self.among) ?? false
    try find?.finish()
    layout = try map.optional("layout")?.choice(Layout.self) ?? .areasInRows
    let areas = try map.required("areas").map()
    areaHeaders = try areas.required("header").texts()
    areaSource = try areas.optional("from").map(Self.areaSource) ?? .names
    groupsAreProvinces = try areas.optional("groups").map(Self.provinces) ?? false
    ignoredAreas = try areas.optional("ignore")?.texts() ?? []
    try areas.finish()
    year = try map.optional("year").map(Self.yearSource) ?? .sidecar
    categoryHeaders = try map.optional("category")?.texts() ?? []
    unitHeaders = try map.optional("unit_column")?.texts() ?? []
    columns = []
    for entry in try map.required("columns").map().entries {
      columns.append(try ColumnDefinition(entry, units: units, sectors: sectors))
    }
    ignoredHeaders = []
    for item in try map.optional("ignore")?.list() ?? [] { ignoredHeaders.append(try item.texts()) }
    missingMarks = try map.optional("missing_marks").map(Self.marks) ?? Self.standardMarks
    let notes = try map.optional("notes")?.map()
    footers = try notes?.optional("footer")?.texts() ?? []
    try notes?.finish()
    revisions = try map.optional("revisions").map { v throws(DefinitionError) in try RevisionRule(v) }
    editions = []
    for entry in try map.optional("editions")?.map().entries ?? [] {
      editions.append(try EditionOverride(entry, units: units, sectors: sectors, columns: columns.map(\.code)))
    }
    try map.finish()
  }

  private static func areaSource(_ value: YAMLValue) throws(DefinitionError) -> AreaSource {
    switch try value.text() {
    case "caption": return .caption
    case "sheet name": return .sheetName
    case let other:
      throw value.error(
        "'\(other)' is no place of a table's area", Suggestions.sentence(for: other, among: ["caption", "sheet name"]))
    }
  }

  /// The marks Chinese yearbooks explain in their user's notes: blank = not collected, … = too small or not available
  /// there, — and - likewise.
  package static let standardMarks: [String: ObservationStatus] = [
    "": .missingNotCollected, "—": .missingNotCollected, "-": .missingNotCollected, "…": .missingSuppressed,
  ]

  /// `province` is the only kind of heading rows.
  private static func provinces(_ value: YAMLValue) throws(DefinitionError) -> Bool {
    let text = try value.text()
    if text == "province" { return true }
    throw value.error("'\(text)' is not a kind of heading rows", "Write province, or leave 'groups' out.")
  }

  /// How many tables a sheet holds.
  private static func among(_ value: YAMLValue) throws(DefinitionError) -> Bool {
    switch try value.text() {
    case "one table": return false
    case "several tables": return true
    case let text:
      throw value.error("'\(text)' does not say how many tables a sheet holds", "Write one table or several tables.")
    }
  }

  private static func yearSource(_ value: YAMLValue) throws(DefinitionError) -> YearSource {
    if value.isMap {
      let map = try value.map()
      let source = YearSource.column(try map.required("column").texts())
      try map.finish()
      return source
    }
    switch try value.text() {
    case "sidecar": return .sidecar
    case "caption": return .caption
    case "sheet name": return .sheetName
    case "header": return .header
    case let text:
      throw DefinitionError(
        place: value.place, message: "'\(text)' is not a place of the year",
        remedy: "Write sidecar, caption, sheet name, header or {column: [年份]}.")
    }
  }

  private static func marks(_ value: YAMLValue) throws(DefinitionError) -> [String: ObservationStatus] {
    if value.isList {
      var marks: [String: ObservationStatus] = [:]
      for mark in try value.texts() { marks[mark] = standardMarks[mark] ?? .missingNotCollected }
      return marks
    }
    let names: [String: ObservationStatus] = [
      "not_collected": .missingNotCollected, "suppressed": .missingSuppressed, "cannot_exist": .missingCannotExist,
      "missing": .missing,
    ]
    var marks: [String: ObservationStatus] = [:]
    for entry in try value.map().entries {
      let text = try entry.value.text()
      guard let status = names[text] else {
        throw DefinitionError(
          place: entry.value.place, message: "'\(text)' is not a kind of missing value",
          remedy: Suggestions.sentence(for: text, among: names.keys.sorted()))
      }
      marks[entry.key] = status
    }
    return marks
  }
}

extension ColumnDefinition {
  init(_ entry: YAMLMap.Entry, units: UnitDefinitions, sectors: SectorVocabulary) throws(DefinitionError) {
    guard let code = IndicatorCode(validating: entry.key) else {
      throw DefinitionError(
        place: entry.keyPlace, message: "'\(entry.key)' is not a code",
        remedy: "Use lower-case letters, digits and _, at most 32, starting with a letter.")
    }
    self.code = code
    let map = try entry.value.map()
    headers = try sectors.headers(map.required("header"))
    under = try map.optional("under")?.texts() ?? []
    categories = try map.optional("category")?.texts() ?? []
    let allowed = try Self.units(map.required("unit"), units)
    unit = allowed[0]
    otherUnits = Array(allowed.dropFirst())
    prices = try map.optional("prices").map(Self.prices)
    scopes = try map.optional("scopes").map(Self.scopes) ?? [.wholeCity]
    // Totals have a dimension (money, persons, land) and add up; rates, shares and index numbers do not.
    combine = try map.optional("combine")?.choice(CombineRule.self) ?? (unit.dimension.isNumber ? .keep : .sum)
    isOptional = try map.optional("optional")?.flag() ?? false
    _ = try map.optional("title")?.title()
    try map.finish()
  }

  /// One unit, or a list of those the column is printed in from year to year; the first holds where none is printed.
  fileprivate static func units(
    _ value: YAMLValue, _ known: UnitDefinitions
  ) throws(DefinitionError) -> [UnitOfMeasure] {
    guard value.isList else { return [try known.unit(value)] }
    var units: [UnitOfMeasure] = []
    for item in try value.list() {
      let unit = try known.unit(item)
      if let first = units.first, first.dimension != unit.dimension {
        throw item.error(
          "\(unit.symbol) and \(first.symbol) do not measure the same", "List only units that convert into each other.")
      }
      units.append(unit)
    }
    if units.isEmpty { throw value.error("The list of units is empty", "Write at least one.") }
    return units
  }

  /// `current`, or `{constant: 2010}` for the prices of one year.
  private static func prices(_ value: YAMLValue) throws(DefinitionError) -> PriceBasis {
    if value.isMap {
      let map = try value.map()
      let year = try map.required("constant").integer()
      try map.finish()
      return .constant(ReferenceYear(Int32(clamping: year)))
    }
    guard try value.text() == "current" else {
      throw value.error("Prices are 'current' or {constant: YEAR}", "Write one of the two.")
    }
    return .current
  }

  fileprivate static func scopes(_ value: YAMLValue) throws(DefinitionError) -> [StatisticalScope] {
    var scopes: [StatisticalScope] = []
    for item in try value.list() { scopes.append(try item.choice(StatisticalScope.self)) }
    return scopes
  }
}

extension EditionOverride {
  fileprivate init(
    _ entry: YAMLMap.Entry, units: UnitDefinitions, sectors: SectorVocabulary, columns: [IndicatorCode]
  ) throws(DefinitionError) {
    guard let range = Self.range(entry.key) else {
      throw DefinitionError(
        place: entry.keyPlace, message: "'\(entry.key)' is not a range of editions",
        remedy: "Write 2013, 2013-2016, 2017- or -2012.")
    }
    self.init(range: range)
    let map = try entry.value.map()
    for column in try map.optional("columns")?.map().entries ?? [] {
      guard let code = IndicatorCode(validating: column.key), columns.contains(code) else {
        throw DefinitionError(
          place: column.keyPlace, message: "'\(column.key)' is not a column of this table",
          remedy: Suggestions.sentence(for: column.key, among: columns.map(\.rawValue)))
      }
      if !column.value.isMap, try column.value.text() == "absent" {
        absent.insert(code)
        continue
      }
      let body = try column.value.map()
      headers[code] = try body.optional("header").map { value throws(DefinitionError) in try sectors.headers(value) }
      unders[code] = try body.optional("under")?.texts()
      self.units[code] = try body.optional("unit").map { value throws(DefinitionError) in
        try ColumnDefinition.units(value, units)
      }
      scopes[code] = try body.optional("scopes").map(ColumnDefinition.scopes)
      try body.finish()
    }
    let find = try map.optional("find")?.map()
    findTitles = try find?.optional("title")?.texts()
    try find?.finish()
    let areas = try map.optional("areas")?.map()
    areaHeaders = try areas?.optional("header")?.texts()
    try areas?.finish()
    try map.finish()
  }

  private static func range(_ text: String) -> ClosedRange<Int32>? {
    if let year = Int32(text), year > 0 { return year...year }
    let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !(parts[0].isEmpty && parts[1].isEmpty) else { return nil }
    let low = parts[0].isEmpty ? 0 : Int32(parts[0])
    let high = parts[1].isEmpty ? Int32.max : Int32(parts[1])
    guard let low, let high, low <= high else { return nil }
    return low...high
  }
}
