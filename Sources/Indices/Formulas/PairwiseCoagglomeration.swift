import PanelModel

/// The co-agglomeration of every two industries over all regions.
///
/// gamma_ij = sum_r (s_ri - x_r) (s_rj - x_r) / (1 - X): Ellison, Glaeser and Kerr, American Economic Review 100 (2010),
/// 1195-1213, equation 1, with x as `IndustryShares.Reference` says; with aggregate shares it is also the two-industry
/// case of Ellison and Glaeser (1997), in which the plants cancel. No bounds. All pairs are one Gram matrix.
package struct PairwiseCoagglomeration: Sendable, Equatable {
  package struct Pair: Sendable, Equatable {
    /// Positions among the industries, `first < second`.
    package var first: Int
    package var second: Int
    /// Nil where an industry has no employment, or all activity is in one region.
    package var value: Double?
  }

  /// Every pair once, in order of the first and then the second industry.
  package let pairs: [Pair]

  package init(_ shares: IndustryShares) {
    let n = shares.industryCount
    let spread = 1 - shares.concentration
    var pairs: [Pair] = []
    pairs.reserveCapacity(n * max(0, n - 1) / 2)
    shares.deviations.withUnsafeBufferPointer { d in
      for i in 0..<n {
        for j in (i + 1)..<max(n, i + 1) {
          let isDefined = shares.isDefined(i) && shares.isDefined(j)
          let product = isDefined ? Self.product(d, i, j, length: shares.regionCount) / spread : nil
          pairs.append(Pair(first: i, second: j, value: product))
        }
      }
    }
    self.pairs = pairs
  }

  /// The scalar product of two industries' deviations, summed in eight fixed lanes.
  private static func product(_ d: UnsafeBufferPointer<Double>, _ i: Int, _ j: Int, length: Int) -> Double {
    guard let base = d.baseAddress else { return 0 }
    let a = UnsafeRawPointer(base + i * length)
    let b = UnsafeRawPointer(base + j * length)
    let stride = MemoryLayout<Double>.stride
    var lanes = SIMD8<Double>.zero
    var r = 0
    while r + 8 <= length {
      lanes +=
        a.loadUnaligned(fromByteOffset: r * stride, as: SIMD8<Double>.self)
        * b.loadUnaligned(fromByteOffset: r * stride, as: SIMD8<Double>.self)
      r += 8
    }
    var sum = ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]))
    while r < length {
      sum += d[i * length + r] * d[j * length + r]
      r += 1
    }
    return sum
  }
}
