import Definitions
import Foundation
import Indices
import PanelModel
import Testing
import _TestSupport

struct SpatialWeightsTests {
  /// Three areas on the equator, a degree apart, and a fourth at the place of the first.
  private let places: [AreaCode: GeographicPoint] = [
    AreaCode(1): .init(longitude: 100, latitude: 0), AreaCode(2): .init(longitude: 101, latitude: 0),
    AreaCode(3): .init(longitude: 102, latitude: 0),
  ]
  private let degree = Haversine.meanRadius * Double.pi / 180

  private func weights(_ w: SpatialWeights) -> [[Double]] { w.neighbours.map { $0.map(\.weight) } }

  @Test func inverseDistancesAndBands() {
    let inverse = SpatialWeights(.inverseDistance(power: 1), places: places)
    let d = degree
    for (row, expected) in zip(weights(inverse), [[1 / d, 0.5 / d], [1 / d, 1 / d], [0.5 / d, 1 / d]]) {
      #expect(worstDifference(row, expected) < 1e-12)
    }
    let square = SpatialWeights(.inverseDistance(power: 2), places: places)
    #expect(isClose(square.neighbours[0][1].weight, 0.25 / (d * d), relative: 1e-12, floor: 0))
    let band = SpatialWeights(.distanceBand, places: places, limits: (112, 230))
    #expect(band.neighbours.map { $0.map(\.area.rawValue) } == [[3], [], [1]])
    #expect(band.islands == [AreaCode(2)])
    for row in weights(inverse.rowStandardized()) { #expect(isClose(row.stableSum(), 1)) }
    #expect(weights(band.rowStandardized())[1].isEmpty)
    let largest = weights(inverse.maximumStandardized()).joined().max()
    #expect(largest == 1)
  }

  @Test func nearestAndOnePlace() {
    var more = places
    more[AreaCode(4)] = GeographicPoint(longitude: 100, latitude: 0)
    let nearest = SpatialWeights(.nearest(1), places: more)
    // Area 2 is as near to 1, 3 and 4: the lowest code is taken.
    #expect(nearest.neighbours.map { $0.map(\.area.rawValue) } == [[4], [1], [2], [1]])
    let inverse = SpatialWeights(.inverseDistance(power: 1), places: more)
    #expect(inverse.infinitePairs == 1 && !inverse.neighbours[0].contains { $0.area == AreaCode(4) })
    let raised = SpatialWeights(.inverseDistance(power: 1), places: more, leastDistance: 10)
    #expect(raised.infinitePairs == 0 && raised.neighbours[0].last?.weight == 0.1)
  }

  /// Sizes 10, 30, 40: mean 80/3.
  @Test func economicForms() {
    let sizes = [AreaCode(1): 10.0, AreaCode(2): 30, AreaCode(3): 40]
    func first(_ rule: SpatialWeights.Rule) -> [Double] {
      weights(SpatialWeights(rule, places: places, sizes: sizes))[0]
    }
    let d = degree
    #expect(worstDifference(first(.economic), [0.05, 1.0 / 30]) < 1e-15)
    #expect(worstDifference(first(.economicDistance), [0.05 / d, 1.0 / 60 / d]) < 1e-12)
    #expect(worstDifference(first(.economicShare), [90.0 / 80 / d, 120.0 / 80 / (2 * d)]) < 1e-12)
    #expect(worstDifference(first(.gravity), [300 / (d * d), 100 / (d * d)]) < 1e-12)
    let same = SpatialWeights(.economic, places: places, sizes: sizes.mapValues { min($0, 30) })
    #expect(same.infinitePairs == 1 && same.neighbours[1].map(\.area.rawValue) == [1])
  }

  @Test func exports() {
    let band = SpatialWeights(.distanceBand, places: places, limits: (0, 120))
    #expect(band.gal(name: "my seats") == "0 3 my_seats area\n1 1\n2\n2 2\n1 3\n3 1\n2\n")
    #expect(band.gwt(name: "w") == "0 3 w area\n1 2 1\n2 1 1\n2 3 1\n3 2 1\n")
    let lines = band.csv.split(separator: "\n")
    #expect(lines[0] == "area_i,area_j,km,weight" && lines.count == 5 && lines[1].hasPrefix("1,2,111.19"))
    let islands = SpatialWeights(.distanceBand, places: places, limits: (300, 400))
    #expect(islands.gal(name: "w") == "0 3 w area\n1 0\n\n2 0\n\n3 0\n\n" && islands.gwt(name: "w") == "0 3 w area\n")
  }

  @Test func measureAndFindings() throws {
    let panel = SmallPanel.make([("gdp", [10, 20, 30, 30, nil, nil, 7, 7])], areas: 4)
    let context = MeasureContext(seats: places)
    let result = try MeasureRunner.run(
      "spatial_weights",
      ["method": .text("economic"), "size": .text("gdp"), "standardize": .text("row")], panel, code: "w",
      context: context)
    // Means 15 and 30; area 3 has no size, area 4 no seat.
    #expect(result.numbers("pairs", "weight") == [1, 1] && result.numbers("pairs", "area_j") == [2, 1])
    #expect(result.findings.map(\.code) == [.areaWithoutPlace] && result.findings[0].count == 2)
    #expect(result.output.files.map(\.name) == ["w.gal", "w.gwt"])
    let alone = try MeasureRunner.run(
      "spatial_weights",
      [
        "method": .text("distance_band"), "standardize": .text("none"), "distance_km": .list([.number(0), .number(5)]),
      ], panel, context: context)
    #expect(alone.findings.map(\.count) == [1, 3] && alone.numbers("pairs", "weight").isEmpty)
  }

  @Test func wrongOptionsAreRefused() throws {
    func refusal(_ options: [String: OptionValue]) throws -> String {
      try #require(throws: DefinitionError.self) {
        try MeasureRunner.run("spatial_weights", options, SmallPanel.make([]))
      }.message
    }
    let none = OptionValue.text("none")
    #expect(try refusal(["method": .text("gravity"), "standardize": none]) == "'size' is missing")
    #expect(try refusal(["method": .text("nearest"), "standardize": none]) == "'neighbours' is missing")
    #expect(try refusal(["method": .text("distance_band"), "standardize": none]) == "'distance_km' is missing")
    #expect(try refusal(["method": .text("inverse_distance")]) == "'standardize' is missing")
    #expect(
      try refusal(["method": .text("inverse_distance"), "standardize": none, "size": .text("gdp")]).contains(
        "no meaning"))
    #expect(
      try refusal([
        "method": .text("inverse_distance"), "standardize": none, "distance_km": .list([.number(9), .number(3)]),
      ]).contains("rising"))
  }
}

