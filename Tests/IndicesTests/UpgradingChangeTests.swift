import Definitions
import Foundation
import Indices
import PanelModel
import Testing
import _TestSupport

struct UpgradingChangeTests {
  @Test func deviationByHand() {
    // 0.2/0.5 - 1 = -0.6, 0.8/0.5 - 1 = 0.6; weighted 0.12 + 0.48.
    #expect(isClose(StructuralUpgrading.deviation([0.2, 0.8, 0], employment: [0.5, 0.5, 0]), 1.2))
    #expect(isClose(StructuralUpgrading.deviation([0.2, 0.8, 0], employment: [0.5, 0.5, 0], weighted: true), 0.6))
    #expect(StructuralUpgrading.deviation([0.2, 0.8], employment: [0, 1]) == nil)
    // No value added where there is employment: |0 - 1|.
    #expect(isClose(StructuralUpgrading.deviation([0, 1], employment: [0.5, 0.5]), 2))
  }

  @Test func mooreByHand() {
    #expect(StructuralUpgrading.moore([1, 0, 0], [0, 1, 0]) == 0)
    #expect(isClose(StructuralUpgrading.moore([3, 4, 0], [4, 3, 0]), 0.96))
    #expect(isClose(StructuralUpgrading.mooreAngle([3, 4, 0], [4, 3, 0]), acos(0.96)))
    #expect(StructuralUpgrading.mooreAngle([0.2, 0.3, 0.5], [0.2, 0.3, 0.5]) == 0)
    // arccos of the cosine would be 0 here: 1 - 5e-19 is 1.
    #expect(isClose(StructuralUpgrading.mooreAngle([1, 1e-9, 0], [1, 0, 0]), 1e-9))
  }

