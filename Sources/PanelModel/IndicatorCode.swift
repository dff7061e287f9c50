/// The name of a quantity in definitions, files and columns: lower-case ASCII letters, digits and `_`, starting with a
/// letter, at most 32 characters, so that Stata, R and Python take it as a variable name unchanged.
package struct IndicatorCode: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
  package let rawValue: String

  /// Makes a code that is known to be well formed, such as a literal. Read user text with `init(validating:)`.
  package init(_ rawValue: String) { self.rawValue = rawValue }
  package init(stringLiteral value: String) { rawValue = value }

  /// Reads user text; nil if it breaks the rule above.
  package init?(validating text: some StringProtocol) {
    guard let first = text.utf8.first, text.utf8.count <= 32, Self.isLetter(first),
      text.utf8.allSatisfy({ Self.isLetter($0) || ($0 >= 48 && $0 <= 57) || $0 == 95 })
    else { return nil }
    rawValue = String(text)
  }

  package static func < (a: IndicatorCode, b: IndicatorCode) -> Bool { a.rawValue < b.rawValue }
  package var description: String { rawValue }

  private static func isLetter(_ byte: UInt8) -> Bool { byte >= 97 && byte <= 122 }
}
