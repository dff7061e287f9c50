/// The six-digit code of an administrative division (行政区划代码, GB/T 2260), or of an area a project lists itself.
///
/// A code names an area in one spell of its history: 襄樊市 and 襄阳市 share 420600, 毕节地区 (522400) became
/// 毕节市 (520500). Ordered by number.
package struct AreaCode: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let rawValue: Int32

  package init(_ rawValue: Int32) { self.rawValue = rawValue }

  /// Reads a code printed as digits; nil for anything else.
  package init?(_ text: some StringProtocol) {
    guard let value = Int32(text), value > 0 else { return nil }
    rawValue = value
  }

  package static func < (a: AreaCode, b: AreaCode) -> Bool { a.rawValue < b.rawValue }
  package var description: String { String(rawValue) }
}
