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

/// The cells of one sheet in columns of plain values, ordered by row and then column, about 11 bytes a cell.
final class SheetStorage: Sendable {
  let name: String
  let visibility: SheetVisibility
  let uses1904Dates: Bool
  /// Rows that have cells, ascending, and where the cells of each start; `rowStarts` has one more for the end.
  let rowNumbers: [Int32]
  let rowStarts: [Int32]
  let columns: [UInt16]
  let tags: [UInt8]
  /// Bits of a double, or the number of a text.
  let payloads: [UInt64]
  /// Position in `numberFormats` for each cell; empty when all are General.
  let formats: [UInt16]
  let numberFormats: [NumberFormat]
  /// Cells whose digits are kept, ascending; text n of `printed` belongs to cell `printedCells[n]`.
  let printedCells: [Int32]
  let printed: StringPool
  let ownTexts: StringPool
  let sharedTexts: StringPool
  let merges: MergeIndex
  let hiddenRows: [Int32]
  let hiddenColumns: [Int32]
  /// One more than the last column that has a cell.
  let columnCount: Int

  init(_ builder: consuming SheetBuilder, name: String, visibility: SheetVisibility, uses1904Dates: Bool) {
    builder.finish()
    self.name = name
    self.visibility = visibility
    self.uses1904Dates = uses1904Dates
    rowNumbers = builder.rowNumbers
    rowStarts = builder.rowStarts + [Int32(clamping: builder.columns.count)]
    columns = builder.columns
    tags = builder.tags
    payloads = builder.payloads
    formats = builder.formats
    numberFormats = builder.numberFormats
    printedCells = builder.printedCells
    printed = builder.printed
    ownTexts = builder.ownTexts
    sharedTexts = builder.sharedTexts
    merges = MergeIndex(builder.merges)
    hiddenRows = builder.hiddenRows
    hiddenColumns = builder.hiddenColumns
    columnCount = builder.columns.max().map { Int($0) + 1 } ?? 0
  }

  func tag(_ index: Int) -> CellTag { CellTag(bits: tags[index]) }

  func format(_ index: Int) -> NumberFormat {
    formats.isEmpty ? .general : numberFormats[Int(formats[index])]
  }

  func text(_ index: Int) -> String {
    let tag = tag(index)
    switch tag.kind {
    case .text, .error:
      let id = Int32(truncatingIfNeeded: payloads[index])
      return tag.hasOwnText ? ownTexts[id] : sharedTexts[id]
    case .boolean: return payloads[index] == 0 ? "FALSE" : "TRUE"
    case .number, .date:
      if tag.hasPrintedText, let position = printedCells.position(of: Int32(truncatingIfNeeded: index)) {
        return printed[Int32(truncatingIfNeeded: position)]
      }
      return NumberText.text(Double(bitPattern: payloads[index]))
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
      if columns[middle] == wanted { return middle }
      range = columns[middle] < wanted ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
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
