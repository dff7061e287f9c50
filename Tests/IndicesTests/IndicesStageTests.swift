import Definitions
import Indices
import PanelModel
import Testing
import _TestSupport

/// A small panel: areas 1, 2, 3 in 2019 and 2020.
enum SmallPanel {
  static func make(_ columns: [(IndicatorCode, [Double?])], areas: Int32 = 3) -> Panel {
    var panel = Panel(
      keys: (1...areas).flatMap { area in
        [2019, 2020].map { PanelKey(area: AreaCode(area), year: ReferenceYear($0)) }
      })
    for (code, values) in columns { panel[code] = PanelSeries(values, whenNil: .missingNotCollected) }
    return panel
  }
}

struct IndicesStageTests {
  private func run(
    _ measure: String, _ options: [String: OptionValue], _ panel: Panel, code: IndicatorCode = "m",
    outputs: [(output: String, column: IndicatorCode)] = [], context: MeasureContext = MeasureContext()
  ) throws -> (IndicesStage.Output, [Finding]) {
    let definition = MeasureDefinition(
      code: code, title: Title(zh: "指标", en: "Measure"), measure: measure, options: MethodOptions(options),
      outputs: outputs)
    var findings: [Finding] = []
    let output = try IndicesStage(definition: definition, context: context).run(panel, findings: &findings)
    return (output, findings)
  }

