/// Whether a sheet shows in the tabs of the workbook; `veryHidden` sheets can only be shown by a macro.
public enum SheetVisibility: String, Sendable, Hashable {
  case visible, hidden, veryHidden
}

/// The non-empty cells of one sheet with its merged ranges. Rows and columns count from 0.
public struct Sheet: Sendable {
  let storage: SheetStorage

  /// The name on its tab.
  public var name: String { storage.name }
  /// Whether the sheet shows in the tabs.
  public var visibility: SheetVisibility { storage.visibility }
  /// The sheet does not show in the tabs.
  public var isHidden: Bool { storage.visibility != .visible }

  /// Number of non-empty cells.
  public var count: Int { storage.cells.count }
  /// The sheet has no cell that holds anything.
  public var isEmpty: Bool { storage.cells.count == 0 }
  /// One more than the last row that has a cell; 0 for an empty sheet.
  public var rowCount: Int { storage.rowNumbers.last.map { Int($0) + 1 } ?? 0 }
  /// One more than the last column that has a cell; 0 for an empty sheet.
  public var columnCount: Int { storage.columnCount }
  /// The rows that have cells, ascending.
  public var filledRows: [Int] { storage.rowNumbers.map(Int.init) }

  /// Merged ranges by first cell, without repetitions.
  public var mergedRanges: [MergedRange] { storage.layout.merges.ranges }
  /// Rows marked hidden, ascending.
  public var hiddenRows: [Int] { storage.layout.hiddenRows.map(Int.init) }
  /// Columns marked hidden, ascending.
  public var hiddenColumns: [Int] { storage.layout.hiddenColumns.map(Int.init) }

  /// The cell at a place, nil where it is empty or outside.
  public subscript(row: Int, column: Int) -> Cell? {
    storage.index(row: row, column: column).map { Cell(storage, index: $0, row: Int32(clamping: row)) }
  }

  /// The cell at an address, nil where it is empty.
  public subscript(address: CellAddress) -> Cell? { self[Int(address.row), Int(address.column)] }

  /// The text of a cell as stored; "" where it is empty.
  public func text(_ row: Int, _ column: Int) -> String {
    storage.index(row: row, column: column).map { storage.text($0) } ?? ""
  }

  /// The number of a cell, the serial of a date, or 0 and 1 for a boolean; nil for anything else.
  public func number(_ row: Int, _ column: Int) -> Double? { self[row, column]?.number }

  /// The non-empty cells of a row from left to right.
  public func cells(inRow row: Int) -> CellSequence {
    let position = storage.rowPosition(of: row)
    return CellSequence(storage: storage, positions: position.map { $0..<($0 + 1) } ?? 0..<0)
  }

  /// All non-empty cells, row by row and from left to right.
  public var cells: CellSequence { CellSequence(storage: storage, positions: storage.rowNumbers.indices) }

  /// The merged range that covers a cell; nil where the cell stands alone.
  public func mergedRange(containing address: CellAddress) -> MergedRange? {
    storage.layout.merges.range(containing: address)
  }

  /// The merged range that covers a cell; nil where the cell stands alone.
  public func mergedRange(containing row: Int, _ column: Int) -> MergedRange? {
    mergedRange(containing: CellAddress(row: row, column: column))
  }
}

/// Cells of one or more rows in order.
public struct CellSequence: Sequence, Sendable {
  let storage: SheetStorage
  /// Positions among the rows that have cells.
  let positions: Range<Int>

  /// Goes through the cells row by row.
  public struct Iterator: IteratorProtocol {
    let storage: SheetStorage
    var positions: Range<Int>
    var row: Int32 = 0
    var indices = 0..<0

    /// The next cell, nil at the end.
    public mutating func next() -> Cell? {
      while indices.isEmpty {
        guard let position = positions.popFirst() else { return nil }
        row = storage.rowNumbers[position]
        indices = storage.cellRange(atRowPosition: position)
      }
      return indices.popFirst().map { Cell(storage, index: $0, row: row) }
    }
  }

  /// Starts at the first cell.
  public func makeIterator() -> Iterator { Iterator(storage: storage, positions: positions) }

  /// The exact number of cells.
  public var underestimatedCount: Int {
    positions.isEmpty ? 0 : Int(storage.rowStarts[positions.upperBound] - storage.rowStarts[positions.lowerBound])
  }
}
