import PanelModel

/// The areas and years of all observations, each numbered, so that what is known of an area and year stands in plain
/// arrays. A place is an area's number times the number of years, plus the year's number.
struct ObservationPlaces {
  /// Areas by number, in order of first appearance.
  private(set) var areas: [AreaCode] = []
  /// Years by number, in order of first appearance.
  private(set) var years: [ReferenceYear] = []
  /// The place of each observation, by table.
  private(set) var places: [[Int32]] = []
  /// All places in order of area and year.
  private(set) var ordered: [Int32] = []

  init(_ tables: [IngestedTable]) {
    years = Self.years(tables)
    var numbers: [Int32: Int32] = [:]
    places.reserveCapacity(tables.count)
    for table in tables {
      // Figures of one row have one area and, mostly, one year: they are looked up where they change.
      var area: Int32?
      var year: Int32?
      var first: Int32 = 0
      var offset: Int32 = 0
      var own: [Int32] = []
      own.reserveCapacity(table.observations.count)
      for observation in table.observations {
        if observation.area.rawValue != area {
          area = observation.area.rawValue
          first = number(of: observation.area, &numbers) * Int32(truncatingIfNeeded: years.count)
        }
        if observation.year.rawValue != year {
          year = observation.year.rawValue
          offset = Int32(truncatingIfNeeded: years.firstIndex(of: observation.year) ?? 0)
        }
        own.append(first + offset)
      }
      places.append(own)
    }
    ordered = order()
  }

  /// Number of places.
  var count: Int { areas.count * years.count }

  func area(_ place: Int) -> AreaCode { areas[place / years.count] }
  func year(_ place: Int) -> ReferenceYear { years[place % years.count] }

  private static func years(_ tables: [IngestedTable]) -> [ReferenceYear] {
    var years: [ReferenceYear] = []
    var seen: Set<Int32> = []
    for table in tables {
      var last: Int32?
      for observation in table.observations where observation.year.rawValue != last {
        last = observation.year.rawValue
        if seen.insert(observation.year.rawValue).inserted { years.append(observation.year) }
      }
    }
    return years
  }

  private mutating func number(of area: AreaCode, _ numbers: inout [Int32: Int32]) -> Int32 {
    if let known = numbers[area.rawValue] { return known }
    let new = Int32(truncatingIfNeeded: areas.count)
    areas.append(area)
    numbers[area.rawValue] = new
    return new
  }

  private func order() -> [Int32] {
    let areaNumbers = areas.indices.sorted { areas[$0] < areas[$1] }
    let yearNumbers = years.indices.sorted { years[$0] < years[$1] }
    return areaNumbers.flatMap { area in
      yearNumbers.map { Int32(truncatingIfNeeded: area * years.count + $0) }
    }
  }
}