  /// L doubles in industry 1 and stays in 2: 100, 100 -> 200, 100; d ln L = ln 1.5.
  @Test func lilienByHand() {
    let (a, b) = (log(2) - log(1.5), -log(1.5))
    #expect(
      isClose(StructuralUpgrading.lilien([200, 100], [100, 100]), (2.0 / 3 * a * a + 1.0 / 3 * b * b).squareRoot()))
    #expect(StructuralUpgrading.lilien([5, 7, 0], [5, 7, 0]) == 0)
    #expect(StructuralUpgrading.lilien([5, 7, 1], [5, 7, 0]) == nil)
    #expect(StructuralUpgrading.lilien([0, 0], [1, 1]) == nil)
  }

  private let panel = SmallPanel.make([
    ("v1", [10, 20, 0, 0, 10, nil]), ("v2", [40, 40, 50, 50, 20, 20]), ("v3", [50, 40, 50, 50, 30, 30]),
    ("l1", [20, 20, 0, 0, 0, 5]), ("l2", [40, 30, 50, 50, 5, 5]), ("l3", [40, 50, 50, 50, 5, 5]),
  ])
  private let options: [String: OptionValue] = [
    "value_added": MeasureRunner.codes(["v1", "v2", "v3"]), "employment": MeasureRunner.codes(["l1", "l2", "l3"]),
  ]

  @Test func furtherOutputs() throws {
    let also = MeasureRunner.codes([
      "tl_inverse", "tl_negative", "tl_complement", "deviation", "deviation_inverse", "moore", "moore_angle", "lilien",
      "quality",
    ])
    let result = try MeasureRunner.run("upgrading", options.merging(["also": also]) { $1 }, panel)
    let tl = try #require(result.values("tl")[0])
    #expect(isClose(result.values("tl_inverse")[0], 1 / tl) && isClose(result.values("tl_negative")[0], -tl))
    #expect(isClose(result.values("tl_complement")[0], 1 - tl))
    // Area 2 is balanced: TL 0 has no inverse, the deviation is 0.
    #expect(result.values("tl_inverse")[2] == nil && result.values("deviation")[2] == 0)
    #expect(result.series("deviation_inverse")?.statuses[2] == .missingCannotExist)
    // Area 1: |0.1/0.2 - 1| + |0.4/0.4 - 1| + |0.5/0.4 - 1|.
    #expect(isClose(result.values("deviation")[0], 0.75))
    // First years have no year before; area 2 does not change; area 3 lacks a figure in 2020.
    #expect(result.values("moore")[0] == nil && result.values("moore")[3] == 1 && result.values("moore_angle")[3] == 0)
    #expect(result.series("moore")?.statuses[5] == .missingNotCollected)
    #expect(result.values("lilien")[3] == 0 && result.values("lilien")[5] == nil)
    // An industry with value added and no employment has no productivity.
    #expect(result.values("quality")[4] == nil && result.values("quality")[0] ?? 0 > 0)
    #expect(result.values("weighted_deviation").isEmpty)
    #expect(result.findings.contains { $0.code == .measureUndefined && $0.indicator == "m_lilien" })
  }

  /// p = 0.5, 1, 1.25 between 0 and 2: 0.25, 0.5, 0.625; y = 0.1, 0.4, 0.5.
  @Test func qualityBetweenStartAndEnd() throws {
    func three(_ x: Double) -> OptionValue { .list([.number(x), .number(x), .number(x)]) }
    let result = try MeasureRunner.run(
      "upgrading",
      options.merging([
        "also": .list([.text("quality")]), "productivity": MeasureRunner.map(("start", three(0)), ("end", three(2))),
      ]) { $1 }, panel)
    #expect(isClose(result.values("quality")[0], 0.025 + 0.2 + 0.3125))
  }

  @Test func wrongOptionsAreRefused() throws {
    func refusal(_ options: [String: OptionValue]) throws -> DefinitionError {
      try #require(throws: DefinitionError.self) { try MeasureRunner.run("upgrading", options, panel) }
    }
    #expect(
      try refusal(["value_added": MeasureRunner.codes(["v1", "v2", "v3"]), "also": .text("lilien")]).message.contains(
        "needs employment"))
    #expect(try refusal(options.merging(["also": .text("mooore")]) { $1 }).remedy.hasPrefix("Did you mean 'moore'?"))
    #expect(try refusal(options.merging(["productivity": .text("mean")]) { $1 }).message.contains("no meaning"))
    var shares = options
    shares["value_added"] = nil
    shares["shares"] = MeasureRunner.codes(["v1", "v2", "v3"])
    #expect(try refusal(shares.merging(["also": .text("quality")]) { $1 }).message.contains("amounts"))
  }
}

@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct UpgradingChangeGoldenTests {
  @Test func reference() throws {
    let input = try GoldenCSV("spatial/inputs/three_sector.csv")
    let names = ["va1", "va2", "va3", "l1", "l2", "l3"]
    let data = try GoldenPanel(input, columns: names, unit: "city", time: "year")
    let csv = try GoldenCSV("spatial/expected/ref_upgrading.csv")
    let columns = [
      ("deviation", "deviation_E"), ("weighted_deviation", "weighted_dev"), ("moore", "moore"),
      ("moore_angle", "moore_angle"), ("lilien", "lilien"),
    ]
    let result = try MeasureRunner.run(
      "upgrading",
      [
        "value_added": MeasureRunner.codes(Array(names[..<3])), "employment": MeasureRunner.codes(Array(names[3...])),
        "also": MeasureRunner.codes(columns.map(\.0)),
      ], data.panel)
    var worst = 0.0
    for (output, column) in columns {
      let ours = data.inFileOrder(try #require(result.series(output)))
      let theirs = try csv.numbers(column).map { $0.flatMap { $0.isFinite ? $0 : nil } }
      let difference = worstDifference(ours, theirs)
      #expect(difference <= 1e-12, "\(output)")
      worst = max(worst, difference)
    }
    GoldenReport.record(method: "upgrading", file: "\(csv.path) deviation, moore, lilien", worst: worst)
  }
}
