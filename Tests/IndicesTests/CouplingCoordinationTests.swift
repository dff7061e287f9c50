import Definitions
import Indices
import PanelModel
import Testing
import _TestSupport

struct CouplingCoordinationTests {
  private func value(_ formula: CouplingFormula, _ scores: [Double], k: Double = 2) -> CouplingCoordination.Value {
    CouplingCoordination(formula: formula, weights: scores.map { _ in 1 }, exponent: k).value(scores)
  }

  /// U = (0.2, 0.8): U1 U2 = 0.16, ((U1 + U2) / 2)^2 = 0.25, C = 0.64^k.
  @Test func liaoByHand() {
    let two = value(.liao1999, [0.2, 0.8])
    #expect(isClose(two.coupling, 0.4096) && isClose(two.index, 0.5) && isClose(two.degree, 0.2048.squareRoot()))
    #expect(isClose(value(.liao1999, [0.2, 0.8], k: 3).coupling, 0.262144))
    #expect(isClose(value(.liao1999, [0.2, 0.8], k: 0.5).coupling, 0.8))
  }

  @Test func othersByHand() {
    #expect(isClose(value(.standard, [0.2, 0.8]).coupling, 0.8))
    // [1 - 0.6] [0.2 / 0.8] = 0.1.
    #expect(isClose(value(.adjusted, [0.2, 0.8]).coupling, 0.1.squareRoot()))
    // Deviations of 0.3: 1 - 0.6.
    #expect(isClose(value(.fan2024, [0.2, 0.8]).coupling, 0.4))
    // n = 3: gaps 0.1, 0.4, 0.3, mean 0.8 / 3; (0.5 * 0.4 * 1 / ...) with U / max = 0.2, 0.4, 1: sqrt(0.08).
    let three = value(.adjusted, [0.1, 0.2, 0.5])
    #expect(isClose(three.coupling, ((1 - 0.8 / 3) * 0.08.squareRoot()).squareRoot()))
  }

