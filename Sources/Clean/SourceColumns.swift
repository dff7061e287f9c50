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

extension [IngestedTable] {
  /// The cell of an observation.
  func location(of origin: SourceColumn.Origin) -> SourceLocation {
    let table = self[Int(origin.table)]
    return table.location(of: table.observations[Int(origin.observation)])
  }
}

/// Chooses, converts and places the observations of all tables: corrections set printed errors right, prints supersede
/// one another, printed units become base units, areas become those of the panel's boundaries.
struct SourceColumnBuilder {
  let tables: [IngestedTable]
  let rows: PanelRows
  let places: ObservationPlaces
  let targets: PlaceTargets
  var findings: [Finding] = []
  /// Prints that do not hold, by series.
  private(set) var superseded: [SeriesKey: [SupersededValue]] = [:]
  private let order: PrintOrder
  private let corrected: CorrectedFigures
  /// What is known of one series before areas are combined, in order of appearance.
  private var parts: [Part] = []
  /// Prints that gave way to another, with the number of the part that holds.
  private var others: [(part: Int, print: Part)] = []
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
    var origin: SourceColumn.Origin
  }

  init(
    tables: [IngestedTable], rows: PanelRows, places: ObservationPlaces, order: PrintOrder, corrected: CorrectedFigures
  ) {
    self.tables = tables
    self.rows = rows
    self.places = places
    self.order = order
    self.corrected = corrected
    targets = PlaceTargets(places, rows)
    partOfPlace = Array(repeating: -1, count: places.count)
  }

  /// The columns of every series any table prints, keyed by series.
  mutating func columns() -> [SeriesKey: SourceColumn] {
    var references: [SeriesKey: [(table: Int, series: Int)]] = [:]
    for (t, table) in tables.enumerated() where order.isThere(t) {
      for (s, series) in table.series.enumerated() { references[series.key, default: []].append((t, s)) }
    }
    let buckets = tables.map(SeriesBuckets.init)
    var combiner = AreaCombiner(rows: rows, targets: targets, editions: tables.map(\.edition))
    var columns: [SeriesKey: SourceColumn] = [:]
    for key in references.keys.sorted() {
      parts.removeAll(keepingCapacity: true)
      others.removeAll(keepingCapacity: true)
      for (t, s) in references[key] ?? [] { collect(t, s, buckets[t]) }
      if !others.isEmpty { compare(key, buckets) }
      columns[key] = column(key, &combiner)
      for part in parts { partOfPlace[Int(part.place)] = -1 }
    }
    return columns
  }

  private mutating func collect(_ t: Int, _ s: Int, _ buckets: SeriesBuckets) {
    let (table, own) = (tables[t], places.places[t])
    let (multiplier, combine) = (table.series[s].unit.multiplier, table.series[s].combine)
    let fixes = corrected.figures(of: t)
    for o in buckets.observations(s) {
      let observation = table.observations[Int(o)]
      let isMissing = observation.status.isMissing
      var part = Part(
        place: own[Int(o)], area: observation.area, value: isMissing ? 0 : observation.value * multiplier,
        status: observation.status, isMissing: isMissing, combine: combine,
        origin: SourceColumn.Origin(table: Int32(truncatingIfNeeded: t), observation: o))
      if let fix = fixes?[o] {
        (part.value, part.status, part.isMissing) = (fix.value ?? 0, fix.status, fix.value == nil)
      }
      let known = Int(partOfPlace[Int(part.place)])
      if known >= 0 {
        let (holding, other) = order.choose(parts[known], part)
        parts[known] = holding
        others.append((known, other))
      } else {
        partOfPlace[Int(part.place)] = Int32(truncatingIfNeeded: parts.count)
        parts.append(part)
      }
    }
  }

  /// Lists what the prints that gave way were, and sums it up.
  private mutating func compare(_ key: SeriesKey, _ buckets: [SeriesBuckets]) {
    var comparison = PrintComparison(tables: tables, buckets: buckets, order: order)
    var list: [SupersededValue] = []
    for (part, print) in others {
      let (kept, place) = (parts[part], Int(print.place))
      if let value = comparison.superseded(print, by: kept, places.year(place)) { list.append(value) }
    }
    guard !list.isEmpty else { return }
    list.sort { a, b in
      (a.area.rawValue, a.year.rawValue, order.rank(a.superseded.table), a.superseded.observation)
        < (b.area.rawValue, b.year.rawValue, order.rank(b.superseded.table), b.superseded.observation)
    }
    superseded[key] = list
    let summary = RevisionSummary(key: key, values: list, tables: tables, areas: rows.areas, order: order)
    if let finding = summary.finding { findings.append(finding) }
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
    let column = combiner.column(parts)
    reportDoubt(key, combiner.doubtful)
    return column
  }
}

extension SourceColumnBuilder {
  /// Sums whose parts come from books made before and after the areas became one.
  fileprivate mutating func reportDoubt(_ key: SeriesKey, _ doubtful: [(row: Int, whole: Part, part: Part)]) {
    guard let first = doubtful.first else { return }
    let year = rows.keys[first.row].year
    let editions = [first.whole, first.part].map { tables[Int($0.origin.table)].edition }
    let names = [first.whole, first.part].map { part in
      let title = rows.areas.spell(part.area, at: year)?.name ?? Title()
      let name = title.zh.isEmpty ? title.en : title.zh
      return name.isEmpty ? part.area.description : "\(name) (\(part.area))"
    }
    findings.append(
      Finding(
        .partsOfTwoTimes, location: tables.location(of: first.whole.origin), indicator: key.indicator,
        area: first.whole.area,
        year: year,
        message:
          "\(key): \(doubtful.count) sums add figures of books made before and after the areas became one. First: "
          + "\(names[0]) in \(year) is of the edition \(editions[0]), which may count \(names[1]) in it already; "
          + "\(names[1]) is of the edition \(editions[1]) (\(tables.location(of: first.part.origin)))",
        remedy:
          "Compare the two books; if the later one counts it in, use revisions: first or drop the part's figures by "
          + "corrections.", count: doubtful.count))
  }
}

/// The observations of one table by series, in order.
struct SeriesBuckets {
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