@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct SpatialWeightsGoldenTests {
  /// Inverse distances within 300 km between 280 cities, rows summing to 1.
  @Test func inverseDistances() throws {
    let panel = try GoldenCSV("did/data/synth_280x15.csv")
    var places: [AreaCode: GeographicPoint] = [:]
    let points = zip(try panel.numbers("lon"), try panel.numbers("lat"))
    for (city, place) in zip(try panel.numbers("city"), points) {
      places[AreaCode(Int32(city ?? 0))] = GeographicPoint(longitude: place.0 ?? 0, latitude: place.1 ?? 0)
    }
    let ours = SpatialWeights(.inverseDistance(power: 1), places: places, limits: (0, 300)).rowStandardized()
    var found: [[Double]: Double] = [:]
    for (area, own) in zip(ours.areas, ours.neighbours) {
      for one in own { found[[Double(area.rawValue), Double(one.area.rawValue)]] = one.weight }
    }
    let csv = try GoldenCSV("did/data/synth_W_invdist300.csv")
    let keys = zip(try csv.numbers("i"), try csv.numbers("j")).map { [$0 ?? 0, $1 ?? 0] }
    #expect(keys.count == found.count)
    let worst = worstDifference(keys.map { found[$0] }, try csv.numbers("w"))
    GoldenReport.record(method: "spatial_weights", file: csv.path, worst: worst)
    #expect(worst <= 1e-12)
  }
}
