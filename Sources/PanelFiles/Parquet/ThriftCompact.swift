/// Writes values in Thrift's compact protocol, the encoding of Parquet's headers and footer.
///
/// A structure is a row of fields in rising order of their ids, ended by a zero byte; `Kind` is the wire type.
package struct ThriftCompact {
  /// Wire types of the protocol (thrift-compact-protocol.md of Apache Thrift).
  package enum Kind: UInt8 {
    case booleanTrue = 1
    case booleanFalse = 2
    case int16 = 4
    case int32 = 5
    case int64 = 6
    case binary = 8
    case list = 9
    case structure = 12
  }

  package private(set) var bytes: [UInt8] = []
  private var lastField: Int16 = 0

  package init() {}

  /// A structure on its own, with its stop byte.
  package static func structure(_ body: (inout ThriftCompact) -> Void) -> [UInt8] {
    var writer = ThriftCompact()
    body(&writer)
    writer.bytes.append(0)
    return writer.bytes
  }

  package mutating func bool(_ id: Int16, _ value: Bool) {
    header(id, value ? .booleanTrue : .booleanFalse)
  }

  package mutating func int16(_ id: Int16, _ value: Int16) {
    header(id, .int16)
    zigzag(Int64(value))
  }

  package mutating func int32(_ id: Int16, _ value: Int32) {
    header(id, .int32)
    zigzag(Int64(value))
  }

  package mutating func int64(_ id: Int16, _ value: Int64) {
    header(id, .int64)
    zigzag(value)
  }

  package mutating func binary(_ id: Int16, _ value: [UInt8]) {
    header(id, .binary)
    raw(value)
  }

  package mutating func text(_ id: Int16, _ value: String) {
    binary(id, Array(value.utf8))
  }

  package mutating func structure(_ id: Int16, _ body: (inout ThriftCompact) -> Void) {
    header(id, .structure)
    nested(body)
  }

  package mutating func int32s(_ id: Int16, _ values: [Int32]) {
    listHeader(id, .int32, values.count)
    for value in values { zigzag(Int64(value)) }
  }

  package mutating func texts(_ id: Int16, _ values: [String]) {
    listHeader(id, .binary, values.count)
    for value in values { raw(Array(value.utf8)) }
  }

  package mutating func structures<Item>(_ id: Int16, _ items: [Item], _ body: (Item, inout ThriftCompact) -> Void) {
    listHeader(id, .structure, items.count)
    for item in items { nested { body(item, &$0) } }
  }

  private mutating func nested(_ body: (inout ThriftCompact) -> Void) {
    let outer = lastField
    lastField = 0
    body(&self)
    bytes.append(0)
    lastField = outer
  }

  private mutating func header(_ id: Int16, _ kind: Kind) {
    let step = id - lastField
    if step > 0 && step <= 15 {
      bytes.append(UInt8(step) << 4 | kind.rawValue)
    } else {
      bytes.append(kind.rawValue)
      zigzag(Int64(id))
    }
    lastField = id
  }

  private mutating func listHeader(_ id: Int16, _ kind: Kind, _ count: Int) {
    header(id, .list)
    if count < 15 {
      bytes.append(UInt8(count) << 4 | kind.rawValue)
    } else {
      bytes.append(0xF0 | kind.rawValue)
      bytes.append(varint: UInt64(count))
    }
  }

  private mutating func raw(_ value: [UInt8]) {
    bytes.append(varint: UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  private mutating func zigzag(_ value: Int64) {
    bytes.append(varint: UInt64(bitPattern: value << 1 ^ value >> 63))
  }
}
