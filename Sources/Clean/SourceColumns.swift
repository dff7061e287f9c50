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
  var findings: [Finding] = []

  /// What is known of one area, year and series before areas are combined.
  private struct Part {
    var area: AreaCode
    var value: Double
    var status: ObservationStatus
    var combine: CombineRule
    var edition: EditionYear
    var origin: SourceColumn.Origin
  }

  private struct Place: Hashable {
    var area: AreaCode
    var year: ReferenceYear
  }

  init(tables: [IngestedTable], rows: PanelRows) {
    self.tables = tables
    self.rows = rows
  }

  /// The columns of every series any table prints, keyed by series.
  mutating func columns() -> [SeriesKey: SourceColumn] {
    var references: [SeriesKey: [(table: Int, series: Int32)]] = [:]
    for (t, table) in tables.enumerated() {
      for (s, series) in table.series.enumerated() { references[series.key, default: []].append((t, Int32(s))) }
    }
    // One pass over each table's observations, bucketed by series.
    var buckets: [[[Int32]]] = tables.map { table in Array(repeating: [], count: table.series.count) }
    for (t, table) in tables.enumerated() {
      for (o, observation) in table.observations.enumerated() { buckets[t][Int(observation.series)].append(Int32(o)) }
    }
    var columns: [SeriesKey: SourceColumn] = [:]
    for key in references.keys.sorted() {
      var parts: [Place: Part] = [:]
      for (t, s) in references[key] ?? [] { collect(&parts, key, t, buckets[t][Int(s)]) }
      columns[key] = column(key, parts)
    }
    return columns
  }

  private mutating func collect(_ parts: inout [Place: Part], _ key: SeriesKey, _ t: Int, _ observations: [Int32]) {
    let table = tables[t]
    for o in observations {
      let observation = table.observations[Int(o)]
      let series = table.series[Int(observation.series)]
      let value = observation.status.isMissing ? 0 : series.unit.toBase(observation.value)
      let part = Part(
        area: observation.area, value: value, status: observation.status, combine: series.combine,
        edition: table.edition, origin: SourceColumn.Origin(table: Int32(t), observation: o))
      let place = Place(area: observation.area, year: observation.year)
      guard let known = parts[place] else {
        parts[place] = part
        continue
      }
      parts[place] = supersede(known, part, key, place)
    }
  }

  /// The later edition's figure holds; a missing one never displaces a figure. A difference is a finding.
  private mutating func supersede(_ a: Part, _ b: Part, _ key: SeriesKey, _ place: Place) -> Part {
    let later = a.edition > b.edition || (a.edition == b.edition && a.origin.table > b.origin.table) ? a : b
    let earlier = later.origin == a.origin ? b : a
    if later.status.isMissing { return earlier.status.isMissing ? later : earlier }
    if !earlier.status.isMissing && earlier.value != later.value {
      let old = location(earlier.origin)
      findings.append(
        Finding(
          .supersededValue, location: location(later.origin), indicator: key.indicator, area: place.area,
          year: place.year,
          message: "\(key) of \(place.area) in \(place.year) was \(earlier.value) (\(old)) and is \(later.value) in a "
            + "later edition or file, which holds", remedy: "Nothing, if the revision is right."))
    }
    return later
  }

  private func location(_ origin: SourceColumn.Origin) -> SourceLocation {
    let table = tables[Int(origin.table)]
    return table.location(of: table.observations[Int(origin.observation)])
  }

  /// Moves parts to the panel's areas and combines those that fall together.
  private mutating func column(_ key: SeriesKey, _ parts: [Place: Part]) -> SourceColumn {
    var column = SourceColumn(
      series: PanelSeries(count: rows.keys.count), origins: Array(repeating: nil, count: rows.keys.count))
    var incoming: [Int: [(part: Part, share: Double)]] = [:]
    var outside: Set<AreaCode> = []
    for place in parts.keys.sorted(by: { ($0.area, $0.year) < ($1.area, $1.year) }) {
      guard let part = parts[place] else { continue }
      for destination in rows.destinations(of: place.area, in: place.year) {
        if let row = rows.row(destination.code, place.year) {
          incoming[row, default: []].append((part, destination.share))
        } else if rows.years.contains(place.year.rawValue) && !part.status.isMissing {
          outside.insert(place.area)
        }
      }
    }
    for row in incoming.keys.sorted() { combine(incoming[row] ?? [], into: &column, row: row) }
    if !outside.isEmpty {
      findings.append(
        Finding(
          .areaOutsidePanel, indicator: key.indicator,
          message: "\(key): figures of \(outside.count) areas are outside the panel's areas "
            + "(\(outside.sorted().prefix(5).map(\.description).joined(separator: ", "))\(outside.count > 5 ? ", …" : ""))",
          remedy: "Nothing, unless the panel should hold them.", count: outside.count))
    }
    return column
  }

  private func combine(_ incoming: [(part: Part, share: Double)], into column: inout SourceColumn, row: Int) {
    let area = rows.keys[row].area
    let isShort = rows.parts(of: area, in: rows.keys[row].year).contains { code in
      !incoming.contains { $0.part.area == code }
    }
    guard let first = incoming.first(where: { $0.part.area == area }) ?? incoming.first else { return }
    column.origins[row] = first.part.origin
    let isWhole = incoming.count == 1 && first.share == 1 && !isShort
    if isWhole || first.part.combine == .keep {
      // A rate or index cannot be put together from parts: the area that lives on keeps its own.
      let isOwn = isWhole || first.part.area == area
      if first.part.status.isMissing || !isOwn {
        column.series.setMissing(row, isOwn ? first.part.status : .missing)
      } else {
        column.series.set(row, first.part.value, first.part.status)
      }
      return
    }
    // A sum without one of its parts would be too small, silently.
    if isShort {
      column.series.setMissing(row, .missing)
      return
    }
    var sum = StableSum()
    for (part, share) in incoming {
      if part.status.isMissing {
        column.series.setMissing(row, part.status)
        return
      }
      sum.add(part.value * share)
    }
    column.series.set(row, sum.value, .estimated)
  }
}
