import Definitions
import PanelModel
import Testing
import Weight
import _TestSupport

struct WeightPropertyTests {
  private func columns(seed: Int) -> [[Double?]] {
    var random = SplitMix64(seed: UInt64(seed))
    return (0..<8).map { j in
      (0..<50).map { i in
        if j == 3 && i % 7 == 0 { return nil }
        let x = random.unit()
        return j == 5 && x < 0.3 ? 0 : x * x
      }
    }
  }

  @Test(arguments: 1...25) func weightsAreSharesAndEntropiesAreInTheUnitInterval(seed: Int) throws {
    let set = try entropy(columns(seed: seed), shift: seed.isMultiple(of: 2) ? 0.001 : 0)
    #expect(isClose(set.entries.map(\.weight).stableSum(), 1))
    for entry in set.entries {
      #expect(entry.weight >= 0)
      let e = try #require(entry.entropy)
      let d = try #require(entry.divergence)
      #expect(e >= 0 && e <= 1 && d >= 0 && d <= 1 && isClose(e + d, 1))
    }
  }

  @Test(arguments: 1...25) func rescalingAUnitChangesNoWeight(seed: Int) throws {
    let x = columns(seed: seed)
    let expected = try entropy(x).entries.map(\.weight)
    let scales = [1e-12, 1, 1e15, 3, 0.1, 1e4, 7e-3, 1e8]
    let scaled = try entropy(zip(x, scales).map { column, scale in column.map { $0.map { $0 * scale } } })
    #expect(worstDifference(scaled.entries.map(\.weight), expected) <= 1e-12)
  }

  @Test(arguments: 1...25) func permutingRowsOrColumnsChangesOnlyTheirOrder(seed: Int) throws {
    let x = columns(seed: seed)
    let expected = try entropy(x).entries.map(\.weight)
    var random = SplitMix64(seed: UInt64(seed) + 500)
    let rows = x[0].indices.shuffled(using: &random)
    let byRow = try entropy(x.map { column in rows.map { column[$0] } }).entries.map(\.weight)
    #expect(worstDifference(byRow, expected) <= 1e-12)
    let order = x.indices.shuffled(using: &random)
    let byColumn = try entropy(order.map { x[$0] }).entries.map(\.weight)
    #expect(worstDifference(byColumn, order.map { expected[$0] }) <= 1e-12)
  }

  @Test(arguments: 1...25) func aLargerShiftEvensAColumnOut(seed: Int) throws {
    let x = columns(seed: seed)
    var last = Double.infinity
    for shift in [0, 0.0001, 0.01, 1, 100] {
      let total = try entropy(x, shift: shift).entries.compactMap(\.divergence).stableSum()
      #expect(total < last)
      last = total
    }
  }
}
