import Definitions
import Foundation
import PanelModel
import Testing
import Weight
import _TestSupport

/// The weighting methods by hand.
struct WeightMethodsTests {
  private func weights(_ name: String, _ columns: [[Double?]]) throws -> WeightSet {
    try weights(name, [:], columns)
  }

  private func weights(
    _ name: String, _ options: [String: OptionValue], _ columns: [[Double?]]
  ) throws -> WeightSet {
    let method = try WeightingRegistry.method(MethodChoice(name, options: MethodOptions(options)))
    let names = "abcdefgh".map { IndicatorCode(String($0)) }
    return try method.weights(of: zip(names, columns).map { WeightingColumn($0, $1) })
  }

  private func values(_ set: WeightSet) -> [Double?] { set.entries.map(\.weight) }

  @Test func statisticsByHand() throws {
    // a: mean 1, squares 1 + 0 + 1, variance 1; b: mean 3, squares 4 + 0 + 4 = 8, variance 4
    let columns: [[Double?]] = [[0, 1, 2], [1, 3, 5]]
    #expect(worstDifference(values(try weights("standard_deviation", columns)), [1.0 / 3, 2.0 / 3]) < 1e-15)
    #expect(worstDifference(values(try weights("variance", columns)), [0.2, 0.8]) < 1e-15)
    // coefficients 1 / 1 and 2 / 3
    #expect(worstDifference(values(try weights("variation_coefficient", columns)), [0.6, 0.4]) < 1e-15)
    // Gini of (0, 1, 2): (-2 * 0 + 0 * 1 + 2 * 2) / (3 * 3) = 4/9; of (1, 3, 5): (-2 + 10) / (3 * 9) = 8/27
    #expect(worstDifference(values(try weights("gini", columns)), [0.6, 0.4]) < 1e-15)
  }

  @Test func criticByHand() throws {
    // (0, 1) and (1, 0): r = -1; with a third column equal to the first: contrasts a: 0 + 2, b: 2 + 2, c: 2; equal s
    #expect(worstDifference(values(try weights("critic", [[0, 1], [1, 0], [0, 1]])), [0.25, 0.5, 0.25]) < 1e-15)
    let error = try #require(throws: WeightingError.self) { try weights("critic", [[0, 1, 3], [0, 2, 6]]) }
    #expect(error.reason == .noContrast && error.indicator == nil)
    let constant = try #require(throws: WeightingError.self) { try weights("critic", [[0, 1, 3], [2, 2, 2]]) }
    #expect(constant.reason == .noContrast && constant.indicator == "b")
  }

  @Test func merecByHand() throws {
    // n = min / x: a: 1, 1/e; b: 1, 1. Row 2: ln n = -1, 0; S = ln(1 + 1/2); without a: ln 1 = 0, without b: ln 1.5
    let set = try weights("merec", [[1, M_E], [1, 1]])
    #expect(values(set) == [1, 0])
    #expect(set.findings.map(\.code) == [.constantIndicator])
    let error = try #require(throws: WeightingError.self) { try weights("merec", [[0, 1], [1, 2]]) }
    #expect(error.reason == .notPositive && error.remedy.contains("shift"))
  }

  @Test func cilosByHand() throws {
    // a best in row 1 (b is 1/2 of its best), b best in row 2 (a is 1/4 of its best):
    // p_12 = (2 - 1) / 2 = 1/2 (row 1, column b), p_21 = (4 - 1) / 4 = 3/4
    // F = [[-3/4, 1/2], [3/4, -1/2]]; F q = 0: q = (2/5, 3/5)
    #expect(worstDifference(values(try weights("cilos", [[4, 1], [1, 2]])), [0.4, 0.6]) < 1e-15)
    let error = try #require(throws: WeightingError.self) { try weights("cilos", [[4, 1], [2, 1]]) }
    #expect(error.reason == .notSolvable)
  }

