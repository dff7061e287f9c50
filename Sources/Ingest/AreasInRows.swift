import Definitions
import PanelModel
import Spreadsheet

extension TableReading {
  /// Reads a sheet with areas down the side: header, rows, continuation pages (续表) that repeat the header, footers.
  /// Returns false if the sheet does not hold the table.
  mutating func readAreasInRows(_ grid: SheetGrid, requireTitle: Bool) -> Bool {
    guard var block = HeaderBlock(grid, resolved.vocabulary, from: 0) else { return false }
    let caption = Captions(grid, above: block.firstRow)
    if requireTitle && !caption.name(definition.findTitles) { return false }
    let sheet = open(grid)
    defer { closeSheet(grid, sheet) }
    guard let year = referenceYear(caption, grid, sheet) else { return true }
    let layout = resolved.layout(of: block, grid)
    takeHeader(block, grid, sheet)
    report(layout, block, grid, sheet, isContinuation: false)
    grid.prepare(column: block.stub, rows: Self.rows(below: block.lastRow, grid))
    let first = block
    var page = Page(stub: block.stub, layout: layout)
    setSeries(of: &page, block, sheet, caption)
    reserve(rows: grid.rowCount - block.lastRow, columns: page.series.count)
    var province: AreaCode?
    var row = block.lastRow + 1
    var afterFooter = false
    while row < grid.rowCount {
      if let next = continuation(at: row, after: block, grid) ?? mutilated(at: row, of: first, grid, sheet) {
        block = next
        takeHeader(block, grid, sheet)
        page.stub = next.stub
        turn(to: next, &page, grid, sheet, caption)
        row = next.lastRow + 1
        afterFooter = false
        continue
      }
      afterFooter = readRow(row, grid, sheet, year, page, &province, afterFooter: afterFooter)
      row += 1
    }
    return true
  }

  private struct Page {
    var stub: Int
    var layout: PageLayout
    var series: [Int32] = []
    /// Something is to be said of its units, on every page.
    var hasUnitFindings = false
  }

  private mutating func setSeries(of page: inout Page, _ block: HeaderBlock, _ sheet: Int32, _ caption: Captions) {
    let before = findings.count
    page.series = series(page.layout, block, sheet, caption)
    page.hasUnitFindings = findings.count > before
  }

  /// Takes over the columns of a page that repeats the header, if it repeats it whole.
  private mutating func turn(
    to block: HeaderBlock, _ page: inout Page, _ grid: SheetGrid, _ sheet: Int32, _ caption: Captions
  ) {
    let next = resolved.layout(of: block, grid)
    if next.map.missing.count > page.layout.map.missing.count { return reportMutilated(block, sheet) }
    // An equal header has the series of the page before.
    if next === page.layout && !page.hasUnitFindings { return }
    page.layout = next
    setSeries(of: &page, block, sheet, caption)
  }

  /// The year the sheet's figures describe, by the definition's rule; none is an error.
  mutating func referenceYear(_ caption: Captions, _ grid: SheetGrid, _ sheet: Int32) -> ReferenceYear? {
    switch definition.year {
    case .sidecar, .column, .header:
      if let year = source.referenceYear { return year }
    case .caption:
      if let year = caption.year ?? Captions.year(in: grid.name) ?? source.referenceYear { return year }
    case .sheetName:
      if let year = Captions.year(in: grid.name) { return year }
    }
    find(
      .yearNotStated, sheet, 0, 0, "The year of these figures is stated nowhere",
      "Add reference_year to the sidecar \(source.place.file), or year: to \(tablePath).")
    return nil
  }

  /// A repeated header at this row: the same stub text again.
  private mutating func continuation(at row: Int, after block: HeaderBlock, _ grid: SheetGrid) -> HeaderBlock? {
    guard rowClass(grid, grid.index(row, block.stub), row: row).contains(.header) else { return nil }
    return HeaderBlock(grid, resolved.vocabulary, from: row)
  }

  /// The first page's header again under a label that is not its own, told by its other texts.
  private mutating func mutilated(
    at row: Int, of first: HeaderBlock, _ grid: SheetGrid, _ sheet: Int32
  ) -> HeaderBlock? {
    // Rows of data have a figure right behind the name: most are told by one look.
    guard let block = first.echo(at: row, grid) else { return nil }
    let label = PrintedText.trimmed(grid.seenFact(row, first.stub).text)
    let labelled = label.isEmpty ? "has no label" : "is labelled '\(label)'"
    find(
      .headerLabelMutilated, sheet, row, first.stub,
      "The repeated header \(labelled) over the names; it is known by its other columns",
      "Nothing, if this is the header of the page before; else mend the workbook.", count: 0)
    return block
  }

  private mutating func reportMutilated(_ block: HeaderBlock, _ sheet: Int32) {
    find(
      .headerNotUnderstood, severity: .note, sheet, block.firstRow, block.stub,
      "The repeated header of this page is incomplete; its columns are read as on the page before",
      "Nothing, if the page has the same columns; else mend the workbook.")
  }

  /// Reads one row below a header. Returns whether the table has ended with a footer.
  private mutating func readRow(
    _ row: Int, _ grid: SheetGrid, _ sheet: Int32, _ year: ReferenceYear, _ page: Page,
    _ province: inout AreaCode?, afterFooter: Bool
  ) -> Bool {
    if grid.isBlank(row) { return afterFooter }
    let (cell, cellRow) = grid.seenIndex(row, page.stub)
    let rowClass = rowClass(grid, cell, row: cellRow)
    if rowClass.contains(.footer) { return true }
    if rowClass.contains(.continuation) { return false }
    if rowClass.contains(.ignored) {
      let label = cell.map { grid.text(at: $0, row: cellRow) } ?? ""
      ledger.ignore(grid, rows: row..<row + 1, columns: 0..<grid.columnCount, label: label)
      return false
    }
    let fact = cell.map { grid.fact(at: $0, row: cellRow) } ?? grid.empty
    if afterFooter || fact.province != nil, grid.figureCount(row, after: page.stub) == 0 {
      if let heading = fact.province, definition.groupsAreProvinces, isHeading(fact, year, row, grid, page) {
        province = heading
        return false
      }
      if afterFooter { return true }
    }
    if fact.isBlank {
      let figures = ledger.take(grid, rows: row..<row + 1, columns: 0..<grid.columnCount)
      if figures > 0 {
        find(
          .rowNotUnderstood, sheet, row, page.stub, "The row has \(figures) figures and no area name",
          "Mend the workbook, or say under areas: which column holds the names.", count: figures)
      }
      return false
    }
    guard
      let area = area(
        fact, year: year, province: province, grid: grid, sheet: sheet, row: row, column: page.stub,
        rows: row..<row + 1, columns: 0..<grid.columnCount)
    else { return false }
    record(
      series: page.series, area: area, year: year, grid: grid, sheet: sheet, row: row, columns: page.layout.columns)
    return false
  }

  /// A province heading: no cell of a known column is filled, or the name is no area itself (北京市 is both).
  private func isHeading(_ fact: TextFact, _ year: ReferenceYear, _ row: Int, _ grid: SheetGrid, _ page: Page) -> Bool {
    if case .province = areas.match(fact, year: year, province: nil) { return true }
    return page.layout.columns.allSatisfy { grid.fact(row, $0).isBlank }
  }
}
