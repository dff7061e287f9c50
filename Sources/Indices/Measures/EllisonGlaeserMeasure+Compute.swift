import PanelModel

extension EllisonGlaeserMeasure {
  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    let sizes = try industries.map { c throws(MeasureError) in try panel.sizes([c], for: code) }
    let whole = try panel.sizes(total ?? industries, for: code)
    var counts: [PanelSeries] = []
    var register: PlantRegister?
    switch plants {
    case .none: break
    case .equal(let codes): counts = try codes.map { c throws(MeasureError) in try panel.sizes([c], for: code) }
    case .table(let table, let name): register = try PlantRegister(table, name: name, for: code)
    }
    let complete = CompleteRows(panel, columns: sizes + [whole] + counts, total: whole)
    let areaGroups = try grouping.map { g throws(MeasureError) in try g.groups(panel, for: code) }
    var tables = AgglomerationTables(industries: industries, groups: groups, isDivided: grouping != nil)
    for year in complete.years {
      for part in RowParts.of(year.rows, areaGroups) {
        let employment = sizes.map { column in part.rows.compactMap { column[$0] } }
        let shares = IndustryShares(
          employment: employment, reference: reference,
          regionTotals: total == nil ? nil : part.rows.compactMap { whole[$0] })
        let areas = Set(part.rows.map { panel.keys[$0].area })
        let plants = industries.indices.map { i -> PlantSizes? in
          if let register { return register.sizes(of: industries[i], year: year.year, areas: areas) }
          guard !counts.isEmpty else { return nil }
          let count = part.rows.compactMap { counts[i][$0] }.stableSum()
          return Int(exactly: count.rounded()).flatMap(PlantSizes.init(equal:))
        }
        tables.append(year.year, shares, employment: employment, plants, part: part.group)
      }
    }
    if let areaGroups { findings += UngroupedRows.findings(about: code, areaGroups) }
    findings += complete.findings(about: code, needing: "an industry, the total or a number of plants")
    findings += self.findings(about: tables, register: register)
    return MeasureResult(tables: tables.tables)
  }

  private func findings(about tables: AgglomerationTables, register: PlantRegister?) -> [Finding] {
    var result: [Finding] = []
    if case .equal = plants {
      result.append(
        Finding(
          .approximation, indicator: code,
          message: "'\(code)' takes the plants of an industry as equal (H = 1 / number), the lower bound of H, so gamma"
            + " is too high where plants differ in size",
          remedy: "Give a table of plants, and call the figures an approximation until then."))
    }
    if let register, !register.hasYears {
      result.append(
        Finding(
          .approximation, indicator: code,
          message: "the plants of '\(code)' have no year and stand for every year of the panel",
          remedy: "Add a column 'year' to the table of plants."))
    }
    if let register, register.leftOut > 0 {
      result.append(Self.leftOut(register.leftOut, code))
    }
    let hasPlants = if case .none = plants { false } else { true }
    return result + Self.undefined(hasPlants ? tables.undefinedGammas : 0, code)
  }

  static func leftOut(_ count: Int, _ code: IndicatorCode) -> Finding {
    Finding(
      .leftOutOfTotals, indicator: code,
      message: "\(count) plants of '\(code)' have no region, industry or employment of 0 or more, and were left out",
      remedy: "Fill the gaps in the table of plants.", count: count)
  }

  static func undefined(_ count: Int, _ code: IndicatorCode) -> [Finding] {
    UndefinedValues.findings(
      about: code, count: count,
      because: "an industry has no employment, no plant or only one, or one area has all activity")
  }
}

/// The plants of a table by year and industry.
struct PlantRegister {
  private struct Key: Hashable {
    var year: Int32?
    var industry: String
  }
  private struct Plant {
    var region: Int32
    var employment: Double
  }

  let hasYears: Bool
  /// Rows that say too little to count.
  private(set) var leftOut = 0
  private var plants: [Key: [Plant]] = [:]

  init(_ table: DataTable, name: String, for measure: IndicatorCode) throws(MeasureError) {
    guard case .int32(let regions)? = table["region"]?.values, case .text(let industries)? = table["industry"]?.values,
      case .double(let employment)? = table["employment"]?.values
    else {
      throw MeasureError(
        .tableMalformed, measure: measure,
        message:
          "the table of plants '\(name)' must have region (whole number), industry (text) and employment (number)",
        remedy: "Name and type its columns so.")
    }
    var years: [Int32?]?
    if case .int32(let values)? = table["year"]?.values { years = values }
    hasYears = years != nil
    for i in regions.indices {
      guard let region = regions[i], let industry = industries[i], let size = employment[i], size >= 0,
        years == nil || years?[i] != nil
      else {
        leftOut += 1
        continue
      }
      plants[Key(year: years?[i], industry: industry), default: []].append(Plant(region: region, employment: size))
    }
    // One order of summing, whatever the order of the table.
    for key in plants.keys {
      plants[key]?.sort { ($0.region, $0.employment) < ($1.region, $1.employment) }
    }
  }

  /// The plants of an industry in a year within some areas; nil if there are none with employment.
  func sizes(of industry: IndicatorCode, year: ReferenceYear, areas: Set<AreaCode>) -> PlantSizes? {
    let key = Key(year: hasYears ? year.rawValue : nil, industry: industry.rawValue)
    return PlantSizes(
      employment: (plants[key] ?? []).filter { areas.contains(AreaCode($0.region)) }.map(\.employment))
  }
}
