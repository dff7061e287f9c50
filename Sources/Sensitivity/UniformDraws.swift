/// Uniform random numbers that follow from the seed, the number of the sample and the coordinate alone: whatever thread
/// asks for one, and in whatever order, it is the same.
///
/// The mixing of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014, 453-472), once for each of the three.
package struct UniformDraws: Sendable {
  package let seed: UInt64

  package init(seed: UInt64) { self.seed = seed }

  /// A number in [0, 1) with 53 random bits.
  package func number(sample: Int, coordinate: Int) -> Double {
    let start = Self.mixed(seed &+ 0x9E37_79B9_7F4A_7C15)
    let row = Self.mixed(start ^ (UInt64(truncatingIfNeeded: sample) &* 0xD1B5_4A32_D192_ED03))
    let bits = Self.mixed(row ^ (UInt64(truncatingIfNeeded: coordinate) &* 0x8CB9_2BA7_2F3D_8DD7))
    return Double(bits >> 11) * 0x1p-53
  }

  /// A whole number in 0..<count.
  package func index(below count: Int, sample: Int, coordinate: Int) -> Int {
    min(count - 1, Int(number(sample: sample, coordinate: coordinate) * Double(count)))
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
