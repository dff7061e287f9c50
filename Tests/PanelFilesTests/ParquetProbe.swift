import Compression
import PanelModel

/// A reader of just the Parquet files `ParquetWriter` makes, written from the format's description, for tests.
struct ParquetProbe {
  /// A value of Thrift's compact protocol.
  indirect enum Thrift {
    case number(Int64)
    case flag(Bool)
    case binary([UInt8])
    case list([Thrift])
    case structure([Int: Thrift])

    subscript(id: Int) -> Thrift {
      if case .structure(let fields) = self { fields[id] ?? .list([]) } else { .list([]) }
    }
    var int: Int { if case .number(let value) = self { Int(value) } else { -1 } }
    var bytes: [UInt8]? { if case .binary(let value) = self { value } else { nil } }
    var text: String { String(decoding: bytes ?? [], as: UTF8.self) }
    var items: [Thrift] { if case .list(let values) = self { values } else { [] } }
  }

  let bytes: [UInt8]
  let footer: Thrift

  init(_ bytes: [UInt8]) {
    precondition(bytes.starts(with: Array("PAR1".utf8)) && bytes.suffix(4) == Array("PAR1".utf8)[...])
    self.bytes = bytes
    let length = Self.little(bytes[(bytes.count - 8)..<(bytes.count - 4)])
    var position = bytes.count - 8 - length
    footer = Self.structure(bytes, &position)
    precondition(position == bytes.count - 8, "the footer has its stated length")
  }

  var rowGroups: [Thrift] { footer[4].items }
  func chunk(_ group: Int, _ column: Int) -> Thrift { rowGroups[group][1].items[column][3] }

  /// The whole table.
  func table() throws -> DataTable {
    let schema = footer[2].items.dropFirst()
    return DataTable(
      columns: try schema.enumerated().map { i, element in
        var cells: [[UInt8]?] = []
        for group in rowGroups.indices { cells += try self.cells(chunk(group, i)) }
        let values: DataColumn.Values =
          switch element[1].int {
          case 1: .int32(cells.map { $0.map { Int32(truncatingIfNeeded: Self.little($0[...])) } })
          case 5: .double(cells.map { $0.map { Double(bitPattern: UInt64(bitPattern: Int64(Self.little($0[...])))) } })
          default: .text(cells.map { $0.map { String(decoding: $0, as: UTF8.self) } })
          }
        return DataColumn(element[4].text, values)
      })
  }

  /// The pages of a chunk as (header, expanded bytes).
  func pages(_ chunk: Thrift) throws -> [(header: Thrift, bytes: [UInt8])] {
    var position = chunk[11].int >= 0 ? chunk[11].int : chunk[9].int
    let end = position + chunk[7].int
    var pages: [(Thrift, [UInt8])] = []
    while position < end {
      let header = Self.structure(bytes, &position)
      let body = try Zstd.decompress(Array(bytes[position..<(position + header[3].int)]))
      precondition(body.count == header[2].int)
      position += header[3].int
      pages.append((header, body))
    }
    precondition(position == end, "pages fill their chunk")
    return pages
  }

  private func cells(_ chunk: Thrift) throws -> [[UInt8]?] {
    var dictionary: [[UInt8]] = []
    var cells: [[UInt8]?] = []
    let type = chunk[1].int
    for (header, body) in try pages(chunk) {
      if header[1].int == 2 {
        dictionary = Self.plain(body[...], type, count: header[7][1].int)
        continue
      }
      let count = header[5][1].int
      let length = Self.little(body[..<4])
      let levels = Self.levels(body[4..<(4 + length)], width: 1, count: count)
      let present = levels.count { $0 == 1 }
      let rest = body[(4 + length)...]
      let values =
        header[5][2].int == 8
        ? Self.levels(rest.dropFirst(), width: Int(rest.first ?? 0), count: present).map { dictionary[Int($0)] }
        : Self.plain(rest, type, count: present)
      var next = values.makeIterator()
      cells += levels.map { $0 == 1 ? next.next() : nil }
    }
    return cells
  }

  private static func plain(_ bytes: ArraySlice<UInt8>, _ type: Int, count: Int) -> [[UInt8]] {
    var position = bytes.startIndex
    let values = (0..<count).map { _ in
      var size = type == 1 ? 4 : 8
      if type == 6 {
        size = little(bytes[position..<(position + 4)])
        position += 4
      }
      defer { position += size }
      return Array(bytes[position..<(position + size)])
    }
    precondition(position == bytes.endIndex, "values fill their page")
    return values
  }

  /// Decodes the hybrid of runs and packed groups.
  static func levels(_ bytes: ArraySlice<UInt8>, width: Int, count: Int) -> [UInt32] {
    var values: [UInt32] = []
    let all = Array(bytes)
    var position = 0
    while position < all.count {
      let head = varint(all, &position)
      if head & 1 == 0 {
        let size = (width + 7) / 8
        let value = little(all[position..<(position + size)])
        position += size
        values += Array(repeating: UInt32(value), count: Int(head >> 1))
      } else {
        let packed = all[position..<(position + Int(head >> 1) * width)]
        position += packed.count
        for start in stride(from: 0, to: packed.count * 8, by: width) {
          let bits = (start..<(start + width)).map { UInt32(packed[packed.startIndex + $0 / 8] >> ($0 % 8) & 1) }
          values.append(bits.enumerated().reduce(0) { $0 | $1.element << UInt32($1.offset) })
        }
      }
    }
    return Array(values.prefix(count))
  }

  private static func little(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private static func varint(_ bytes: [UInt8], _ position: inout Int) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }

  private static func zigzag(_ bytes: [UInt8], _ position: inout Int) -> Int64 {
    let value = varint(bytes, &position)
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  static func structure(_ bytes: [UInt8], _ position: inout Int) -> Thrift {
    var fields: [Int: Thrift] = [:]
    var id = 0
    while true {
      let head = bytes[position]
      position += 1
      if head == 0 { return .structure(fields) }
      id = head >> 4 == 0 ? Int(zigzag(bytes, &position)) : id + Int(head >> 4)
      fields[id] = value(head & 15, bytes, &position)
    }
  }

  private static func value(_ kind: UInt8, _ bytes: [UInt8], _ position: inout Int) -> Thrift {
    switch kind {
    case 1: return .flag(true)
    case 2: return .flag(false)
    case 4, 5, 6: return .number(zigzag(bytes, &position))
    case 8:
      let length = Int(varint(bytes, &position))
      defer { position += length }
      return .binary(Array(bytes[position..<(position + length)]))
    case 9:
      let head = bytes[position]
      position += 1
      let count = head >> 4 == 15 ? Int(varint(bytes, &position)) : Int(head >> 4)
      return .list((0..<count).map { _ in value(head & 15, bytes, &position) })
    default: return structure(bytes, &position)
    }
  }
}