  private func refusal(
    _ measure: String, _ options: [String: OptionValue], code: IndicatorCode = "m",
    outputs: [(output: String, column: IndicatorCode)] = []
  ) throws -> DefinitionError {
    try #require(throws: DefinitionError.self) {
      try IndicesStage(
        definition: MeasureDefinition(
          code: code, measure: measure, options: MethodOptions(options), outputs: outputs))
    }
  }

  private func list(_ codes: String...) -> OptionValue { .list(codes.map { .text($0) }) }

  @Test func quotientsOfPartsAndGaps() throws {
    // 2019: makers 10, 0, 30 of 40, 60, 100; 2020: area 3 has no total.
    var panel = SmallPanel.make([
      ("makers", [10, 20, 0, 10, 30, 30]), ("banks", [4, 4, 6, 6, 10, 10]), ("trade", [0, 1, 0, 1, 0, 1]),
      ("workers", [40, 40, 60, 60, 100, nil]),
    ])
    let (one, notes) = try run(
      "location_quotient", ["of": list("makers", "banks"), "total": .text("workers")], panel, code: "lq")
    #expect(one.columns.map(\.column.code) == ["lq"] && one.columns[0].column.title.en == "Measure")
    // 2019: (14/40)/(60/200) = 7/6; (6/60)/0.3 = 1/3; (40/100)/0.3. 2020 over areas 1 and 2: sums 24 and 16 of 100.
    let values = Array(one.columns[0].series.values)
    #expect(worstDifference(values, [7.0 / 6, 1.5, 1.0 / 3, 2.0 / 3, 4.0 / 3, nil]) < 1e-15)
    #expect(one.columns[0].series.statuses[5] == .missingNotCollected)
    #expect(notes.map(\.code) == [.leftOutOfTotals] && notes[0].count == 1)
    #expect(notes[0].message.hasSuffix("2020: 1"))

    let parts: OptionValue = .map([OptionEntry("a", .text("makers")), OptionEntry("b", list("banks", "trade"))])
    let (two, _) = try run("location_quotient", ["each": parts, "total": .text("workers")], panel, code: "lq")
    #expect(two.columns.map(\.column.code) == ["lq_a", "lq_b"])
    #expect(isClose(two.columns[1].series[0], (4.0 / 40) / (20.0 / 200)))

    // A figure below 0 is excluded; a part nobody has is undefined.
    panel["makers"] = PanelSeries([10, 0, 0, 0, -1, 0])
    let (three, more) = try run("location_quotient", ["of": .text("makers"), "total": .text("workers")], panel)
    #expect(three.columns[0].series.statuses[4] == .excluded)
    #expect(three.columns[0].series.statuses[1] == .missingCannotExist)
    #expect(more.map(\.code) == [.leftOutOfTotals, .measureUndefined] && more.map(\.count) == [2, 2])
    #expect(more[0].message.contains("2019: 1 (50% of the known total)"))
  }

  @Test func statusesOfInputsAreKept() throws {
    var panel = SmallPanel.make([("makers", [1, 2, 3, 4, 5, 6]), ("workers", [10, 10, 10, 10, 10, 10])])
    var makers = try #require(panel["makers"])
    makers.set(2, 3, .imputed)
    panel["makers"] = makers
    let (output, _) = try run("location_quotient", ["of": .text("makers"), "total": .text("workers")], panel)
    #expect(output.columns[0].series.statuses == [.normal, .normal, .imputed, .normal, .normal, .normal])
  }

  @Test func coagglomerationEdges() throws {
    // Area 1 has both, area 2 services only, area 3 neither.
    let panel = SmallPanel.make([
      ("makers", [30, 30, 0, 0, 0, 0]), ("banks", [10, 10, 10, 10, 0, 0]), ("all", [50, 50, 50, 50, 50, 50]),
    ])
    let options: [String: OptionValue] = [
      "variant": .text("A"), "manufacturing": .text("makers"), "services": .text("banks"), "total": .text("all"),
    ]
    let (output, findings) = try run("coagglomeration", options, panel)
    // LQm = (30/50)/(30/150) = 3, LQs = (10/50)/(20/150) = 1.5: A = 1 - 1.5 / 4.5.
    #expect(isClose(output.columns[0].series[0], 2.0 / 3) && output.columns[0].series[2] == 0)
    #expect(output.columns[0].series.statuses[4] == .missingCannotExist)
    #expect(findings.map(\.code) == [.measureUndefined] && findings[0].count == 2)
    #expect(output.columns[1].series[4] == 0 && output.columns[2].series[4] == 0)
    let product = try run("coagglomeration", options.merging(["variant": .text("C")]) { $1 }, panel).0
    #expect(isClose(product.columns[0].series[0], 2.0 / 3 * 4.5.squareRoot()))
  }

  @Test func upgradingOfPrintedShares() throws {
    // Row 0 sums to 99.9, row 1 to 1.001, row 2 to 80, row 3 lacks a share.
    let panel = SmallPanel.make([
      ("p1", [9.9, 0.1, 10, nil, 10, 10]), ("p2", [40, 0.4, 40, 40, 0, 0]), ("p3", [50, 0.501, 30, 50, 90, 90]),
    ])
    let (output, findings) = try run("upgrading", ["shares": list("p1", "p2", "p3")], panel, code: "up")
    #expect(output.columns.map(\.column.code) == ["up", "up_ts", "up_angle"])
    let level = output.columns[0].series
    #expect(isClose(level[0], (9.9 + 80 + 150) / 99.9))
    #expect(level.statuses[2] == .excluded && level.statuses[3] == .missingNotCollected)
    #expect(output.columns[1].series.statuses[4] == .missingCannotExist)
    #expect(findings.map(\.code) == [.measureUndefined, .sharesRescaled, .sharesRescaled])
    #expect(findings.map(\.count) == [2, 2, 1] && findings[2].severity == .warning)
    #expect(findings[1].message.contains("the largest deviation is 0.1%"))
    let wide = try run(
      "upgrading", ["shares": list("p1", "p2", "p3"), "largest_deviation": .number(0.3)], panel)
    #expect(isClose(wide.0.columns[0].series[2], (10.0 + 80 + 90) / 80))
  }

  private let systems: OptionValue = .map([OptionEntry("people", .text("u1")), OptionEntry("land", .text("u2"))])

  @Test func couplingWithClassesAndRanges() throws {
    let panel = SmallPanel.make([
      ("u1", [0.2, 0.9, 0, 0.5, nil, 1.0000000000000002]), ("u2", [0.8, 0.9, 0.4, 0.45, 0.5, 1]),
    ])
    let options: [String: OptionValue] = [
      "systems": systems, "formula": .text("standard"), "weights": .text("equal"), "classes": .text("ten_classes"),
      "imbalance": .map([OptionEntry("below", .number(0.4))]), "lagging": .map([OptionEntry("within", .number(0.1))]),
    ]
    let context = MeasureContext(classTables: ["ten_classes": SampleClasses.ten(.lower)])
    let (output, findings) = try run(
      "coupling_coordination", options, panel, code: "people_land_coordination",
      outputs: [("class", "people_land_class")], context: context)
    // `people_land_coordination_coupling` and `…_imbalance` would be longer than 32 characters and are left out.
    #expect(
      output.columns.map(\.column.code) == [
        "people_land_coordination", "people_land_coordination_index", "people_land_class",
        "people_land_coordination_lagging",
      ])
    #expect(findings.isEmpty)
    let short = try run("coupling_coordination", options, panel, code: "d", context: context).0
    #expect(
      short.columns.map(\.column.code) == ["d", "d_coupling", "d_index", "d_class", "d_imbalance", "d_lagging"])
    #expect(isClose(short.columns[0].series[0], 0.4.squareRoot()))
    #expect(short.columns[3].series.values == [7, 10, 1, 7, nil, 10])
    #expect(short.columns[4].series.values == [0, 0, 1, 0, nil, 0])
    #expect(short.columns[5].series.values == [1, 0, 1, 0, nil, 0])
    #expect(short.columns[0].series.statuses[4] == .missingNotCollected)
    #expect(short.columns[5].valueLabels.map(\.title.en) == ["Synchronous", "people lags", "land lags"])
    #expect(short.columns[3].valueLabels.count == 10)

    let floored = try run(
      "coupling_coordination", ["systems": systems, "formula": .text("standard"), "floor": .number(0.001)], panel)
    #expect(floored.1.map(\.code) == [.raisedToFloor] && floored.1[0].count == 1)
    #expect(floored.0.columns[0].series[2] ?? 0 > 0)
  }

  @Test func scoresOutsideTheUnitIntervalAreRefused() throws {
    let panel = SmallPanel.make([("u1", [0.2, 0.9, 0.1, 55, 0.5, 1]), ("u2", [0.8, 0.9, 0.4, 0.4, 0.5, 1])])
    let error = try #require(throws: MeasureError.self) {
      try run("coupling_coordination", ["systems": systems, "formula": .text("standard")], panel)
    }
    #expect(error.reason == .scoreOutsideUnitInterval && error.input == "u1")
    #expect(error.key == PanelKey(area: AreaCode(2), year: ReferenceYear(2020)))
    #expect(error.description.contains("'u1' is 55 in area 2, year 2020: scores must lie in [0, 1]"))
    let absent = try #require(throws: MeasureError.self) {
      try run("coupling_coordination", ["systems": systems, "formula": .text("standard")], SmallPanel.make([]))
    }
    #expect(absent.reason == .columnMissing && absent.input == "u1")
  }

  @Test func wrongOptionsAreRefused() throws {
    let total = OptionValue.text("all")
    #expect(try refusal("location_quotient", ["of": .text("x")]).message == "'total' is missing")
    #expect(try refusal("location_quotient", ["total": total]).message == "'of' is missing")
    #expect(
      try refusal("location_quotient", ["of": .text("x"), "each": .text("x"), "total": total]).message.contains(
        "beside"))
    #expect(try refusal("location_quotient", ["of": list("x", "x"), "total": total]).message.contains("stands twice"))
    #expect(
      try refusal("location_quotient", ["of": .text("x"), "total": total, "base": .text("nation")]).remedy.contains(
        "sample"))
    let long = try refusal(
      "location_quotient", ["each": list("employment_manufacturing"), "total": total], code: "quotient")
    #expect(long.message.contains("more than 32 characters"))
    let coagglomeration: [String: OptionValue] = [
      "manufacturing": .text("x"), "services": .text("y"), "total": total, "variant": .text("B"),
    ]
    #expect(
      try refusal("coagglomeration", coagglomeration.merging(["variant": .text("D")]) { $1 }).message.contains(
        "D couples two scores"))
    #expect(
      try refusal("coagglomeration", coagglomeration.merging(["services": list("y", "x")]) { $1 }).message.contains(
        "both"))
    #expect(
      try refusal("coagglomeration", coagglomeration.filter { $0.key != "variant" }).message == "'variant' is missing")
    let output = try refusal("coagglomeration", coagglomeration, outputs: [("lq_service", "z")])
    #expect(output.remedy.hasPrefix("Did you mean 'lq_services'?"))
    #expect(
      try refusal("coagglomeration", coagglomeration, outputs: [("lq_services", "m")]).message.contains("both be"))
    #expect(try refusal("upgrading", ["value_added": list("a", "b")]).message.contains("a list of 3"))
    #expect(try refusal("upgrading", [:]).message == "'value_added' is missing")
    let coupling: [String: OptionValue] = ["systems": systems, "formula": .text("standard")]
    #expect(try refusal("coupling_coordination", ["systems": systems]).message == "'formula' is missing")
    #expect(
      try refusal("coupling_coordination", coupling.merging(["k": .number(3)]) { $1 }).message.contains("liao_1999"))
    #expect(
      try refusal("coupling_coordination", coupling.merging(["classes": .text("ten")]) { $1 }).message.contains(
        "not a class table"))
    let weights: OptionValue = .map([OptionEntry("people", .number(1)), OptionEntry("lnad", .number(1))])
    #expect(
      try refusal("coupling_coordination", coupling.merging(["weights": weights]) { $1 }).remedy.hasPrefix(
        "Did you mean 'land'?"))
    let three: OptionValue = .map(["a", "b", "c"].map { OptionEntry($0, .text($0)) })
    #expect(
      try refusal("coupling_coordination", ["systems": three, "formula": .text("liao_1999")]).message.contains(
        "two systems"))
  }

  @Test func orderOfAreasAndUnitsDoNotMatter() throws {
    var random = SplitMix64(seed: 21)
    let raw = (0..<4).map { _ in (0..<40).map { _ in random.number(1, 90) } }
    let codes: [IndicatorCode] = ["a", "b", "c", "d"]
    let options: [String: OptionValue] = [
      "variant": .text("B"), "manufacturing": .text("a"), "services": list("b", "c"), "total": list("a", "b", "c", "d"),
    ]
    func degrees(_ scale: Double, reversed: Bool) throws -> [Double?] {
      // Area i of one panel is area 41 - i of the other.
      let keys = (1...40).map { PanelKey(area: AreaCode($0), year: ReferenceYear(2020)) }
      var panel = Panel(keys: keys)
      for (code, values) in zip(codes, raw) {
        let scaled = values.map { Optional($0 * scale) }
        panel[code] = PanelSeries(reversed ? scaled.reversed() : scaled)
      }
      let values = Array(try run("coagglomeration", options, panel).0.columns[0].series.values)
      return reversed ? values.reversed() : values
    }
    let ours = try degrees(1, reversed: false)
    #expect(worstDifference(ours, try degrees(1e-4, reversed: false)) < 1e-12)
    #expect(worstDifference(ours, try degrees(1, reversed: true)) < 1e-12)
  }
}
