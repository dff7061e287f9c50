import Definitions
import PanelModel
import Spreadsheet

extension TableReading {
  /// Reads a sheet with areas down the side whose headers name the year of each column (`year: header`): 2016 over
  /// 市外迁入 and 迁往市外, or 2016年产值 beside 2017年产值.
  mutating func readYearsInHeader(_ grid: SheetGrid, requireTitle: Bool) -> Bool {
    guard let block = HeaderBlock(grid, resolved.vocabulary, from: 0) else { return false }
    let caption = Captions(grid, above: block.firstRow)
    if requireTitle && !caption.name(definition.findTitles) { return false }
    let sheet = open(grid)
    defer { closeSheet(grid, sheet) }
    takeHeader(block, grid, sheet)
    let columns = datedColumns(block, caption, grid, sheet)
    var province: AreaCode?
    for (row, fact) in dataRows(below: block, grid) {
      if definition.groupsAreProvinces, let heading = fact.province, grid.figureCount(row, after: block.stub) == 0 {
        province = heading
        continue
      }
      if fact.isBlank { continue }
      guard
        let area = area(
          fact, year: columns.first?.year ?? ReferenceYear(2020), province: province, grid: grid, sheet: sheet,
          row: row,
          column: block.stub, rows: row..<row + 1, columns: 0..<grid.columnCount)
      else { continue }
      for column in columns {
        record(
          series: column.series, area: area, year: column.year, grid: grid, sheet: sheet, row: row,
          column: column.place)
      }
    }
    return true
  }

  private struct DatedColumn {
    var place: Int
    var year: ReferenceYear
    var series: Int32
  }

  /// The columns that a definition and a year are found for; the others are findings.
  private mutating func datedColumns(
    _ block: HeaderBlock, _ caption: Captions, _ grid: SheetGrid, _ sheet: Int32
  ) -> [DatedColumn] {
    var columns: [DatedColumn] = []
    var taken: Set<String> = []
    for (i, path) in block.paths(grid).enumerated() where i != block.stub && !path.isEmpty {
      if definition.ignoredHeaders.contains(where: { path.matches($0) }) {
        let rows = Self.rows(below: block.lastRow, grid)
        ledger.ignore(grid, rows: rows, columns: i..<i + 1, label: path.printed)
        continue
      }
      let year = path.texts.lazy.compactMap { Captions.year(in: $0.printed) }.first
      let meant = definition.columns.first { column in
        path.matches(column) && column.scopes.contains(path.scope ?? column.scopes[0])
          && !taken.contains("\(column.code) \(path.scope ?? column.scopes[0]) \(year?.description ?? "")")
      }
      guard let year, let meant else {
        reportUnknown(path, i, grid, sheet, below: block.lastRow)
        continue
      }
      let scope = path.scope ?? meant.scopes[0]
      taken.insert("\(meant.code) \(scope) \(year)")
      let unit = unit(
        meant, printed: path.unit(for: meant), caption: caption, sheet: sheet, row: block.lastRow, column: i)
      columns.append(DatedColumn(place: i, year: year, series: series(meant, scope, unit)))
    }
    for column in definition.columns
    where !column.isOptional && !taken.contains(where: { $0.hasPrefix("\(column.code) ") }) {
      find(
        .columnNotFound, sheet, block.firstRow, block.stub,
        "No column has the header '\(column.headers.joined(separator: "' or '"))' of '\(column.code)' and a year",
        "Add the header as printed to \(tablePath), or mark the column optional.")
    }
    return columns
  }
}
