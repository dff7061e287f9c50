/// The fields of a CSV file as byte ranges, column by column, before they are given types.
///
/// Accepts LF, CRLF and CR line ends and a UTF-8 byte order mark. A line without a character is passed over, except
/// in a file of one column, where it is a missing value.
struct CSVScanner {
  /// A field: its bytes without the quotation marks around it.
  struct Field {
    var start: UInt32
    var length: UInt32
    var isQuoted: Bool
    /// The field holds doubled quotation marks.
    var hasEscapes: Bool

    var range: Range<Int> { Int(start)..<(Int(start) + Int(length)) }
  }

  private(set) var header: [Field] = []
  /// A list of fields for each column.
  private(set) var columns: [[Field]] = []
  private var row: [Field] = []
  private var position = 0
  private let bytes: UnsafeBufferPointer<UInt8>

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(PanelFileError) {
    guard bytes.count < Int(UInt32.max) else { throw PanelFileError(.tooLarge(limit: Int(UInt32.max))) }
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    try scanRow()
    header = row
    columns = Array(repeating: [], count: header.count)
    while position < bytes.count {
      let start = position
      try scanRow()
      if row.count == 1, row[0].length == 0, !row[0].isQuoted, header.count > 1 { continue }
      guard row.count == header.count else {
        throw PanelFileError(
          .fieldCount(expected: header.count, found: row.count), line: line(at: start), row: rowCount + 1)
      }
      for (i, field) in row.enumerated() { columns[i].append(field) }
    }
  }

  var rowCount: Int { columns.first?.count ?? 0 }

  /// The line, from 1, of a byte of the file.
  func line(at offset: Int) -> Int {
    1
      + bytes[..<offset].indices.count { i in
        bytes[i] == Self.lineFeed
          || (bytes[i] == Self.carriageReturn && (i + 1 == bytes.count || bytes[i + 1] != Self.lineFeed))
      }
  }

  private mutating func scanRow() throws(PanelFileError) {
    row.removeAll(keepingCapacity: true)
    while true {
      if position < bytes.count, bytes[position] == Self.quote { try scanQuoted() } else { scanPlain() }
      guard position < bytes.count else { return }
      let end = bytes[position]
      position += 1
      if end == Self.comma { continue }
      if end == Self.carriageReturn, position < bytes.count, bytes[position] == Self.lineFeed { position += 1 }
      return
    }
  }

  private mutating func scanPlain() {
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == Self.comma || byte == Self.lineFeed || byte == Self.carriageReturn { break }
      position += 1
    }
    row.append(
      Field(start: UInt32(start), length: UInt32(position - start), isQuoted: false, hasEscapes: false))
  }

  private mutating func scanQuoted() throws(PanelFileError) {
    let start = position + 1
    var hasEscapes = false
    position = start
    while true {
      while position < bytes.count, bytes[position] != Self.quote { position += 1 }
      guard position < bytes.count else { throw PanelFileError(.unclosedQuote, line: line(at: start)) }
      position += 1
      guard position < bytes.count, bytes[position] == Self.quote else { break }
      hasEscapes = true
      position += 1
    }
    row.append(
      Field(
        start: UInt32(start), length: UInt32(position - 1 - start), isQuoted: true, hasEscapes: hasEscapes))
    guard position < bytes.count else { return }
    let next = bytes[position]
    if next != Self.comma && next != Self.lineFeed && next != Self.carriageReturn {
      throw PanelFileError(.textAfterQuote, line: line(at: position))
    }
  }
}
