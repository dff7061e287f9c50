import PanelModel

/// What an output panel holds (`indicators/panels/<code>.yaml`): its rows, columns, treatment, groups and formats.
package struct PanelDefinition: Sendable {
  package enum Boundaries: Sendable, Equatable {
    /// Every year's areas as they were.
    case asPublished
    /// The areas of one year in all years; earlier figures are moved by the recorded shares.
    case fixed(at: ReferenceYear)
  }

  package struct Treatment: Sendable, Equatable {
    package var policy: String
    package var appliesTo: String
  }

  /// Distance rings around live treated areas, in km.
  package struct Rings: Sendable, Equatable {
    /// Edges; ring i is (edges[i], edges[i + 1]].
    package var edges: [Double]
    package var earthRadius: Double
  }

  package var code: IndicatorCode
  package var title: Title
  package var description: String
  package var group: String
  package var boundaries: Boundaries
  package var years: ClosedRange<Int32>
  package var columns: [IndicatorCode]
  /// Which print of a figure holds, whatever the tables say; nil: as they say.
  package var revisions: RevisionRule?
  /// Which indicators and areas have enough values; nil: nobody asks.
  package var screen: ScreenRule?
  package var treatment: Treatment?
  package var rings: Rings?
  package var groups: [String]
  /// Columns that also get a rank within each year.
  package var ranks: [IndicatorCode]
  /// Measures whose tables (pairs of industries, …) are written beside the panel.
  package var tables: [IndicatorCode]
  package var formats: [String]
  package var licence: String
  package var citation: String
  package var place: DefinitionPlace?
  /// Where the value of each key stands, those of 'areas' and 'treatment' as `areas.group`.
  package var places: [String: DefinitionPlace] = [:]
  /// Places of the columns, for messages.
  package var columnPlaces: [IndicatorCode: DefinitionPlace] = [:]
}

extension PanelDefinition {
  package init(_ root: YAMLValue) throws(DefinitionError) {
    let map = try root.map()
    place = map.place
    places = map.places
    code = try map.required("code").code()
    title = try map.required("title").title()
    description = try map.optional("description")?.text() ?? ""
    let areas = try map.required("areas").map()
    group = try areas.required("group").text()
    boundaries = try Self.boundaries(areas.required("boundaries"))
    try areas.finish()
    places["areas.group"] = areas.places["group"]
    years = try Self.years(map.required("years"))
    revisions = try map.optional("revisions").map { v throws(DefinitionError) in try RevisionRule(v) }
    screen = try map.optional("screen").map { v throws(DefinitionError) in try ScreenRule(v) }
    columns = []
    for item in try map.required("columns").list() {
      let column = try item.code()
      if columns.contains(column) { throw item.error("'\(column)' stands twice", "Keep one of them.") }
      columns.append(column)
      columnPlaces[column] = item.place
    }
    if let treatmentMap = try map.optional("treatment")?.map() {
      treatment = Treatment(
        policy: try treatmentMap.required("policy").text(), appliesTo: try treatmentMap.required("applies_to").text())
      try treatmentMap.finish()
      for (key, place) in treatmentMap.places { places["treatment.\(key)"] = place }
    }
    rings = try map.optional("rings").map { v throws(DefinitionError) in try Rings(v) }
    groups = try map.optional("groups")?.texts() ?? []
    ranks = []
    for item in try map.optional("ranks")?.list() ?? [] { ranks.append(try item.code()) }
    tables = []
    for item in try map.optional("tables")?.list() ?? [] { tables.append(try item.code()) }
    formats = try map.optional("formats")?.texts() ?? ["csv.zst", "parquet"]
    licence = try map.optional("licence")?.text() ?? ""
    citation = try map.optional("citation")?.text() ?? ""
    try map.finish()
  }

  private static func boundaries(_ value: YAMLValue) throws(DefinitionError) -> Boundaries {
    if value.isMap {
      let map = try value.map()
      let year = try map.required("fixed_at").integer()
      try map.finish()
      return .fixed(at: ReferenceYear(Int32(clamping: year)))
    }
    guard try value.text() == "as published" else {
      throw value.error("Boundaries are 'as published' or {fixed_at: YEAR}", "Write one of the two.")
    }
    return .asPublished
  }

  private static func years(_ value: YAMLValue) throws(DefinitionError) -> ClosedRange<Int32> {
    let parts = try value.text().split(separator: "-", omittingEmptySubsequences: false).map { Int32($0) }
    guard let first = parts.first ?? nil, let last = parts.last ?? nil, parts.count <= 2, first <= last else {
      throw value.error("Years are a range", "Write 2006-2020.")
    }
    return first...last
  }
}

extension PanelDefinition.Rings {
  fileprivate init(_ value: YAMLValue) throws(DefinitionError) {
    let map = try value.map()
    let list = try map.required("edges")
    edges = []
    for item in try list.list() { edges.append(try item.number()) }
    guard edges.count >= 2, zip(edges, edges.dropFirst()).allSatisfy(<), edges[0] >= 0 else {
      throw list.error("Ring edges must rise from 0 or more", "Write [0, 50, 100].")
    }
    earthRadius = try map.optional("earth_radius_km")?.number() ?? 6371.0088
    try map.finish()
  }
}
