/// The year a figure describes. Never mixed with `EditionYear`: the 2021 book holds the figures of 2020.
package struct ReferenceYear: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let rawValue: Int32

  package init(_ rawValue: Int32) { self.rawValue = rawValue }

  /// The year `offset` years later (negative: earlier).
  package func advanced(by offset: Int32) -> ReferenceYear { ReferenceYear(rawValue + offset) }

  package static func < (a: ReferenceYear, b: ReferenceYear) -> Bool { a.rawValue < b.rawValue }
  package var description: String { String(rawValue) }
}

/// The year in the title of a yearbook (年鉴版次). There is no arithmetic between it and `ReferenceYear`: a source's
/// sidecar states both.
package struct EditionYear: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let rawValue: Int32

  package init(_ rawValue: Int32) { self.rawValue = rawValue }

  package static func < (a: EditionYear, b: EditionYear) -> Bool { a.rawValue < b.rawValue }
  package var description: String { String(rawValue) }
}
