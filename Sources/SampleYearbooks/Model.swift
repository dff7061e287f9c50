import Foundation

/// The synthetic economy: figures of every unit and year, from traits, the national path, noise and the planted effects.
///
/// Quantities a head are sums `trait + common rise + noise + effect`, so that trends are parallel in levels and the planted
/// effects can be found by difference in differences; totals are these times the population.
package struct Model: Sendable {
  package let world: World
  let random: KeyedRandom
  let traits: [UnitTraits]
  let effects: PilotEffects
  /// Location quotients before pilots, scaled so that the employment-weighted mean of 2010 is 1.
  private let quotientScale: (manufacturing: Double, services: Double, information: Double)

  package init(world: World, seed: UInt64, withPilots: Bool) {
    let random = KeyedRandom(seed: seed)
    let traits = world.units.map { UnitTraits($0, random) }
    self.world = world
    self.random = random
    self.traits = traits
    let workers = traits.map { $0.population * $0.employmentRate }
    func scale(_ quotient: KeyPath<UnitTraits, Double>) -> Double {
      workers.reduce(0, +) / zip(traits, workers).reduce(0) { $0 + $1.0[keyPath: quotient] * $1.1 }
    }
    quotientScale = (scale(\.manufacturing), scale(\.services), scale(\.information))
    effects = PilotEffects(
      world, traits: traits, population: Self.population2010(world, traits),
      misallocation: Self.misallocation(traits), isOn: withPilots)
  }

  /// Slow noise of a series: mean 0, this standard deviation, first-order autocorrelation 0.5.
  func noise(_ key: String, _ unit: Int, _ year: Int, _ size: Double) -> Double {
    size * random.persistent(key, world.units[unit].code, year)
  }

  /// Registered population at the end of a year, persons.
  func populationYearend(_ unit: Int, _ year: Int) -> Double {
    traits[unit].population * exp(traits[unit].populationGrowth * Double(year - 2006))
  }

  /// Mean registered population of a year, persons.
  package func populationMean(_ unit: Int, _ year: Int) -> Double {
    (populationYearend(unit, year) + populationYearend(unit, year - 1)) / 2
  }

  /// Deviation of the location quotient of information from its level: pilot effect and noise.
  package func virtualShift(_ unit: Int, _ year: Int) -> Double {
    effects.reach[unit].virtualAgglomeration * effects.phase(unit, year) + noise("virtual", unit, year, 0.05)
  }

  /// Deviation of the co-agglomeration degree from its level: pilot effect and noise.
  package func coagglomerationShift(_ unit: Int, _ year: Int) -> Double {
    effects.reach[unit].coagglomeration * effects.phase(unit, year) + noise("coagglomeration", unit, year, 0.05)
  }

  /// Points of push on common prosperity.
  package func push(_ unit: Int, _ year: Int) -> Double {
    effects.reach[unit].prosperity * effects.phase(unit, year) + effects.spillover(unit, year)
      + PlantedTruths.prosperityPerVirtualAgglomeration * virtualShift(unit, year)
  }

  /// Real gross product a head, yuan of 2006.
  package func product(_ unit: Int, _ year: Int) -> Double {
    traits[unit].product + NationalPath.productGained(year) + noise("product", unit, year, 220)
      + PlantedTruths.PerPoint.grossProduct * push(unit, year)
  }

  func realProduct(_ unit: Int, _ year: Int) -> Double { product(unit, year) * populationMean(unit, year) }

  /// Location quotients of manufacturing, services and information as planted.
  ///
  /// Both quotients of a city move in proportion, which leaves their relative difference alone and moves the degree of
  /// co-agglomeration (variant B) by exactly the shift.
  package func quotients(_ unit: Int, _ year: Int) -> (manufacturing: Double, services: Double, information: Double) {
    let m = traits[unit].manufacturing * quotientScale.manufacturing
    let s = traits[unit].services * quotientScale.services
    let factor = 1 + coagglomerationShift(unit, year) / (m + s)
    let information = traits[unit].information * quotientScale.information + virtualShift(unit, year)
    return (m * factor, s * factor, max(0.1, information))
  }

  /// Registered population of 2010 on the boundaries of 2020.
  private static func population2010(_ world: World, _ traits: [UnitTraits]) -> [Double] {
    world.units.map { unit in
      world.parts(of: unit.code, in: 2020).reduce(0) { sum, part in
        let trait = traits[part.unit]
        return sum + part.share * trait.population * exp(trait.populationGrowth * 4)
      }
    }
  }

  /// |tau| = |1/gamma - 1| of capital and labour in 2010 with one production function for all, before noise and pilots.
  private static func misallocation(_ traits: [UnitTraits]) -> [(capital: Double, labour: Double)] {
    let output = traits.map { $0.population * ($0.product + NationalPath.productGained(2010)) }
    let capital = zip(traits, output).map { $0.0.capitalIntensity * $0.1 }
    let labour = traits.map { $0.population * $0.employmentRate }
    let (allOutput, allCapital, allLabour) = (output.reduce(0, +), capital.reduce(0, +), labour.reduce(0, +))
    return traits.indices.map { i in
      let share = output[i] / allOutput
      return (abs(share / (capital[i] / allCapital) - 1), abs(share / (labour[i] / allLabour) - 1))
    }
  }
}
