import Definitions
import Indices
import PanelModel

extension Explainer {
  private var panelTable: PanelTable { PanelTable(definition: definition, catalog: catalog, scored: scored) }

  /// A column of treatment: the entries of the policy's list that lead to the area, and what follows for the year.
  func policy(_ column: String, _ row: Int) -> ExplanationStep {
    var step = step(.policy, column, row)
    step.title = table[column]?.title ?? Title()
    step.identity = "policy \(column) \(keys[row])"
    step.value = emitted(column, row)
    guard let treatment = definition.treatment else { return step }
    let first = panelTable.firstTreated[keys[row].area]
    let year = keys[row].year.rawValue
    step.facts.append(.init("rule", rule(column, first, year)))
    if let first, column == "rel_time" {
      step.equation = .difference(.number(Double(year)), .number(Double(first)))
    }
    step.facts += entries(treatment, row)
    if first == nil {
      let file = "indicators/areas/\(treatment.policy.replacing("_", with: "-")).csv"
      step.facts.append(
        .init("missing", "\(file) has no entry of the kind '\(treatment.appliesTo)' that leads to this area"))
    }
    return step
  }

  private func rule(_ column: String, _ first: Int32?, _ year: Int32) -> String {
    guard let first else {
      return switch column {
      case "first_treat": "never treated, which is written 0"
      case "first_treat_na", "rel_time": "never treated, which is written as missing"
      default: "never treated: 0"
      }
    }
    return switch column {
    case "ever_treated": "1 because it was first treated in \(first)"
    case "treat": "\(year >= first ? 1 : 0) because \(year) is \(year >= first ? "not " : "")before \(first)"
    case "rel_time": "the year less that of the first treatment"
    default: "the earliest year of the entries that lead to the area"
    }
  }

  /// The lines of the policy's list that lead to the area, earliest first.
  private func entries(_ treatment: PanelDefinition.Treatment, _ row: Int) -> [ExplanationStep.Fact] {
    let file = "indicators/areas/\(treatment.policy.replacing("_", with: "-")).csv"
    let years = catalog.areas.policies[treatment.policy]?.firstYears[treatment.appliesTo] ?? [:]
    let table = panelTable
    let areas = years.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
      .filter { table.living($0).contains(keys[row].area) }
    return areas.flatMap { lines("area_code", $0.description, in: file) }.filter { fact in
      fact.values.contains { $0.name == "applies_to" && $0.value == .string(treatment.appliesTo) }
    }
  }

  /// Whether, or how many, live pilots lie in a ring: each of them with its distance.
  func ring(_ place: Int, counts: Bool, _ row: Int) -> ExplanationStep {
    guard let rings = definition.rings else { return step(.policy, "ring", row) }
    let name = rings.names[place]
    var step = step(.policy, (counts ? "nring_" : "ring_") + name.code, row)
    step.title = table[step.code]?.title ?? Title()
    step.identity = "policy \(step.code) \(keys[row])"
    let neighbours = neighbours(rings, place, row)
    guard let neighbours else {
      step.facts.append(.init("missing", "the lists give no seat of this area, so that it has no distances"))
      return step
    }
    let live = neighbours.filter { $0.first <= keys[row].year.rawValue }
    step.value = .integer(counts ? Int32(live.count) : live.isEmpty ? 0 : 1)
    step.facts.append(
      .init(
        "rule",
        "areas of the panel first treated by \(keys[row].year) (live 1 below) whose seats lie in \(name.en) (great circle, "
          + "earth radius \(DecimalText.text(rings.earthRadius)) km), the area itself left out: \(live.count)"
          + (counts ? "" : live.isEmpty ? ", so 0" : ", so 1"),
        [("live", .int(live.count)), ("earth_radius_km", .double(rings.earthRadius))]))
    step.table = DataTable(columns: [
      DataColumn("area", .int32(neighbours.map(\.area.rawValue))),
      DataColumn("name", .text(neighbours.map { self.name($0.area, nameYear(row)) })),
      DataColumn("first_treat", .int32(neighbours.map(\.first))),
      DataColumn("km", .double(neighbours.map(\.kilometres))),
      DataColumn("live", .int32(neighbours.map { $0.first <= keys[row].year.rawValue ? 1 : 0 })),
    ])
    return step
  }

  private struct Neighbour {
    var area: AreaCode
    var first: Int32
    var kilometres: Double
  }

  /// The treated areas in a ring, nearest first; nil if the area has no seat.
  private func neighbours(_ rings: PanelDefinition.Rings, _ place: Int, _ row: Int) -> [Neighbour]? {
    let last = ReferenceYear(definition.years.upperBound)
    func seat(_ area: AreaCode) -> GeographicPoint? {
      catalog.areas.spell(area, at: last)?.seat.map {
        GeographicPoint(longitude: $0.longitude, latitude: $0.latitude)
      }
    }
    let distances = Haversine(radius: rings.earthRadius)
    guard let own = seat(keys[row].area), let bands = DistanceBands(edges: rings.edges, distances: distances) else {
      return nil
    }
    let members = Set(scored.panel.areas)
    var found: [Neighbour] = []
    for (area, first) in panelTable.firstTreated where area != keys[row].area && members.contains(area) {
      guard let other = seat(area) else { continue }
      let kilometres = distances.kilometres(own, other)
      if bands.band(of: kilometres) == place {
        found.append(Neighbour(area: area, first: first, kilometres: kilometres))
      }
    }
    return found.sorted { ($0.kilometres, $0.area) < ($1.kilometres, $1.area) }
  }
}
