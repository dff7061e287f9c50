/// Cells as they come from a file, with the rows they stand in and the texts they need: a whole sheet or a batch of it.
struct SheetContent: ~Copyable {
  private(set) var cells = CellColumns()
  /// Rows that have cells, and where the cells of each start.
  private(set) var rowNumbers: [Int32] = []
  private(set) var rowStarts: [Int32] = []
  /// Cells whose digits are kept, ascending; text n of `printed` belongs to cell `printedCells[n]`.
  private(set) var printedCells: [Int32] = []
  private(set) var printed = StringPool()
  var ownTexts = StringPool()
  /// Cells came in order, each after the one before.
  private var isOrdered = true
  private var lastColumn: Int32 = -1

  /// The row of the newest cell; -1 before the first.
  private(set) var lastRow: Int32 = -1
  private(set) var largestRow: Int32 = -1

  init() {}

  var count: Int { cells.count }

  /// One more than the last column that has a cell; of ordered content only.
  var columnCount: Int {
    var last = 0
    for position in rowStarts.indices {
      let end = position + 1 < rowStarts.count ? Int(rowStarts[position + 1]) : count
      last = max(last, Int(cells.column(end - 1)) + 1)
    }
    return last
  }

  /// The cells that follow belong to another row.
  mutating func startRow(_ row: Int32) {
    if row <= largestRow { isOrdered = false }
    largestRow = max(largestRow, row)
    lastRow = row
    lastColumn = -1
    rowNumbers.append(row)
    rowStarts.append(Int32(truncatingIfNeeded: cells.count))
  }

  /// Adds a cell to the row that was started last.
  @inline(__always)
  mutating func append(column: Int32, _ tag: CellTag, _ payload: UInt64, _ format: UInt16) {
    if column <= lastColumn { isOrdered = false }
    lastColumn = column
    cells.append(column: UInt16(truncatingIfNeeded: column), tag: tag, payload: payload, format: format)
  }

  /// Keeps the digits of the number that is added next; false when there is no room for more.
  mutating func keepPrinted(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    printedCells.append(Int32(truncatingIfNeeded: cells.count))
    return printed.append(bytes) != nil
  }

  /// Brings the cells into order. Of two cells at one place the later in the file stands.
  mutating func finish() {
    ownTexts.freeze()
    if !isOrdered { reorder() }
    cells.trim()
  }
}

extension SheetContent {
  private mutating func reorder() {
    let count = cells.count
    var rows = [Int32](repeating: 0, count: count)
    for (position, row) in rowNumbers.enumerated() {
      let end = position + 1 < rowStarts.count ? Int(rowStarts[position + 1]) : count
      for index in Int(rowStarts[position])..<end { rows[index] = row }
    }
    let columns = (0..<count).map { cells.column($0) }
    func place(_ index: Int32) -> (Int32, UInt16, Int32) { (rows[Int(index)], columns[Int(index)], index) }
    let sorted = (0..<Int32(clamping: count)).sorted { place($0) < place($1) }
    var kept: [Int32] = []
    for index in sorted {
      if let last = kept.last, place(last).0 == place(index).0, place(last).1 == place(index).1 { kept.removeLast() }
      kept.append(index)
    }
    rebuild(from: kept, rows: rows)
  }

  private mutating func rebuild(from kept: [Int32], rows: [Int32]) {
    var ordered = SheetContent()
    for index in kept {
      if rows[Int(index)] != ordered.lastRow { ordered.startRow(rows[Int(index)]) }
      ordered.copy(Int(index), of: cells, printedCells, printed)
    }
    ordered.ownTexts = ownTexts
    self = ordered
  }

  /// Adds a cell of other content, whose texts must be those of this one.
  mutating func copy(_ index: Int, of other: borrowing CellColumns, _ otherPrinted: [Int32], _ digits: StringPool) {
    if other.tag(index).hasPrintedText, let old = otherPrinted.position(of: Int32(truncatingIfNeeded: index)) {
      _ = digits.withBytes(Int32(truncatingIfNeeded: old)) { keepPrinted($0) }
    }
    append(column: Int32(other.column(index)), other.tag(index), other.payload(index), other.format(index))
  }
}
