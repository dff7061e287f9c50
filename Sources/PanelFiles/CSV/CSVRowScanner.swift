/// Cuts the rows of a CSV text into fields, one row after the other. See `CSVScanner` for what is accepted.
struct CSVRowScanner {
  private(set) var row: [CSVScanner.Field] = []
  var position = 0
  let bytes: UnsafeBufferPointer<UInt8>

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// A line without a character.
  var isBlank: Bool { row.count == 1 && row[0].length == 0 && !row[0].isQuoted }

  /// The line, from 1, of a byte.
  func line(at offset: Int) -> Int {
    1
      + bytes[..<offset].indices.count { i in
        bytes[i] == Self.lineFeed
          || (bytes[i] == Self.carriageReturn && (i + 1 == bytes.count || bytes[i + 1] != Self.lineFeed))
      }
  }

  /// Reads the row that starts at `position` and moves behind its line end.
  mutating func scanRow() throws(PanelFileError) {
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
      CSVScanner.Field(start: UInt32(start), length: UInt32(position - start), isQuoted: false, hasEscapes: false))
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
      CSVScanner.Field(
        start: UInt32(start), length: UInt32(position - 1 - start), isQuoted: true, hasEscapes: hasEscapes))
    guard position < bytes.count else { return }
    let next = bytes[position]
    if next != Self.comma && next != Self.lineFeed && next != Self.carriageReturn {
      throw PanelFileError(.textAfterQuote, line: line(at: position))
    }
  }
}
