import PanelModel

/// Which observation first stated a series for an area and year, in one plain table: a row an area and year, a column a
/// series.
struct FigurePlaces {
  private var rows: [UInt64: Int] = [:]
  private var keys: [SeriesKey: Int] = [:]
  private var first: [Int32] = []
  /// Columns there is room for.
  private var width = 16

  /// Makes room for the areas and years of that many more rows.
  mutating func reserve(rows count: Int) {
    rows.reserveCapacity(rows.count + count)
    first.reserveCapacity(first.count + count * width)
  }

  /// The column of a series.
  mutating func column(of key: SeriesKey) -> Int {
    if let known = keys[key] { return known }
    let column = keys.count
    keys[key] = column
    if column == width { widen() }
    return column
  }

  /// The row of an area and year.
  mutating func row(of area: AreaCode, _ year: ReferenceYear) -> Int {
    let place = UInt64(UInt32(bitPattern: area.rawValue)) << 32 | UInt64(UInt32(bitPattern: year.rawValue))
    if let known = rows[place] { return known }
    let row = rows.count
    rows[place] = row
    first.append(contentsOf: repeatElement(-1, count: width))
    return row
  }

  /// The number of the observation that stands there; negative for none.
  subscript(row: Int, column: Int) -> Int {
    get { Int(first[row * width + column]) }
    set { first[row * width + column] = Int32(truncatingIfNeeded: newValue) }
  }

  private mutating func widen() {
    var wider = [Int32](repeating: -1, count: rows.count * width * 2)
    for row in 0..<rows.count {
      for column in 0..<width { wider[row * width * 2 + column] = first[row * width + column] }
    }
    first = wider
    width *= 2
  }
}
