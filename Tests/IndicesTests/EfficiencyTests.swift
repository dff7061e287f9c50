import Definitions
import Indices
import PanelModel
import Testing
import _TestSupport

/// Data envelopment against Tone's published table, a reference in double precision, and units worked by hand.
@Suite struct EfficiencyTests {
  private func unit(_ x: [Double], _ y: [Double], _ b: [Double] = []) -> SlacksBasedEfficiency.Unit {
    SlacksBasedEfficiency.Unit(inputs: x, wanted: y, unwanted: b)
  }

  /// A makes 1 of 1, B 1 of 2: rho of B is 1 - 1/2. Without A, B alone could do what A does with twice the input.
  @Test func oneInputOneOutput() {
    for returns in SlacksBasedEfficiency.Returns.allCases {
      let model = SlacksBasedEfficiency([unit([1], [1]), unit([2], [1])], returns: returns)
      #expect(isClose(model.score(0), 1) && isClose(model.score(1), 0.5))
      #expect(isClose(model.superScore(0), 2))
      #expect(isClose(model.radialScore(1), 0.5))
    }
  }

  /// C makes 3 of 4: constant returns compare it with A (1 of 1), 3/4; variable returns leave it on the frontier, and
  /// nobody else makes 3. Out of reach, it keeps 4 and gives up output: 3 down to 1, delta = 1 / (1/3) = 3.
  @Test func returnsToScale() {
    let units = [unit([1], [1]), unit([2], [1]), unit([4], [3])]
    let constant = SlacksBasedEfficiency(units, returns: .constant)
    #expect(isClose(constant.score(2), 0.75) && isClose(constant.radialScore(2), 0.75))
    let variable = SlacksBasedEfficiency(units, returns: .variable)
    #expect(isClose(variable.score(2), 1) && isClose(variable.superScore(2), 3))
    #expect(isClose(variable.radialScore(1), 0.5))
  }

  /// Two units alike but for waste 1 and 2: the denominator is 1 + (0 + 1/2) / 2, so that rho = 1 / 1.25.
  @Test func unwantedOutputs() {
    let model = SlacksBasedEfficiency([unit([1], [1], [1]), unit([1], [1], [2])], returns: .constant)
    #expect(isClose(model.score(0), 1) && isClose(model.score(1), 0.8))
    // Against the other alone: at its scale waste 1 -> 2, denominator 1 - (1/2) 1; at half of it product 1 -> 1/2 and waste
    // as it is, denominator 1 - (1/2)(1/2), which is nearer.
    #expect(isClose(model.superScore(0), 4.0 / 3))
    let variable = SlacksBasedEfficiency([unit([1], [1], [1]), unit([1], [1], [2])], returns: .variable)
    #expect(isClose(variable.superScore(0), 2))
  }

  private func panel(_ rows: [(Double?, Double?, Double?)]) -> Panel {
    var panel = Panel(keys: rows.indices.map { PanelKey(area: AreaCode(Int32($0 + 1)), year: ReferenceYear(2010)) })
    panel["land"] = PanelSeries(rows.map(\.0))
    panel["product"] = PanelSeries(rows.map(\.1))
    panel["waste"] = PanelSeries(rows.map(\.2))
    return panel
  }

  @Test func rowsThatCannotBeCompared() throws {
    let data = panel([(1, 1, 1), (2, 1, 1), (0, 1, 1), (nil, 1, 1)])
    let options: [String: OptionValue] = [
      "inputs": .text("land"), "desirable": .text("product"), "undesirable": .text("waste"),
      "returns": .text("constant"),
    ]
    let result = try MeasureRunner.run("efficiency", options, data)
    #expect(isClose(result.values("value")[1], 0.5) && result.values("value")[2] == nil)
    #expect(result.series("value")?.statuses[2] == .missingCannotExist)
    #expect(result.findings.map(\.code) == [.measureUndefined] && result.findings[0].count == 1)
    let refusal = try #require(throws: DefinitionError.self) {
      try MeasureRunner.run("efficiency", options.merging(["model": .text("radial")]) { $1 }, data)
    }
    #expect(refusal.message.contains("'undesirable' has no meaning"))
    let twice = try #require(throws: DefinitionError.self) {
      try MeasureRunner.run("efficiency", options.merging(["undesirable": .text("land")]) { $1 }, data)
    }
    #expect(twice.message.contains("'land' stands among"))
  }

  @Test func frontiers() throws {
    var data = Panel(keys: [2010, 2011].map { PanelKey(area: AreaCode(1), year: ReferenceYear($0)) })
    data["land"] = PanelSeries([1, 2])
    data["product"] = PanelSeries([1, 1])
    let options: [String: OptionValue] = [
      "inputs": .text("land"), "desirable": .text("product"), "returns": .text("variable"),
    ]
    #expect(try MeasureRunner.run("efficiency", options, data).values("value") == [1, 1])
    let pooled = try MeasureRunner.run("efficiency", options.merging(["frontier": .text("pooled")]) { $1 }, data)
    #expect(isClose(pooled.values("value")[1], 0.5))
    let above = try MeasureRunner.run(
      "efficiency", options.merging(["frontier": .text("pooled"), "super": .flag(true)]) { $1 }, data)
    #expect(isClose(above.values("value")[0], 2) && isClose(above.values("value")[1], 0.5))
  }

  private func compare(_ csv: GoldenCSV, inputs: [String], wanted: [String], unwanted: [String], _ columns: [Column])
    throws
  {
    let data = try GoldenPanel(csv, columns: inputs + wanted + unwanted, unit: "dmu")
    var worst = 0.0
    for column in columns {
      var options: [String: OptionValue] = [
        "inputs": MeasureRunner.codes(inputs), "desirable": MeasureRunner.codes(wanted),
        "returns": .text(column.returns), "model": .text(column.model),
      ]
      if column.hasUnwanted { options["undesirable"] = MeasureRunner.codes(unwanted) }
      let ours = try #require(try MeasureRunner.run("efficiency", options, data.panel).series("value"))
      worst = max(worst, worstDifference(data.inFileOrder(ours), try csv.numbers(column.name)))
    }
    GoldenReport.record(method: "efficiency", file: csv.path, worst: worst)
    #expect(worst <= 1e-12, "\(csv.path)")
  }

  private struct Column {
    var name: String
    var returns: String
    var model = "slacks"
    var hasUnwanted = false
  }

  @Test(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence))) func golden() throws {
    try compare(
      GoldenCSV("spatial/expected/ref_tone2001.csv"), inputs: ["x1", "x2"], wanted: ["y1", "y2"], unwanted: [],
      [Column(name: "ccr", returns: "constant", model: "radial"), Column(name: "sbm_crs", returns: "constant")])
    try compare(
      GoldenCSV("spatial/expected/ref_land_dea.csv"), inputs: ["land", "capital", "labour"], wanted: ["va23"],
      unwanted: ["pollution"],
      [
        Column(name: "ccr", returns: "constant", model: "radial"), Column(name: "sbm_crs", returns: "constant"),
        Column(name: "sbm_vrs", returns: "variable"),
        Column(name: "sbm_und_crs", returns: "constant", hasUnwanted: true),
        Column(name: "sbm_und_vrs", returns: "variable", hasUnwanted: true),
      ])
  }
}
