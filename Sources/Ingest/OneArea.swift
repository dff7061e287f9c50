import Definitions
import PanelModel
import Spreadsheet

/// The one area a table's caption or a sheet's name speaks of.
struct StatedArea {
  var code: AreaCode
  /// The whole text it was read in.
  var text: String
  /// The cell; nil for a sheet's name.
  var cell: (row: Int, column: Int)?

  /// In a caption: behind 地区：, else the first name of an area in a line, 石家庄市 in 石家庄市主要年份指标.
  init?(
    _ source: TableDefinition.AreaSource, _ grid: SheetGrid, above row: Int, _ areas: AreaMatcher, year: ReferenceYear
  ) {
    if source == .sheetName {
      guard let code = Self.area(in: grid.name, areas, year) else { return nil }
      self.init(code: code, text: grid.name, cell: nil)
      return
    }
    var lines: [(text: String, row: Int, column: Int)] = []
    for r in 0..<row {
      for index in grid.cells(inRow: r) where grid.hasText(index, row: r) {
        lines.append((grid.fact(at: index, row: r).text, r, grid.column(index)))
      }
    }
    let said = lines.filter { Self.named(PrintedText.compact($0.text)) != nil }
    for line in said + lines {
      guard let code = Self.area(in: line.text, areas, year) else { continue }
      self.init(code: code, text: line.text, cell: (line.row, line.column))
      return
    }
    return nil
  }

  private init(code: AreaCode, text: String, cell: (row: Int, column: Int)?) {
    (self.code, self.text, self.cell) = (code, text, cell)
  }

  /// What stands behind 地区: and the like; nil if nothing does.
  private static func named(_ compact: String) -> Substring? {
    let lower = PrintedText.lowercased(compact)
    let mark = ["地区:", "城市:", "region:", "city:", "area:"].first(where: lower.hasPrefix)
    return mark.map { compact.dropFirst($0.count).prefix { !",;，；".contains($0) } }
  }

  static func area(in text: String, _ areas: AreaMatcher, _ year: ReferenceYear) -> AreaCode? {
    let compact = PrintedText.compact(text)
    if let name = named(compact) { return area(named: String(name), areas, year) }
    let scalars = Array(compact.unicodeScalars)
    var start = 0
    while start < scalars.count {
      guard PrintedText.isHan(scalars[start]) else {
        start += 1
        continue
      }
      var passed = 1
      for length in stride(from: min(14, scalars.count - start), through: 2, by: -1) {
        let name = String(String.UnicodeScalarView(scalars[start..<start + length]))
        if let code = area(named: name, areas, year) { return code }
        // A province in front of its city: 河北省石家庄市.
        if case .province = areas.match(name, year: year, province: nil) {
          passed = length
          break
        }
      }
      start += passed
    }
    return nil
  }

  private static func area(named name: String, _ areas: AreaMatcher, _ year: ReferenceYear) -> AreaCode? {
    switch areas.match(name, year: year, province: nil) {
    case .area(let code), .otherSpell(let code, _): code
    case .misprint, .province, .ambiguous, .none: nil
    }
  }
}

extension TableReading {
  /// The area of all figures of a table that names it above them or on its sheet; none is an error that counts them.
  mutating func areaOfTable(_ grid: SheetGrid, _ block: HeaderBlock, _ sheet: Int32, year: ReferenceYear) -> AreaCode? {
    if let found = StatedArea(definition.areaSource, grid, above: block.firstRow, areas, year: year) {
      return found.code
    }
    let figures = ledger.take(grid, rows: Self.rows(below: block.lastRow, grid), columns: 0..<grid.columnCount)
    let place =
      definition.areaSource == .caption ? "in no line above the table" : "not in the sheet's name '\(grid.name)'"
    find(
      .areaNotStated, sheet, block.firstRow, block.stub,
      "The area of these figures is named \(place), or is in no list of indicators/areas; \(figures) figures left out",
      "Add the name to indicators/areas, or correct areas: from of \(tablePath).", count: figures)
    return nil
  }

  /// Reads a table of one area with years down the side and indicators across.
  mutating func readYearsDown(_ grid: SheetGrid, requireTitle: Bool) -> Bool {
    guard let block = HeaderBlock(grid, resolved.vocabulary, from: 0) else { return false }
    let caption = Captions(grid, above: block.firstRow)
    if requireTitle && !caption.name(definition.findTitles) { return false }
    let sheet = open(grid)
    defer { closeSheet(grid, sheet) }
    let layout = resolved.layout(of: block, grid)
    takeHeader(block, grid, sheet)
    report(layout, block, grid, sheet, isContinuation: false)
    let last = Self.rows(below: block.lastRow, grid).compactMap { grid.fact($0, block.stub).year }.max()
    guard let last, let area = areaOfTable(grid, block, sheet, year: last) else { return true }
    let years = yearRows(below: block, grid, sheet)
    let series = series(layout, block, sheet, caption)
    for (row, year) in years {
      record(series: series, area: area, year: year, grid: grid, sheet: sheet, row: row, columns: layout.columns)
    }
    return true
  }
}
