/// A part of a sheet that holds one table, with its caption lines, header, rows and footers. Rows and columns are the
/// sheet's, from 0.
struct TableBlock {
  /// Caption lines above the header.
  var captions: Range<Int>
  /// From the first row of the header to the last footer.
  var rows: Range<Int>
  /// The first and last row with figures.
  var data: ClosedRange<Int>
  var columns: Range<Int>
  /// The column of names: areas or indicators.
  var stub: Int
  /// The header cell of the stub; nil if it is blank.
  var stubRow: Int?
  /// Whether tables stand beside each other, so that caption lines may be shared.
  var hasNeighbours = false

  /// What the table may see of its sheet. `first` is the topmost table of the sheet; `continued` the table whose page
  /// this is, if its own caption says no more than 续表.
  func window(_ grid: SheetGrid, first: TableBlock, continued: TableBlock?) -> SheetWindow {
    let own = captionCells(grid, columns)
    let seen = hasNeighbours && !own.isEmpty ? columns : 0..<grid.columnCount
    var window = SheetWindow(rows: rows, columns: columns, captions: captions, captionColumns: seen)
    if let continued {
      let hasUnit = own.contains { $0.fact.captionUnit != nil }
      window.inherited = continued.captionCells(grid, 0..<grid.columnCount).filter { cell in
        !(hasUnit && cell.fact.captionUnit != nil)
      }.map { (row: $0.row, column: $0.column) }
    } else if first.rows != rows {
      let (hasYear, hasUnit) = (own.contains { $0.fact.year != nil }, own.contains { $0.fact.captionUnit != nil })
      window.inherited = first.captionCells(grid, 0..<grid.columnCount).filter { cell in
        (cell.fact.year != nil || cell.fact.captionUnit != nil) && !(cell.fact.year != nil && hasYear)
          && !(cell.fact.captionUnit != nil && hasUnit)
      }.map { (row: $0.row, column: $0.column) }
    }
    return window
  }

  /// Whether the caption says that a table goes on (续表, 2-3 续表1) and nothing else but a unit.
  func isBareContinuation(_ grid: SheetGrid) -> Bool {
    let said = captionCells(grid, 0..<grid.columnCount).filter { $0.fact.captionUnit == nil }
    return !said.isEmpty && said.allSatisfy { $0.fact.isBareContinuation }
  }

  /// The caption cells in some columns that hold a text.
  func captionCells(_ grid: SheetGrid, _ columns: Range<Int>) -> [(row: Int, column: Int, fact: TextFact)] {
    captions.flatMap { row in
      grid.cells(inRow: row).compactMap { index in
        let (column, fact) = (grid.column(index), grid.fact(at: index, row: row))
        return columns.contains(column) && !fact.isBlank ? (row: row, column: column, fact: fact) : nil
      }
    }
  }
}
