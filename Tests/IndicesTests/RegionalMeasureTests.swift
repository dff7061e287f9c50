import Definitions
import Foundation
import Indices
import PanelModel
import Testing
import _TestSupport

/// Measures that no reference file holds, worked by hand.
struct RegionalMeasureTests {
  private let panel = SmallPanel.make([
    ("makers", [30, 30, 0, 10, 30, 30]), ("banks", [10, 10, 10, 10, 0, 5]), ("all", [50, 50, 50, 50, 50, nil]),
    ("zone", [1, 1, 1, 1, 2, 2]), ("u1", [0.2, 0.9, 0, 0.5, nil, 1]), ("u2", [0.8, 0.9, 0.4, 0.45, 0.5, 1]),
  ])

  private func years(_ entries: (String, Double)...) -> OptionValue {
    .map(entries.map { OptionEntry($0.0, .number($0.1)) })
  }

  /// The nation has 2000 of 10000 makers in 2019; area 1 has 30 of 50: 0.6 / 0.2.
  @Test func quotientsAgainstPublishedTotals() throws {
    let national = MeasureRunner.map(("total", years(("2019", 10_000))), ("part", years(("2019", 2000))))
    let options: [String: OptionValue] = [
      "of": .text("makers"), "total": .text("all"), "base": .text("national"), "national": national,
    ]
    let result = try MeasureRunner.run("location_quotient", options, panel)
    #expect(worstDifference(result.values("value"), [3, nil, 0, nil, 3, nil]) < 1e-14)
    #expect(result.findings.map(\.code) == [.leftOutOfTotals, .measureUndefined])
    #expect(result.findings[1].severity == .warning && result.findings[1].message.contains("2020"))
    func refusal(_ more: [String: OptionValue], without key: String = "") throws -> DefinitionError {
      var all = options.merging(more) { $1 }
      all[key] = nil
      return try #require(throws: DefinitionError.self) { try MeasureRunner.run("location_quotient", all, panel) }
    }
    #expect(try refusal([:], without: "national").message == "'national' is missing")
    #expect(try refusal(["base": .text("sample")]).message.contains("no meaning"))
    #expect(
      try refusal(["national": MeasureRunner.map(("total", years(("2019", 1))))]).message.contains("total, part"))
  }

  @Test func coagglomerationAgainstPublishedTotals() throws {
    let result = try MeasureRunner.run(
      "coagglomeration",
      [
        "variant": .text("B"), "manufacturing": .text("makers"), "services": .text("banks"), "total": .text("all"),
        "base": .text("national"),
        "national": MeasureRunner.map(
          ("total", years(("2019", 100), ("2020", 100))), ("manufacturing", years(("2019", 30), ("2020", 30))),
          ("services", years(("2019", 20), ("2020", 20)))),
      ], panel)
    // LQm = 0.6 / 0.3, LQs = 0.2 / 0.2: 1 - 1/3 + 3.
    #expect(isClose(result.values("degree")[0], 11.0 / 3) && result.values("degree")[5] == nil)
    #expect(result.findings.map(\.code) == [.leftOutOfTotals])
  }

  /// sqrt(2 sqrt(0.16) / 1 x 0.5) = sqrt(0.4).
  @Test func coagglomerationAsCoupling() throws {
    let options: [String: OptionValue] = [
      "variant": .text("D"), "manufacturing": .text("u1"), "services": .text("u2"),
    ]
    let result = try MeasureRunner.run("coagglomeration", options, panel)
    #expect(worstDifference(result.values("degree")[..<3].map { $0 }, [sqrt(0.4), sqrt(0.9), 0]) < 1e-15)
    #expect(result.output.columns.count == 1 && result.series("degree")?.statuses[4] == .missingNotCollected)
    let error = try #require(throws: MeasureError.self) {
      try MeasureRunner.run("coagglomeration", options.merging(["services": .text("banks")]) { $1 }, panel)
    }
    #expect(error.reason == .scoreOutsideUnitInterval && error.input == "banks")
  }

  @Test func virtualAgglomerationForms() throws {
    let options: [String: OptionValue] = [
      "form": .text("interaction"), "information": .text("banks"), "partner": .text("makers"), "total": .text("all"),
      "interaction": .text("product"),
    ]
    let product = try MeasureRunner.run("virtual_agglomeration", options, panel)
    // 2019: LQ of banks 0.2 / (20/150) = 1.5, of makers 0.6 / (60/150) = 1.5.
    #expect(isClose(product.values("value")[0], 2.25) && product.values("value")[2] == 0)
    #expect(isClose(product.values("lq_information")[2], 1.5))
    let likeness = try MeasureRunner.run(
      "virtual_agglomeration", options.merging(["interaction": .text("A")]) { $1 }, panel)
    #expect(isClose(likeness.values("value")[0], 1) && likeness.values("value")[2] == 0)
    let single = try MeasureRunner.run(
      "virtual_agglomeration",
      ["form": .text("ict_quotient"), "information": .text("banks"), "total": .text("all")], panel)
    #expect(single.output.columns.count == 1 && isClose(single.values("value")[0], 1.5))
    let composite = try MeasureRunner.run(
      "virtual_agglomeration", ["form": .text("composite"), "score": .text("u1")], panel)
    #expect(composite.values("value") == panel["u1"].map { Array($0.values) })
    let refusal = try #require(throws: DefinitionError.self) {
      try MeasureRunner.run("virtual_agglomeration", options.merging(["form": .text("ict_quotient")]) { $1 }, panel)
    }
    #expect(refusal.message.contains("'partner' has no meaning"))
  }

  /// Industries (30, 10) and (10, 30) over two areas: s = (3/4, 1/4), (1/4, 3/4), group (1/2, 1/2), w = 1/2 each.
  /// G_j = 10/16 - 1/2 = 1/8, G_U = 0: (0 - 2 x 1/4 x 1/8) / (1 - 1/2) = -1/8.
  @Test func devereux() throws {
    #expect(isClose(DevereuxIndex.coagglomeration(employment: [[30, 10], [10, 30]]), -0.125))
    // Always together: G_U = G_j, so that it equals G.
    #expect(isClose(DevereuxIndex.coagglomeration(employment: [[30, 10], [3, 1]]), 0.125))
    #expect(DevereuxIndex.coagglomeration(employment: [[30, 10], [0, 0]]) == nil)
    #expect(DevereuxIndex.coagglomeration(employment: [[30], [10]]) == nil)
    // F = 10/16 - 1/2, plants 20, 10, 10 of 40: M = 6/16 - 1/3.
    let plants = try #require(PlantSizes(employment: [20, 10, 10]))
    #expect(isClose(DevereuxIndex.alpha(employment: [30, 10], plants: plants), 0.125 - (0.375 - 1.0 / 3)))
    let result = try MeasureRunner.run(
      "devereux_coagglomeration",
      ["industries": MeasureRunner.codes(["makers", "banks"]), "within": .text("zone")], panel)
    let value = try #require(DevereuxIndex.coagglomeration(employment: [[30, 0], [10, 10]]))
    #expect(
      worstDifference(
        Array(result.values("gamma")[..<4]).enumerated().filter { $0.offset % 2 == 0 }.map { $0.element },
        [value, value]) < 1e-15)
    // One area alone in its zone.
    #expect(result.values("gamma")[4] == nil && result.series("gamma")?.statuses[4] == .missingCannotExist)
    #expect(result.numbers("groups", "area_group") == [1, 2, 1, 2] && result.numbers("groups", "gamma_c")[1] == nil)
    #expect(result.findings.map(\.code) == [.measureUndefined] && result.findings[0].count == 2)
  }

  /// Each zone by itself is what a panel of that zone alone gives.
  @Test func ellisonGlaeserWithinGroups() throws {
    var random = SplitMix64(seed: 5)
    let keys = (1...8).map { PanelKey(area: AreaCode($0), year: ReferenceYear(2019)) }
    var whole = Panel(keys: keys)
    for code in ["a", "b", "c"] { whole[IndicatorCode(code)] = PanelSeries((0..<8).map { _ in random.number(1, 9) }) }
    whole["zone"] = PanelSeries([1, 1, 1, 1, 2, 2, 2, nil], whenNil: .missing)
    var part = Panel(keys: Array(keys[..<4]))
    for code in ["a", "b", "c"] {
      let values = try #require(whole[IndicatorCode(code)]).values
      part[IndicatorCode(code)] = PanelSeries(Array(values[..<4]))
    }
    let plants = DataTable(columns: [
      DataColumn("region", .int32([1, 1, 2, 3, 4, 5, 6, 7])),
      DataColumn("industry", .text(["a", "a", "a", "b", "b", "a", "b", "c"])),
      DataColumn("employment", .double([5, 6, 7, 8, 9, 10, 11, 12])),
    ])
    let options: [String: OptionValue] = [
      "industries": MeasureRunner.codes(["a", "b", "c"]), "plants": MeasureRunner.map(("table", .text("p"))),
    ]
    let context = MeasureContext(plantTables: ["p": plants])
    let divided = try MeasureRunner.run(
      "ellison_glaeser", options.merging(["within": .text("zone")]) { $1 }, whole, context: context)
    let alone = try MeasureRunner.run("ellison_glaeser", options, part, context: context)
    #expect(divided.numbers("industries", "area_group") == [1, 1, 1, 2, 2, 2])
    for column in ["gamma", "g", "h", "z", "gamma_ms", "alpha"] {
      #expect(Array(divided.numbers("industries", column)[..<3]) == alone.numbers("industries", column))
    }
    #expect(Array(divided.numbers("pairs", "gamma_c")[..<3]) == alone.numbers("pairs", "gamma_c"))
    #expect(divided.numbers("groups", "area_group") == [1, 2])
    #expect(alone.table("industries")?["area_group"] == nil)
    #expect(divided.findings.contains { $0.code == .areaWithoutPlace && $0.count == 1 })
  }

  @Test func humanCapitalByHand() throws {
    for n in 2...6 {
      for k in 0..<n {
        let pure = (0..<n).map { $0 == k ? 1.0 : 0 }
        #expect(isClose(VectorAngle.value(pure), VectorAngle.pure(k, of: n)))
      }
    }
    // Two classes alike: both angles are pi/4, 2 + 1 of them.
    #expect(isClose(VectorAngle.value([5, 5]), 0.75 * Double.pi))
    #expect(VectorAngle.value([0, 0]) == nil && VectorAngle.value([-1, 2]) == nil)
    let panel = SmallPanel.make([
      ("low", [1, 0, 0, 1, -1, nil]), ("mid", [0, 0, 0, 1, 1, 1]), ("high", [0, 1, 0, 1, 1, 1]),
    ])
    let result = try MeasureRunner.run(
      "human_capital_structure",
      [
        "classes": MeasureRunner.codes(["low", "mid", "high"]), "years": .list([.number(6), .number(12), .number(16)]),
      ],
      panel)
    // Three classes alike: all angles are arccos(1 / sqrt 3), between 3 pi / 2 and 5 pi / 2.
    let even = (6 * acos(1 / 3.0.squareRoot()) - 1.5 * Double.pi) / Double.pi
    #expect(worstDifference(result.values("scaled"), [0, 1, nil, even, nil, nil]) < 1e-14)
    #expect(worstDifference(result.values("mean_years"), [6, 16, nil, 34.0 / 3, nil, nil]) < 1e-15)
    #expect(result.series("angle")?.statuses[2] == .missingCannotExist)
    #expect(result.series("angle")?.statuses[4] == .excluded)
    #expect(result.series("angle")?.statuses[5] == .missingNotCollected)
    #expect(result.findings.map(\.code) == [.measureUndefined] && result.findings[0].count == 1)
  }

  /// Land grows by 0.2 and population by 0.1: 0.1 / sqrt(0.025), elasticity 2.
  @Test func landAndPopulation() throws {
    let panel = SmallPanel.make([("land", [100, 120, 50, 50, 0, 10]), ("people", [10, 11, 5, 5, 5, 5])])
    let result = try MeasureRunner.run(
      "land_population", ["land": .text("land"), "population": .text("people")], panel)
    #expect(worstDifference(result.values("cpli"), [nil, 0.1 / 0.025.squareRoot(), nil, nil, nil, nil]) < 1e-13)
    #expect(isClose(result.values("elasticity")[1], 2))
    #expect(result.findings.map(\.code) == [.measureUndefined] && result.findings[0].count == 2)
    let error = try #require(throws: DefinitionError.self) {
      try MeasureRunner.run(
        "land_population", ["land": .text("land"), "population": .text("people"), "years": .number(0)], panel)
    }
    #expect(error.message.contains("1 or more"))
  }
}
