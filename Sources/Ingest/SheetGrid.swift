import PanelModel
import Spreadsheet

/// A sheet as a reader sees it: a merged range gives its text to every cell it covers. Cells lie in plain runs, and what
/// a text says is looked up once for each text.
final class SheetGrid {
  /// What a cell is to a table of figures.
  enum CellClass: UInt8 {
    case number
    /// A text that reads as a number.
    case figureText
    case blank
    /// Words, errors, dates and booleans.
    case other
  }

  let sheet: Sheet
  let memory: TextMemory
  let rowCount: Int
  let columnCount: Int
  let cells: PlainCells
  /// By cell: the number of a number cell or of a text that reads as one.
  let numbers: [Double]
  /// By cell.
  let classes: [CellClass]
  /// By number of the text; nil for those nobody asked for yet.
  private var facts: [TextFact?]
  /// What no text says.
  let empty: TextFact
  /// Rows that a merged range touches.
  private let mergedRows: [Bool]

  /// - Parameter window: the part of the sheet to see, if not all of it; places keep their rows and columns.
  init(_ sheet: Sheet, memory: TextMemory, window: SheetWindow? = nil) {
    self.sheet = sheet
    self.memory = memory
    cells = window.map { sheet.plainCells.keeping($0.contains) } ?? sheet.plainCells
    (classes, numbers) = Self.classified(cells, sheet)
    rowCount = sheet.rowCount
    columnCount = sheet.columnCount
    facts = Array(repeating: nil, count: cells.textCount)
    empty = memory.fact("")
    mergedRows = Self.mergedRows(sheet)
  }

  private static func mergedRows(_ sheet: Sheet) -> [Bool] {
    var rows = [Bool](repeating: false, count: sheet.rowCount)
    for range in sheet.mergedRanges where Int(range.first.row) < rows.count {
      for row in Int(range.first.row)...min(Int(range.last.row), rows.count - 1) { rows[row] = true }
    }
    return rows
  }

  var name: String { sheet.name }

  private static func classified(_ cells: PlainCells, _ sheet: Sheet) -> ([CellClass], [Double]) {
    var numbers = cells.numbers
    var classes = [CellClass](repeating: .other, count: cells.kinds.count)
    // Marks for missing and headers stand in many cells: each text is told once.
    var known = [FigureText?](repeating: nil, count: cells.textCount)
    for index in cells.kinds.indices {
      switch cells.kinds[index] {
      case .number: classes[index] = .number
      case .text:
        let id = Int(cells.textIDs[index])
        let text = known[id] ?? sheet.withTextBytes(cells.textIDs[index], FigureText.init)
        known[id] = text
        switch text {
        case .number(let x):
          numbers[index] = x
          classes[index] = .figureText
        case .blank: classes[index] = .blank
        case .words: break
        }
      case .boolean, .error, .date: break
      }
    }
    return (classes, numbers)
  }

  /// The cells of a row, as numbers to ask for.
  func cells(inRow row: Int) -> Range<Int> {
    guard row >= 0, row < rowCount else { return 0..<0 }
    return Int(cells.rowStarts[row])..<Int(cells.rowStarts[row + 1])
  }

  func column(_ index: Int) -> Int { Int(cells.columns[index]) }

  func isFigure(_ index: Int) -> Bool { classes[index].rawValue <= CellClass.figureText.rawValue }

  /// Whether a cell shows anything but blanks.
  func hasText(_ index: Int, row: Int) -> Bool {
    let mayBeBlank = classes[index] == .blank || cells.kinds[index] != .text && cells.kinds[index] != .number
    return !mayBeBlank || !fact(at: index, row: row).isBlank
  }

  /// The cell at a place; nil where there is none.
  func index(_ row: Int, _ column: Int) -> Int? {
    var range = cells(inRow: row)
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      let found = Int(cells.columns[middle])
      if found == column { return middle }
      range = found < column ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  /// What the text with a number says.
  func fact(ofText id: Int32) -> TextFact {
    if let known = facts[Int(id)] { return known }
    let fact = memory.facts([id], of: sheet)[0]
    facts[Int(id)] = fact
    return fact
  }

  /// Looks the texts of a column up together.
  func prepare(column: Int, rows: Range<Int>) {
    var ids: [Int32] = []
    for row in rows {
      if let index = index(row, column), cells.textIDs[index] >= 0, facts[Int(cells.textIDs[index])] == nil {
        ids.append(cells.textIDs[index])
      }
    }
    for (id, fact) in zip(ids, memory.facts(ids, of: sheet)) { facts[Int(id)] = fact }
  }

  /// What the text of a cell says; numbers, dates and booleans have their text as stored.
  func fact(at index: Int, row: Int) -> TextFact {
    let id = cells.textIDs[index]
    return id >= 0 ? fact(ofText: id) : memory.fact(sheet.text(row, column(index)))
  }

  /// The text of a cell, without a thought of keeping it.
  func text(at index: Int, row: Int) -> String {
    let id = cells.textIDs[index]
    guard id >= 0 else { return sheet.text(row, column(index)) }
    return sheet.withTextBytes(id) { String(decoding: $0, as: UTF8.self) }
  }

  /// What a cell itself says; nothing where there is none.
  func fact(_ row: Int, _ column: Int) -> TextFact {
    index(row, column).map { fact(at: $0, row: row) } ?? empty
  }

  /// The cell whose text a place shows: its own, or the first of the range it is merged into.
  func seenIndex(_ row: Int, _ column: Int) -> (index: Int?, row: Int) {
    guard let range = mergedRange(row, column) else { return (index(row, column), row) }
    return (index(Int(range.first.row), Int(range.first.column)), Int(range.first.row))
  }

  /// What a cell or the range it is merged into says.
  func seenFact(_ row: Int, _ column: Int) -> TextFact {
    if let range = mergedRange(row, column) { return fact(Int(range.first.row), Int(range.first.column)) }
    return fact(row, column)
  }

  /// The text of a cell itself; empty if it has none.
  func text(_ row: Int, _ column: Int) -> String { fact(row, column).text }

  func mergedRange(_ row: Int, _ column: Int) -> MergedRange? {
    if !hasMerges(row) { return nil }
    return sheet.mergedRange(containing: row, column)
  }

  /// Whether a merged range may cover a cell of a row. One may reach below the last row that has cells.
  func hasMerges(_ row: Int) -> Bool { row < 0 || row >= rowCount || mergedRows[row] }

  /// The last row of the merged range over a cell, or the cell's own row.
  func bottom(of row: Int, _ column: Int) -> Int { mergedRange(row, column).map { Int($0.last.row) } ?? row }

  func isMerged(_ row: Int, _ column: Int) -> Bool { mergedRange(row, column) != nil }

  /// Whether every cell of a row is empty or blank.
  func isBlank(_ row: Int) -> Bool { cells(inRow: row).allSatisfy { classes[$0] == .blank } }

  /// How many cells of a row, right of `column`, read as numbers.
  func figureCount(_ row: Int, after column: Int = -1) -> Int {
    var count = 0
    for index in cells(inRow: row) where Int(cells.columns[index]) > column && isFigure(index) { count += 1 }
    return count
  }

  /// Whether every figure of a row is a year, as in a header: 2011, 2012.
  func isRowOfYears(_ row: Int) -> Bool {
    var years = 0
    for index in cells(inRow: row) where isFigure(index) {
      let x = numbers[index]
      guard x == x.rounded(), (1949...2099).contains(x) else { return false }
      years += 1
    }
    return years > 0
  }

  /// How many cells of the sheet read as numbers.
  var figureCount: Int { classes.indices.count(where: isFigure) }
}
