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

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  let header: [Field]
  /// A list of fields for each column.
  private(set) var columns: [[Field]]
  private var rows: CSVRowScanner

  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(PanelFileError) {
    guard bytes.count < Int(UInt32.max) else { throw PanelFileError(.tooLarge(limit: Int(UInt32.max))) }
    rows = CSVRowScanner(bytes)
    if bytes.starts(with: Self.byteOrderMark) { rows.position = Self.byteOrderMark.count }
    try rows.scanRow()
    header = rows.row
    columns = Array(repeating: [], count: header.count)
    while rows.position < bytes.count {
      let start = rows.position
      try rows.scanRow()
      if rows.isBlank, header.count > 1 { continue }
      guard rows.row.count == header.count else {
        throw PanelFileError(
          .fieldCount(expected: header.count, found: rows.row.count), line: rows.line(at: start), row: rowCount + 1)
      }
      for (i, field) in rows.row.enumerated() { columns[i].append(field) }
    }
  }

  var rowCount: Int { columns.first?.count ?? 0 }

  /// The line, from 1, of a byte of the file.
  func line(at offset: Int) -> Int { rows.line(at: offset) }
}
