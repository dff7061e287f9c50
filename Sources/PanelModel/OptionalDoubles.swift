/// Numbers with gaps, eight bytes each: a gap is nil outside and NaN inside, as no present number of a panel is NaN.
@frozen
@usableFromInline
package struct OptionalDoubles: Sendable {
  /// NaN where there is a gap.
  @usableFromInline package var packed: [Double]

  /// Takes numbers of which NaN is a gap.
  @inlinable
  package init(packed: [Double]) { self.packed = packed }

  @inlinable
  package init(_ values: [Double?]) { packed = values.map { $0 ?? .nan } }

  @inlinable
  package init(gaps count: Int) { packed = Array(repeating: .nan, count: count) }

  /// Whether no number is missing.
  package var isComplete: Bool {
    packed.withUnsafeBufferPointer { numbers in
      var start = 0
      // In pieces, so that a gap near the front is found soon and whole pieces take one look each.
      while start < numbers.count {
        let end = Swift.min(start + 2048, numbers.count)
        var gaps = SIMDMask<SIMD4<Int64>>(repeating: false)
        for i in stride(from: start, to: end, by: 4) {
          let x = numbers.four(i, filling: 0)
          gaps .|= x .!= x
        }
        if any(gaps) { return false }
        start = end
      }
      return true
    }
  }

  /// Whether all are finite numbers, and no zero has a sign.
  var areAllPlain: Bool {
    packed.withUnsafeBufferPointer { numbers in
      let (exponent, sign) = (SIMD4<UInt64>(repeating: 0x7FF << 52), SIMD4<UInt64>(repeating: 1 << 63))
      var others = SIMDMask<SIMD4<Int64>>(repeating: false)
      for i in stride(from: 0, to: numbers.count, by: 4) {
        let bits = unsafeBitCast(numbers.four(i, filling: 0), to: SIMD4<UInt64>.self)
        others .|= (bits & exponent) .== exponent .| bits .== sign
      }
      return !any(others)
    }
  }

  /// The numbers that are there, in order.
  package var present: [Double] {
    if isComplete { return packed }
    var result: [Double] = []
    result.reserveCapacity(packed.count)
    for x in packed where !x.isNaN { result.append(x) }
    return result
  }
}

extension OptionalDoubles: RandomAccessCollection, MutableCollection {
  @inlinable package var startIndex: Int { 0 }
  @inlinable package var endIndex: Int { packed.count }

  @inlinable
  package subscript(i: Int) -> Double? {
    get {
      let x = packed[i]
      return x.isNaN ? nil : x
    }
    set { packed[i] = newValue ?? .nan }
  }
}

extension OptionalDoubles: Equatable, ExpressibleByArrayLiteral {
  @inlinable
  package init(arrayLiteral values: Double?...) { self.init(values) }

  @inlinable
  package static func == (a: OptionalDoubles, b: OptionalDoubles) -> Bool { a.elementsEqual(b) }
  package static func == (a: OptionalDoubles, b: [Double?]) -> Bool { a.elementsEqual(b) }
  package static func == (a: [Double?], b: OptionalDoubles) -> Bool { b.elementsEqual(a) }
}
