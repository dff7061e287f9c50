import PanelModel

extension EntropyWeighting {
  /// The sum of f(t) = (1 + t) ln(1 + t) - t over a column, t = (x - centre) / centre the relative distance of a
  /// number from their mean.
  static func excessSum(_ values: [Double], shift: Double, mean: Double) -> Double {
    values.withUnsafeBufferPointer { values in
      var sum = StableLanes()
      let centre = mean - shift
      // What stands in for numbers beyond the end is the mean itself, of which f is 0.
      @inline(__always)
      func part(_ i: Int) -> SIMD4<Double> { excess((values.four(i, filling: centre) - centre) / mean) }
      var i = 0
      // Parts are never negative, so that a plain sum of two loses nothing that matters.
      while i + 8 <= values.count {
        sum.add(part(i) + part(i + 4))
        i += 8
      }
      while i < values.count {
        sum.add(part(i))
        i += 4
      }
      return sum.total
    }
  }

  /// f(t) for t >= -1, accurate relative to itself; 1 at t = -1, which is 0 ln 0 = 0.
  ///
  /// With u = 1 + t = 2^k (1 + d), 1 + d near 1, and s = d / (2 + d): ln(1 + d) = 2 s + r, r = 2 s^3 / 3 + 2 s^5 / 5 + ...
  /// As 2 s (1 + d) = d + s d, f = u (k ln 2 + r) + 2^k s d - (2^k - 1), in which nothing cancels for k = 0.
  @inline(__always)
  static func excess(_ t: SIMD4<Double>) -> SIMD4<Double> {
    // Of the least number f is 1 to the last bit, as it is of 0, which has no exponent.
    let (sum, least) = (1 + t, SIMD4(repeating: 0x1p-1022))
    let u = sum.replacing(with: least, where: sum .< least)
    let bits = unsafeBitCast(u, to: SIMD4<UInt64>.self)
    // k + 1024 >= 1, by the bits of u over those of the square root of 1/2.
    let biased = (bits &- Self.rootOfHalf &+ (1024 << 52)) &>> 52
    // An integer below 2^52 as a number, by putting it behind the exponent of 2^52.
    let k = unsafeBitCast(biased | Self.twoTo52, to: SIMD4<Double>.self) - (0x1p52 + 1024)
    let power = unsafeBitCast((biased &- 1) &<< 52, to: SIMD4<Double>.self)
    let near = unsafeBitCast(bits &- (biased &<< 52) &+ (1024 << 52), to: SIMD4<Double>.self)
    let d = (near - 1).replacing(with: t, where: k .== 0)
    let s = d / (2 + d)
    let w = s * s
    let r = s * w * series(w)
    return u * (k * 0.693147180559945309417 + r) + (power * (s * d) - (power - 1))
  }

  /// 2/3 + 2/5 w + 2/7 w^2 + ..., exact to the last bit for w <= 0.03.
  @inline(__always)
  private static func series(_ w: SIMD4<Double>) -> SIMD4<Double> {
    // In pairs, and pairs of pairs, so that few steps wait for each other.
    let w2 = w * w
    let w4 = w2 * w2
    let low = pair(2.0 / 3, 2.0 / 5, w) + pair(2.0 / 7, 2.0 / 9, w) * w2
    let middle = pair(2.0 / 11, 2.0 / 13, w) + pair(2.0 / 15, 2.0 / 17, w) * w2
    let high = pair(2.0 / 19, 2.0 / 21, w) + w2 * (2.0 / 23)
    return low + (middle + high * w4) * w4
  }

  @inline(__always)
  private static func pair(_ a: Double, _ b: Double, _ w: SIMD4<Double>) -> SIMD4<Double> { a + w * b }

  private static var rootOfHalf: UInt64 { 0x3FE6_A09E_667F_3BCD }
  private static var twoTo52: UInt64 { 0x4330_0000_0000_0000 }
}
