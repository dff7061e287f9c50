/// A JSON value whose members keep the order they were given, so that equal values give equal text.
package enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case int(Int)
  /// A finite number; infinity and NaN are written as null.
  case double(Double)
  case string(String)
  case array([JSONValue])
  /// Members in order; names are unique.
  case object([Member])

  /// A name and its value.
  package struct Member: Sendable, Equatable {
    package var name: String
    package var value: JSONValue

    package init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// A string, or null where there is none.
  package init(_ text: String?) { self = text.map { .string($0) } ?? .null }

  /// A number, or null where there is none.
  package init(_ number: Double?) { self = number.map { .double($0) } ?? .null }

  /// A whole number, or null where there is none.
  package init(_ number: Int?) { self = number.map { .int($0) } ?? .null }

  /// An object of the members whose value is not nil, in order.
  package static func object(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(members.compactMap { name, value in value.map { Member(name, $0) } })
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .int(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0, $1) })
  }
}

extension JSONValue {
  /// The value as UTF-8 JSON text (RFC 8259). Letters of every script stand as they are; only `"`, `\` and control
  /// characters are escaped.
  /// - Parameter indent: blanks a level, one member a line and no line end after the last; nil gives one line without
  ///   blanks.
  package func text(indent: Int? = 2) -> String {
    String(decoding: bytes(indent: indent), as: UTF8.self)
  }

  /// The bytes of `text(indent:)`, with a line end where `endingLine` says so.
  package func bytes(indent: Int? = 2, endingLine: Bool = false) -> [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes, indent: indent, depth: 0)
    if endingLine { bytes.append(UInt8(ascii: "\n")) }
    return bytes
  }

  private func append(to bytes: inout [UInt8], indent: Int?, depth: Int) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .int(let value): DecimalText.append(value, to: &bytes)
    case .double(let value): Self.append(value, to: &bytes)
    case .string(let value): Self.append(value, to: &bytes)
    case .array(let values):
      Self.appendItems(values, "[", "]", to: &bytes, indent: indent, depth: depth) { value, bytes in
        value.append(to: &bytes, indent: indent, depth: depth + 1)
      }
    case .object(let members):
      Self.appendItems(members, "{", "}", to: &bytes, indent: indent, depth: depth) { member, bytes in
        Self.append(member.name, to: &bytes)
        bytes.append(contentsOf: (indent == nil ? ":" : ": ").utf8)
        member.value.append(to: &bytes, indent: indent, depth: depth + 1)
      }
    }
  }

  private static func appendItems<Item>(
    _ items: [Item], _ open: Unicode.Scalar, _ close: Unicode.Scalar, to bytes: inout [UInt8], indent: Int?,
    depth: Int, item append: (Item, inout [UInt8]) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    for (i, item) in items.enumerated() {
      if i > 0 { bytes.append(UInt8(ascii: ",")) }
      breakLine(&bytes, indent, depth + 1)
      append(item, &bytes)
    }
    if !items.isEmpty { breakLine(&bytes, indent, depth) }
    bytes.append(UInt8(ascii: close))
  }

  private static func breakLine(_ bytes: inout [UInt8], _ indent: Int?, _ depth: Int) {
    guard let indent else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<(indent * depth) { bytes.append(UInt8(ascii: " ")) }
  }

  /// Appends a number as `DecimalText` writes it; null for infinity and NaN, which JSON does not have.
  package static func append(_ number: Double, to bytes: inout [UInt8]) {
    if number.isFinite { DecimalText.append(number, to: &bytes) } else { bytes.append(contentsOf: "null".utf8) }
  }

  /// Appends a quoted and escaped JSON string.
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
      case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
      case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
      case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
      case 0..<32:
        bytes.append(contentsOf: (byte < 16 ? "\\u000" : "\\u00").utf8)
        bytes.append(contentsOf: String(byte, radix: 16).utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
