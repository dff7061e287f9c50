import PanelModel

/// Cuts a sheet into its tables: one below the other, and beside each other.
///
/// A header that stands again below the figures begins a continuation page (续表) if it is the same header, and a new
/// table if it is another one, or the same under another title or year. Tables stand beside each other where the header
/// of the names is repeated, or where blank columns divide blocks that each have names of their own.
struct SheetSegmentation {
  private let grid: SheetGrid
  private let kinds: [RowKind]
  private(set) var blocks: [TableBlock] = []

  init(_ grid: SheetGrid) {
    self.grid = grid
    kinds = (0..<grid.rowCount).map { RowKind(grid, row: $0) }
    for segment in segments() { blocks += BlockColumns(grid, kinds, segment).blocks }
  }

  /// A run of rows that holds one table, or several beside each other.
  struct Segment {
    /// Where its caption lines begin.
    var start: Int
    /// The row behind its last footer.
    var end: Int
    var firstData: Int
    var lastData: Int
  }

  private func segments() -> [Segment] {
    var found: [Segment] = []
    guard let first = nextData(from: 0) else { return [] }
    var segment = Segment(start: 0, end: grid.rowCount, firstData: first, lastData: first)
    var row = first + 1
    while row < grid.rowCount {
      if kinds[row] == .data || kinds[row] == .years { segment.lastData = row }
      guard kinds[row] == .texts || kinds[row] == .years, isHeader(row, segment), let data = dataBelow(row) else {
        row += 1
        continue
      }
      let last = segment.lastData == row ? (0..<row).last { kinds[$0] == .data } ?? segment.firstData : segment.lastData
      let start = captionStart(above: row, below: last)
      if isContinuation(row, start, segment) {
        row = data
        continue
      }
      segment.lastData = last
      segment.end = start
      found.append(segment)
      segment = Segment(start: start, end: grid.rowCount, firstData: data, lastData: data)
      row = data + 1
    }
    found.append(segment)
    return found
  }

  private func nextData(from row: Int) -> Int? { (row..<max(grid.rowCount, row)).first { kinds[$0] == .data } }

  /// The first row with figures below a header row, with nothing but header rows between.
  private func dataBelow(_ row: Int) -> Int? {
    nextData(from: row).flatMap { $0 - row <= 10 ? $0 : nil }
  }

  /// Whether a row of texts below figures is a header, not a name in two languages.
  private func isHeader(_ row: Int, _ segment: Segment) -> Bool {
    let texts = texts(row).filter { $0.figure == nil }
    if kinds[row] == .years && texts.isEmpty { return true }
    guard let first = texts.first, InspectionWords.footer(first.compact) == nil else { return false }
    if InspectionWords.stubHeaders.contains(first.compact) || InspectionWords.indicatorHeaders.contains(first.compact) {
      return true
    }
    if headerTexts(segment.start..<segment.firstData).contains(first.compact) { return true }
    return kinds[row] == .texts && texts.count > 2 && first.areaChoices.isEmpty && first.province == nil
      && kinds[min(row + 1, kinds.count - 1)] != .line
  }

  private func texts(_ row: Int) -> [TextFact] {
    grid.cells(inRow: row).map { grid.fact(at: $0, row: row) }.filter { !$0.isBlank }
  }

  /// The Chinese words of a header; the whole where there are none, or where it is a year.
  private static func chinese(_ text: String) -> String {
    let words = String(text.unicodeScalars.filter(PrintedText.isHan))
    return words.isEmpty || InspectionWords.isYearOnly(text) ? text : words
  }

  private func headerTexts(_ rows: Range<Int>) -> Set<String> {
    Set(rows.filter { kinds[$0] == .texts || kinds[$0] == .years }.flatMap { texts($0).map(\.compact) })
  }

  /// The first caption line of a table whose header is at `row`: behind the footers of the table above.
  private func captionStart(above row: Int, below last: Int) -> Int {
    var start = last + 1
    var isFooter = false
    for line in last + 1..<max(row, last + 1) {
      guard let text = texts(line).first else {
        isFooter = false
        if start == line { start = line + 1 }
        continue
      }
      let isIndented = text.text.unicodeScalars.first.map(PrintedText.isBlank) ?? false
      isFooter = InspectionWords.footer(text.compact) != nil || (isFooter && isIndented)
      if isFooter { start = line + 1 }
    }
    return start
  }

  /// A page that goes on with the table above: the same header, and no other title or year.
  private func isContinuation(_ row: Int, _ start: Int, _ segment: Segment) -> Bool {
    let lines = (start..<max(row, start)).flatMap(texts)
    let known = headerTexts(segment.start..<segment.firstData)
    let again = headerTexts(row..<(dataBelow(row) ?? row + 1))
    if lines.contains(where: { $0.compact.contains("续表") || $0.compact.contains("continued") }) {
      // A page that goes on with other columns is a table of its own: nothing but the names and scopes are the same.
      // Misprints of the English lines make no other columns.
      let (mine, theirs) = (Set(known.map(Self.chinese)), Set(again.map(Self.chinese)))
      let new = theirs.subtracting(mine)
      return new.count < 2 || new.count * 4 < theirs.count
    }
    guard again.intersection(known).count * 10 >= again.count * 6 else { return false }
    let above = (segment.start..<segment.firstData).flatMap(texts)
    if let year = lines.lazy.compactMap(\.year).first, year != above.lazy.compactMap(\.year).first { return false }
    let titles = Set(above.map(\.compact))
    return lines.allSatisfy { line in
      line.captionUnit != nil || line.compact.count < 4 || titles.contains(line.compact)
        || !line.areaChoices.isEmpty || line.province != nil
    }
  }
}
