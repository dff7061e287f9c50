import PanelModel

/// Writes a table as CSV: RFC 4180 with a header row, UTF-8 without byte order mark, lines ending in LF.
///
/// Missing is an empty field, empty text is `""`. Numbers are the shortest text that reads back to the same bits
/// (`DecimalText`); a whole number in a column of doubles keeps `.0`, so that a reader which guesses types from the
/// first rows does not take the column for integers. A text is quoted where it is empty or holds a comma, a quotation
/// mark, CR or LF.
package struct CSVWriter: Sendable {
  package init() {}

  /// The bytes of the table.
  package func write(_ table: DataTable) throws(PanelFileError) -> [UInt8] {
    try table.checkWritable()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64 + table.rowCount * table.columns.count * 8)
    for (i, column) in table.columns.enumerated() {
      if i > 0 { bytes.append(Self.comma) }
      Self.append(column.name, to: &bytes)
    }
    bytes.append(Self.lineFeed)
    let columns = table.columns.map(\.values)
    for row in 0..<table.rowCount {
      for (i, values) in columns.enumerated() {
        if i > 0 { bytes.append(Self.comma) }
        Self.append(values, row, to: &bytes)
      }
      bytes.append(Self.lineFeed)
    }
    return bytes
  }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")

  private static func append(_ values: DataColumn.Values, _ row: Int, to bytes: inout [UInt8]) {
    switch values {
    case .int32(let numbers):
      if let number = numbers[row] { DecimalText.append(number, to: &bytes) }
    case .double(let numbers):
      if let number = numbers[row] { append(number, to: &bytes) }
    case .text(let texts):
      if let text = texts[row] { append(text, to: &bytes) }
    }
  }

  private static func append(_ number: Double, to bytes: inout [UInt8]) {
    let start = bytes.count
    DecimalText.append(number, to: &bytes)
    let isWhole = bytes[start...].allSatisfy { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "e") }
    if isWhole { bytes.append(contentsOf: ".0".utf8) }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    guard text.utf8.isEmpty || text.utf8.contains(where: needsQuotes) else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(quote)
    for byte in text.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  /// True for the comma, the quotation mark, CR and LF.
  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == comma || byte == quote || byte == lineFeed || byte == UInt8(ascii: "\r")
  }
}
