import Aggregate
import Definitions
import Foundation
import Testing
import _TestSupport

struct AggregationMethodTests {
  private func geometric(floor: Double) throws -> WeightedGeometric {
    try WeightedGeometric(options: MethodOptions(["floor": .number(floor)]))
  }

  @Test func arithmeticByHand() throws {
    // 0.5 * 2 + 0.25 * 4 + 0.25 * 8 = 4
    let method = try WeightedArithmetic()
    #expect(method.score([2, 4, 8], weights: [0.5, 0.25, 0.25]) == 4)
    #expect(method.rates([2, 4, 8], weights: [0.5, 0.25, 0.25], score: 4) == [0.5, 0.25, 0.25])
  }

  @Test func geometricByHand() throws {
    // 2^0.5 * 4^0.25 * 8^0.25 = 2^(0.5 + 0.5 + 0.75) = 2^1.75
    let method = try WeightedGeometric()
    let weights = [0.5, 0.25, 0.25]
    let score = method.score([2, 4, 8], weights: weights)
    #expect(isClose(score, pow(2, 1.75)))
    // parts w S (1 + ln(x / S)), ln(x / S) = (1, 2, 3 - 1.75) ln 2: weighted mean of -0.75, 0.25, 1.25 is 0
    let rates = method.rates([2, 4, 8], weights: weights, score: score)
    #expect(isClose(rates[0] * 2, 0.5 * score * (1 - 0.75 * log(2))))
    #expect(isClose(rates[0] * 2 + rates[1] * 4 + rates[2] * 8, score))
  }

  @Test func geometricTakesNoZeroWithoutAFloor() throws {
    #expect(try WeightedGeometric().admitted(0) == nil)
    #expect(try WeightedGeometric().admitted(-1) == nil)
    #expect(try WeightedGeometric().admitted(1e-300) == 1e-300)
    #expect(try geometric(floor: 0.01).admitted(-1) == 0.01)
    #expect(try geometric(floor: 0.01).admitted(0.005) == 0.01)
    #expect(try geometric(floor: 0.01).admitted(0.5) == 0.5)
    #expect(try WeightedArithmetic().admitted(-1) == -1)
  }

  @Test(arguments: [OptionValue.number(0), .number(-1), .number(.infinity), .text("0.01")])
  func wrongFloorsAreRefused(floor: OptionValue) {
    #expect(throws: DefinitionError.self) { try WeightedGeometric(options: MethodOptions(["floor": floor])) }
  }

  /// Means in rising order of what they give.
  private var means: [MethodChoice] {
    func power(_ p: Double) -> MethodChoice { MethodChoice("power", options: MethodOptions(["p": .number(p)])) }
    return [
      MethodChoice("minimum"), power(-3), power(-1), MethodChoice("weighted_harmonic"), power(0),
      MethodChoice("weighted_geometric"), power(0.5), power(1), MethodChoice("weighted_arithmetic"), power(2),
      power(80),
    ]
  }

  @Test(arguments: 1...30) func scoresLieBetweenTheirPartsAndSplitIntoThem(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let values = (0..<6).map { _ in random.number(0.001, 1) }
    let raw = (0..<6).map { _ in random.unit() }
    let weights = raw.map { $0 / raw.stableTotal }
    var scores: [Double] = []
    for choice in means + [MethodChoice("mpi"), MethodChoice("ampi")] {
      let method = try AggregationRegistry.method(choice)
      let score = method.score(values, weights: weights)
      let rates = method.rates(values, weights: weights, score: score)
      #expect(isClose(zip(rates, values).map(*).stableTotal, score, relative: 1e-12), "\(choice.name)")
      guard !choice.name.hasSuffix("mpi") else { continue }
      #expect(try score >= #require(values.min()) * (1 - 1e-14) && score <= #require(values.max()) * (1 + 1e-14))
      scores.append(score)
    }
    // power means rise with their power: minimum, harmonic, geometric (twice), arithmetic, square
    #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 <= $1 * (1 + 1e-14) })
  }

  @Test func everyMethodFileIsRegistered() throws {
    let registered = AggregationRegistry.all.map { String(describing: $0) }
    for name in try MethodFiles.names(module: "Aggregate") {
      #expect(registered.contains(name), "add this line to AggregationRegistry.all: \(name).self,")
    }
    #expect(registered == registered.sorted())
  }

  @Test func misspeltNamesGetSuggestions() throws {
    let method = try #require(throws: DefinitionError.self) {
      try AggregationRegistry.method(MethodChoice("weighted_geometrical"))
    }
    #expect(method.remedy.hasPrefix("Did you mean 'weighted_geometric'?"))
    let option = try #require(throws: DefinitionError.self) {
      try AggregationRegistry.method(
        MethodChoice("weighted_arithmetic", options: MethodOptions(["floor": .number(1)])))
    }
    #expect(option.message == "'floor' is not an option of weighted_arithmetic")
  }
}

extension [Double] {
  /// The plain sum.
  var stableTotal: Double { reduce(0, +) }
}
