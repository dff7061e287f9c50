/// A compensated sum (Neumaier 1974) taken in the order given, so that a total does not depend on how many threads
/// worked or on how the optimiser groups additions, and is accurate to about one rounding.
@usableFromInline
package struct StableSum: Sendable {
  @usableFromInline package var sum = 0.0
  @usableFromInline package var compensation = 0.0

  @inlinable
  package init() {}

  @inlinable
  package mutating func add(_ x: Double) {
    let t = sum + x
    compensation += abs(sum) >= abs(x) ? (sum - t) + x : (x - t) + sum
    sum = t
  }

  /// The total; plain addition's infinity or NaN is kept as it is.
  @inlinable
  package var value: Double { sum.isFinite ? sum + compensation : sum }
}

extension Sequence where Element == Double {
  /// The compensated sum of the elements in their order.
  @inlinable
  package func stableSum() -> Double {
    var total = StableSum()
    for x in self { total.add(x) }
    return total.value
  }
}

extension StableSum {
  /// The compensated sum of the products of two columns of equal length.
  @inlinable
  package static func ofProducts(_ a: [Double], _ b: [Double]) -> Double {
    var sum = StableSum()
    for i in a.indices { sum.add(a[i] * b[i]) }
    return sum.value
  }
}
