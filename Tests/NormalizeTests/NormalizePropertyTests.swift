import Definitions
import Normalize
import PanelModel
import Testing
import _TestSupport

struct NormalizePropertyTests {
  /// Columns of uneven scale with gaps, from a seed.
  private func column(seed: UInt64, count: Int = 60) -> [Double?] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in random.unit() < 0.1 ? nil : random.number(-5, 20) * random.unit() }
  }

  /// Methods whose numbers hang on the unit, as their page says: fixed ranges, targets, logarithms; and those that want
  /// values of one sign.
  private let rescalesNot =
    ["scaled", "goalposts", "distance_to_target", "logarithmic", "max", "sum", "ampi_scale"]
    + ["distance_to_reference"]

  private var methods: [any NormalizationMethod] {
    get throws {
      try NormalizationRegistry.all.filter { !rescalesNot.contains($0.info.name) }.map {
        try NormalizationRegistry.method(SampleChoice.of($0.info.name))
      }
    }
  }

  @Test(arguments: 1...20) func rescalingAUnitChangesNothing(seed: Int) throws {
    let x = column(seed: UInt64(seed))
    for method in try methods {
      for direction in IndicatorDirection.plain {
        let expected = method.normalized(x, direction: direction)
        for scale in [1e-12, 1e4, 1e15] {
          let scaled = method.normalized(x.map { $0.map { $0 * scale } }, direction: direction)
          #expect(worstDifference(scaled, expected, floor: 1e-14) <= 1e-12)
        }
      }
    }
  }

  @Test(arguments: 1...20) func permutingRowsChangesOnlyTheirOrder(seed: Int) throws {
    let x = column(seed: UInt64(seed))
    var random = SplitMix64(seed: UInt64(seed) + 100)
    let order = x.indices.shuffled(using: &random)
    for method in try methods {
      let expected = method.normalized(x)
      let permuted = method.normalized(order.map { x[$0] })
      #expect(worstDifference(permuted, order.map { expected[$0] }) <= 1e-12)
    }
  }

  @Test(arguments: 1...20) func directionMirrors(seed: Int) throws {
    let x = column(seed: UInt64(seed))
    let up = try MinMax().normalized(x)
    let down = try MinMax().normalized(x, direction: .negative)
    #expect(worstDifference(down, up.map { $0.map { 1 - $0 } }) <= 1e-12)
    let z = try ZScore().normalized(x)
    #expect(try ZScore().normalized(x, direction: .negative) == z.map { $0.map { -$0 } })
  }

  @Test(arguments: 1...20) func minMaxFillsTheScaleAndZScoreHasItsMoments(seed: Int) throws {
    let x = column(seed: UInt64(seed))
    let scaled = try MinMax().normalized(x).compactMap { $0 }
    #expect(scaled.min() == 0 && scaled.max() == 1)
    let z = try ZScore().normalized(x).compactMap { $0 }
    let n = Double(z.count)
    #expect(abs(z.stableSum() / n) < 1e-14)
    #expect(isClose(z.map { $0 * $0 }.stableSum() / (n - 1), 1))
  }
}
