import Definitions
import PanelModel
import Testing
import Weight
import _TestSupport

struct FixedAndEqualTests {
  private func columns(_ codes: IndicatorCode...) -> [WeightingColumn] { codes.map { WeightingColumn($0, []) } }

  private func fixed(_ weights: [(String, Double)]) throws -> FixedWeighting {
    try FixedWeighting(
      options: MethodOptions(["weights": .map(weights.map { OptionEntry($0.0, .number($0.1)) })]))
  }

  @Test func equalByHand() throws {
    let set = try EqualWeighting().weights(of: columns("a", "b", "c", "d"))
    #expect(set.entries.map(\.weight) == [0.25, 0.25, 0.25, 0.25])
    #expect(set.method == "equal" && set.entries.allSatisfy { $0.rows == nil && $0.divergence == nil })
  }

  @Test func fixedByHand() throws {
    // 3 : 1 : 0, sum 4, in the order of the columns and not of the file
    let method = try fixed([("c", 0), ("b", 1), ("a", 3)])
    #expect(try method.weights(of: columns("a", "b", "c")).entries.map(\.weight) == [0.75, 0.25, 0])
  }

  @Test func fixedIsRescaledWithinEachSet() throws {
    let method = try fixed([("a", 1), ("b", 3), ("c", 5)])
    #expect(try method.weights(of: columns("a", "b")).entries.map(\.weight) == [0.25, 0.75])
    #expect(try method.weights(of: columns("c")).entries.map(\.weight) == [1])
  }

  @Test func fixedRefusesNegativeRepeatedAndAbsentWeights() throws {
    #expect(throws: DefinitionError.self) { try fixed([("a", -1)]) }
    #expect(throws: DefinitionError.self) { try fixed([("a", 1), ("a", 2)]) }
    #expect(throws: DefinitionError.self) { try FixedWeighting(options: MethodOptions()) }
    #expect(throws: DefinitionError.self) { try FixedWeighting(options: MethodOptions(["weights": .number(1)])) }
    let zeros = try #require(throws: WeightingError.self) {
      try fixed([("a", 0), ("b", 0)]).weights(of: columns("a", "b"))
    }
    #expect(zeros.reason == .allZero)
    let absent = try #require(throws: WeightingError.self) { try fixed([("a", 1)]).weights(of: columns("a", "b")) }
    #expect(absent.reason == .notNamed && absent.indicator == "b")
  }

  @Test func fixedChecksNamesBothWays() throws {
    let method = try fixed([("green_cover", 1), ("so2", 1)])
    try method.check(names: ["green_cover", "so2"])
    let unnamed = try #require(throws: DefinitionError.self) {
      try method.check(names: ["green_cover", "so2", "gdp", "waste"])
    }
    #expect(unnamed.message == "no weight is given for gdp, waste")
    let stranger = try #require(throws: DefinitionError.self) { try method.check(names: ["green_covers", "so2"]) }
    #expect(stranger.remedy.contains("green_covers"))
  }
}
