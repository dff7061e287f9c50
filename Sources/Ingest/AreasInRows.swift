import Definitions
import PanelModel
import Spreadsheet

extension TableReading {
  /// Reads a sheet with areas down the side: header, rows, continuation pages (续表) that repeat the header, footers.
  /// Returns false if the sheet does not hold the table.
  mutating func readAreasInRows(_ grid: SheetGrid, requireTitle: Bool) -> Bool {
    guard var block = HeaderBlock(grid, names: definition.areaHeaders, from: 0, units: units) else { return false }
    let caption = Captions(grid, above: block.firstRow)
    if requireTitle && !caption.name(definition.findTitles) { return false }
    let sheet = open(grid)
    defer { closeSheet(grid, sheet) }
    guard let year = referenceYear(caption, grid, sheet) else { return true }
    var map = ColumnMap(block, definition, stubHeaders: definition.areaHeaders)
    _ = ledger.take(grid, rows: block.firstRow..<block.lastRow + 1, columns: 0..<grid.columnCount)
    report(map, block, grid, sheet, isContinuation: false)
    var series = self.series(map, block, sheet, caption)
    var province: AreaCode?
    var row = block.lastRow + 1
    var afterFooter = false
    while row < grid.rowCount {
      if let next = continuation(at: row, after: block, grid) {
        block = next
        let page = ColumnMap(next, definition, stubHeaders: definition.areaHeaders)
        if page.missing.count <= map.missing.count {
          map = page
          series = self.series(map, next, sheet, caption)
        } else {
          reportMutilated(page, map, next, sheet)
        }
        row = next.lastRow + 1
        afterFooter = false
        continue
      }
      afterFooter = readRow(
        row, grid, sheet, year, Page(block: block, map: map, series: series), &province, afterFooter: afterFooter)
      row += 1
    }
    return true
  }

  private struct Page {
    var block: HeaderBlock
    var map: ColumnMap
    var series: [Int32]
  }

  /// The year the sheet's figures describe, by the definition's rule; none is an error.
  mutating func referenceYear(_ caption: Captions, _ grid: SheetGrid, _ sheet: Int32) -> ReferenceYear? {
    switch definition.year {
    case .sidecar, .column:
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
  private func continuation(at row: Int, after block: HeaderBlock, _ grid: SheetGrid) -> HeaderBlock? {
    let text = grid.text(row, block.stub)
    guard HeaderText.mayMatch(text, compactAreaHeaders),
      HeaderText(text, units: units).matches(definition.areaHeaders)
    else { return nil }
    return HeaderBlock(grid, names: definition.areaHeaders, from: row, units: units)
  }

  private mutating func reportMutilated(_ page: ColumnMap, _ map: ColumnMap, _ block: HeaderBlock, _ sheet: Int32) {
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
    let text = grid.seenText(row, page.block.stub)
    let name = PrintedText.trimmed(text)
    if grid.isBlank(row) { return afterFooter }
    if isFooter(text) { return true }
    let figures = grid.figureCount(row, after: page.block.stub)
    if isContinuationCaption(text) { return false }
    if isIgnoredArea(text) {
      ledger.ignore(grid, rows: row..<row + 1, columns: 0..<grid.columnCount)
      return false
    }
    if figures == 0, let heading = areas.province(text), definition.groupsAreProvinces,
      isHeading(text, year, row, grid, page)
    {
      province = heading
      return false
    }
    if afterFooter && figures == 0 { return true }
    if name.isEmpty {
      let figures = ledger.take(grid, rows: row..<row + 1, columns: 0..<grid.columnCount)
      if figures > 0 {
        find(
          .rowNotUnderstood, sheet, row, page.block.stub, "The row has \(figures) figures and no area name",
          "Mend the workbook, or say under areas: which column holds the names.", count: figures)
      }
      return false
    }
    guard
      let area = area(
        text, year: year, province: province, grid: grid, sheet: sheet, row: row, column: page.block.stub,
        rows: row..<row + 1, columns: 0..<grid.columnCount)
    else { return false }
    for (entry, series) in zip(page.map.entries, page.series) {
      record(
        series: series, area: area, year: year, grid: grid, sheet: sheet, row: row, column: entry.column)
    }
    return false
  }

  /// A province heading: no cell of a known column is filled, or the name is no area itself (北京市 is both).
  private func isHeading(_ text: String, _ year: ReferenceYear, _ row: Int, _ grid: SheetGrid, _ page: Page) -> Bool {
    if case .province = areas.match(text, year: year, province: nil) { return true }
    return page.map.entries.allSatisfy { PrintedText.trimmed(grid.text(row, $0.column)).isEmpty }
  }

  func isContinuationCaption(_ text: String) -> Bool {
    let compact = PrintedText.compact(text).lowercased()
    return compact.contains("续表") || compact.contains("continued")
  }
}
