import Definitions
import Foundation
import Normalize
import PanelModel
import Testing
import _TestSupport

/// The methods by hand: three to five values each.
struct NormalizeMethodsTests {
  private func method(_ name: String, _ options: [String: OptionValue] = [:]) throws -> any NormalizationMethod {
    try NormalizationRegistry.method(SampleChoice.of(name, options))
  }

  private func run(
    _ name: String, direction: IndicatorDirection = .positive, _ values: [Double?]
  ) throws -> (values: [Double?], findings: [Finding]) {
    try run(name, [:], direction: direction, values)
  }

  private func run(
    _ name: String, _ options: [String: OptionValue], direction: IndicatorDirection = .positive, _ values: [Double?]
  ) throws -> (values: [Double?], findings: [Finding]) {
    let panel = smallPanel(years: 2, [("x", values)])
    let stage = try NormalizeStage(rule: NormalizationRule(SampleChoice.of(name, options), over: .pooled))
    var findings: [Finding] = []
    let output = try stage.run(.init(panel: panel, items: [.init("x", direction)]), findings: &findings)
    return (output.panel["x"].map { Array($0.values) } ?? [], findings)
  }

  @Test func ranksByHand() throws {
    let x: [Double?] = [30, 10, nil, 10, 20]
    // rising: 10 10 20 30; of the two 10s the lowest rank is 1, the mean 1.5, the highest 2
    #expect(try method("rank").normalized(x) == [4, 1, nil, 1, 3])
    #expect(try method("rank", ["ties": .text("average")]).normalized(x) == [4, 1.5, nil, 1.5, 3])
    #expect(try method("rank", ["ties": .text("highest")]).normalized(x) == [4, 2, nil, 2, 3])
    #expect(try method("rank").normalized(x, direction: .negative) == [1, 3, nil, 3, 2])
    #expect(try method("rank", ["ties": .text("highest")]).normalized(x, direction: .negative) == [1, 4, nil, 4, 2])
    #expect(try method("borda").normalized(x) == [3, 0, nil, 0, 2])
    #expect(try method("percentile_rank").normalized(x) == [1, 0, nil, 0, 2.0 / 3])
  }

  @Test func ranksAmongOldValues() throws {
    let pair = try #require(try method("rank").fit([10, 20, 30]))
    #expect(try method("rank").apply(25, pair, direction: .positive) == 3)
    #expect(try method("rank").apply(40, pair, direction: .positive) == 4)
    #expect(try method("rank").apply(5, pair, direction: .positive) == 1)
  }

  @Test func fixedRangesByHand() throws {
    // from [0, 10]: 5 -> 0.5, 12 -> 1.2; clipped to 1 between goalposts; negative: (10 - x) / 10
    #expect(try run("scaled", [5, 12, -1, 0]).values == [0.5, 1.2, -0.1, 0])
    #expect(try run("goalposts", [5, 12, -1, 0]).values == [0.5, 1, 0, 0])
    #expect(try run("goalposts", direction: .negative, [5, 12, -1, 0]).values == [0.5, 0, 1, 1])
    #expect(try run("goalposts", ["clip": .flag(false)], [5, 12]).values == [0.5, 1.2])
    // nothing is learnt, so that a constant indicator keeps its place
    #expect(try run("goalposts", [5, 5]).values == [0.5, 0.5])
  }

