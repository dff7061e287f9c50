import Indices
import PanelModel
import Testing
import _TestSupport

/// Formulas worked by hand, for what no reference file holds.
struct FormulaTests {
  @Test func locationQuotientEdges() {
    // Part 10 of 40 in the whole: 0.25.
    #expect(LocationQuotient.values(part: [10, 0, 0], total: [20, 20, 0]) == [2, 0, nil])
    #expect(LocationQuotient.values(part: [0, 0], total: [5, 6]) == [nil, nil])
    #expect(LocationQuotient.values(part: [0], total: [0]) == [nil])
    #expect(LocationQuotient.values(part: [], total: []) == [])
  }

  @Test func locationQuotientsKnowNoUnits() {
    let part = [3.0, 5, 7, 11]
    let total = [20.0, 31, 44, 50]
    let ours = LocationQuotient.values(part: part, total: total)
    let inTenThousands = LocationQuotient.values(part: part.map { $0 / 10_000 }, total: total.map { $0 / 10_000 })
    #expect(worstDifference(ours, inTenThousands) < 1e-14)
    let turned = LocationQuotient.values(part: part.reversed(), total: total.reversed())
    #expect(worstDifference(ours, turned.reversed()) < 1e-14)
    // Weighted by the regions' totals they average to 1.
    let mean = zip(ours, total).map { ($0 ?? 0) * $1 }.stableSum() / total.stableSum()
    #expect(isClose(mean, 1))
  }

  /// LQ (1.5, 0.5): A = 1 - 1 / 2 = 0.5, B = 2.5, C = 0.5 sqrt(0.75).
  @Test func cityCoagglomeration() {
    #expect(CityCoagglomeration.relativeDifference.degree(1.5, 0.5) == 0.5)
    #expect(CityCoagglomeration.qualityAndHeight.degree(1.5, 0.5) == 2.5)
    #expect(isClose(CityCoagglomeration.product.degree(1.5, 0.5), 0.5 * 0.75.squareRoot()))
    #expect(isClose(CityCoagglomeration.product.degree(0.8, 0.8), 0.8))
    // LQ (2, 0.5): A = 1 - 1.5 / 2.5 = 0.4, sqrt(1) = 1.
    #expect(isClose(CityCoagglomeration.product.degree(2, 0.5), 0.4))
    #expect(isClose(CityCoagglomeration.product.degree(0.5, 2), 0.4))
    for variant in CityCoagglomeration.allCases { #expect(variant.degree(0, 0) == nil) }
    #expect(CityCoagglomeration.relativeDifference.degree(0, 1.2) == 0)
    #expect(CityCoagglomeration.qualityAndHeight.degree(0, 1.2) == 1.2)
    #expect(CityCoagglomeration.product.degree(0, 1.2) == 0)
  }

  @Test func upgradingOfPureStructures() {
    let pure: [[Double]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    #expect(pure.map(StructuralUpgrading.level) == [1, 2, 3])
    let angles = pure.map(StructuralUpgrading.angle)
    #expect(worstDifference(angles, [1.5 * Double.pi, 2 * Double.pi, 2.5 * Double.pi]) < 1e-15)
    #expect(pure.map(StructuralUpgrading.advancement) == [nil, 0, nil])
  }

  @Test func rationalizationEdges() {
    let y = [0.1, 0.4, 0.5]
    #expect(StructuralUpgrading.rationalization(y, employment: y) == 0)
    #expect(StructuralUpgrading.rationalization(y, employment: [0, 0.5, 0.5]) == nil)
    // y1 = l1 = 0 adds nothing: 0.5 ln 2 + 0.5 ln (2/3) = 0.5 ln (4/3).
    let value = StructuralUpgrading.rationalization([0, 0.5, 0.5], employment: [0, 0.25, 0.75])
    #expect(isClose(value, 0.14384103622589045))
    #expect(StructuralUpgrading.shares(of: [0, 0, 0]) == nil && StructuralUpgrading.shares(of: [-1, 2, 3]) == nil)
    #expect(StructuralUpgrading.shares(of: [1, 1, 2]) == [0.25, 0.25, 0.5])
  }

  @Test func bandEdges() throws {
    let bands = try #require(DistanceBands(edges: [0, 50, 100]))
    #expect([0, 1, 50, 50.001, 100, 100.001].map(bands.band) == [0, 0, 0, 1, 1, nil])
    let far = try #require(DistanceBands(edges: [50, 100, 150]))
    #expect([0, 50, 50.001, 150].map(far.band) == [nil, nil, 0, 1])
    #expect(DistanceBands(edges: [0]) == nil && DistanceBands(edges: [0, 50, 50]) == nil)
    #expect(DistanceBands(edges: [-1, 50]) == nil)
  }

  /// Three areas on the equator, a degree (111.2 km) apart; the middle one treated from 2014, the last from 2015.
  @Test func liveNeighbours() throws {
    let seats: [AreaCode: GeographicPoint] = [
      AreaCode(1): .init(longitude: 100, latitude: 0), AreaCode(2): .init(longitude: 101, latitude: 0),
      AreaCode(3): .init(longitude: 102, latitude: 0), AreaCode(5): .init(longitude: 100, latitude: 0),
    ]
    let degree = Haversine().kilometres(.init(longitude: 100, latitude: 0), .init(longitude: 101, latitude: 0))
    #expect(isClose(degree, Haversine.meanRadius * Double.pi / 180))
    let treated = [AreaCode(2): ReferenceYear(2014), AreaCode(3): ReferenceYear(2015)]
    let keys = Panel(
      keys: (1...4).flatMap { area in
        (2013...2015).map { PanelKey(area: AreaCode(Int32(area)), year: ReferenceYear(Int32($0))) }
      }
    ).keys
    let bands = try #require(DistanceBands(edges: [0, 150, 300]))
    let counts = bands.liveNeighbours(of: keys, seats: seats, firstTreated: treated)
    // Area 4 has no seat; treated areas never count for themselves.
    #expect(counts[0] == [0, 1, 1, 0, 0, 1, 0, 1, 1, nil, nil, nil])
    #expect(counts[1] == [0, 0, 1, 0, 0, 0, 0, 0, 0, nil, nil, nil])
    // A treated area at the same seat counts in the ring from 0.
    let twin = bands.liveNeighbours(of: keys, seats: seats, firstTreated: [AreaCode(5): ReferenceYear(2013)])
    #expect(twin[0][0] == 1)
  }

  @Test func haversineOfAntipodesAndTheSamePlace() {
    let here = GeographicPoint(longitude: 116.4, latitude: 39.9)
    let antipode = GeographicPoint(longitude: -63.6, latitude: -39.9)
    #expect(Haversine(radius: 1).kilometres(here, here) == 0)
    #expect(isClose(Haversine(radius: 1).kilometres(here, antipode), Double.pi, relative: 1e-7))
  }
}
