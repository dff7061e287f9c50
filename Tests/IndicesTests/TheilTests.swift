import Definitions
import Foundation
import Indices
import PanelModel
import Testing
import _TestSupport

struct TheilTests {
  /// Two persons with 1 and 3: mu = 2, T = (0.5 ln 0.5 + 1.5 ln 1.5) / 2, L = -(ln 0.5 + ln 1.5) / 2.
  @Test func byHand() throws {
    let index = try #require(
      TheilIndex([.init(population: 1, incomePerHead: 1), .init(population: 1, incomePerHead: 3)]))
    #expect(isClose(index.t, (0.5 * log(0.5) + 1.5 * log(1.5)) / 2) && isClose(index.l, -log(0.75) / 2))
    #expect(index.tBetween == 0 && isClose(index.tWithin, index.t))
    // Ten persons and one member of ten persons are the same.
    let ten = try #require(
      TheilIndex([.init(population: 10, incomePerHead: 2), .init(population: 10, incomePerHead: 6)]))
    #expect(isClose(ten.t, index.t) && isClose(ten.l, index.l))
  }

  @Test func edges() throws {
    #expect(TheilIndex([]) == nil && TheilIndex([.init(population: 3, incomePerHead: 0)]) == nil)
    #expect(TheilIndex([.init(population: 0, incomePerHead: 5)]) == nil)
    let poor = try #require(
      TheilIndex([
        .init(population: 1, incomePerHead: 0, group: 1), .init(population: 1, incomePerHead: 4, group: 2),
      ]))
    // Half the persons have everything: T = ln 2, all of it between.
    #expect(isClose(poor.t, log(2)) && poor.l == nil && poor.lBetween == nil && poor.lWithin == nil)
    #expect(isClose(poor.tBetween, log(2)) && poor.tWithin == 0)
    let equal = try #require(
      TheilIndex((1...7).map { .init(population: Double($0) / 3, incomePerHead: 0.1, group: Int32($0 % 2)) }))
    #expect(abs(equal.t) < 1e-15 && abs(equal.tBetween) < 1e-15)
  }

  @Test(arguments: [UInt64(1), 2, 3]) func partsSumToTheWhole(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let members = (0..<60).map { i in
      TheilIndex.Member(
        population: random.number(0, 900), incomePerHead: random.number(0.1, 40), group: Int32(i % 7))
    }
    let index = try #require(TheilIndex(members))
    #expect(isClose(index.t, index.tBetween + index.tWithin, floor: 1e-14))
    let (between, within) = (try #require(index.lBetween), try #require(index.lWithin))
    #expect(isClose(index.l, between + within, floor: 1e-14))
    #expect(isClose(index.groups.map(\.incomeShare).stableSum(), 1))
    // Order and units do not matter.
    let turned = try #require(
      TheilIndex(
        members.reversed().map {
          .init(population: $0.population * 1e4, incomePerHead: $0.incomePerHead / 7, group: $0.group)
        }))
    #expect(isClose(turned.t, index.t) && isClose(turned.tBetween, index.tBetween, floor: 1e-14))
  }

  @Test func tablesByYearAndGroup() throws {
    let panel = SmallPanel.make([
      ("y", [1, 1, 3, 3, 8, nil]), ("p", [1, 1, 1, 1, 2, 2]), ("zone", [1, 1, 1, 1, 2, 2]),
    ])
    let result = try MeasureRunner.run(
      "theil", ["income": .text("y"), "weights": .text("p"), "groups": .text("zone")], panel)
    #expect(result.numbers("years", "areas") == [3, 2])
    let two = (0.5 * log(0.5) + 1.5 * log(1.5)) / 2
    #expect(worstDifference(result.numbers("groups", "t"), [two, 0, two]) < 1e-14)
    #expect(result.numbers("groups", "area_group") == [1, 2, 1])
    #expect(isClose(result.numbers("years", "t")[1], two))
    #expect(result.findings.map(\.code) == [.leftOutOfTotals])
    let plain = try MeasureRunner.run("theil", ["income": .text("y"), "weights": .text("equal")], panel)
    #expect(plain.table("groups") == nil && plain.table("years")?["t_between"] == nil)
    // Areas of no group have no part.
    let grouping = AreaDivision([AreaCode(1): .init(code: 1), AreaCode(2): .init(code: 1)])
    let named = try MeasureRunner.run(
      "theil", ["income": .text("y"), "weights": .text("p"), "groups": .text("zones")], panel,
      context: MeasureContext(groupings: ["zones": grouping]))
    #expect(named.numbers("years", "areas") == [2, 2])
    #expect(named.findings.map(\.code) == [.leftOutOfTotals, .areaWithoutPlace])
    let error = try #require(throws: DefinitionError.self) {
      try MeasureRunner.run("theil", ["income": .text("y")], panel)
    }
    #expect(error.message == "'weights' is missing")
  }

  private let groups = MeasureRunner.map(
    ("urban", MeasureRunner.map(("population", .text("pu")), ("income", .text("yu")))),
    ("rural", MeasureRunner.map(("population", .text("pr")), ("income", .text("yr")))))

  /// Half the persons with three quarters of the income: 0.75 ln 1.5 + 0.25 ln 0.5.
  @Test func townAndCountry() throws {
    let panel = SmallPanel.make([
      ("pu", [50, 50, 0, 10, 10, 10]), ("pr", [50, 50, 10, 10, 10, nil]), ("yu", [3, 1, 5, 0, 5, 5]),
      ("yr", [1, 1, 5, 0, 0, 5]),
    ])
    let result = try MeasureRunner.run("urban_rural_theil", ["groups": groups], panel)
    let theil = result.values("theil")
    #expect(isClose(theil[0], 0.75 * log(1.5) + 0.25 * log(0.5)) && theil[1] == 0 && theil[2] == 0)
    #expect(theil[3] == nil && result.series("theil")?.statuses[3] == .missingCannotExist)
    // All income in town: ln 2, and no ratio.
    #expect(isClose(theil[4], log(2)) && result.values("ratio")[4] == nil)
    #expect(result.values("ratio")[0] == 3 && result.series("theil")?.statuses[5] == .missingNotCollected)
    #expect(result.findings.map(\.code) == [.measureUndefined] && result.findings[0].count == 1)
    let error = try #require(throws: DefinitionError.self) {
      try MeasureRunner.run("urban_rural_theil", ["groups": MeasureRunner.map(("urban", .text("pu")))], panel)
    }
    #expect(error.message.contains("two or more names"))
  }
}