  @Test func componentsByHand() throws {
    // two columns with r > 0: the first component is (1, 1) / sqrt 2
    #expect(worstDifference(values(try weights("pca", [[0, 1, 2], [0, 2, 1]])), [0.5, 0.5]) < 1e-12)
    let mixed = try #require(throws: WeightingError.self) { try weights("pca", [[0, 1, 2], [2, 1, 0.5]]) }
    #expect(mixed.reason == .negativeWeight)
    let squared = try weights("pca", ["loadings": .text("squared")], [[0, 1, 2], [2, 1, 0.5]])
    #expect(worstDifference(values(squared), [0.5, 0.5]) < 1e-12)
    #expect(squared.findings.map(\.code) == [.componentsKept])
    // with all components kept every indicator is explained whole
    let all = try weights("factor", ["components": .number(2)], [[0, 1, 2], [0, 2, 1]])
    #expect(worstDifference(values(all), [0.5, 0.5]) < 1e-12)
  }

  @Test func scatterByHand() throws {
    // X = [[1, 0], [0, 2]]: H = diag(1, 4); all weight goes to b
    #expect(worstDifference(values(try weights("vertical_horizontal", [[1, 0], [0, 2]])), [0, 1]) < 1e-15)
    // equal columns weigh the same
    #expect(worstDifference(values(try weights("vertical_horizontal", [[1, 2], [1, 2]])), [0.5, 0.5]) < 1e-15)
    #expect(throws: WeightingError.self) { try weights("vertical_horizontal", [[0, 0], [0, 0]]) }
  }

  @Test func rowsWithGapsAreLeftOutWhole() throws {
    let set = try weights("critic", [[0, 1, nil], [1, 0, 5], [0, 1, 7]])
    #expect(set.entries.map(\.rows) == [2, 2, 2])
    let error = try #require(throws: WeightingError.self) { try weights("critic", [[0, nil, nil], [1, 0, 5]]) }
    #expect(error.reason == .tooFewRows && error.indicator == "a")
  }

  @Test func negativeValuesAndZerosAreNamed() throws {
    for name in ["gini", "variation_coefficient"] {
      let below = try #require(throws: WeightingError.self) { try weights(name, [[0, 1], [-1, 1]]) }
      #expect(below.reason == .negativeValue && below.indicator == "b")
      let zeros = try #require(throws: WeightingError.self) { try weights(name, [[0, 1], [0, 0]]) }
      #expect(zeros.reason == .sumIsZero && zeros.indicator == "b")
    }
    let all = try #require(throws: WeightingError.self) { try weights("standard_deviation", [[1, 1], [2, 2]]) }
    #expect(all.reason == .allZero)
    #expect(try weights("standard_deviation", [[1, 1], [2, 3]]).entries.map(\.weight) == [0, 1])
  }

  @Test func combinationsByHand() throws {
    func fixed(_ a: Double, _ b: Double) -> OptionValue {
      .map([
        OptionEntry("method", .text("fixed")),
        OptionEntry("weights", .map([OptionEntry("a", .number(a)), OptionEntry("b", .number(b))])),
      ])
    }
    let of = OptionValue.list([fixed(0.2, 0.8), fixed(0.5, 0.5)])
    func combined(_ by: String, _ more: [String: OptionValue] = [:]) throws -> [Double?] {
      values(try weights("combined", ["of": of, "by": .text(by)].merging(more) { $1 }, [[1], [1]]))
    }
    #expect(worstDifference(try combined("product"), [0.2, 0.8]) < 1e-15)
    #expect(worstDifference(try combined("linear"), [0.35, 0.65]) < 1e-15)
    let shares: [String: OptionValue] = ["shares": .list([.number(3), .number(1)])]
    #expect(worstDifference(try combined("linear", shares), [0.275, 0.725]) < 1e-15)
    // sqrt 0.1 : sqrt 0.4 is 1 : 2
    #expect(worstDifference(try combined("minimum_relative_entropy"), [1.0 / 3, 2.0 / 3]) < 1e-15)
    // w1.w1 = 0.68, w1.w2 = 0.5, w2.w2 = 0.5: 0.68 a + 0.5 b = 0.68, 0.5 a + 0.5 b = 0.5: a = 1, b = 0
    #expect(worstDifference(try combined("game_theory"), [0.2, 0.8]) < 1e-12)
    #expect(throws: DefinitionError.self) { try combined("product", shares) }
    #expect(throws: DefinitionError.self) { try weights("combined", ["of": of], [[1], [1]]) }
    #expect(throws: DefinitionError.self) {
      try weights("combined", ["of": .list([fixed(1, 1)]), "by": .text("product")], [[1], [1]])
    }
  }
}

