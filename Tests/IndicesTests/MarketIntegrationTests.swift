import Definitions
import Foundation
import Indices
import PanelModel
import Testing
import _TestSupport

struct MarketIntegrationTests {
  /// Two categories, three areas with ln p = (0, 0), (0.1, 0.3), (0.2, 0.2).
  /// |dQ|: (0.1, 0.3), (0.2, 0.2), (0.1, 0.1); means 0.4/3 and 0.2; q: (-1, 3)/30, (2, 0)/30, (-1, -3)/30.
  /// Sample variances: (4/30)^2 / 2 = 8/900, 2/900, 2/900.
  private let indices = [[0.0, 0], [0.1, 0.3], [0.2, 0.2]].map { $0.map { exp($0) } }

  @Test func byHand() {
    let all = PriceVariance(indices: indices, divisor: .sample, meanOverAllPairs: true) { _, _ in true }
    #expect(worstDifference(all.pairs.map { $0.variance }, [8.0 / 900, 2.0 / 900, 2.0 / 900]) < 1e-13)
    #expect(worstDifference(all.segmentation, [5.0 / 900, 5.0 / 900, 2.0 / 900]) < 1e-13)
    let half = PriceVariance(indices: indices, divisor: .population, meanOverAllPairs: true) { _, _ in true }
    #expect(worstDifference(half.segmentation, [2.5 / 900, 2.5 / 900, 1.0 / 900]) < 1e-13)
    // Area 3 has no partner; the one pair is its own mean, so that nothing varies.
    let pair = PriceVariance(indices: indices, divisor: .sample, meanOverAllPairs: false) { $0 == 0 && $1 == 1 }
    #expect(pair.segmentation == [0, 0, nil] && pair.pairs.count == 1)
    let far = PriceVariance(indices: indices, divisor: .sample, meanOverAllPairs: true) { $0 == 0 && $1 == 1 }
    #expect(worstDifference(far.segmentation, [8.0 / 900, 8.0 / 900, nil]) < 1e-13)
  }

  private func panel() -> Panel {
    SmallPanel.make([
      ("food", indices.flatMap { [100 * $0[0], 100] }), ("housing", indices.flatMap { [100 * $0[1], 100] }),
      ("zone", [1, 1, 1, 1, 2, 2]),
    ])
  }

  @Test func partnersAndGaps() throws {
    let prices = MeasureRunner.codes(["food", "housing"])
    let all = try MeasureRunner.run(
      "market_integration", ["prices": prices, "partners": .text("all"), "pairs": .flag(true)], panel())
    #expect(worstDifference(all.values("integration"), [180, nil, 180, nil, 450, nil]) < 1e-12)
    #expect(
      worstDifference(all.values("root"), [180, nil, 180, nil, 450, nil].map { $0.map { $0.squareRoot() } }) < 1e-12)
    #expect(all.values("segmentation")[1] == 0 && all.series("integration")?.statuses[1] == .missingCannotExist)
    #expect(all.findings.map(\.code) == [.measureUndefined] && all.findings[0].count == 3)
    #expect(all.numbers("pairs", "area_j") == [2, 3, 3, 2, 3, 3])

    let same = try MeasureRunner.run(
      "market_integration", ["prices": prices, "partners": MeasureRunner.map(("same", .text("zone")))], panel())
    #expect(worstDifference(same.values("segmentation"), [8.0 / 900, 0, 8.0 / 900, 0, nil, nil]) < 1e-12)
    #expect(same.findings.map(\.code) == [.measureUndefined, .areaWithoutPlace])

