import SampleYearbooks
import Testing

/// The synthetic economy: accounts that close and effects of the planted size.
@Suite struct ModelTests {
  private let world: World
  private let model: Model
  private let counterfactual: Model

  init() throws {
    let project = try SmallProject()
    defer { project.remove() }
    world = World(try AreaFiles(project: project.path))
    model = Model(world: world, seed: 1, withPilots: true)
    counterfactual = Model(world: world, seed: 1, withPilots: false)
  }

  private func unit(_ code: Int) throws -> Int { try #require(world.units.firstIndex { $0.code == code }) }

  @Test func aPrefectureThatBecameACityIsOneUnit() throws {
    let bijie = try unit(520_500)
    #expect(!world.units.contains { $0.code == 522_400 })
    #expect(world.parts(of: 522_400, in: 2009).map(\.unit) == [bijie])
    #expect(world.parts(of: 520_500, in: 2012).map(\.unit) == [bijie])
    #expect(world.units[bijie].firstTreated == 2016)
  }

  @Test func aDividedCityLivesOnInItsSuccessors() throws {
    let chaohu = try unit(341_400)
    #expect(world.parts(of: 340_100, in: 2010).count == 1)
    let parts = [340_100, 340_200, 340_500].flatMap { world.parts(of: $0, in: 2011) }.filter { $0.unit == chaohu }
    #expect(parts.map(\.share) == [0.5, 0.3, 0.2])
  }

  @Test func accountsClose() {
    for unit in world.units.indices {
      for year in [2006, 2013, 2020] {
        let f = model.figures(unit, year)
        #expect(abs(f[.primaryShare] + f[.secondaryShare] + f[.tertiaryShare] - 1) < 1e-12)
        #expect(f[.employmentTotal] == Variable.sectors.reduce(0) { $0 + f[$1] })
        #expect(f[.employmentTotal] < f[.populationYearend])
        let growth = model.product(unit, year) * model.populationMean(unit, year)
        let before = model.product(unit, year - 1) * model.populationMean(unit, year - 1)
        #expect(abs(f[.gdpIndex] - growth / before) < 1e-12)
        #expect((0.95...1.35).contains(f[.gdpIndex]))
        let inner = model.districtFigures(of: f, unit: unit)
        for variable in [Variable.gdp, .populationMean, .landArea, .fiscalRevenue, .scienceExpenditure] {
          #expect(inner[variable] > 0 && inner[variable] <= f[variable])
        }
        for variable in Variable.prices { #expect((0.9...1.2).contains(f[variable])) }
        #expect(f[.wasteTreated] <= 1)
      }
    }
  }

  @Test func withoutPilotsTheYearsBeforeAreTheSame() {
    for unit in world.units.indices {
      for variable in Variable.allCases {
        #expect(model.figures(unit, 2013)[variable] == counterfactual.figures(unit, 2013)[variable])
      }
    }
  }

  @Test func coagglomerationMovesByThePlantedShift() throws {
    for unit in world.units.indices {
      for year in [2008, 2019] {
        let with = degree(model.quotients(unit, year))
        let without = degree(counterfactual.quotients(unit, year))
        let shift = model.coagglomerationShift(unit, year) - counterfactual.coagglomerationShift(unit, year)
        #expect(abs(with - without - shift) < 1e-12)
      }
    }
  }

  private func degree(_ q: (manufacturing: Double, services: Double, information: Double)) -> Double {
    let sum = q.manufacturing + q.services
    return 1 - abs(q.manufacturing - q.services) / sum + sum
  }

  @Test func theEffectGrowsInAndTheWestHasNoUpgrading() throws {
    #expect([-1, 0, 1, 2, 3, 6].map(PlantedTruths.phaseIn) == [0, 0.4, 0.4 + 0.2, 0.4 + 0.4, 1, 1])
    #expect(PlantedTruths.support(region: "west", population: 12e6) == 0)
    #expect(PlantedTruths.support(region: "east", population: 4.99e6) == 0)
    #expect(PlantedTruths.support(region: "central", population: 5e6) == 1)
    #expect(PlantedTruths.support(region: "east", population: 10e6) == 1.5)
    let bijie = try unit(520_500)
    #expect(model.coagglomerationShift(bijie, 2020) == counterfactual.coagglomerationShift(bijie, 2020))
    #expect(model.figures(bijie, 2020)[.tertiaryShare] == counterfactual.figures(bijie, 2020)[.tertiaryShare])
    #expect(model.virtualShift(bijie, 2020) > counterfactual.virtualShift(bijie, 2020))
  }

  @Test func aNeighbourFeelsLivePilotsByDistance() throws {
    // 无锡 lies 33 km from 苏州 (pilot of 2014) and farther than 300 km from every other pilot.
    let wuxi = try unit(320_200)
    let spill = { (year: Int) in model.push(wuxi, year) - counterfactual.push(wuxi, year) }
    #expect(spill(2013) == 0)
    #expect(abs(spill(2014) - PlantedTruths.rings[0].push) < 1e-12)
    #expect(abs(spill(2020) - PlantedTruths.rings[0].push) < 1e-12)
  }
}