  @Test func zeros() {
    for n in 2...5 {
      let zeros = [Double](repeating: 0, count: n)
      for formula in CouplingFormula.allCases where formula.isDefined(for: n) {
        let all = value(formula, zeros)
        #expect(all.coupling == (formula == .fan2024 ? 1 : 0) && all.index == 0 && all.degree == 0)
        let one = value(formula, zeros.dropLast() + [0.7])
        if formula != .fan2024 { #expect(one.coupling == 0 && one.degree == 0 && one.index > 0) }
      }
    }
    // 1 - 2 sd is exactly 0 for (0, 1).
    #expect(value(.fan2024, [0, 1]).coupling == 0)
  }

  @Test func smallScoresDoNotUnderflow() {
    let tiny = [Double](repeating: 1e-200, count: 5)
    #expect(isClose(value(.standard, tiny).coupling, 1) && isClose(value(.adjusted, tiny).coupling, 1))
  }

  @Test func everythingStaysInTheUnitInterval() {
    var random = SplitMix64(seed: 4)
    for _ in 0..<2000 {
      let n = 2 + Int(random.next() % 5)
      let equal = random.unit() < 0.2
      let u = equal ? Array(repeating: random.unit(), count: n) : (0..<n).map { _ in random.unit() }
      for formula in CouplingFormula.allCases where formula.isDefined(for: n) {
        let v = value(formula, u)
        for x in [v.coupling, v.index, v.degree] { #expect(x >= 0 && x <= 1) }
        let turned = value(formula, u.reversed())
        #expect(isClose(v.coupling, turned.coupling) && isClose(v.degree, turned.degree))
        if equal { #expect(isClose(v.coupling, 1) != formula.isKnownWrong) }
      }
    }
  }

  /// Equal systems end at 1/n and, of three, at 1/2; 1, 2, 3: 6 / (3 x 4 x 5) = 0.1.
  @Test func knownWrongForms() {
    for n in 2...5 {
      #expect(isClose(value(.lostCoefficient, Array(repeating: 0.4, count: n)).coupling, 1 / Double(n)))
    }
    #expect(isClose(value(.pairwiseSum, [0.7, 0.7, 0.7]).coupling, 0.5))
    #expect(isClose(value(.pairwiseSum, [0.1, 0.2, 0.3]).coupling, 0.46415888336127786))
  }

  /// Weights move T and leave C alone.
  @Test func weightsBelongToTheIndex() {
    let plain = value(.standard, [0.3, 0.6])
    let weighted = CouplingCoordination(formula: .standard, weights: [3, 1]).value([0.3, 0.6])
    #expect(weighted.coupling == plain.coupling && isClose(weighted.index, 0.375))
    #expect(isClose(weighted.degree, (plain.coupling * 0.375).squareRoot()))
  }

  @Test func classEdges() throws {
    let lower = SampleClasses.ten(.lower)
    let upper = SampleClasses.ten(.upper)
    let edges = zip([0, 0.1, 0.3, 0.4, 0.9, 1], zip([1, 2, 4, 5, 10, 10], [1, 1, 3, 4, 9, 10]))
    for (x, (low, high)) in edges {
      #expect(lower.classify(x)?.code == Int32(low) && upper.classify(x)?.code == Int32(high))
    }
    // 0.1 + 0.2 is above 0.3 in binary.
    #expect(upper.classify(0.1 + 0.2)?.code == 4)
    var series = PanelSeries([0.05, 0.4, 0.95, nil])
    series.set(1, 0.4, .imputed)
    let classes = lower.classify(series)
    #expect(classes.values == [1, 5, 10, nil])
    #expect(classes.statuses == [.normal, .imputed, .normal, .missingCannotExist])
    #expect(lower.valueLabels.map(\.code) == Array(1...10))
  }
}

struct CouplingMeasureTests {
  private let systems = MeasureRunner.map(("people", .text("u1")), ("land", .text("u2")))
  private let panel = SmallPanel.make([("u1", [0.5, 0.1, 0.9, 0, 0.8, 0]), ("u2", [0.5, 0.4, 0.5, 0.5, 1, 0])])

  @Test func relativeTypeByRatio() throws {
    let options: [String: OptionValue] = [
      "systems": systems, "formula": .text("standard"),
      "lagging": MeasureRunner.map(("ratio", .list([.number(0.8), .number(1.2)]))),
    ]
    // Ratios 1, 0.25, 1.8, 0, 0.8 (inside) and 0/0.
    #expect(try MeasureRunner.run("coupling_coordination", options, panel).values("lagging") == [0, 1, 2, 1, 0, 0])
    let three = MeasureRunner.map(("a", .text("u1")), ("b", .text("u2")), ("c", .text("u3")))
    let error = try #require(throws: DefinitionError.self) {
      try MeasureRunner.run("coupling_coordination", options.merging(["systems": three]) { $1 }, panel)
    }
    #expect(error.message.contains("two systems"))
  }

  /// C of (0.5, 0.5), (0.1, 0.4), (0.9, 0.5): 1, 0.8, 0.958.
  @Test func stagesOfTheCoupling() throws {
    func title(_ en: String) -> Title { Title(en: en) }
    let table = ClassTable(
      code: "stages", title: title("Stages"), closure: .upper,
      classes: [
        .init(code: 1, title: title("low"), below: 0.3), .init(code: 2, title: title("antagonistic"), below: 0.5),
        .init(code: 3, title: title("running-in"), below: 0.8), .init(code: 4, title: title("high"), below: nil),
      ])
    let result = try MeasureRunner.run(
      "coupling_coordination",
      ["systems": systems, "formula": .text("standard"), "coupling_classes": .text("stages")], panel,
      context: MeasureContext(classTables: ["stages": table]))
    #expect(result.values("stage") == [4, 3, 4, 1, 4, 1])
    #expect(result.findings.isEmpty)
  }

  @Test func wrongFormsWarn() throws {
    let lost = try MeasureRunner.run(
      "coupling_coordination", ["systems": systems, "formula": .text("lost_coefficient")], panel)
    #expect(lost.findings.map(\.code) == [.knownWrongForm] && isClose(lost.values("coupling")[0], 0.5))
    let error = try #require(throws: DefinitionError.self) {
      try MeasureRunner.run(
        "coupling_coordination", ["systems": systems, "formula": .text("pairwise_sum")], panel)
    }
    #expect(error.message.contains("three systems, and there are 2"))
  }
}
