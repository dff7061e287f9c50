/// The units the model runs on and how printed areas are made of them.
///
/// A unit is an area under its latest code: a prefecture that became a city is one unit with its own past. A unit that was
/// divided or absorbed keeps its model figures, which from then on are part of its successors' figures.
package struct World: Sendable {
  /// A unit of the model with what is fixed about it.
  package struct Unit: Sendable {
    package var code: Int
    var kind: String
    var rank: String
    package var region: String
    var province: Int
    var lon: Double
    var lat: Double
    /// Year of the pilot list the unit is in; nil: never.
    package var firstTreated: Int?

    var isHighRank: Bool { rank != "other" }
    var isCity: Bool { kind == "city" || kind == "municipality" }
  }

  package var units: [Unit]
  var files: AreaFiles
  private var latestCode: [Int: Int] = [:]
  private var placeOfUnit: [Int: Int] = [:]

  package init(_ files: AreaFiles) {
    self.files = files
    for change in files.successions where change.kind == "upgrade" { latestCode[change.from] = change.to }
    let regions = Dictionary(files.provinces.map { ($0.code, $0.region) }) { first, _ in first }
    units = []
    for spell in files.spells where latestCode[spell.code] == nil {
      let unit = Unit(
        code: spell.code, kind: spell.kind, rank: spell.rank, region: regions[spell.province] ?? "west",
        province: spell.province, lon: spell.lon, lat: spell.lat, firstTreated: files.pilots[spell.code])
      if let place = placeOfUnit[spell.code] {
        units[place] = unit
      } else {
        placeOfUnit[spell.code] = units.count
        units.append(unit)
      }
    }
  }

  /// The spells that stand in a book with figures of a year, in the order of the books: by code.
  func spells(in year: Int) -> [AreaSpell] { files.spells.filter { $0.years.contains(year) } }

  /// Places in `units` of what a printed area of a year is made of, with the share of each.
  package func parts(of code: Int, in year: Int) -> [(unit: Int, share: Double)] {
    let code = latestCode[code] ?? code
    var parts: [(unit: Int, share: Double)] = []
    if let unit = placeOfUnit[code] { parts.append((unit, 1)) }
    for change in files.successions where change.to == code && change.year <= year {
      if change.kind == "split" || change.kind == "merge", let unit = placeOfUnit[change.from] {
        parts.append((unit, change.share))
      }
    }
    return parts
  }

  /// The name the same code had at the end of the year before, if it was another.
  func formerName(of spell: AreaSpell) -> AreaSpell? {
    files.spells.first { $0.code == spell.code && $0.years.upperBound == spell.years.lowerBound - 1 }
  }
}
