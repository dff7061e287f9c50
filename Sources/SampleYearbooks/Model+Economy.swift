import Foundation

extension Model {
  /// All figures of a unit and year, whole city.
  package func figures(_ unit: Int, _ year: Int) -> Figures {
    var f = Figures()
    let trait = traits[unit]
    f[.populationYearend] = populationYearend(unit, year)
    f[.populationMean] = populationMean(unit, year)
    let birth = 4.5 + 350 * (trait.populationGrowth - 0.004) + noise("birth", unit, year, 1.1)
    f[.naturalGrowth] = birth / 1000
    f[.landArea] = trait.population / trait.density
    f[.builtUpArea] = builtUp(unit, year)
    output(&f, unit, year)
    employment(&f, unit, year)
    publicSector(&f, unit, year)
    households(&f, unit, year)
    services(&f, unit, year)
    return f
  }

  /// Built-up area of the municipal districts, km2.
  func builtUp(_ unit: Int, _ year: Int) -> Double {
    let trait = traits[unit]
    return trait.population * trait.districts * trait.builtUpPerPerson
      * (1 + 0.6 * NationalPath.progress(year) + noise("built-up", unit, year, 0.01))
  }

  private func output(_ f: inout Figures, _ unit: Int, _ year: Int) {
    let trait = traits[unit]
    let real = realProduct(unit, year)
    let deflator = deflator(unit, year)
    f[.gdp] = real * deflator
    f[.realGDPBefore] = realProduct(unit, year - 1)
    f[.gdpIndex] = real / f[.realGDPBefore]
    let y1 = primaryShare(unit, year)
    let level = trait.upgrading + 0.17 * NationalPath.progress(year) + upgradingShift(unit, year)
    let y3 = min(0.92 - y1, max(0.15, level - 2 + y1))
    f[.primaryShare] = y1
    f[.tertiaryShare] = y3
    f[.secondaryShare] = 1 - y1 - y3
    let capital = { (y: Int) in
      trait.capitalIntensity * (1.9 + 1.2 * NationalPath.progress(y)) * realProduct(unit, y)
    }
    f[.capitalFormation] = deflator * max(0.05 * real, capital(year) - 0.904 * capital(year - 1))
    f[.fdi] =
      f[.populationMean] * 45 * exp(0.6 * random.normal("fdi", world.units[unit].code))
      * (1 + 0.8 * NationalPath.progress(year)) * exp(noise("fdi", unit, year, 0.12))
    for (group, variable) in Variable.prices.enumerated() {
      let own = trait.priceSpread * random.normal(variable.rawValue, world.units[unit].code, year)
      f[variable] = 1 + NationalPath.priceChange(group, year) + own
    }
  }

  private func deflator(_ unit: Int, _ year: Int) -> Double {
    NationalPath.deflator(year) * (1 + noise("deflator", unit, year, 0.006))
  }

  private func primaryShare(_ unit: Int, _ year: Int) -> Double {
    traits[unit].primaryShare * exp(-0.03 * Double(year - 2006))
  }

  /// Secondary and tertiary output of the municipal districts on their built-up area, 亿元 (current) per km2.
  func landEfficiency(_ unit: Int, _ year: Int) -> Double {
    let product = realProduct(unit, year) * deflator(unit, year)
    let inner = traits[unit].districts
    let primary = primaryShare(unit, year) * (inner < 1 ? Self.districtPrimary : 1)
    return product * Self.districtProduct(inner) * (1 - primary) / 1e8 / builtUp(unit, year)
  }

  /// Deviation of the upgrading level from its path: direct effect, moderated; the mediator; noise.
  private func upgradingShift(_ unit: Int, _ year: Int) -> Double {
    let students = studentsPerTenThousand(unit, year) - PlantedTruths.studentsCentre
    let land = landEfficiency(unit, year) - PlantedTruths.landEfficiencyCentre
    let direct =
      PlantedTruths.upgradingDirectEffect + PlantedTruths.upgradingPerHundredStudents * students / 100
      + PlantedTruths.upgradingPerLandEfficiency * land
    return effects.reach[unit].support * effects.phase(unit, year) * direct
      + PlantedTruths.upgradingPerCoagglomeration * coagglomerationShift(unit, year)
      + noise("upgrading", unit, year, 0.006)
  }

  private func employment(_ f: inout Figures, _ unit: Int, _ year: Int) {
    let trait = traits[unit]
    let total = f[.populationYearend] * trait.employmentRate * (1 + 0.30 * min(1, 1.3 * NationalPath.progress(year)))
    let quotient = quotients(unit, year)
    let manufacturing = min(0.5, quotient.manufacturing * NationalPath.manufacturingShare(year))
    let services = min(0.45, quotient.services * NationalPath.servicesShare(year))
    let information = min(
      0.6 * services, quotient.information * NationalPath.servicesShare(year) * NationalPath.informationShare(year))
    f[.manufacturing] = (total * manufacturing).rounded()
    f[.information] = (total * information).rounded()
    let typical: [(Variable, Double)] = [(.transport, 0.40), (.finance, 0.26), (.leasing, 0.20), (.research, 0.14)]
    let weights = typical.map { $0.1 * exp(0.12 * random.normal("service " + $0.0.rawValue, world.units[unit].code)) }
    for ((variable, _), weight) in zip(typical, weights) {
      f[variable] = (total * (services - information) * weight / weights.reduce(0, +)).rounded()
    }
    for (variable, weight) in zip(Variable.sectors, trait.otherSectors) where weight > 0 {
      f[variable] = (total * (1 - manufacturing - services) * weight).rounded()
    }
    f[.employmentTotal] = Variable.sectors.reduce(0) { $0 + f[$1] }
  }
}
