import Definitions
import PanelModel

/// The rows of a panel and how areas of any year come to them.
package struct PanelRows: Sendable {
  package let keys: [PanelKey]
  package let years: ClosedRange<Int32>
  let boundaries: PanelDefinition.Boundaries
  let areas: AreaDefinitions
  private let index: [PanelKey: Int]
  private let moved: [AreaCode: [AreaShare]]
  /// Areas that several codes of the project's history lead to -> those codes.
  private let sources: [AreaCode: [AreaCode]]

  /// Areas of the group at the boundary year in every year, or each year's own areas.
  package init(_ definition: PanelDefinition, areas: AreaDefinitions) {
    var keys: [PanelKey] = []
    for y in definition.years {
      let year = ReferenceYear(y)
      let at: ReferenceYear = if case .fixed(let fixed) = definition.boundaries { fixed } else { year }
      for area in areas.members(of: definition.group, at: at) ?? [] { keys.append(PanelKey(area: area, year: year)) }
    }
    self.init(keys: keys, years: definition.years, boundaries: definition.boundaries, areas: areas)
  }

  init(keys: [PanelKey], years: ClosedRange<Int32>, boundaries: PanelDefinition.Boundaries, areas: AreaDefinitions) {
    self.keys = Panel(keys: keys).keys
    self.years = years
    self.boundaries = boundaries
    self.areas = areas
    index = Dictionary(uniqueKeysWithValues: self.keys.enumerated().map { ($1, $0) })
    var moved: [AreaCode: [AreaShare]] = [:]
    if case .fixed(let year) = boundaries {
      for code in Set(areas.spells.map(\.code)) { moved[code] = areas.destinations(of: code, at: year) }
    }
    self.moved = moved
    var sources: [AreaCode: [AreaCode]] = [:]
    for code in moved.keys.sorted() { for part in moved[code] ?? [] { sources[part.code, default: []].append(code) } }
    self.sources = sources.filter { $0.value.count > 1 }
  }

  package func row(_ area: AreaCode, _ year: ReferenceYear) -> Int? { index[PanelKey(area: area, year: year)] }

  /// The Chinese and English name of a row's area under the panel's boundaries; its code where the lists give none.
  func name(_ row: Int) -> String {
    let key = keys[row]
    let year = if case .fixed(let fixed) = boundaries { fixed } else { key.year }
    let name = areas.spell(key.area, at: year)?.name ?? Title()
    let parts = [name.zh, name.en].filter { !$0.isEmpty }
    return parts.isEmpty ? key.area.description : parts.joined(separator: " ")
  }

  /// The areas of a year whose figures together make up an area of the panel; empty where no other code leads to it.
  func parts(of area: AreaCode, in year: ReferenceYear) -> [AreaCode] {
    (sources[area] ?? []).filter { code in areas.spells(of: code).contains { $0.covers(year) } }
  }

  /// Where a figure of an area goes under the panel's boundaries.
  package func destinations(of area: AreaCode, in year: ReferenceYear) -> [AreaShare] {
    if case .fixed = boundaries { return moved[area] ?? [AreaShare(code: area, share: 1)] }
    return [AreaShare(code: area, share: 1)]
  }
}
