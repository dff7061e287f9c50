import PanelModel

extension EntropyWeighting {
  /// The sum of f(t) = (1 + t) ln(1 + t) - t over a column, t = (x - centre) / centre the relative distance of a
  /// number from their mean.
  static func excessSum(_ values: [Double], shift: Double, mean: Double) -> Double {
    values.withUnsafeBufferPointer { values in
      var sum = StableLanes()
      let centre = mean - shift
      for i in stride(from: 0, to: values.count, by: 4) {
        // What stands in for numbers beyond the end is the mean itself, of which f is 0.
        sum.add(excess((values.four(i, filling: centre) - centre) / mean))
      }
      return sum.total
    }
  }

  /// f(t) for t >= -1, accurate relative to itself; 1 at t = -1, which is 0 ln 0 = 0.
  ///
  /// With 1 + t = 2^k m, m near 1, and s = (m - 1) / (m + 1): ln m = 2 s + r, r = 2 s^3 / 3 + 2 s^5 / 5 + ...
  /// For k = 0 the terms that cancel are taken out by hand: f = (2 s^2 + (1 + s) r) / (1 - s), 1 - s = 2 / (2 + t).
  @inline(__always)
  static func excess(_ t: SIMD4<Double>) -> SIMD4<Double> {
    let u = 1 + t
    let bits = unsafeBitCast(u, to: SIMD4<UInt64>.self)
    // k + 1024 >= 1, by the bits of u over those of the square root of 1/2.
    let biased = (bits &- Self.rootOfHalf &+ (1024 << 52)) &>> 52
    let isNear = biased .== 1024
    let m = unsafeBitCast(bits &- (biased &<< 52) &+ (1024 << 52), to: SIMD4<Double>.self)
    // An integer below 2^52 as a number, by putting it behind the exponent of 2^52.
    let k = unsafeBitCast(biased | Self.twoTo52, to: SIMD4<Double>.self) - (0x1p52 + 1024)
    let near = unsafeBitCast(isNear, to: SIMDMask<SIMD4<Int64>>.self)
    let d = (m - 1).replacing(with: t, where: near)
    let s = d / (2 + d)
    let w = s * s
    let r = s * w * series(w)
    let close = (2 * w + (1 + s) * r) * (2 + t) * 0.5
    let far = u * (k * 0.693147180559945309417 + (2 * s + r)) - t
    return far.replacing(with: close, where: near).replacing(with: 1, where: u .< 0x1p-1022)
  }

  /// 2/3 + 2/5 w + 2/7 w^2 + ..., exact to the last bit for w <= 0.03.
  @inline(__always)
  private static func series(_ w: SIMD4<Double>) -> SIMD4<Double> {
    var sum = SIMD4<Double>(repeating: 2.0 / 23)
    sum = 2.0 / 21 + w * sum
    sum = 2.0 / 19 + w * sum
    sum = 2.0 / 17 + w * sum
    sum = 2.0 / 15 + w * sum
    sum = 2.0 / 13 + w * sum
    sum = 2.0 / 11 + w * sum
    sum = 2.0 / 9 + w * sum
    sum = 2.0 / 7 + w * sum
    sum = 2.0 / 5 + w * sum
    return 2.0 / 3 + w * sum
  }

  private static var rootOfHalf: UInt64 { 0x3FE6_A09E_667F_3BCD }
  private static var twoTo52: UInt64 { 0x4330_0000_0000_0000 }
}
