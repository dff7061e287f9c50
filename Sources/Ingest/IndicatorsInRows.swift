import Definitions
import PanelModel
import Spreadsheet

extension TableReading {
  /// Reads a sheet with indicators down the side and areas across, as county-level books print.
  mutating func readIndicatorsInRows(_ grid: SheetGrid, requireTitle: Bool) -> Bool {
    guard let block = HeaderBlock(grid, names: definition.areaHeaders, from: 0, units: units) else { return false }
    let caption = Captions(grid, above: block.firstRow)
    if requireTitle && !caption.name(definition.findTitles) { return false }
    let sheet = open(sheet: grid.name)
    guard let year = referenceYear(caption, grid, sheet) else { return true }
    let unitColumn = block.paths.firstIndex { path in path.texts.contains { $0.matches(definition.unitHeaders) } }
    let areaColumns = self.areaColumns(block, year, sheet, unitColumn: unitColumn, grid)
    var found: Set<IndicatorCode> = []
    for row in block.lastRow + 1..<max(grid.rowCount, block.lastRow + 1) {
      let text = grid.seenText(row, block.stub)
      if isFooter(text) { break }
      let figures = grid.figureCount(row, after: block.stub)
      if figures == 0 { continue }
      guard let column = definition.columns.first(where: { matches($0, text, found) }) else {
        find(
          .headerNotUnderstood, sheet, row, block.stub,
          "The row '\(PrintedText.trimmed(text))' is not in the definition; \(figures) figures not read",
          "Add it to columns: or ignore: of \(tablePath).", count: figures)
        continue
      }
      found.insert(column.code)
      let printed = unitColumn.flatMap { units.unit(printed: Self.withoutBrackets(grid.text(row, $0))) }
      checkUnit(
        column, printed: printed ?? HeaderText(text, units: units).unit, caption: caption, sheet: sheet, row: row,
        column: unitColumn ?? block.stub)
      let series = self.series(column, column.scopes.first ?? .wholeCity)
      for (area, place) in areaColumns {
        record(
          series: series, area: area, year: year, cell: grid.cell(row, place), sheet: sheet, row: row, column: place)
      }
    }
    for column in definition.columns where !found.contains(column.code) && !column.isOptional {
      find(
        .columnNotFound, sheet, block.firstRow, block.stub,
        "No row is '\(column.headers.joined(separator: "' or '"))' of '\(column.code)'",
        "Add the text as printed to \(tablePath), or mark the column optional.")
    }
    return true
  }

  /// A row is meant the first time its text matches; a later sub-item of the same name belongs to another heading.
  private func matches(_ column: ColumnDefinition, _ text: String, _ found: Set<IndicatorCode>) -> Bool {
    !found.contains(column.code) && HeaderText(text, units: units).matches(column.headers)
  }

  private mutating func areaColumns(
    _ block: HeaderBlock, _ year: ReferenceYear, _ sheet: Int32, unitColumn: Int?, _ grid: SheetGrid
  ) -> [(AreaCode, Int)] {
    var columns: [(AreaCode, Int)] = []
    for (i, path) in block.paths.enumerated() where i > block.stub && i != unitColumn && !path.isEmpty {
      guard let text = path.texts.last?.printed, !isIgnoredArea(text) else { continue }
      let figures = (block.lastRow + 1..<max(grid.rowCount, block.lastRow + 1)).count {
        grid.cell($0, i).map(CellValue.isFigure) ?? false
      }
      let code = area(
        text, year: year, province: nil, sheet: sheet, row: block.firstRow, column: i, figures: figures)
      if let code { columns.append((code, i)) }
    }
    return columns
  }

  private static func withoutBrackets(_ text: String) -> String {
    PrintedText.compact(text).trimmingBrackets
  }
}

extension String {
  /// `(万人)` as `万人`.
  fileprivate var trimmingBrackets: String {
    hasPrefix("(") && hasSuffix(")") ? String(dropFirst().dropLast()) : self
  }
}
