import Definitions
import Indices
import PanelModel

extension PanelTable {
  /// First treated year of each area under the panel's boundaries.
  var firstTreated: [AreaCode: Int32] {
    guard let treatment = definition.treatment, let policy = catalog.areas.policies[treatment.policy] else {
      return [:]
    }
    var first: [AreaCode: Int32] = [:]
    for (area, year) in policy.firstYears[treatment.appliesTo] ?? [:] {
      for code in living(area) { first[code] = min(first[code] ?? .max, year.rawValue) }
    }
    return first
  }

  /// The codes an area goes by in the panel: its own under fixed boundaries, every spell's under published ones.
  func living(_ area: AreaCode) -> [AreaCode] {
    if case .fixed(let year) = definition.boundaries {
      return catalog.areas.destinations(of: area, at: year).map(\.code)
    }
    let last = ReferenceYear(definition.years.upperBound)
    return scored.panel.areas.filter { code in
      code == area || catalog.areas.destinations(of: code, at: last).map(\.code) == [area]
    }
  }

  func treatment() -> [DataColumn] {
    guard definition.treatment != nil else { return [] }
    let first = firstTreated
    let rows = scored.panel.keys.map { (first: first[$0.area], year: $0.year.rawValue) }
    return [
      DataColumn(
        "first_treat", .int32(rows.map { $0.first ?? 0 }), title: Title(zh: "首次试点年份", en: "Year of first treatment"),
        note: "0 = never treated (Callaway-Sant'Anna, csdid)."),
      DataColumn(
        "first_treat_na", .int32(rows.map(\.first)),
        title: Title(zh: "首次试点年份（未试点为缺失）", en: "Year of first treatment, missing = never"),
        note: "Missing = never treated (did_imputation, differences)."),
      DataColumn(
        "ever_treated", .int32(rows.map { $0.first == nil ? 0 : 1 }),
        title: Title(zh: "试点城市", en: "Area of a treated cohort")),
      DataColumn(
        "treat", .int32(rows.map { row in row.first.map { row.year >= $0 ? 1 : 0 } ?? 0 }),
        title: Title(zh: "试点生效（双重差分项）", en: "Treated in this year (the DID term)")),
      DataColumn(
        "rel_time", .int32(rows.map { row in row.first.map { row.year - $0 } }),
        title: Title(zh: "相对试点年份", en: "Years since first treatment"), note: "Missing for never treated areas."),
    ]
  }

  func seats() -> [DataColumn] {
    let spells = scored.panel.keys.map { catalog.areas.spell($0.area, at: $0.year)?.seat }
    guard spells.contains(where: { $0 != nil }) else { return [] }
    return [
      DataColumn(
        "lon", .double(spells.map { $0?.longitude }), title: Title(zh: "经度", en: "Longitude of the seat"),
        unit: "degree", note: "WGS84, two decimals (about 1 km)."),
      DataColumn(
        "lat", .double(spells.map { $0?.latitude }), title: Title(zh: "纬度", en: "Latitude of the seat"),
        unit: "degree", note: "WGS84, two decimals (about 1 km)."),
    ]
  }

  /// Whether, and how many, live treated areas lie in each distance ring around an area; the area itself never counts.
  func rings() -> [DataColumn] {
    guard let rings = definition.rings, definition.treatment != nil else { return [] }
    let last = ReferenceYear(definition.years.upperBound)
    var seats: [AreaCode: GeographicPoint] = [:]
    for area in scored.panel.areas {
      guard let seat = catalog.areas.spell(area, at: last)?.seat else { continue }
      seats[area] = GeographicPoint(longitude: seat.longitude, latitude: seat.latitude)
    }
    let distances = Haversine(radius: rings.earthRadius)
    guard let bands = DistanceBands(edges: rings.edges, distances: distances) else { return [] }
    let counts = bands.liveNeighbours(
      of: scored.panel.keys, seats: seats, firstTreated: firstTreated.mapValues { ReferenceYear($0) })
    var columns: [DataColumn] = []
    for (i, name) in rings.names.enumerated() {
      let title = Title(zh: "\(name.zh)内有试点城市", en: "A live pilot lies in \(name.en)")
      columns.append(DataColumn("ring_\(name.code)", .int32(counts[i].map { $0.map { $0 > 0 ? 1 : 0 } }), title: title))
    }
    for (i, name) in rings.names.enumerated() {
      let title = Title(zh: "\(name.zh)内试点城市数", en: "Live pilots in \(name.en)")
      columns.append(DataColumn("nring_\(name.code)", .int32(counts[i]), title: title))
    }
    return columns
  }
}

extension PanelDefinition.Rings {
  /// `50_100`, `(50,100] km` of each ring.
  var names: [(code: String, zh: String, en: String)] {
    zip(edges, edges.dropFirst()).map { low, high in
      let (a, b) = (DecimalText.text(low), DecimalText.text(high))
      return ("\(a)_\(b)", "(\(a),\(b)]公里", "(\(a),\(b)] km")
    }
  }
}
