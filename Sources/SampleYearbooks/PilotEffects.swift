import Foundation

/// What the pilots do to each unit in each year, by the sizes in `PlantedTruths`.
struct PilotEffects: Sendable {
  /// Fixed facts of a unit that the effects depend on.
  struct Reach: Sendable {
    var support: Double
    /// Factor of the direct effect on prosperity.
    var prosperity: Double
    /// Full effect on the location quotient of information.
    var virtualAgglomeration: Double
    var coagglomeration: Double
  }

  let reach: [Reach]
  private let firstTreated: [Int?]
  /// For each unit and ring, the year from which a live pilot other than itself lies in it; nil: never.
  private let ringFrom: [[Int?]]
  /// Without pilots every effect is 0 and everything random stays the same: the counterfactual sample.
  private let isOn: Bool

  /// - Parameters:
  ///   - population: whole-city registered population of 2010 on the boundaries of 2020, per unit.
  ///   - misallocation: |tau_K| and |tau_L| of 2010, per unit.
  init(
    _ world: World, traits: [UnitTraits], population: [Double], misallocation: [(capital: Double, labour: Double)],
    isOn: Bool
  ) {
    self.isOn = isOn
    firstTreated = world.units.map(\.firstTreated)
    let digital = Self.median(traits.map(\.digitalFinance))
    let spread = Self.median(traits.map(\.priceSpread))
    let capital = Self.standardised(misallocation.map(\.capital))
    let labour = Self.standardised(misallocation.map(\.labour))
    reach = world.units.indices.map { i in
      let unit = world.units[i]
      let support = PlantedTruths.support(region: unit.region, population: population[i])
      var prosperity = PlantedTruths.prosperityDirectEffect
      if unit.isHighRank { prosperity += PlantedTruths.prosperityHighRank }
      if traits[i].digitalFinance > digital { prosperity += PlantedTruths.prosperityHighDigitalFinance }
      if traits[i].priceSpread < spread { prosperity += PlantedTruths.prosperityHighIntegration }
      let kept =
        1 - PlantedTruths.lossPerCapitalMisallocation * capital[i]
        - PlantedTruths.lossPerLabourMisallocation * labour[i]
      return Reach(
        support: support, prosperity: prosperity,
        virtualAgglomeration: PlantedTruths.virtualAgglomerationEffect * max(0, kept),
        coagglomeration: support * (PlantedTruths.coagglomerationEffect[unit.region] ?? 0))
    }
    ringFrom = Self.rings(world)
  }

  /// Part of the full effect a unit has reached; 0 before its pilot and for areas never treated.
  func phase(_ unit: Int, _ year: Int) -> Double {
    guard isOn, let first = firstTreated[unit] else { return 0 }
    return PlantedTruths.phaseIn(year - first)
  }

  /// Points of push from live pilots around a unit.
  func spillover(_ unit: Int, _ year: Int) -> Double {
    guard isOn else { return 0 }
    return zip(PlantedTruths.rings, ringFrom[unit]).reduce(0) { sum, ring in
      guard let from = ring.1, from <= year else { return sum }
      return sum + ring.0.push
    }
  }

  private static func rings(_ world: World) -> [[Int?]] {
    let pilots = world.units.filter { $0.firstTreated != nil }
    return world.units.map { unit in
      var from = [Int?](repeating: nil, count: PlantedTruths.rings.count)
      for pilot in pilots where pilot.code != unit.code {
        guard let first = pilot.firstTreated else { continue }
        let distance = greatCircle(unit, pilot)
        for (r, ring) in PlantedTruths.rings.enumerated() where distance > ring.above && distance <= ring.upTo {
          from[r] = min(first, from[r] ?? first)
        }
      }
      return from
    }
  }

  /// Distance of two seats in km (haversine).
  static func greatCircle(_ a: World.Unit, _ b: World.Unit) -> Double {
    let radian = Double.pi / 180
    let dLat = sin((b.lat - a.lat) * radian / 2)
    let dLon = sin((b.lon - a.lon) * radian / 2)
    let h = dLat * dLat + cos(a.lat * radian) * cos(b.lat * radian) * dLon * dLon
    return 2 * PlantedTruths.earthRadius * asin(min(1, h.squareRoot()))
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }

  private static func standardised(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count))
    return values.map { variance > 0 ? ($0 - mean) / variance.squareRoot() : 0 }
  }
}