@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct TheilGoldenTests {
  private func record(_ method: String, _ file: String, _ worst: Double) -> Double {
    GoldenReport.record(method: method, file: file, worst: worst)
    return worst
  }

  private func panel() throws -> GoldenPanel {
    try GoldenPanel(
      try GoldenCSV("spatial/inputs/urban_rural.csv"), columns: ["macro", "pop_u", "pop_r", "inc_u", "inc_r"],
      unit: "city")
  }

  @Test func townAndCountry() throws {
    let data = try panel()
    let groups = MeasureRunner.map(
      ("urban", MeasureRunner.map(("population", .text("pop_u")), ("income", .text("inc_u")))),
      ("rural", MeasureRunner.map(("population", .text("pop_r")), ("income", .text("inc_r")))))
    let result = try MeasureRunner.run("urban_rural_theil", ["groups": groups], data.panel)
    let csv = try GoldenCSV("spatial/expected/ref_theil_ur.csv")
    let worst = max(
      worstDifference(data.inFileOrder(try #require(result.series("theil"))), try csv.numbers("theil_ur")),
      worstDifference(data.inFileOrder(try #require(result.series("ratio"))), try csv.numbers("ratio_ur")))
    #expect(record("urban_rural_theil", csv.path, worst) <= 1e-12)
  }

  /// Cities with the mean income of their persons; macro-regions as groups.
  @Test func decomposition() throws {
    var data = try panel().panel
    let columns = try ["pop_u", "pop_r", "inc_u", "inc_r"].map { try #require(data[IndicatorCode($0)]) }
    var persons: [Double?] = []
    var incomes: [Double?] = []
    for i in data.keys.indices {
      let x = columns.compactMap { $0[i] }
      persons.append(x[0] + x[1])
      incomes.append((x[0] * x[2] + x[1] * x[3]) / (x[0] + x[1]))
    }
    data["persons"] = PanelSeries(persons)
    data["income"] = PanelSeries(incomes)
    let csv = try GoldenCSV("spatial/expected/ref_theil_decomp.csv")
    let theirs = Dictionary(zip(try csv.text("stat").map { $0 ?? "" }, try csv.numbers("value"))) { a, _ in a }
    let weighted = try MeasureRunner.run(
      "theil", ["income": .text("income"), "weights": .text("persons"), "groups": .text("macro")], data)
    let plain = try MeasureRunner.run("theil", ["income": .text("income"), "weights": .text("equal")], data)
    let pairs: [(Double?, String)] = [
      (weighted.numbers("years", "t")[0], "theil_T_popw"), (weighted.numbers("years", "l")[0], "theil_L_popw"),
      (weighted.numbers("years", "t_between")[0], "between"), (weighted.numbers("years", "t_within")[0], "within"),
      (plain.numbers("years", "t")[0], "theil_T_unweighted"), (plain.numbers("years", "l")[0], "mld_unweighted"),
    ]
    let worst = worstDifference(pairs.map(\.0), pairs.map { theirs[$0.1] ?? nil })
    #expect(record("theil", csv.path, worst) <= 1e-12)

    let pysal = try GoldenCSV("spatial/expected/pysal_inequality.csv")
    let grouped = try MeasureRunner.run(
      "theil", ["income": .text("income"), "weights": .text("equal"), "groups": .text("macro")], data)
    let ours = ["t", "t_between", "t_within"].map { grouped.numbers("years", $0)[0] }
    #expect(record("theil", pysal.path, worstDifference(ours, Array(try pysal.numbers("value")[..<3]))) <= 1e-12)
  }

  /// x = 10, 20, 30, 40, 100 with persons 100 to 300. REAT's theil is the mean log deviation, and its weighted form divides
  /// by n once more: not matched.
  @Test func othersOnTheSameNumbers() throws {
    let x = [10.0, 20, 30, 40, 100]
    let w = [100.0, 150, 200, 250, 300]
    let plain = try #require(TheilIndex(x.map { .init(population: 1, incomePerHead: $0) }))
    let weighted = try #require(TheilIndex(zip(x, w).map { .init(population: $1, incomePerHead: $0) }))
    let reat = try GoldenCSV("spatial/expected/REAT_theil.csv")
    #expect(record("theil", reat.path, worstDifference([plain.l], try reat.numbers("theil_unw"))) <= 1e-12)
    #expect(relativeDifference(weighted.t, try reat.numbers("theil_w")[0]) > 0.9)
    #expect(relativeDifference(weighted.l, try reat.numbers("theil_w")[0]) > 0.9)
    let models = try GoldenCSV("spatial/expected/mathmodels_theil.csv")
    let worst = max(
      relativeDifference(plain.t, try models.numbers("theil0")[0]),
      relativeDifference(weighted.t, try models.numbers("theil_pop")[0]))
    #expect(record("theil", models.path, worst) <= 1e-12)
  }
}
