import PanelModel
import Spreadsheet

/// Which figures of one sheet are spoken for: read, or counted by a finding. Each figure counts once, so that what is
/// read and what findings count add up to what is printed.
struct FigureLedger {
  /// Rows and columns packed into one number.
  private var spoken: Set<Int> = []
  /// Figures left out because the definition says so.
  private(set) var ignored = 0

  /// Notes that a cell is read or is a label. Returns whether it was a figure nobody had spoken for.
  @discardableResult
  mutating func take(_ grid: SheetGrid, _ row: Int, _ column: Int) -> Bool {
    guard let cell = grid.cell(row, column), CellValue.isFigure(cell) else { return false }
    return spoken.insert(Self.place(row, column)).inserted
  }

  /// Takes every figure of a block of cells and returns how many nobody had spoken for.
  mutating func take(_ grid: SheetGrid, rows: Range<Int>, columns: Range<Int>) -> Int {
    var count = 0
    for row in rows {
      for cell in grid.sheet.cells(inRow: row) where columns.contains(cell.column) && CellValue.isFigure(cell) {
        if spoken.insert(Self.place(row, cell.column)).inserted { count += 1 }
      }
    }
    return count
  }

  /// Takes a block the definition says to leave out.
  mutating func ignore(_ grid: SheetGrid, rows: Range<Int>, columns: Range<Int>) {
    ignored += take(grid, rows: rows, columns: columns)
  }

  /// The figures nobody has spoken for: how many, and the first one's place.
  func remainder(_ grid: SheetGrid) -> (count: Int, row: Int, column: Int)? {
    var found: (count: Int, row: Int, column: Int)?
    for row in 0..<grid.rowCount {
      for cell in grid.sheet.cells(inRow: row)
      where CellValue.isFigure(cell) && !spoken.contains(Self.place(row, cell.column)) {
        found = (count: (found?.count ?? 0) + 1, row: found?.row ?? row, column: found?.column ?? cell.column)
      }
    }
    return found
  }

  /// A worksheet has at most 16,384 columns.
  private static func place(_ row: Int, _ column: Int) -> Int { row << 14 | column }
}

extension TableReading {
  /// Says what of a sheet was left out on purpose, and what no part of the definition speaks of.
  mutating func closeSheet(_ grid: SheetGrid, _ sheet: Int32) {
    if ledger.ignored > 0 {
      find(
        .valueLeftOut, severity: .note, sheet, 0, 0,
        "\(ledger.ignored) figures stand in columns or rows that the definition ignores",
        "Nothing, unless they are wanted: then take them out of ignore: in \(tablePath).", count: ledger.ignored)
    }
    if let rest = ledger.remainder(grid) {
      find(
        .valueLeftOut, sheet, rest.row, rest.column,
        "\(rest.count) figures stand outside the rows and columns of the table, the first one here",
        "If they belong to it, mend areas: or columns: of \(tablePath); if not, nothing.", count: rest.count)
    }
  }
}
