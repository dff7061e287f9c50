/// Puts a page on one sheet as spreadsheet programs do: texts and tables one below the other in the order of the page.
///
/// A text outside tables takes a row of its own. Tables that only place other tables dissolve into what they hold; a
/// table inside a cell of a table of data becomes the text of that cell.
struct HTMLSheetLayout: ~Copyable {
  let page: HTMLPage
  let limits: Limits
  var builder: SheetBuilder
  /// The first row that is still free.
  private var nextRow = 0
  private var scratch = HTMLText()
  private var failure: SpreadsheetError?

  init(_ page: HTMLPage, limits: Limits) {
    self.page = page
    self.limits = limits
    builder = SheetBuilder(limits: limits, numberFormats: page.formats)
  }

  /// Lays the page out and hands over the cells.
  consuming func run() throws(SpreadsheetError) -> SheetBuilder {
    var index = 0
    while index < page.tokens.count && failure == nil {
      let token = page.tokens[index]
      switch token.kind {
      case .tableStart where !page.tables[Int(token.start)].isLayout: index = place(tableAt: index)
      case .text, .cell:
        if !token.isEmpty { placeLine(token) }
        index += 1
      default: index += 1
      }
    }
    if let failure { throw failure }
    return builder
  }

  private mutating func placeLine(_ token: HTMLToken) {
    put(token, at: CellAddress(row: nextRow, column: 0))
    nextRow += 1
  }

  /// Places a table and returns the position after its end.
  private mutating func place(tableAt start: Int) -> Int {
    let (rows, end) = outline(from: start)
    var grid = HTMLGrid()
    for feet in [false, true] {
      var first = 0
      while first < rows.count {
        let group = page.tokens[rows[first]]
        var last = first + 1
        while last < rows.count && page.tokens[rows[last]].start == group.start { last += 1 }
        if (group.group == .foot) == feet { place(group: rows[first..<last], &grid) }
        first = last
      }
    }
    for column in page.tables[Int(page.tokens[start].start)].hiddenColumns.prefix(16_384) where failure == nil {
      failure = builder.hideColumns(column...column).map { SpreadsheetError(reason: $0) }
    }
    return end
  }

  /// The rows of a table, and the position after its end. Texts outside its cells are placed, above its rows.
  private mutating func outline(from start: Int) -> (rows: [Int], end: Int) {
    var rows: [Int] = []
    var depth = 0
    var isInCell = false
    var index = start
    repeat {
      let token = page.tokens[index]
      switch token.kind {
      case .tableStart: depth += 1
      case .tableEnd: depth -= 1
      case .row where depth == 1: rows.append(index)
      case .cell where depth == 1: isInCell = token.hasInner
      case .cellEnd where depth == 1: isInCell = false
      case .text where depth == 1 && !isInCell: placeLine(token)
      default: break
      }
      index += 1
    } while depth > 0 && index < page.tokens.count
    return (rows, index)
  }

  private mutating func place(group: ArraySlice<Int>, _ grid: inout HTMLGrid) {
    grid.startGroup(from: nextRow, to: nextRow + group.count)
    for row in group where failure == nil {
      grid.startRow()
      if page.tokens[row].isHidden { builder.hideRow(Int32(clamping: nextRow)) }
      var index = row + 1
      while index < page.tokens.count, page.tokens[index].kind != .row, page.tokens[index].kind != .tableEnd {
        if page.tokens[index].kind == .cell {
          index = place(cellAt: index, &grid)
        } else {
          index += 1
        }
      }
      nextRow += 1
    }
  }

  /// Places a cell with all it holds and returns the position after its end.
  private mutating func place(cellAt index: Int, _ grid: inout HTMLGrid) -> Int {
    let token = page.tokens[index]
    let end = token.hasInner ? gather(cellAt: index) : index + 1
    let isEmpty = token.hasInner ? scratch.isEmpty : token.isEmpty
    guard let place = grid.place(columnSpan: Int(token.columnSpan), rowSpan: Int(token.rowSpan)) else {
      if !isEmpty {
        let reason = SpreadsheetError.Reason.badReference("column \(CellAddress.maximumColumns + 1)")
        fail(SpreadsheetError(cell: CellAddress(row: nextRow, column: 0), reason: reason))
      }
      return end
    }
    let address = CellAddress(row: nextRow, column: place.columns.lowerBound)
    if !token.isUnmerged && place.columns.count * place.rows.count > 1 {
      let corner = CellAddress(row: place.rows.upperBound - 1, column: place.columns.upperBound - 1)
      if let reason = builder.appendMerge(MergedRange(address, corner)) { fail(SpreadsheetError(reason: reason)) }
    }
    if isEmpty { return end }
    if token.hasInner {
      put(scratch.bytes, UnsafeBufferPointer(start: nil, count: 0), token, at: address)
    } else {
      put(token, at: address)
    }
    return end
  }

  /// Gathers the texts of a cell and of the tables inside it: cells of a row apart by a blank, rows on lines.
  private mutating func gather(cellAt start: Int) -> Int {
    scratch.clear()
    var depth = 0
    var index = start
    repeat {
      let token = page.tokens[index]
      switch token.kind {
      case .cell, .text:
        page.arena.withUnsafeBufferPointer { scratch.append(UnsafeBufferPointer(rebasing: $0[token.text])) }
        scratch.addBlank()
      case .row: scratch.endLine()
      case .tableStart, .tableEnd:
        depth += token.kind == .tableStart ? 1 : -1
        scratch.endLine()
      case .cellEnd: break
      }
      index += 1
    } while index < page.tokens.count && !(depth == 0 && page.tokens[index].kind == .cellEnd)
    return index + 1
  }

  mutating func fail(_ error: SpreadsheetError) {
    if failure == nil { failure = error }
  }

  private mutating func put(_ token: HTMLToken, at address: CellAddress) {
    // The page is never changed while it is laid out, so that its bytes can be lent.
    let page = self.page
    page.arena.withUnsafeBufferPointer { arena in
      put(
        UnsafeBufferPointer(rebasing: arena[token.text]), UnsafeBufferPointer(rebasing: arena[token.value]), token,
        at: address)
    }
  }
}
