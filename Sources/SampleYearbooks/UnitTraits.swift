import Foundation

/// What is particular to a unit and does not change: levels of 2006, drawn around what its region, rank and kind suggest.
struct UnitTraits: Sendable {
  var population: Double
  var populationGrowth: Double
  /// Part of inhabitants in municipal districts.
  var districts: Double
  var density: Double
  var builtUpPerPerson: Double
  /// Real gross product a head, yuan of 2006.
  var product: Double
  var primaryShare: Double
  var upgrading: Double
  var capitalIntensity: Double
  var employmentRate: Double
  /// Location quotients of manufacturing, producer services and information before the pilots.
  var manufacturing: Double
  var services: Double
  var information: Double
  /// Weights of the thirteen other sectors, summing to 1 (places of `Variable.sectors`; zero for the six above).
  var otherSectors: [Double]
  /// Standard deviation of price changes over groups, as a rate.
  var priceSpread: Double
  var digitalFinance: Double

  init(_ unit: World.Unit, _ random: KeyedRandom) {
    let code = unit.code
    func draw(_ key: String) -> Double { random.normal(key, code) }
    let isEast = unit.region == "east"
    let isWest = unit.region == "west"
    let high = unit.isHighRank ? 1.0 : 0
    let top = unit.rank == "municipality" ? 1.0 : 0
    let east = isEast ? 1.0 : 0
    population = Self.population(unit, draw("population"))
    populationGrowth = 0.003 + 0.007 * high + 0.002 * east + 0.002 * draw("growth")
    districts = Self.districts(unit, random.uniform("districts", code))
    density = (isEast ? 560 : isWest ? 140 : 420) * exp(0.4 * draw("density")) * (1 + high) * (unit.isCity ? 1 : 0.2)
    builtUpPerPerson = 0.9e-4 * exp(0.25 * draw("built"))
    product = max(
      9_000, 14_500 + 3_500 * east - (isWest ? 1_000 : 0) + 2_500 * high + 1_500 * top + 3_000 * draw("product"))
    primaryShare = min(
      0.40,
      max(
        0.012 + 0.02 * random.uniform("least primary", code),
        (isEast ? 0.12 : isWest ? 0.20 : 0.17) - 0.07 * high - 0.03 * top + 0.045 * draw("primary")))
    upgrading = 2.20 + 0.03 * east + 0.12 * high + 0.08 * top + 0.045 * draw("upgrading")
    capitalIntensity = exp(0.28 * draw("capital"))
    employmentRate = max(0.05, 0.085 + 0.022 * high + 0.014 * east + 0.010 * top + 0.014 * draw("employment"))
    let base = isEast ? 1.15 : isWest ? 0.72 : 0.95
    manufacturing = min(1.8, max(0.25, base * exp(0.28 * draw("manufacturing"))))
    services = min(2.0, max(0.35, (0.85 + 0.40 * high + 0.25 * top) * exp(0.2 * draw("services"))))
    information = min(2.6, max(0.35, (0.80 + 0.50 * high + 0.30 * top) * exp(0.2 * draw("information"))))
    otherSectors = Self.otherSectors(unit, random)
    priceSpread = 0.008 + 0.008 * random.uniform("prices", code)
    digitalFinance = 48 + 13 * east + 10 * high + 6 * draw("digital")
  }

  private static func population(_ unit: World.Unit, _ normal: Double) -> Double {
    if unit.code == 460_300 { return 600 }
    let (centre, spread): (Double, Double) =
      switch unit.rank {
      case "municipality": (13.0e6, 0.18)
      case "sub_provincial": (7.4e6, 0.20)
      case "capital": (5.2e6, 0.32)
      case _ where !unit.isCity: (1.2e6, 0.5)
      default: (unit.region == "east" ? 4.7e6 : unit.region == "central" ? 4.3e6 : 2.7e6, 0.44)
      }
    return centre * exp(spread * normal)
  }

  private static func districts(_ unit: World.Unit, _ uniform: Double) -> Double {
    switch unit.rank {
    case "municipality": 1
    case "sub_provincial": 0.55 + 0.35 * uniform
    case "capital": 0.40 + 0.30 * uniform
    default: uniform > 0.96 ? 1 : 0.12 + 0.35 * uniform
    }
  }

  private static func otherSectors(_ unit: World.Unit, _ random: KeyedRandom) -> [Double] {
    let typical: [Variable: Double] = [
      .agriculture: 0.04, .mining: 0.07, .utilities: 0.045, .construction: 0.19, .wholesale: 0.08, .hotels: 0.026,
      .realEstate: 0.03, .water: 0.03, .household: 0.009, .education: 0.21, .health: 0.09, .culture: 0.018,
      .publicService: 0.18,
    ]
    let weights = Variable.sectors.map { sector -> Double in
      guard let share = typical[sector] else { return 0 }
      let spread = sector == .mining || sector == .agriculture ? 0.7 : 0.18
      return share * exp(spread * random.normal("sector " + sector.rawValue, unit.code))
    }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }
}
