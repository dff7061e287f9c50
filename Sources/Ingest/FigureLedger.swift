import PanelModel
import Spreadsheet

/// Which figures of one sheet are spoken for: read, or counted by a finding. Each figure counts once, so that what is
/// read and what findings count add up to what is printed.
struct FigureLedger {
  /// By cell of the sheet.
  private var spoken: [Bool] = []
  /// Figures left out because the definition says so, by the row or column it names.
  private(set) var ignored: [Ignored] = []

  /// Rows or columns of one label: how many figures they hold, and where the first of them stands.
  struct Ignored {
    var label: String
    var row: Int
    var column: Int
    var figures: Int
  }

  init() {}

  init(_ grid: SheetGrid) { spoken = Array(repeating: false, count: grid.classes.count) }

  /// Notes that a cell is read or is a label. Returns whether it was a figure nobody had spoken for.
  @discardableResult
  mutating func take(_ grid: SheetGrid, _ index: Int?) -> Bool {
    guard let index, grid.isFigure(index), !spoken[index] else { return false }
    spoken[index] = true
    return true
  }

  /// Takes every figure of a block of cells and returns how many nobody had spoken for.
  mutating func take(_ grid: SheetGrid, rows: Range<Int>, columns: Range<Int>) -> Int {
    var count = 0
    for row in rows {
      for index in grid.cells(inRow: row) where columns.contains(grid.column(index)) {
        if take(grid, index) { count += 1 }
      }
    }
    return count
  }

  /// Takes a block the definition says to leave out by the label it bears.
  mutating func ignore(_ grid: SheetGrid, rows: Range<Int>, columns: Range<Int>, label: String) {
    let figures = take(grid, rows: rows, columns: columns)
    if figures == 0 { return }
    let label = PrintedText.trimmed(label)
    if let known = ignored.firstIndex(where: { $0.label == label }) {
      ignored[known].figures += figures
    } else {
      ignored.append(Ignored(label: label, row: rows.lowerBound, column: columns.lowerBound, figures: figures))
    }
  }

  /// The figures nobody has spoken for: how many, and the first one's place.
  func remainder(_ grid: SheetGrid) -> (count: Int, row: Int, column: Int)? {
    var count = 0
    var first = 0
    for index in grid.classes.indices where !spoken[index] && grid.isFigure(index) {
      if count == 0 { first = index }
      count += 1
    }
    guard count > 0 else { return nil }
    let row = (0..<grid.rowCount).first { grid.cells(inRow: $0).contains(first) } ?? 0
    return (count: count, row: row, column: grid.column(first))
  }
}

extension TableReading {
  /// Figures of a header (years, numbers of columns) are labels; what is no data is said all the same.
  mutating func takeHeader(_ block: HeaderBlock, _ grid: SheetGrid, _ sheet: Int32) {
    let figures = ledger.take(grid, rows: block.firstRow..<block.lastRow + 1, columns: 0..<grid.columnCount)
    if figures == 0 { return }
    find(
      .headerFigures, sheet, block.firstRow, block.stub, "\(figures) figures of the header are labels, not data",
      "Nothing, if they are years or numbers of columns; else correct areas: header of \(tablePath).", count: figures)
  }

  /// Says what of a sheet was left out on purpose, and what no part of the definition speaks of.
  mutating func closeSheet(_ grid: SheetGrid, _ sheet: Int32) {
    if let first = ledger.ignored.first {
      let figures = ledger.ignored.reduce(0) { $0 + $1.figures }
      let more = ledger.ignored.count - 8
      let labels =
        ledger.ignored.prefix(8).map { "'\($0.label)' (\($0.figures))" }.joined(separator: ", ")
        + (more > 0 ? " and \(more) more" : "")
      find(
        .valueLeftOut, severity: .note, sheet, first.row, first.column,
        "\(figures) figures stand in rows or columns that the definition ignores: \(labels)",
        "Nothing, unless they are wanted: then take them out of ignore: in \(tablePath).", count: figures)
    }
    if let rest = ledger.remainder(grid) {
      find(
        .valueLeftOut, sheet, rest.row, rest.column,
        "\(rest.count) figures stand outside the rows and columns of the table, the first one here",
        "If they belong to it, mend areas: or columns: of \(tablePath); if not, nothing.", count: rest.count)
    }
  }
}
