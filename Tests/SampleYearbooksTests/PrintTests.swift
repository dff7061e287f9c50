import SampleYearbooks
import Testing

/// Random numbers and printed numbers.
@Suite struct PrintTests {
  @Test(arguments: [
    (1363.0, 0, "1363"), (-0.32, 2, "-0.32"), (0.005, 2, "0.01"), (-0.004, 2, "0.00"), (12.5, 0, "13"), (7, 2, "7.00"),
    (99.995, 1, "100.0"), (0.05, 1, "0.1"), (31_293_000, 0, "31293000"),
  ])
  func decimals(_ number: Double, _ decimals: Int, _ text: String) {
    #expect(FixedDecimal.text(number, decimals: decimals) == text)
    #expect(FixedDecimal.number(number, decimals: decimals) == Double(text))
  }

  @Test func keyedNumbersAreLookedUpNotDrawn() {
    let random = KeyedRandom(seed: 3)
    let first = random.uniform("a", 110_000, 2010)
    _ = random.uniform("b", 1, 1)
    #expect(random.uniform("a", 110_000, 2010) == first)
    #expect(random.uniform("a", 110_000, 2011) != first)
    #expect(random.uniform("a", 110_001, 2010) != first)
    #expect(KeyedRandom(seed: 4).uniform("a", 110_000, 2010) != first)
  }

  @Test func normalsHaveMeanZeroAndVarianceOne() {
    let random = KeyedRandom(seed: 5)
    let draws = (0..<20_000).map { random.normal("x", $0) }
    let mean = draws.reduce(0, +) / 20_000
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(mean) < 0.03)
    #expect(abs(variance - 0.98) < 0.04)
    #expect(draws.allSatisfy { abs($0) <= 2.5 })
  }

  @Test func persistentNoiseRemembers() {
    let random = KeyedRandom(seed: 6)
    let pairs = (0..<4_000).map { (random.persistent("y", $0, 2010), random.persistent("y", $0, 2011)) }
    let covariance = pairs.reduce(0) { $0 + $1.0 * $1.1 } / 4_000
    let variance = pairs.reduce(0) { $0 + $1.0 * $1.0 } / 4_000
    #expect(abs(covariance / variance - 0.5) < 0.06)
  }
}
