import PanelModel
import Testing
import _TestSupport

@Suite struct StableSumTests {
  @Test func keepsWhatPlainAdditionLoses() {
    // 1 is below half a unit in the last place of 1e16, so plain addition gives 0 (Neumaier's own example).
    #expect([1, 1e100, 1, -1e100].stableSum() == 2)
    #expect([1e16, 1, -1e16].stableSum() == 1)
    #expect([1e16, 1, -1e16].reduce(0, +) == 0)
  }

  @Test func tenTenthsAreOne() {
    #expect(Array(repeating: 0.1, count: 10).stableSum() == 1)
    #expect(Array(repeating: 0.1, count: 10).reduce(0, +) != 1)
  }

  @Test func smallWholeNumbersAreExact() {
    #expect((1...1000).map(Double.init).stableSum() == 500_500)
    #expect([Double]().stableSum() == 0)
  }

  @Test func infinityAndNaNAreKeptAsPlainAdditionHasThem() {
    #expect([1, .infinity].stableSum() == .infinity)
    #expect([-.infinity, 5].stableSum() == -.infinity)
    #expect([.infinity, -.infinity].stableSum().isNaN)
    #expect([1, .nan].stableSum().isNaN)
  }

  @Test func theOrderHardlyMatters() {
    var generator = SplitMix64(seed: 3)
    let values = (0..<5000).map { _ in generator.number(-1e9, 1e9) }
    let total = values.stableSum()
    for _ in 0..<20 {
      #expect(abs(values.shuffled(using: &generator).stableSum() - total) <= 1e-15 * 5000 * 1e9)
    }
  }
}