/// The analytic hierarchy process by hand.
struct AnalyticHierarchyTests {
  private func matrix(_ rows: [[OptionValue]]) -> OptionValue { .list(rows.map { .list($0) }) }

  private func method(_ options: [String: OptionValue]) throws -> any WeightingMethod {
    let codes = OptionValue.list("abc".map { .text(String($0)) })
    return try WeightingRegistry.method(
      MethodChoice("ahp", options: MethodOptions(["of": codes].merging(options) { $1 })))
  }

  private func weights(_ options: [String: OptionValue]) throws -> WeightSet {
    try method(options).weights(of: ["c", "a", "b"].map { WeightingColumn($0, []) })
  }

  /// a : b : c as 4 : 2 : 1, without contradiction.
  private var consistent: OptionValue {
    matrix([
      [.number(1), .number(2), .number(4)], [.text("1/2"), .number(1), .number(2)],
      [.text("1/4"), .text("1 / 2"), .number(1)],
    ])
  }

  @Test(arguments: ["eigenvector", "geometric_mean", "column_mean"]) func consistentByHand(by: String) throws {
    let set = try weights(["matrix": consistent, "weights_by": .text(by)])
    #expect(worstDifference(set.entries.map(\.weight), [1.0 / 7, 4.0 / 7, 2.0 / 7]) < 1e-14)
    #expect(set.findings.map(\.code) == [.consistencyOfComparisons])
    #expect(set.findings[0].message.contains("RI = 0.58") && set.findings[0].message.contains("CR = 0.0"))
  }

  @Test func contradictionsAreRefusedWithTheComparisonToLookAt() throws {
    // a over b 9, b over c 9, and c over a 9
    let circle = matrix([
      [.number(1), .number(9), .text("1/9")], [.text("1/9"), .number(1), .number(9)],
      [.number(9), .text("1/9"), .number(1)],
    ])
    let error = try #require(throws: DefinitionError.self) { try method(["matrix": circle]) }
    #expect(error.message.contains("contradict each other: CR = "))
    #expect(error.remedy.contains("against"))
    #expect(
      try weights(["matrix": circle, "largest_ratio": .number(100)]).entries.allSatisfy { isClose($0.weight, 1.0 / 3) })
  }

  @Test func expertsMeet() throws {
    // a : b : c as 1 : 2 : 4 and as 4 : 2 : 1: their geometric means are equal
    let turned = matrix([
      [.number(1), .text("1/2"), .text("1/4")], [.number(2), .number(1), .text("1/2")],
      [.number(4), .number(2), .number(1)],
    ])
    for group in ["judgements", "priorities"] {
      let set = try weights(["experts": .list([consistent, turned]), "group": .text(group)])
      #expect(set.entries.allSatisfy { isClose($0.weight, 1.0 / 3) }, "\(group)")
      #expect(set.findings.count == 2 && set.findings[1].message.hasPrefix("expert 2:"))
    }
  }

  @Test func wrongMatricesAreRefused() throws {
    let notReciprocal = matrix([
      [.number(1), .number(2), .number(4)], [.number(2), .number(1), .number(2)],
      [.text("1/4"), .text("1/2"), .number(1)],
    ])
    let error = try #require(throws: DefinitionError.self) { try method(["matrix": notReciprocal]) }
    #expect(error.message.contains("the other way round"))
    #expect(throws: DefinitionError.self) { try method(["matrix": matrix([[.number(1)]])]) }
    #expect(throws: DefinitionError.self) { try method([:]) }
    let zero = matrix([
      [.number(1), .number(0), .number(4)], [.number(2), .number(1), .number(2)],
      [.text("1/4"), .text("1/2"), .number(1)],
    ])
    #expect(throws: DefinitionError.self) { try method(["matrix": zero]) }
    let stranger = try #require(throws: DefinitionError.self) {
      try method(["matrix": consistent]).check(names: ["a", "b", "d"])
    }
    #expect(stranger.message.contains("'c'"))
    #expect(throws: DefinitionError.self) { try method(["matrix": consistent]).check(names: ["a", "b", "c", "d"]) }
  }
}
