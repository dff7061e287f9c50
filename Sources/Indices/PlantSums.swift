import Definitions
import PanelModel

/// Plants summed as they come: what the Ellison-Glaeser family needs of them, in memory of industries x regions whatever
/// the number of plants.
package struct PlantSums: Sendable {
  private struct Industry {
    var count = 0
    var total = StableSum()
    var squares = StableSum()
    var fourths = StableSum()
  }

  private var industries: [Industry] = []
  private var regionCount = 0
  /// Employment by industry and region, `stride` regions to an industry.
  private var cells: [Double] = []
  /// What rounding took from `cells`; empty while all sums are exact, as those of whole numbers are.
  private var remainders: [Double] = []
  private var stride = 64

  package init() {}

  /// Adds a plant of `employment` >= 0. Industries and regions are numbered from 0.
  package mutating func add(industry: Int, region: Int, employment e: Double) {
    if region >= stride { widen(toHold: region) }
    while industry >= industries.count {
      industries.append(Industry())
      cells.append(contentsOf: repeatElement(0, count: stride))
      if !remainders.isEmpty { remainders.append(contentsOf: repeatElement(0, count: stride)) }
    }
    regionCount = max(regionCount, region + 1)
    add(e, toCell: industry * stride + region)
    let square = e * e
    industries[industry].count += 1
    industries[industry].total.add(e)
    industries[industry].squares.add(square)
    industries[industry].fourths.add(square * square)
  }

  /// As `StableSum` adds.
  private mutating func add(_ e: Double, toCell cell: Int) {
    let old = cells[cell]
    let new = old + e
    cells[cell] = new
    let lost = old >= e ? (old - new) + e : (e - new) + old
    if lost == 0 { return }
    if remainders.isEmpty { remainders = [Double](repeating: 0, count: cells.count) }
    remainders[cell] += lost
  }

  /// The sums in the orders given.
  package func table(industries order: [Int], regions: [Int]) -> PlantTable {
    var table = PlantTable()
    table.employment.reserveCapacity(order.count)
    for i in order {
      guard i < industries.count else {
        table.employment.append([Double](repeating: 0, count: regions.count))
        table.sizes.append(nil)
        continue
      }
      table.employment.append(
        regions.map { r in
          guard r < regionCount else { return 0 }
          return cells[i * stride + r] + (remainders.isEmpty ? 0 : remainders[i * stride + r])
        })
      let sums = industries[i]
      table.sizes.append(
        PlantSizes(
          count: sums.count, total: sums.total.value, squares: sums.squares.value, fourths: sums.fourths.value))
    }
    return table
  }

  private mutating func widen(toHold region: Int) {
    var wider = stride
    while wider <= region { wider *= 2 }
    cells = Self.widened(cells, from: stride, to: wider)
    remainders = Self.widened(remainders, from: stride, to: wider)
    stride = wider
  }

  private static func widened(_ cells: [Double], from narrow: Int, to wide: Int) -> [Double] {
    var moved: [Double] = []
    moved.reserveCapacity(cells.count / narrow * wide)
    for start in Swift.stride(from: 0, to: cells.count, by: narrow) {
      moved.append(contentsOf: cells[start..<(start + narrow)])
      moved.append(contentsOf: repeatElement(0, count: wide - narrow))
    }
    return moved
  }
}

/// The plants of one year by industry.
package struct PlantTable: Sendable {
  /// Employment by region of each industry.
  package var employment: [[Double]] = []
  /// Nil for an industry without employment.
  package var sizes: [PlantSizes?] = []
}

extension EllisonGlaeserMeasure {
  /// The tables of the measure from plants alone, without a panel of areas.
  ///
  /// - Parameters:
  ///   - years: the plants of each year; a year of nil stands alone, and the tables then have no column of years.
  ///   - industries: names in the order of the tables of plants.
  ///   - leftOut: rows that say too little to count as a plant.
  ///   - options: `x` and `groups`, the latter with names of industries as they are printed.
  /// - Throws: for another option, and for a group that names an industry there is not.
  package static func tables(
    of years: [(year: Int32?, plants: PlantTable)], industries: [String], leftOut: Int, options: MethodOptions
  ) throws(DefinitionError) -> (tables: [MeasureResult.Table], findings: [Finding]) {
    if let other = options.values.keys.sorted().first(where: { $0 != "x" && $0 != "groups" }) {
      throw DefinitionError(
        place: options.places[other], message: "'\(other)' has no meaning for a table of plants alone",
        remedy: "Give a table of areas x industries, or leave it out: 'x' and 'groups' can be stated.")
    }
    let reference = try options.choice("x", default: IndustryShares.Reference.aggregateShare)
    // Names of industries are not columns here, and stand in the tables as they are printed.
    let codes = industries.map { IndicatorCode($0) }
    var tables = AgglomerationTables(
      industries: codes, groups: try groups(options, industries: codes), hasYears: years.contains { $0.year != nil })
    for (year, plants) in years {
      let shares = IndustryShares(employment: plants.employment, reference: reference)
      tables.append(ReferenceYear(year ?? 0), shares, employment: plants.employment, plants.sizes)
    }
    let code = IndicatorCode(info.name)
    let findings = undefined(tables.undefinedGammas, code)
    return (tables.tables, leftOut > 0 ? [Self.leftOut(leftOut, code)] + findings : findings)
  }

  private static func groups(
    _ options: MethodOptions, industries: [IndicatorCode]
  ) throws(DefinitionError) -> [NamedSum] {
    guard let value = options["groups"] else { return [NamedSum(name: "all", codes: industries)] }
    guard case .map(let entries) = value else {
      throw options.error("groups", expected: "a map of names to lists of industries")
    }
    return try entries.map { entry throws(DefinitionError) in
      guard case .list(let items) = entry.value else {
        throw options.error("groups", expected: "a map of names to lists of industries")
      }
      let codes = try items.map { item throws(DefinitionError) in
        let name = item.text
        if industries.contains(IndicatorCode(name)) { return IndicatorCode(name) }
        throw DefinitionError(
          place: options.places["groups"],
          message: "'\(name)' in the group '\(entry.key)' is not one of the industries",
          remedy: Suggestions.sentence(for: name, among: industries.map(\.rawValue)))
      }
      return NamedSum(name: entry.key, codes: codes)
    }
  }
}