  @Test func distancesByHand() throws {
    // min 2, target 10: (x - 2) / 8; negative: max 8, target 0: (8 - x) / 8
    #expect(try run("distance_to_target", [2, 4, 6, 8]).values == [0, 0.25, 0.5, 0.75])
    let zero = OptionValue.map([OptionEntry("x", .number(0))])
    #expect(
      try run("distance_to_target", ["targets": zero], direction: .negative, [2, 4, 6, 8]).values == [
        0.75, 0.5, 0.25, 0,
      ])
    let three = OptionValue.map([OptionEntry("x", .number(4))])
    #expect(
      try run("distance_to_target", ["targets": three, "cap": .flag(true)], [2, 4, 6, 8]).values == [0, 1, 1, 1])
    // the mean of 2001 (rows 1 and 3) is 4, min 2: (x - 2) / 2
    #expect(try run("distance_to_reference", [2, 4, 6, 8]).values == [0, 1, 2, 3])
    #expect(try method("distance_to_max").normalized([2, 4, 6, 10]) == [0, 0.25, 0.5, 1])
    #expect(try method("distance_to_max").normalized([2, 4, 6, 10], direction: .negative) == [1, 0.75, 0.5, 0])
  }

  @Test func sharesByHand() throws {
    #expect(try method("max").normalized([1, 2, 4]) == [0.25, 0.5, 1])
    #expect(try method("max").normalized([1, 2, 4], direction: .negative) == [0.75, 0.5, 0])
    #expect(
      try method("max", ["negative": .text("ratio")]).normalized([1, 2, 4], direction: .negative) == [1, 0.5, 0.25])
    #expect(try method("sum").normalized([1, 2, 5]) == [0.125, 0.25, 0.625])
    // 1/1, 1/2, 1/2 sum to 2
    #expect(try method("sum").normalized([1, 2, 2], direction: .negative) == [0.5, 0.25, 0.25])
    // length of (3, 4) is 5
    #expect(try method("vector").normalized([3, 4]) == [0.6, 0.8])
    #expect(worstDifference(try method("vector").normalized([3, 4], direction: .negative), [0.4, 0.2]) < 1e-15)
    #expect(worstDifference(try method("vector").normalized([3e200, 4e200]), [0.6, 0.8]) < 1e-15)
    // ln 2, ln 4, ln 4 are 1 : 2 : 2
    #expect(worstDifference(try method("logarithmic").normalized([2, 4, 4]), [0.2, 0.4, 0.4]) < 1e-15)
    #expect(
      worstDifference(try method("logarithmic").normalized([2, 4, 4], direction: .negative), [0.4, 0.3, 0.3]) < 1e-15)
  }

  /// Reference 3 of the first year, range 4: a = 1, b = 5; 70 + 60 (x - 1) / 4.
  @Test func scaleOfTheAdjustedIndexByHand() throws {
    #expect(try run("ampi_scale", [2, 4, 4, 6]).values == [85, 115, 115, 145])
    #expect(try run("ampi_scale", direction: .negative, [2, 4, 4, 6]).values == [115, 85, 85, 55])
  }

  @Test func targetAndInterval() throws {
    // distances from 50: 10, 0, 20, 30; min-max with the ideal 0 as the least: 1 - d / 30
    let target = try run("min_max", direction: .target(50), [40, 50, 70, 80]).values
    #expect(worstDifference(target, [2.0 / 3, 1, 1.0 / 3, 0]) < 1e-15)
    // no row attains the ideal, so none has 1: distances 10, 30
    #expect(worstDifference(try run("min_max", direction: .target(50), [40, 80]).values, [2.0 / 3, 0]) < 1e-15)
    // distances from [45, 60]: 5, 0, 10, 20
    #expect(try run("min_max", direction: .interval(45, 60), [40, 50, 70, 80]).values == [0.75, 1, 0.5, 0])
    #expect(try run("rank", direction: .interval(45, 60), [40, 50, 70, 80]).values == [3, 4, 2, 1])
    // an ideal of its own: `targets` names nobody
    let none = OptionValue.map([])
    #expect(
      try run("distance_to_target", ["targets": none], direction: .target(50), [40, 50, 70]).values == [0.5, 1, 0])
  }

  @Test func valuesAMethodCannotTakeAreNamed() throws {
    let error = try #require(throws: NormalizationError.self) { try run("max", [1, -2]) }
    #expect(error.indicator == "x" && error.key.year.rawValue == 2002)
    #expect(error.message.contains("-2") && !error.remedy.isEmpty)
    #expect(throws: NormalizationError.self) { try run("sum", direction: .negative, [1, 0]) }
    #expect(throws: NormalizationError.self) { try run("sum", direction: .target(1), [1, 2]) }
    #expect(throws: NormalizationError.self) { try run("logarithmic", [0.5, 2]) }
    #expect(try run("max", [0, 2]).values == [0, 1])
  }

  @Test func aReferenceWithoutAValueIsAFinding() throws {
    let gone = try run("distance_to_reference", ["year": .number(1999)], [1, 2])
    #expect(gone.values == [nil, nil] && gone.findings.map(\.code) == [.referenceMissing])
    // area 1 in 2001 has the worst value, area 2 of that year has not
    let some = try run("distance_to_reference", ["area": .number(2), "year": .number(2001)], [1, 2, 3, 4])
    #expect(some.findings.isEmpty && some.values == [0, 0.5, 1, 1.5])
    let none = try run("distance_to_reference", ["area": .number(1), "year": .number(2001)], [1, 2, 3, 4])
    #expect(none.values == [nil, nil, nil, nil] && none.findings.map(\.code) == [.noDistance])
  }

  @Test func namesInOptionsAreChecked() throws {
    let stranger = OptionValue.map([OptionEntry("y", .number(1))])
    let error = try #require(throws: DefinitionError.self) {
      try run("distance_to_target", ["targets": stranger], [1, 2])
    }
    #expect(error.message.contains("'y'"))
    let nobody = try #require(throws: DefinitionError.self) {
      try run("distance_to_target", ["targets": .map([])], [1, 2])
    }
    #expect(nobody.message.contains("nothing is given for x"))
    #expect(throws: DefinitionError.self) { try NormalizationRegistry.method(MethodChoice("distance_to_reference")) }
    #expect(throws: DefinitionError.self) { try NormalizationRegistry.method(MethodChoice("goalposts")) }
    #expect(throws: DefinitionError.self) { try method("goalposts", ["posts": .list([.number(2), .number(1)])]) }
  }
}
