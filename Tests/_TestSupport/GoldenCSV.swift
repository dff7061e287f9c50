import Foundation

/// A CSV file of reference numbers, read whole: a header row and columns of text. Quotes as in RFC 4180; LF or CRLF;
/// a byte order mark is dropped.
package struct GoldenCSV: Sendable {
  /// The file as its path below `shared/golden`, for messages and `GoldenReport`.
  package let path: String
  package let header: [String]
  /// Cells by row; every row is as long as the header.
  package let rows: [[String]]

  /// Reads a file below `shared/golden`: `try GoldenCSV("composite/coinr/agg_amean.csv")`.
  package init(_ path: String) throws {
    let bytes = try Data(contentsOf: SharedFolder.golden(path))
    try self.init(path: path, text: String(decoding: bytes, as: UTF8.self))
  }

  /// Reads the text of a file; the path is only a name.
  package init(path: String, text: String) throws(GoldenCSVError) {
    var records = Self.records(of: Array(text.utf8))
    guard !records.isEmpty else { throw GoldenCSVError(path: path, message: "empty file") }
    let header = records.removeFirst()
    for (i, row) in records.enumerated() where row.count != header.count {
      throw GoldenCSVError(path: path, message: "row \(i + 2) has \(row.count) cells, the header \(header.count)")
    }
    self.path = path
    self.header = header
    rows = records
  }

  package var rowCount: Int { rows.count }

  /// A column as text; nil where the cell is empty or `NA`.
  package func text(_ name: String) throws(GoldenCSVError) -> [String?] {
    guard let j = header.firstIndex(of: name) else {
      throw GoldenCSVError(path: path, message: "no column '\(name)'; there are \(header.joined(separator: ", "))")
    }
    return rows.map { $0[j].isEmpty || $0[j] == "NA" ? nil : $0[j] }
  }

  /// A column as numbers; nil where the cell is empty or `NA`. `NaN` and `Inf` are read as such.
  package func numbers(_ name: String) throws(GoldenCSVError) -> [Double?] {
    var result: [Double?] = []
    for (i, cell) in try text(name).enumerated() {
      guard let cell else {
        result.append(nil)
        continue
      }
      guard let value = Double(cell) else {
        throw GoldenCSVError(path: path, message: "'\(cell)' in column '\(name)', row \(i + 2), is not a number")
      }
      result.append(value)
    }
    return result
  }

  /// The rows where a column holds this text, in order.
  package func rows(where name: String, is wanted: String) throws(GoldenCSVError) -> [Int] {
    let cells = try text(name)
    return cells.indices.filter { cells[$0] == wanted }
  }

  private static func records(of bytes: [UInt8]) -> [[String]] {
    var records: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var quoted = false
    var i = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func endCell() {
      row.append(String(decoding: cell, as: UTF8.self))
      cell.removeAll(keepingCapacity: true)
    }
    while i < bytes.count {
      let byte = bytes[i]
      switch byte {
      case UInt8(ascii: "\"") where quoted && i + 1 < bytes.count && bytes[i + 1] == byte:
        cell.append(byte)
        i += 1
      case UInt8(ascii: "\""): quoted.toggle()
      case UInt8(ascii: ",") where !quoted: endCell()
      case UInt8(ascii: "\r") where !quoted: break
      case UInt8(ascii: "\n") where !quoted:
        endCell()
        records.append(row)
        row = []
      default: cell.append(byte)
      }
      i += 1
    }
    if !row.isEmpty || !cell.isEmpty {
      endCell()
      records.append(row)
    }
    return records
  }
}

/// A reference file that cannot be read as asked.
package struct GoldenCSVError: Error, CustomStringConvertible {
  package var path: String
  package var message: String

  package var description: String { "\(path): \(message)" }
}
