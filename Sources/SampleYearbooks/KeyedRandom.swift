/// Random numbers looked up by name instead of drawn in turn: the same seed and key give the same number, whatever else is
/// generated and in whatever order.
package struct KeyedRandom: Sendable {
  package let seed: UInt64

  package init(seed: UInt64) { self.seed = seed }

  /// Uniform on [0, 1).
  package func uniform(_ key: String, _ area: Int, _ year: Int = 0, draw: UInt64 = 0) -> Double {
    Double(bits(key, area, year, draw) >> 11) * 0x1p-53
  }

  /// Mean 0 and variance 1, cut off at ±2.5: a sum of twelve uniforms (Irwin-Hall), which needs no library function and so
  /// has the same bits everywhere.
  package func normal(_ key: String, _ area: Int, _ year: Int = 0) -> Double {
    var sum = -6.0
    for draw in 0..<12 { sum += uniform(key, area, year, draw: UInt64(draw)) }
    return min(2.5, max(-2.5, sum))
  }

  /// A stationary first-order autoregression of variance 1: `x[t] = rho x[t-1] + sqrt(1 - rho^2) e[t]`, with e[t] keyed by
  /// year. Twelve years of run-in precede `year`.
  package func persistent(_ key: String, _ area: Int, _ year: Int, rho: Double = 0.5) -> Double {
    let scale = (1 - rho * rho).squareRoot()
    var x = 0.0
    for y in (year - 12)...year { x = rho * x + scale * normal(key, area, y) }
    return x
  }

  private func bits(_ key: String, _ area: Int, _ year: Int, _ draw: UInt64) -> UInt64 {
    // FNV-1a over the name, then SplitMix64's finaliser over each part.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    var x = Self.mixed(seed ^ hash)
    x = Self.mixed(x ^ UInt64(bitPattern: Int64(area)))
    x = Self.mixed(x ^ UInt64(bitPattern: Int64(year)))
    return Self.mixed(x ^ draw)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