    var gaps = panel()
    gaps["food"] = PanelSeries([100, 100, 110, 100, 0, nil], whenNil: .missingNotCollected)
    let fewer = try MeasureRunner.run("market_integration", ["prices": prices, "partners": .text("all")], gaps)
    #expect(fewer.series("integration")?.statuses[4] == .excluded)
    #expect(fewer.series("integration")?.statuses[5] == .missingNotCollected)
    #expect(fewer.findings.first?.code == .leftOutOfTotals && fewer.findings.first?.count == 2)
  }

  @Test func distancesDecide() throws {
    // Areas 1 and 2 are a degree apart, area 3 has no seat.
    let seats: [AreaCode: GeographicPoint] = [
      AreaCode(1): .init(longitude: 100, latitude: 0), AreaCode(2): .init(longitude: 101, latitude: 0),
    ]
    func run(_ limit: Double) throws -> MeasureRunner.Result {
      try MeasureRunner.run(
        "market_integration",
        [
          "prices": MeasureRunner.codes(["food", "housing"]),
          "partners": MeasureRunner.map(("within_km", .number(limit))),
        ], panel(), context: MeasureContext(seats: seats))
    }
    #expect(worstDifference(try run(112).values("segmentation"), [8.0 / 900, 0, 8.0 / 900, 0, nil, nil]) < 1e-12)
    #expect(try run(111).values("segmentation").allSatisfy { $0 == nil })
  }

  @Test func wrongOptionsAreRefused() throws {
    func refusal(_ options: [String: OptionValue]) throws -> DefinitionError {
      try #require(throws: DefinitionError.self) { try MeasureRunner.run("market_integration", options, panel()) }
    }
    let prices = MeasureRunner.codes(["food", "housing"])
    #expect(try refusal(["prices": prices]).message == "'partners' is missing")
    #expect(try refusal(["prices": .text("food"), "partners": .text("all")]).message.contains("two or more"))
    #expect(try refusal(["prices": prices, "partners": .text("some")]).message.contains("within_km"))
  }
}

@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct MarketIntegrationGoldenTests {
  private let goods = (1...8).map { "g\($0)" }

  @Test(arguments: ["sample", "population"]) func segmentation(variance: String) throws {
    let input = try GoldenCSV("spatial/inputs/price_index.csv")
    let data = try GoldenPanel(input, columns: goods, unit: "region", time: "year")
    let result = try MeasureRunner.run(
      "market_integration",
      [
        "prices": MeasureRunner.codes(goods), "partners": .text("all"), "variance": .text(variance),
        "pairs": .flag(true),
      ],
      data.panel)
    let csv = try GoldenCSV("spatial/expected/ref_market_seg.csv")
    #expect(try csv.text("region") == input.text("region") && csv.text("year") == input.text("year"))
    let name = variance == "sample" ? "ddof1" : "ddof0"
    let segmentation = data.inFileOrder(try #require(result.series("segmentation")))
    var worst = worstDifference(segmentation, try csv.numbers("seg_\(name)"))
    if variance == "sample" {
      for (output, column) in [("integration", "integ_inv"), ("root", "integ_sqrt_inv")] {
        worst = max(
          worst, worstDifference(data.inFileOrder(try #require(result.series(output))), try csv.numbers(column)))
      }
    }
    GoldenReport.record(method: "market_integration", file: "\(csv.path) \(name)", worst: worst)
    #expect(worst <= 1e-12)
    try pairs(result, data, input, name)
  }

  private func pairs(_ result: MeasureRunner.Result, _ data: GoldenPanel, _ input: GoldenCSV, _ name: String) throws {
    let csv = try GoldenCSV("spatial/expected/ref_market_pairs.csv")
    var number: [String: Double] = [:]
    for (region, row) in zip(try input.text("region"), data.rows) {
      number[region ?? ""] = Double(data.panel.keys[row].area.rawValue)
    }
    var ours: [[Double]: Double] = [:]
    let table = ["year", "area_i", "area_j", "variance"].map { result.numbers("pairs", $0).compactMap { $0 } }
    for i in table[0].indices { ours[[table[0][i], table[1][i], table[2][i]]] = table[3][i] }
    let keys = try zip(try csv.numbers("year"), zip(try csv.text("r1"), try csv.text("r2"))).map { year, pair in
      let regions = [try #require(number[pair.0 ?? ""]), try #require(number[pair.1 ?? ""])].sorted()
      return [year ?? 0] + regions
    }
    #expect(ours.count == keys.count)
    let worst = worstDifference(keys.map { ours[$0] }, try csv.numbers("var_\(name)"))
    GoldenReport.record(method: "market_integration", file: "\(csv.path) \(name)", worst: worst)
    #expect(worst <= 1e-12)
  }
}
