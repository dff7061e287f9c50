import Definitions
import Normalize
import PanelModel
import Testing
import _TestSupport

struct MinMaxTests {
  @Test func positiveByHand() throws {
    // min 2, max 6: (2-2)/4, (3-2)/4, (6-2)/4
    #expect(try MinMax().normalized([2, 3, nil, 6]) == [0, 0.25, nil, 1])
  }

  @Test func negativeByHand() throws {
    // (6-2)/4, (6-3)/4, (6-6)/4
    #expect(try MinMax().normalized([2, 3, 6], direction: .negative) == [1, 0.75, 0])
  }

  @Test func toAnotherScale() throws {
    // 1 + 99 * (0, 1/4, 1)
    let method = try MinMax(options: MethodOptions(["to": .list([.number(1), .number(100)])]))
    #expect(method.normalized([2, 3, 6]) == [1, 25.75, 100])
  }

  @Test func valuesBeyondTheBoundsAreKept() throws {
    let pair = NormalizationBounds.Pair(0, 10)
    #expect(try MinMax().apply(15, pair, direction: .positive) == 1.5)
    #expect(try MinMax().apply(15, pair, direction: .negative) == -0.5)
  }

  @Test func noSpreadIsMissing() throws {
    #expect(try MinMax().normalized([7, 7, 7]) == [nil, nil, nil])
    #expect(try MinMax().normalized([7, nil]) == [nil, nil])
    #expect(try MinMax().normalized([nil, nil]) == [nil, nil])
  }

  @Test(arguments: [
    OptionValue.number(1), .list([.number(1)]), .list([.number(1), .number(1)]), .list([.number(2), .number(1)]),
    .list([.text("a"), .number(1)]), .list([.number(0), .number(.infinity)]),
  ])
  func wrongScaleIsRefused(value: OptionValue) {
    #expect(throws: DefinitionError.self) { try MinMax(options: MethodOptions(["to": value])) }
  }
}

struct ZScoreTests {
  @Test func byHand() throws {
    // mean 5; squares 9+1+1+1+0+0+4+16 = 32; sd = sqrt(32/7); (9-5)/sd = 4 sqrt(7/32) = sqrt(3.5)
    let z = try ZScore().normalized([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(isClose(z[7], 3.5.squareRoot()))
    #expect(z[4] == 0)
    // (2-5)/sd = -3 sqrt(7/32) = -sqrt(63/32)
    #expect(isClose(z[0], -(63.0 / 32).squareRoot()))
  }

  @Test func negativeIsTheSameOfTheOpposite() throws {
    let x: [Double?] = [2, 4, 4, 4, 5, 5, 7, 9]
    let mirrored = try ZScore().normalized(x.map { $0.map { -$0 } })
    #expect(try ZScore().normalized(x, direction: .negative) == mirrored)
  }

  @Test func toMeanAndDeviation() throws {
    // mean 3, sd 2: 10 + 2 * (1-3)/2 = 8, 10, 12 (values 1, 3, 5: squares 4+0+4, over n-1 = 2 gives 4)
    let method = try ZScore(options: MethodOptions(["mean": .number(10), "sd": .number(2)]))
    #expect(method.normalized([1, 3, 5]) == [8, 10, 12])
  }

  @Test func equalValuesThatAreNoBinaryFractionsHaveNoSpread() throws {
    // Their computed mean may differ from 0.1 in the last bit; that is no spread.
    #expect(try ZScore().normalized([0.1, 0.1, 0.1]) == [nil, nil, nil])
    #expect(try ZScore().fit([0.1, 0.1, 0.1]) == NormalizationBounds.Pair(0.1, 0))
  }

  @Test func wrongOptionsAreRefused() {
    #expect(throws: DefinitionError.self) { try ZScore(options: MethodOptions(["sd": .number(0)])) }
    #expect(throws: DefinitionError.self) { try ZScore(options: MethodOptions(["sd": .text("1")])) }
    #expect(throws: DefinitionError.self) { try ZScore(options: MethodOptions(["mean": .number(.nan)])) }
  }
}
