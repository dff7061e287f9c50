/// Kind and flags of a cell in one byte.
struct CellTag: Sendable, Hashable {
  private(set) var bits: UInt8

  private static let ownTextBit: UInt8 = 0x08
  private static let printedBit: UInt8 = 0x10

  init(bits: UInt8) { self.bits = bits }

  /// - Parameters:
  ///   - hasOwnText: the text of a text or error cell lies in the sheet's own pool and not in the shared one.
  ///   - hasPrintedText: the digits of a number are kept, since they are not the canonical ones.
  init(_ kind: CellKind, hasOwnText: Bool = false, hasPrintedText: Bool = false) {
    bits = kind.rawValue | (hasOwnText ? Self.ownTextBit : 0) | (hasPrintedText ? Self.printedBit : 0)
  }

  var kind: CellKind { CellKind(rawValue: bits & 0x07) ?? .text }
  var hasOwnText: Bool { bits & Self.ownTextBit != 0 }
  var hasPrintedText: Bool { bits & Self.printedBit != 0 }
}

/// What holds for a sheet as a whole and may come after its cells.
struct SheetLayout: Sendable {
  var merges = MergeIndex([])
  /// Ascending.
  var hiddenRows: [Int32] = []
  /// Ascending.
  var hiddenColumns: [Int32] = []
}

/// The cells of one sheet, ordered by row and then column, with what is needed to show them.
final class SheetStorage: Sendable {
  let name: String
  let visibility: SheetVisibility
  let uses1904Dates: Bool
  let cells: CellColumns
  /// Rows that have cells, ascending, and where the cells of each start; `rowStarts` has one more for the end.
  let rowNumbers: [Int32]
  let rowStarts: [Int32]
  let numberFormats: [NumberFormat]
  /// Cells whose digits are kept, ascending; text n of `printed` belongs to cell `printedCells[n]`.
  let printedCells: [Int32]
  let printed: StringPool
  let ownTexts: StringPool
  let sharedTexts: StringPool
  let layout: SheetLayout
  /// One more than the last column that has a cell.
  let columnCount: Int

  convenience init(
    _ builder: consuming SheetBuilder, name: String, visibility: SheetVisibility, uses1904Dates: Bool
  ) {
    let (layout, numberFormats, sharedTexts) = (builder.layout(), builder.numberFormats, builder.sharedTexts)
    self.init(
      builder.takeContent(), layout: layout, numberFormats: numberFormats, sharedTexts: sharedTexts, name: name,
      visibility: visibility, uses1904Dates: uses1904Dates)
  }

  init(
    _ content: consuming SheetContent, layout: SheetLayout, numberFormats: [NumberFormat], sharedTexts: StringPool,
    name: String, visibility: SheetVisibility, uses1904Dates: Bool
  ) {
    content.finish()
    self.name = name
    self.visibility = visibility
    self.uses1904Dates = uses1904Dates
    self.layout = layout
    self.numberFormats = numberFormats
    self.sharedTexts = sharedTexts
    columnCount = content.columnCount
    rowNumbers = content.rowNumbers
    rowStarts = content.rowStarts + [Int32(clamping: content.count)]
    printedCells = content.printedCells
    printed = content.printed
    ownTexts = content.ownTexts
    cells = content.cells
  }

  func format(_ index: Int) -> NumberFormat {
    let position = Int(cells.format(index))
    return position < numberFormats.count ? numberFormats[position] : .general
  }

  func text(_ index: Int) -> String {
    let tag = cells.tag(index)
    switch tag.kind {
    case .text, .error:
      let id = Int32(truncatingIfNeeded: cells.payload(index))
      return tag.hasOwnText ? ownTexts[id] : sharedTexts[id]
    case .boolean: return cells.payload(index) == 0 ? "FALSE" : "TRUE"
    case .number, .date:
      if tag.hasPrintedText, let position = printedCells.position(of: Int32(truncatingIfNeeded: index)) {
        return printed[Int32(truncatingIfNeeded: position)]
      }
      return NumberText.text(Double(bitPattern: cells.payload(index)))
    }
  }

  /// The cells of the `position`-th row that has any.
  func cellRange(atRowPosition position: Int) -> Range<Int> {
    Int(rowStarts[position])..<Int(rowStarts[position + 1])
  }

  /// Where a row stands among those that have cells.
  func rowPosition(of row: Int) -> Int? {
    guard let first = rowNumbers.first, let wanted = Int32(exactly: row), wanted >= first else { return nil }
    // Most sheets have no gaps, so that the position follows from the number.
    let guess = row - Int(first)
    if guess < rowNumbers.count && rowNumbers[guess] == wanted { return guess }
    return rowNumbers.position(of: wanted)
  }

  func index(row: Int, column: Int) -> Int? {
    guard let position = rowPosition(of: row), let wanted = UInt16(exactly: column) else { return nil }
    var range = cellRange(atRowPosition: position)
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      if cells.column(middle) == wanted { return middle }
      range = cells.column(middle) < wanted ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }
}

extension [Int32] {
  /// Where `value` stands in an ascending array.
  func position(of value: Int32) -> Int? {
    var range = indices
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      if self[middle] == value { return middle }
      range = self[middle] < value ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }
}
