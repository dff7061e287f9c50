import PanelModel

/// Writes a table as JSON Lines: an object a row, members in the order of the columns, missing as null, LF after each.
package struct JSONLinesWriter: Sendable {
  package init() {}

  /// The bytes of the table.
  package func write(_ table: DataTable) throws(PanelFileError) -> [UInt8] {
    try table.checkWritable()
    let starts = table.columns.enumerated().map { i, column in
      var bytes = [UInt8(ascii: i == 0 ? "{" : ",")]
      JSONValue.append(column.name, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      return bytes
    }
    let columns = table.columns.map(\.values)
    var bytes: [UInt8] = []
    for row in 0..<table.rowCount {
      for (values, start) in zip(columns, starts) {
        bytes.append(contentsOf: start)
        Self.append(values, row, to: &bytes)
      }
      bytes.append(contentsOf: "}\n".utf8)
    }
    return bytes
  }

  private static func append(_ values: DataColumn.Values, _ row: Int, to bytes: inout [UInt8]) {
    switch values {
    case .int32(let numbers):
      if let number = numbers[row] { return DecimalText.append(number, to: &bytes) }
    case .double(let numbers):
      if let number = numbers[row] { return DecimalText.append(number, to: &bytes) }
    case .text(let texts):
      if let text = texts[row] { return JSONValue.append(text, to: &bytes) }
    }
    bytes.append(contentsOf: "null".utf8)
  }
}
