import Definitions
import PanelModel
import Spreadsheet

/// The header of one page of a table: where it stands and the path of texts over every column.
struct HeaderBlock {
  let firstRow: Int
  let lastRow: Int
  /// The column of area names (or indicator names, where indicators run down the side).
  let stub: Int
  let paths: [HeaderPath]

  /// Finds the next header at or below `row`: a cell that is one of `names`, with a text right of it.
  init?(_ grid: SheetGrid, names: [String], from row: Int, units: UnitDefinitions) {
    guard let (first, column) = Self.stubCell(grid, names, from: row, units: units) else { return nil }
    firstRow = Self.firstRow(grid, first, column, notAbove: row)
    stub = column
    lastRow = Self.lastRow(grid, first, column)
    var paths: [HeaderPath] = []
    for column in 0..<max(grid.columnCount, column + 1) {
      paths.append(Self.path(grid, column, firstRow, lastRow, units))
    }
    self.paths = paths
  }

  private static func stubCell(
    _ grid: SheetGrid, _ names: [String], from row: Int, units: UnitDefinitions
  ) -> (Int, Int)? {
    guard row < grid.rowCount else { return nil }
    let compact = names.map { PrintedText.compact($0).lowercased() }
    for r in row..<grid.rowCount {
      for cell in grid.sheet.cells(inRow: r) where cell.kind == .text {
        // A header has company on its right; a caption or a data row that happens to be named so has not.
        guard HeaderText.mayMatch(cell.text, compact), HeaderText(cell.text, units: units).matches(names),
          hasTextRight(of: cell.column, grid, r)
        else { continue }
        return (r, cell.column)
      }
    }
    return nil
  }

  private static func hasTextRight(of column: Int, _ grid: SheetGrid, _ row: Int) -> Bool {
    grid.sheet.cells(inRow: row).contains { $0.column > column && !PrintedText.trimmed($0.text).isEmpty }
  }

  /// The name of the stub may stand at the foot of the header: rows above it with an empty stub, no figures and several
  /// texts to the right belong to it, unless they state the unit as a caption does.
  private static func firstRow(_ grid: SheetGrid, _ row: Int, _ stub: Int, notAbove limit: Int) -> Int {
    var first = row
    while first > limit, row - first < 8 {
      let above = first - 1
      let texts = grid.sheet.cells(inRow: above).filter { !PrintedText.trimmed($0.text).isEmpty }
      let isCaption = texts.contains { cell in
        let text = PrintedText.compact(cell.text).lowercased()
        return text.contains("单位") || text.contains("unit:") || grid.isMerged(above, cell.column) && cell.column <= stub
      }
      let isHeader = texts.count > 1 && texts.allSatisfy { $0.column > stub } && grid.figureCount(above) == 0
      if !isHeader || isCaption { break }
      first = above
    }
    return first
  }

  /// The header goes on over the stub's merged rows and over rows below with an empty stub and no figures.
  private static func lastRow(_ grid: SheetGrid, _ first: Int, _ stub: Int) -> Int {
    var last = grid.bottom(of: first, stub)
    while last + 1 < grid.rowCount, last - first < 8 {
      let next = last + 1
      let hasStub = !PrintedText.trimmed(grid.text(next, stub)).isEmpty
      if hasStub || grid.figureCount(next) > 0 || grid.isBlank(next) { break }
      last = next
    }
    return last
  }

  /// The distinct texts over a column. An empty cell of an upper row that is not merged belongs to the group on its left.
  private static func path(
    _ grid: SheetGrid, _ column: Int, _ first: Int, _ last: Int, _ units: UnitDefinitions
  ) -> HeaderPath {
    var texts: [HeaderText] = []
    for row in first...last {
      var text = grid.seenText(row, column)
      if PrintedText.trimmed(text).isEmpty, row < last, !grid.isMerged(row, column) {
        text = groupText(grid, row, column, last)
      }
      if PrintedText.trimmed(text).isEmpty { continue }
      let header = HeaderText(text, units: units)
      if texts.last?.printed != header.printed { texts.append(header) }
    }
    return HeaderPath(texts: texts)
  }

  private static func groupText(_ grid: SheetGrid, _ row: Int, _ column: Int, _ last: Int) -> String {
    let hasOwnBelow = (row + 1...last).contains { !PrintedText.trimmed(grid.text($0, column)).isEmpty }
    guard hasOwnBelow else { return "" }
    var left = column - 1
    while left > 0, PrintedText.trimmed(grid.seenText(row, left)).isEmpty, !grid.isMerged(row, left) { left -= 1 }
    guard left > 0, (row + 1...last).contains(where: { !PrintedText.trimmed(grid.text($0, left)).isEmpty }) else {
      return ""
    }
    return grid.seenText(row, left)
  }
}
