import Definitions
import PanelModel
import Spreadsheet

/// The tables of a sheet that holds several, each as a grid that sees only its own part.
final class SheetTables {
  let blocks: [TableBlock]
  let grids: [SheetGrid]
  private let windows: [SheetWindow]
  private let whole: SheetGrid
  /// Which of them a definition has read.
  private var used: Set<Int> = []

  init(_ grid: SheetGrid) {
    whole = grid
    let blocks = SheetSegmentation(grid).blocks
    self.blocks = blocks
    var titled: TableBlock?
    windows = blocks.map { block in
      let continued = block.isBareContinuation(grid) ? titled : nil
      if continued == nil { titled = block }
      return block.window(grid, first: blocks[0], continued: continued)
    }
    grids = windows.map { SheetGrid(grid.sheet, memory: grid.memory, window: $0) }
  }

  func use(_ number: Int) { used.insert(number) }

  /// Whether one of the titles stands in the table's own caption, or in that of the table it goes on.
  func names(_ number: Int, _ titles: [String]) -> Bool {
    let block = blocks[number]
    let inherited = windows[number].inherited.map { whole.fact($0.row, $0.column) }
    let captions = block.captionCells(grids[number], 0..<grids[number].columnCount).map(\.fact) + inherited
    return titles.contains { title in
      let compact = PrintedText.compact(title).lowercased()
      return captions.contains { $0.compact.contains(compact) }
    }
  }

  /// A finding for each table that no definition has read.
  func notUsed(_ source: SourceDefinition) -> [Finding] {
    blocks.indices.filter { !used.contains($0) }.map { number in
      let (block, figures) = (blocks[number], grids[number].figureCount)
      return Finding(
        .blockNotUsed, severity: figures > 0 ? .warning : .note,
        location: SourceLocation(
          file: source.workbook, sheet: whole.name,
          cell: A1Address.text(row: block.rows.lowerBound, column: block.columns.lowerBound)),
        message: "No definition reads the table that begins here; it holds \(figures) figures",
        remedy:
          "Define it in indicators/tables/\(source.yearbook)/ with find: {among: several tables}, or mend its title.",
        count: figures)
    }
  }
}

extension TableReading {
  /// Reads those tables of a sheet that are meant: by their title, or else by their headers.
  mutating func readAmongSeveral(_ tables: SheetTables) -> Bool {
    var found = false
    for (number, grid) in tables.grids.enumerated() where isMeant(number, tables) {
      guard read(grid, requireTitle: false) else { continue }
      tables.use(number)
      found = true
    }
    return found
  }

  /// A title in its caption and one of its headers, or, where the definition has no titles, all of its headers: tables
  /// beside each other may share a caption.
  private func isMeant(_ number: Int, _ tables: SheetTables) -> Bool {
    let grid = tables.grids[number]
    if !definition.findTitles.isEmpty && !tables.names(number, definition.findTitles) { return false }
    guard let block = HeaderBlock(grid, resolved.vocabulary, from: 0) else { return false }
    let needed = definition.columns.filter { !$0.isOptional || !definition.findTitles.isEmpty }
    let texts: [[HeaderText]]
    switch definition.layout {
    case .yearsInColumns, .areasInColumns: return true
    case .areasInRows: texts = block.paths(grid).map(\.texts)
    case .observations:
      texts = block.paths(grid).map { path in
        path.texts + path.printed.split(separator: "_").map { HeaderText(String($0), units: units) }
      }
    case .indicatorsInRows:
      texts = Self.rows(below: block.lastRow, grid).map {
        [HeaderText(grid.seenFact($0, block.stub).text, units: units)]
      }
    }
    func isThere(_ column: ColumnDefinition) -> Bool {
      texts.contains { HeaderPath(texts: $0).matches(column.headers) }
    }
    return definition.findTitles.isEmpty ? needed.allSatisfy(isThere) : needed.contains(where: isThere)
  }
}
