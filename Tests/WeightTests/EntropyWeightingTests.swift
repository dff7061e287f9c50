import Definitions
import Foundation
import PanelModel
import Testing
import Weight
import _TestSupport

/// Weights of columns named a, b, c ... in their order.
func entropy(_ columns: [[Double?]], shift: Double = 0) throws -> WeightSet {
  let method = try EntropyWeighting(options: MethodOptions(["shift": .number(shift)]))
  let names = "abcdefgh".map { IndicatorCode(String($0)) }
  return try method.weights(of: zip(names, columns).map { WeightingColumn($0, $1) })
}

struct EntropyWeightingTests {
  @Test func byHand() throws {
    // a: p = 1/4, 1/4, 1/2: -sum p ln p = 2 (1/4) (2 ln 2) + (1/2) ln 2 = 1.5 ln 2; e = 1.5 ln 2 / ln 3
    // b: p = 0, 0, 1: entropy 0 with 0 ln 0 = 0, so d = 1
    // c: p = 1/3 each: -3 (1/3) ln(1/3) / ln 3 = 1, so d = 0
    let set = try entropy([[1, 1, 2], [0, 0, 3], [7, 7, 7]])
    let d = 1 - 1.5 * log(2) / log(3)
    #expect(isClose(set.entries[0].divergence, d))
    #expect(isClose(set.entries[0].entropy, 1 - d))
    #expect(isClose(set.entries[1].divergence, 1) && isClose(set.entries[1].entropy, 0))
    #expect(set.entries[2].divergence == 0 && set.entries[2].entropy == 1)
    #expect(isClose(set["a"], d / (1 + d)))
    #expect(isClose(set["b"], 1 / (1 + d)))
    #expect(set["c"] == 0)
    #expect(set.entries.map(\.rows) == [3, 3, 3])
    #expect(set.method == "entropy")
  }

  @Test func shiftByHand() throws {
    // 0, 0, 1 shifted by 1 is 1, 1, 2: the column a above; 1, 1, 2 shifted by 1 is 2, 2, 3: p = 2/7, 2/7, 3/7
    let set = try entropy([[0, 0, 1], [1, 1, 2]], shift: 1)
    let a = 1 - 1.5 * log(2) / log(3)
    let b = 1 + (4.0 / 7 * log(2.0 / 7) + 3.0 / 7 * log(3.0 / 7)) / log(3)
    #expect(isClose(set.entries[0].divergence, a))
    #expect(isClose(set.entries[1].divergence, b))
    #expect(isClose(set["a"], a / (a + b)))
  }

  @Test func nothingCancelsInANearlyEvenColumn() throws {
    // 1 - h and 1 + h with h = 2^-20: d = (f(h) + f(-h)) / (2 ln 2), f(t) = (1+t) ln(1+t) - t, and
    // f(h) + f(-h) = h^2 + h^4/6 + h^6/15 + ...; taken as 1 - e it would keep 4 digits of 16.
    let h = 0x1p-20
    let expected = (h * h + h * h * h * h / 6) / (2 * log(2))
    let set = try entropy([[1 - h, 1 + h], [0, 1]])
    #expect(isClose(try #require(set.entries[0].divergence), expected, relative: 1e-14, floor: 0))
  }

  @Test func theSeriesMeetsTheFormula() throws {
    // Around |t| = 0.125, where one gives way to the other, d of (1 - t, 1 + t) agrees with 1 - e.
    for t in [0.1249, 0.125, 0.1251] {
      let p = [(1 - t) / 2, (1 + t) / 2]
      let plain = 1 + p.map { $0 * log($0) }.stableSum() / log(2)
      let set = try entropy([[1 - t, 1 + t], [0, 1]])
      #expect(isClose(try #require(set.entries[0].divergence), plain, relative: 1e-13))
    }
  }

  @Test func missingRowsHaveNoPart() throws {
    // m counts the rows present: the gap changes nothing but the count.
    let set = try entropy([[1, nil, 1, 2], [0, 1, 2, 3]])
    #expect(set.entries[0].rows == 3 && set.entries[1].rows == 4)
    #expect(isClose(set.entries[0].divergence, 1 - 1.5 * log(2) / log(3)))
  }

  @Test func scoreOption() throws {
    let shift = OptionValue.number(0.001)
    #expect(try EntropyWeighting(options: MethodOptions(["shift": shift])).scoreShift == 0)
    let shifted = MethodOptions(["shift": shift, "score": .text("shifted")])
    #expect(try EntropyWeighting(options: shifted).scoreShift == 0.001)
    #expect(throws: DefinitionError.self) {
      try EntropyWeighting(options: MethodOptions(["score": .text("shift")]))
    }
    #expect(throws: DefinitionError.self) {
      try EntropyWeighting(options: MethodOptions(["shift": .number(-0.1)]))
    }
  }

  @Test func zScoresAreRefusedEvenIfAShiftLiftsThem() throws {
    let error = try #require(throws: WeightingError.self) { try entropy([[0, 1], [-1, 1]], shift: 3) }
    #expect(error.reason == .negativeValue && error.indicator == "b")
    #expect(error.remedy.contains("min_max"))
  }

  @Test func divergenceOfOneRowHoldingAllIsOne() throws {
    for m in [2, 3, 7, 100, 6000] {
      let column = [Double?](repeating: 0, count: m - 1) + [0.3]
      let d = try #require(try entropy([column]).entries[0].divergence)
      #expect(d <= 1 && isClose(d, 1))
    }
  }
}
