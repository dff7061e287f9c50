/// What a sheet holds besides its cells, known after all of them have been read in batches.
public struct SheetSummary: Sendable {
  /// The name of the sheet.
  public let name: String
  /// Whether the sheet shows in the tabs of the workbook.
  public let visibility: SheetVisibility
  /// Number of non-empty cells.
  public let count: Int
  /// One more than the last row that has a cell; 0 for an empty sheet.
  public let rowCount: Int
  /// One more than the last column that has a cell; 0 for an empty sheet.
  public let columnCount: Int
  let layout: SheetLayout

  /// Merged ranges by first cell, without repetitions.
  public var mergedRanges: [MergedRange] { layout.merges.ranges }
  /// Rows marked hidden, ascending.
  public var hiddenRows: [Int] { layout.hiddenRows.map(Int.init) }
  /// Columns marked hidden, ascending.
  public var hiddenColumns: [Int] { layout.hiddenColumns.map(Int.init) }

  /// The merged range that covers a cell; nil where the cell stands alone.
  public func mergedRange(containing address: CellAddress) -> MergedRange? {
    layout.merges.range(containing: address)
  }
}
