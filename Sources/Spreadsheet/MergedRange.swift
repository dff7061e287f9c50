/// A rectangle of merged cells; only its first cell holds a value. Printed "A5:B6".
package struct MergedRange: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The upper left cell.
  package let first: CellAddress
  /// The lower right cell, included.
  package let last: CellAddress

  /// Takes any two opposite corners.
  package init(_ one: CellAddress, _ other: CellAddress) {
    first = CellAddress(row: min(one.row, other.row), column: min(one.column, other.column))
    last = CellAddress(row: max(one.row, other.row), column: max(one.column, other.column))
  }

  /// Reads "A5:B6", or "A5" alone; nil for anything else.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let start = parts.first, let end = parts.last, parts.count <= 2,
      let one = CellAddress(start), let other = CellAddress(end)
    else { return nil }
    self.init(one, other)
  }

  /// Number of rows covered, at least 1.
  package var rowCount: Int { Int(last.row - first.row) + 1 }
  /// Number of columns covered, at least 1.
  package var columnCount: Int { Int(last.column - first.column) + 1 }

  package func contains(_ address: CellAddress) -> Bool {
    address.row >= first.row && address.row <= last.row && address.column >= first.column
      && address.column <= last.column
  }

  package var description: String { "\(first):\(last)" }

  /// By first cell, then by last cell.
  package static func < (left: MergedRange, right: MergedRange) -> Bool {
    left.first != right.first ? left.first < right.first : left.last < right.last
  }
}
