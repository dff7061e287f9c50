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
        var gaps = 0
        for i in start..<end { gaps += numbers[i].isNaN ? 1 : 0 }
        if gaps > 0 { return false }
        start = end
      }
      return true
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
