/// Four compensated sums side by side, for long columns: the same accuracy as `StableSum`, without a branch. Numbers
/// fall to the lanes by their position, so the total does not depend on who adds.
@frozen
@usableFromInline
package struct StableLanes: Sendable {
  @usableFromInline var sum = SIMD4<Double>.zero
  @usableFromInline var compensation = SIMD4<Double>.zero

  @inlinable
  package init() {}

  /// Adds a number to each lane (Knuth's two-sum).
  @inlinable
  @inline(__always)
  package mutating func add(_ x: SIMD4<Double>) {
    let t = sum + x
    let seen = t - sum
    compensation += (sum - (t - seen)) + (x - seen)
    sum = t
  }

  /// The sum of each lane.
  @inlinable
  @inline(__always)
  package var lanes: SIMD4<Double> { sum + compensation }

  /// The sum of all lanes; plain addition's infinity or NaN is kept as it is.
  @inlinable
  package var total: Double {
    var plain = StableSum()
    for lane in 0..<4 { plain.add(sum[lane]) }
    guard plain.value.isFinite else { return plain.value }
    for lane in 0..<4 { plain.add(compensation[lane]) }
    return plain.value
  }
}

extension UnsafeBufferPointer<Double> {
  /// Four numbers from position `i`; those beyond the end are `filling`.
  @inlinable
  @inline(__always)
  package func four(_ i: Int, filling: Double) -> SIMD4<Double> {
    if i + 4 <= count, let base = baseAddress {
      return UnsafeRawPointer(base + i).loadUnaligned(as: SIMD4<Double>.self)
    }
    var result = SIMD4(repeating: filling)
    for lane in 0..<Swift.max(0, count - i) { result[lane] = self[i + lane] }
    return result
  }
}

extension [Double] {
  /// The least and the largest number; infinity and its negative for an empty column.
  /// - Precondition: no NaN.
  package var extremes: (low: Double, high: Double) {
    withUnsafeBufferPointer { numbers in
      guard let first = numbers.first else { return (.infinity, -.infinity) }
      var (low, high) = (SIMD4(repeating: first), SIMD4(repeating: first))
      for i in stride(from: 0, to: numbers.count, by: 4) {
        let x = numbers.four(i, filling: first)
        low.replace(with: x, where: x .< low)
        high.replace(with: x, where: x .> high)
      }
      return (low.min(), high.max())
    }
  }

  /// The least and the largest number and the compensated sum of a long column, in one pass.
  /// - Precondition: no NaN.
  package var extremesAndSum: (low: Double, high: Double, sum: Double) {
    withUnsafeBufferPointer { numbers in
      guard let first = numbers.first else { return (.infinity, -.infinity, 0) }
      var (low, high) = (SIMD4(repeating: first), SIMD4(repeating: first))
      var sum = StableLanes()
      var i = 0
      while i + 4 <= numbers.count {
        let x = numbers.four(i, filling: 0)
        low.replace(with: x, where: x .< low)
        high.replace(with: x, where: x .> high)
        sum.add(x)
        i += 4
      }
      var rest = (low: low.min(), high: high.max())
      for x in numbers[i...] { rest = (Swift.min(rest.low, x), Swift.max(rest.high, x)) }
      if i < numbers.count { sum.add(numbers.four(i, filling: 0)) }
      return (rest.low, rest.high, sum.total)
    }
  }
}
