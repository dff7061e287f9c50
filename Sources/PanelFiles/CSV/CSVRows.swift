import Foundation
import PanelModel

/// The rows of a CSV file one after the other, in memory that does not grow with the file: for tables of millions of rows
/// that are summed, not kept. Accepts what `CSVReader` accepts; columns have no types.
package final class CSVRows {
  /// One row while it is looked at.
  package struct Row {
    let bytes: UnsafeBufferPointer<UInt8>
    let fields: [CSVScanner.Field]
    /// From 1, without the header.
    package let number: Int

    /// The bytes of a field without quotation marks around it; marks doubled inside stay doubled.
    package subscript(column: Int) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(rebasing: bytes[fields[column].range])
    }

    /// The text of a field; nil if it is not UTF-8.
    package func text(_ column: Int) -> String? { CSVColumn.text(of: fields[column], bytes) }
  }

  /// Names of the columns, in the order of the file.
  package private(set) var header: [String] = []
  private let file: String
  private let descriptor: Int32
  private var buffer: UnsafeMutableBufferPointer<UInt8>
  private var filled = 0
  private var isAtEnd = false
  private var position = 0
  private var rowsBefore = 0

  /// Opens a file and reads its header; nil if it cannot be opened.
  /// - Parameter blockSize: bytes read at a time; a longer row takes as much as it needs.
  /// - Throws: for a header without names.
  package init?(path: String, blockSize: Int = 1 << 18) throws(PanelFileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    (file, self.descriptor) = (path, descriptor)
    buffer = .allocate(capacity: max(16, blockSize))
    try fill()
    if UnsafeBufferPointer(rebasing: buffer[..<filled]).starts(with: CSVScanner.byteOrderMark) {
      position = CSVScanner.byteOrderMark.count
    }
    var names: [String?] = []
    while names.isEmpty, position < filled || !isAtEnd {
      try block(limit: 1) { row in names = row.fields.indices.map { row.text($0) } }
    }
    rowsBefore = 0
    header = names.compactMap { $0 }
    if header.count < names.count { throw PanelFileError(.notUTF8, file: file, line: 1) }
    if Set(header).count < header.count || header.contains("") {
      throw PanelFileError(.tableShape("a column has no name, or the name of another"), file: file, line: 1)
    }
  }

  deinit {
    buffer.deallocate()
    close(descriptor)
  }

  /// Calls `body` with every row in order.
  /// - Throws: what `body` throws; `PanelFileError` with the row for one of another length than the header.
  package func forEach(_ body: (Row) throws(PanelFileError) -> Void) throws(PanelFileError) {
    while position < filled || !isAtEnd { try block(limit: .max, body) }
  }

  /// Looks at the rows that are whole in the buffer, then moves the rest to its front and fills it up.
  private func block(limit: Int, _ body: (Row) throws(PanelFileError) -> Void) throws(PanelFileError) {
    let bytes = UnsafeBufferPointer(rebasing: buffer[..<filled])
    var scanner = CSVRowScanner(bytes)
    scanner.position = position
    var count = 0
    while scanner.position < bytes.count, count < limit {
      let start = scanner.position
      do throws(PanelFileError) { try scanner.scanRow() } catch {
        if case .unclosedQuote = error.reason, !isAtEnd {
          scanner.position = start
          break
        }
        throw PanelFileError(error.reason, file: file, row: rowsBefore + 1)
      }
      // A row that touches the end may go on in the next block, and a CR may be half of a line end.
      if scanner.position == bytes.count, !isAtEnd {
        scanner.position = start
        break
      }
      if scanner.isBlank, header.count != 1 { continue }
      rowsBefore += 1
      count += 1
      guard header.isEmpty || scanner.row.count == header.count else {
        throw PanelFileError(
          .fieldCount(expected: header.count, found: scanner.row.count), file: file, row: rowsBefore)
      }
      try body(Row(bytes: bytes, fields: scanner.row, number: rowsBefore))
    }
    position = scanner.position
    if count < limit { try refill() }
  }

  private func refill() throws(PanelFileError) {
    guard !isAtEnd else { return }
    let rest = filled - position
    if rest == buffer.count {
      let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2 * buffer.count)
      _ = larger.update(fromContentsOf: buffer[..<filled])
      buffer.deallocate()
      buffer = larger
    } else if position > 0 {
      for i in 0..<rest { buffer[i] = buffer[position + i] }
    }
    (position, filled) = (0, rest)
    try fill()
  }

  private func fill() throws(PanelFileError) {
    while filled < buffer.count {
      let got = read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
      if got < 0 && errno == EINTR { continue }
      if got < 0 {
        throw PanelFileError(.unreadable(String(cString: strerror(errno))), file: file, row: rowsBefore + 1)
      }
      if got == 0 {
        isAtEnd = true
        return
      }
      filled += got
    }
  }
}
