/// A rectangle of merged cells; only its first cell holds a value. Printed "A5:B6".
public struct MergedRange: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The upper left cell.
  public let first: CellAddress
  /// The lower right cell, included.
  public let last: CellAddress

  /// Takes any two opposite corners.
  public init(_ one: CellAddress, _ other: CellAddress) {
    first = CellAddress(row: min(one.row, other.row), column: min(one.column, other.column))
    last = CellAddress(row: max(one.row, other.row), column: max(one.column, other.column))
  }

  /// Reads "A5:B6", or "A5" alone; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let start = parts.first, let end = parts.last, parts.count <= 2,
      let one = CellAddress(start), let other = CellAddress(end)
    else { return nil }
    self.init(one, other)
  }

  /// Number of rows covered, at least 1.
  public var rowCount: Int { Int(last.row - first.row) + 1 }
  /// Number of columns covered, at least 1.
  public var columnCount: Int { Int(last.column - first.column) + 1 }

  /// True where the cell lies within the rectangle.
  public func contains(_ address: CellAddress) -> Bool {
    address.row >= first.row && address.row <= last.row && address.column >= first.column
      && address.column <= last.column
  }

  /// The range as Excel prints it: "A5:B6".
  public var description: String { "\(first):\(last)" }

  /// By first cell, then by last cell.
  public static func < (left: MergedRange, right: MergedRange) -> Bool {
    left.first != right.first ? left.first < right.first : left.last < right.last
  }
}
