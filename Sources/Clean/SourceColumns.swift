import Definitions
import PanelModel

/// A source series over the rows of a panel, in base units, with the cell behind each value.
package struct SourceColumn: Sendable {
  package var series: PanelSeries
  /// The observation behind each row (the first of several parts of a merged area): table and place in it.
  package var origins: [Origin?]

  package struct Origin: Sendable, Hashable {
    package var table: Int32
    package var observation: Int32
  }
}

/// Chooses, converts and places the observations of all tables: editions supersede one another, printed units become
/// base units, areas become those of the panel's boundaries.
struct SourceColumnBuilder {
  let tables: [IngestedTable]
  let rows: PanelRows
  let places: ObservationPlaces
  let targets: PlaceTargets
  var findings: [Finding] = []
  /// What is known of one series before areas are combined, in order of appearance.
  private var parts: [Part] = []
  /// Which part each place has; -1 for none.
  private var partOfPlace: [Int32]

  /// What is known of one area, year and series before areas are combined.
  struct Part {
    var place: Int32
    var area: AreaCode
    var value: Double
    var status: ObservationStatus
    var isMissing: Bool
    var combine: CombineRule
    var edition: EditionYear
    var origin: SourceColumn.Origin
  }

  init(tables: [IngestedTable], rows: PanelRows, places: ObservationPlaces) {
    self.tables = tables
    self.rows = rows
    self.places = places
    targets = PlaceTargets(places, rows)
    partOfPlace = Array(repeating: -1, count: places.count)
  }

  /// The columns of every series any table prints, keyed by series.
  mutating func columns() -> [SeriesKey: SourceColumn] {
    var references: [SeriesKey: [(table: Int, series: Int)]] = [:]
    for (t, table) in tables.enumerated() {
      for (s, series) in table.series.enumerated() { references[series.key, default: []].append((t, s)) }
    }
    let buckets = tables.map(SeriesBuckets.init)
    var combiner = AreaCombiner(rows: rows, targets: targets)
    var columns: [SeriesKey: SourceColumn] = [:]
    for key in references.keys.sorted() {
      parts.removeAll(keepingCapacity: true)
      for (t, s) in references[key] ?? [] { collect(key, t, s, buckets[t]) }
      columns[key] = column(key, &combiner)
      for part in parts { partOfPlace[Int(part.place)] = -1 }
    }
    return columns
  }

  private mutating func collect(_ key: SeriesKey, _ t: Int, _ s: Int, _ buckets: SeriesBuckets) {
    let (table, own) = (tables[t], places.places[t])
    let (multiplier, combine) = (table.series[s].unit.multiplier, table.series[s].combine)
    for o in buckets.observations(s) {
      let observation = table.observations[Int(o)]
      let isMissing = observation.status.isMissing
      let part = Part(
        place: own[Int(o)], area: observation.area, value: isMissing ? 0 : observation.value * multiplier,
        status: observation.status, isMissing: isMissing, combine: combine, edition: table.edition,
        origin: SourceColumn.Origin(table: Int32(truncatingIfNeeded: t), observation: o))
      let known = Int(partOfPlace[Int(part.place)])
      if known >= 0 {
        parts[known] = supersede(parts[known], part, key)
      } else {
        partOfPlace[Int(part.place)] = Int32(truncatingIfNeeded: parts.count)
        parts.append(part)
      }
    }
  }

  /// The later edition's figure holds; a missing one never displaces a figure. A difference is a finding.
  private mutating func supersede(_ a: Part, _ b: Part, _ key: SeriesKey) -> Part {
    let later = a.edition > b.edition || (a.edition == b.edition && a.origin.table > b.origin.table) ? a : b
    let earlier = later.origin == a.origin ? b : a
    if later.isMissing { return earlier.isMissing ? later : earlier }
    if !earlier.isMissing && earlier.value != later.value {
      let old = location(earlier.origin)
      let year = places.year(Int(later.place))
      findings.append(
        Finding(
          .supersededValue, location: location(later.origin), indicator: key.indicator, area: later.area, year: year,
          message: "\(key) of \(later.area) in \(year) was \(earlier.value) (\(old)) and is \(later.value) in a "
            + "later edition or file, which holds", remedy: "Nothing, if the revision is right."))
    }
    return later
  }

  private func location(_ origin: SourceColumn.Origin) -> SourceLocation {
    let table = tables[Int(origin.table)]
    return table.location(of: table.observations[Int(origin.observation)])
  }

  /// Moves parts to the panel's areas and combines those that fall together.
  private mutating func column(_ key: SeriesKey, _ combiner: inout AreaCombiner) -> SourceColumn {
    combiner.begin()
    var outside: [AreaCode] = []
    for place in places.ordered {
      let number = Int(partOfPlace[Int(place)])
      guard number >= 0 else { continue }
      if combiner.add(number, of: parts) && outside.last != parts[number].area { outside.append(parts[number].area) }
    }
    if !outside.isEmpty {
      findings.append(
        Finding(
          .areaOutsidePanel, indicator: key.indicator,
          message: "\(key): figures of \(outside.count) areas are outside the panel's areas "
            + "(\(outside.prefix(5).map(\.description).joined(separator: ", "))\(outside.count > 5 ? ", …" : ""))",
          remedy: "Nothing, unless the panel should hold them.", count: outside.count))
    }
    return combiner.column(parts)
  }
}

/// The observations of one table by series, in order.
private struct SeriesBuckets {
  private var starts: [Int]
  private var sorted: [Int32]

  init(_ table: IngestedTable) {
    starts = Array(repeating: 0, count: table.series.count + 1)
    for observation in table.observations { starts[Int(observation.series) + 1] += 1 }
    for s in table.series.indices { starts[s + 1] += starts[s] }
    var next = starts
    sorted = Array(repeating: 0, count: table.observations.count)
    for (o, observation) in table.observations.enumerated() {
      sorted[next[Int(observation.series)]] = Int32(truncatingIfNeeded: o)
      next[Int(observation.series)] += 1
    }
  }

  func observations(_ series: Int) -> ArraySlice<Int32> { sorted[starts[series]..<starts[series + 1]] }
}
