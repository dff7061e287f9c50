import Definitions
import PanelModel
import Spreadsheet

/// Where the header of one page of a table stands.
struct HeaderBlock {
  let firstRow: Int
  let lastRow: Int
  /// The column of area names (or indicator names, where indicators run down the side).
  let stub: Int
  /// Columns that have a path of texts.
  let columnCount: Int

  /// Finds the next header at or below `row`: a cell that is a header of the vocabulary, with a text right of it.
  init?(_ grid: SheetGrid, _ vocabulary: RowVocabulary, from row: Int) {
    guard let (first, column) = Self.stubCell(grid, vocabulary, from: row) else { return nil }
    firstRow = Self.firstRow(grid, first, column, notAbove: row)
    stub = column
    lastRow = Self.lastRow(grid, first, column)
    columnCount = max(grid.columnCount, column + 1)
  }

  /// The header repeated at `row` under a mutilated label: two texts or more right of the label, no figures, and every
  /// text stands in this header over the same column.
  func echo(at row: Int, _ grid: SheetGrid) -> HeaderBlock? {
    guard isEcho(row, grid) else { return nil }
    var last = row
    while last + 1 < grid.rowCount, last - row < lastRow - firstRow, isEcho(last + 1, grid, atLeast: 1) { last += 1 }
    return HeaderBlock(firstRow: row, lastRow: last, stub: stub, columnCount: columnCount)
  }

  private func isEcho(_ row: Int, _ grid: SheetGrid, atLeast least: Int = 2) -> Bool {
    // Rows of data have figures: one look tells most of them.
    let cells = grid.cells(inRow: row)
    guard !cells.contains(where: { grid.column($0) > stub && grid.isFigure($0) }) else { return false }
    var texts = 0
    for index in cells where grid.column(index) > stub && grid.classes[index] != .blank {
      let compact = grid.fact(at: index, row: row).compact
      let column = grid.column(index)
      guard (firstRow...lastRow).contains(where: { grid.fact($0, column).compact == compact }) else { return false }
      texts += 1
    }
    return texts >= least
  }

  private init(firstRow: Int, lastRow: Int, stub: Int, columnCount: Int) {
    (self.firstRow, self.lastRow, self.stub, self.columnCount) = (firstRow, lastRow, stub, columnCount)
  }

  /// The path of texts over every column. A part (其中, #) belongs to the nearest column on its left that is none.
  func paths(_ grid: SheetGrid) -> [HeaderPath] {
    var paths = (0..<columnCount).map { Self.path(grid, $0, firstRow, lastRow) }
    var whole: Int?
    for column in paths.indices where column > stub && !paths[column].isEmpty {
      if paths[column].isPart {
        if let whole { paths[column].parents = paths[whole].texts }
      } else {
        whole = column
      }
    }
    return paths
  }

  private static func stubCell(_ grid: SheetGrid, _ vocabulary: RowVocabulary, from row: Int) -> (Int, Int)? {
    guard row < grid.rowCount else { return nil }
    for r in row..<grid.rowCount {
      for index in grid.cells(inRow: r) where grid.cells.kinds[index] == .text && grid.classes[index] != .blank {
        // A header has company on its right; a caption or a data row that happens to be named so has not.
        guard vocabulary.rowClass(of: grid.fact(at: index, row: r)).contains(.header),
          hasTextRight(of: grid.column(index), grid, r)
        else { continue }
        return (r, grid.column(index))
      }
    }
    return nil
  }

  private static func hasTextRight(of column: Int, _ grid: SheetGrid, _ row: Int) -> Bool {
    grid.cells(inRow: row).contains { grid.column($0) > column && grid.hasText($0, row: row) }
  }

  /// The name of the stub may stand at the foot of the header: rows above it with an empty stub, no figures and several
  /// texts to the right belong to it, unless they state the unit as a caption does.
  private static func firstRow(_ grid: SheetGrid, _ row: Int, _ stub: Int, notAbove limit: Int) -> Int {
    var first = row
    while first > limit, row - first < 8 {
      let above = first - 1
      let texts = grid.cells(inRow: above).filter { grid.hasText($0, row: above) }
      let isCaption = texts.contains { index in
        let column = grid.column(index)
        return grid.fact(at: index, row: above).statesUnit || grid.isMerged(above, column) && column <= stub
      }
      let isHeader =
        texts.count > 1 && texts.allSatisfy { grid.column($0) > stub }
        && (grid.figureCount(above) == 0 || grid.isRowOfYears(above))
      if !isHeader || isCaption { break }
      first = above
    }
    return first
  }

  /// The header goes on over the stub's merged rows, over rows below with an empty stub and no figures but years, and
  /// over a row that says the same in English.
  private static func lastRow(_ grid: SheetGrid, _ first: Int, _ stub: Int) -> Int {
    var last = grid.bottom(of: first, stub)
    while last + 1 < grid.rowCount, last - first < 8 {
      let next = last + 1
      if grid.isBlank(next) { break }
      let figures = grid.figureCount(next)
      let isYears = figures > 1 && grid.isRowOfYears(next) && !grid.seenFact(next + 1, stub).isBlank
      if figures > 0 && !isYears { break }
      if !grid.fact(next, stub).isBlank && !isTranslation(grid, next, of: last, stub) { break }
      last = next
    }
    return last
  }

  /// A row without a Chinese word below one with some, whose first cell is no area: City | Population below 城市 | 人口.
  private static func isTranslation(_ grid: SheetGrid, _ row: Int, of above: Int, _ stub: Int) -> Bool {
    let fact = grid.fact(row, stub)
    guard PrintedText.hasHan(grid.seenFact(above, stub).compact), fact.areaChoices.isEmpty, fact.province == nil
    else { return false }
    let texts = grid.cells(inRow: row).filter { grid.hasText($0, row: row) }
    return texts.count > 1
      && texts.allSatisfy { index in
        let compact = grid.fact(at: index, row: row).compact
        return !PrintedText.hasHan(compact) && compact.unicodeScalars.contains { $0.properties.isAlphabetic }
      }
  }

  /// The distinct texts over a column. An empty cell of an upper row that is not merged belongs to the group on its left.
  private static func path(_ grid: SheetGrid, _ column: Int, _ first: Int, _ last: Int) -> HeaderPath {
    var texts: [HeaderText] = []
    for row in first...last {
      var fact = grid.seenFact(row, column)
      if fact.isBlank, row < last, !grid.isMerged(row, column) { fact = group(grid, row, column, last) ?? fact }
      if fact.isBlank { continue }
      let header = grid.memory.header(fact)
      if texts.last?.printed != header.printed { texts.append(header) }
    }
    return HeaderPath(texts: texts)
  }

  private static func group(_ grid: SheetGrid, _ row: Int, _ column: Int, _ last: Int) -> TextFact? {
    let hasOwnBelow = (row + 1...last).contains { !grid.fact($0, column).isBlank }
    guard hasOwnBelow else { return nil }
    var left = column - 1
    while left > 0, grid.seenFact(row, left).isBlank, !grid.isMerged(row, left) { left -= 1 }
    // A range merged from a row above is a whole of its own: it is no group over what stands beside it.
    if let range = grid.mergedRange(row, left), Int(range.first.row) < row { return nil }
    guard left > 0, (row + 1...last).contains(where: { !grid.fact($0, left).isBlank }) else { return nil }
    return grid.seenFact(row, left)
  }
}
