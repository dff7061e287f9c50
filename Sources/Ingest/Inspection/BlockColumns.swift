import PanelModel
import Spreadsheet

/// Finds the tables that stand beside each other in a run of rows, each with its column of names.
struct BlockColumns {
  private let grid: SheetGrid
  private let kinds: [RowKind]
  private let segment: SheetSegmentation.Segment

  init(_ grid: SheetGrid, _ kinds: [RowKind], _ segment: SheetSegmentation.Segment) {
    self.grid = grid
    self.kinds = kinds
    self.segment = segment
  }

  /// Rows with figures, at most some hundred of them: enough to tell what a column holds.
  private var sample: [Int] {
    Array((segment.firstData...segment.lastData).lazy.filter { kinds[$0] == .data }.prefix(400))
  }

  var blocks: [TableBlock] {
    let sample = sample
    let cuts = cuts(sample)
    let starts = [0] + cuts
    return starts.indices.compactMap { i in
      let columns = starts[i]..<(i + 1 < starts.count ? starts[i + 1] : grid.columnCount)
      return block(columns, sample, hasNeighbours: !cuts.isEmpty)
    }
  }

  private func block(_ columns: Range<Int>, _ sample: [Int], hasNeighbours: Bool) -> TableBlock? {
    guard let stub = stub(columns, sample) else { return nil }
    let stubRow = stubRow(stub)
    let top = headerTop(stubRow, stub)
    return TableBlock(
      captions: segment.start..<top, rows: top..<segment.end, data: segment.firstData...segment.lastData,
      columns: columns, stub: stub, stubRow: stubRow, hasNeighbours: hasNeighbours)
  }

  /// Columns at which another table begins.
  private func cuts(_ sample: [Int]) -> [Int] {
    guard let first = stub(0..<grid.columnCount, sample), let row = stubRow(first) else { return [] }
    let header = grid.seenFact(row, first).compact
    var cuts: [Int] = []
    var last = first
    for column in first + 1..<max(grid.columnCount, first + 1) {
      guard isNames(column, sample), hasFigures(last + 1..<column, sample),
        hasFigures(column + 1..<grid.columnCount, sample)
      else { continue }
      let text = stubRow(column).map { grid.seenFact($0, column).compact }
      let isRepeated = text == header
      let isApart = isBlank(column - 1, sample) && text != nil
      guard isRepeated || isApart else { continue }
      cuts.append(column)
      last = column
    }
    return cuts
  }

  private func hasFigures(_ columns: Range<Int>, _ sample: [Int]) -> Bool {
    columns.contains { column in sample.contains { row in grid.index(row, column).map(grid.isFigure) ?? false } }
  }

  /// No text in the header and among the figures, and no merged header over it and its neighbours.
  private func isBlank(_ column: Int, _ sample: [Int]) -> Bool {
    guard column >= 0 else { return false }
    let header = max(segment.start, segment.firstData - 3)..<segment.firstData
    return sample.allSatisfy { grid.fact($0, column).isBlank }
      && header.allSatisfy { kinds[$0] == .line || grid.seenFact($0, column).isBlank }
  }

  /// Whether a column holds words in most rows.
  private func isNames(_ column: Int, _ sample: [Int]) -> Bool {
    var (words, others) = (0, 0)
    for row in sample {
      guard let index = grid.index(row, column) else { continue }
      if grid.isFigure(index) {
        others += 1
        continue
      }
      let fact = grid.fact(at: index, row: row)
      if fact.isBlank { continue }
      if InspectionWords.isMark(fact.compact) { others += 1 } else { words += 1 }
    }
    return words > 0 && words * 10 >= (words + others) * 6 && words * 3 >= min(sample.count, 30)
  }

  /// The column of names: that with most areas, else one whose header says so, else the first with words.
  private func stub(_ columns: Range<Int>, _ sample: [Int]) -> Int? {
    let names = columns.filter { isNames($0, sample) && hasFigures($0 + 1..<columns.upperBound, sample) }
    let lastChance = columns.filter { isNames($0, sample) }
    if names.isEmpty, let years = columns.first(where: { isYears($0, sample) }) { return years }
    guard let leftmost = names.first ?? lastChance.first else { return nil }
    let scored = names.map { column in
      let facts = sample.prefix(60).map { grid.fact($0, column) }
      // 浙江省 beside 杭州市: the names are those of the cities, the province is their group.
      return (
        column: column, cities: facts.count { !$0.areaChoices.isEmpty && $0.province == nil },
        areas: facts.count(where: InspectionWords.looksLikeArea)
      )
    }
    let likely = scored.filter { $0.areas * 4 >= min(sample.count, 60) }
    if let best = likely.max(by: { ($0.cities, $0.areas, -$0.column) < ($1.cities, $1.areas, -$1.column) }) {
      return best.column
    }
    let said = names.first { column in
      guard let row = stubRow(column) else { return false }
      let text = grid.seenFact(row, column).compact
      return InspectionWords.stubHeaders.contains(text) || InspectionWords.indicatorHeaders.contains(text)
    }
    return said ?? leftmost
  }

  /// A column of years down the side, each once, under a header that says so: a table of one area, or of one indicator.
  /// A few rows may be no year (平均增长).
  private func isYears(_ column: Int, _ sample: [Int]) -> Bool {
    guard sample.count > 1, let row = stubRow(column) else { return false }
    let header = PrintedText.lowercased(grid.seenFact(row, column).compact)
    guard InspectionWords.yearHeaders.contains(header) || header.hasPrefix("年份") else { return false }
    let years = sample.compactMap { grid.fact($0, column).year }
    return years.count > 1 && years.count * 10 >= sample.count * 8 && Set(years).count == years.count
  }

  /// The topmost text over a column among the rows of the header, with company on its right.
  private func stubRow(_ column: Int) -> Int? {
    var found: Int?
    var row = segment.firstData - 1
    while row >= segment.start, segment.firstData - row <= 10 {
      let anchor = max(grid.mergedRange(row, column).map { Int($0.first.row) } ?? row, segment.start)
      let isHeader = kinds[anchor] == .texts || kinds[anchor] == .years
      if !isHeader && found != nil { break }
      if isHeader, !grid.seenFact(row, column).isBlank, hasTextRight(anchor, column) {
        found = anchor
        row = anchor
      }
      row -= 1
    }
    return found
  }

  private func hasTextRight(_ row: Int, _ column: Int) -> Bool {
    grid.cells(inRow: row).contains { grid.column($0) > column && grid.hasText($0, row: row) }
  }

  /// The first row of the header: that of the stub, or rows of texts right above it whose stub is blank.
  private func headerTop(_ stubRow: Int?, _ stub: Int) -> Int {
    guard var top = stubRow else {
      var top = segment.firstData
      while top > segment.start, kinds[top - 1] == .texts || kinds[top - 1] == .years { top -= 1 }
      return top
    }
    while top > segment.start, kinds[top - 1] == .texts || kinds[top - 1] == .years {
      let above = top - 1
      let isBesideTitle = grid.cells(inRow: above).contains { index in
        grid.column(index) <= stub && grid.hasText(index, row: above)
      }
      if isBesideTitle { break }
      top = above
    }
    return top
  }
}
