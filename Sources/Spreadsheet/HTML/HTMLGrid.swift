/// The places of cells in one row group, as browsers put them: each cell takes the first column that no cell from above
/// reaches into. Columns are bits, so that a row costs little however wide its spans are.
struct HTMLGrid {
  private static let width = Int(CellAddress.maximumColumns)
  private var words = [UInt64](repeating: 0, count: width / 64)
  /// Columns that become free again, by row.
  private var releases: [Int: [Range<Int>]] = [:]
  private var nextColumn = 0
  private var row = 0
  private var end = 0

  /// Where a cell lies; `columns` is cut where a cell from above stands in its way, `rows` at the end of the group.
  struct Place {
    let columns: Range<Int>
    let rows: Range<Int>
  }

  /// Starts a group with the rows from `start` to before `end`.
  mutating func startGroup(from start: Int, to end: Int) {
    if !releases.isEmpty { words = [UInt64](repeating: 0, count: Self.width / 64) }
    releases = [:]
    row = start - 1
    self.end = end
  }

  mutating func startRow() {
    row += 1
    nextColumn = 0
    for columns in releases.removeValue(forKey: row) ?? [] { set(columns, to: false) }
  }

  /// The place of the next cell of the row; nil beyond the last column.
  mutating func place(columnSpan: Int, rowSpan: Int) -> Place? {
    let start = firstColumn(from: nextColumn, free: true)
    guard start < Self.width else { return nil }
    let wanted = min(start + max(1, columnSpan), Self.width)
    let columns = start..<min(wanted, firstColumn(from: start, free: false))
    let rows = row..<(rowSpan == 0 ? end : min(end, row + rowSpan))
    nextColumn = wanted
    if rows.count > 1 {
      set(columns, to: true)
      if rows.upperBound < end { releases[rows.upperBound, default: []].append(columns) } else { releases[end] = [] }
    }
    return Place(columns: columns, rows: rows)
  }

  /// The first column that is free or taken, from `start` on; the width where there is none.
  private func firstColumn(from start: Int, free: Bool) -> Int {
    var word = start / 64
    var offset = start % 64
    while word < words.count {
      let bits = (free ? ~words[word] : words[word]) >> UInt64(offset)
      if bits != 0 { return word * 64 + offset + bits.trailingZeroBitCount }
      word += 1
      offset = 0
    }
    return Self.width
  }

  private mutating func set(_ columns: Range<Int>, to isTaken: Bool) {
    var column = columns.lowerBound
    while column < columns.upperBound {
      let count = min(64 - column % 64, columns.upperBound - column)
      let mask = (count == 64 ? UInt64.max : (1 << UInt64(count)) - 1) << UInt64(column % 64)
      if isTaken { words[column / 64] |= mask } else { words[column / 64] &= ~mask }
      column += count
    }
  }
}
