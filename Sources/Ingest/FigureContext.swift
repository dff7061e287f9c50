import Definitions
import PanelModel
import Spreadsheet

/// What a sheet prints around one figure: its area, the headers over or beside it, and where its unit is stated.
package struct FigureContext: Sendable, Equatable {
  /// As the cell shows it; nil for an empty cell.
  package var printed: String?
  /// The name the figure's area stands under, as printed.
  package var areaText: String
  /// From the outermost to the innermost, as printed.
  package var headers: [String]
  /// `header`, `caption`, `unit column` or `definition`.
  package var unitFrom: String
}

extension FigureContext {
  /// Looks at a cell of a sheet with the eyes of the reader, by the table definition it was read with.
  /// - Parameter unit: the unit the figure was read in.
  package init(
    _ sheet: Sheet, row: Int, column: Int, of series: SourceSeries, table: String, source: SourceDefinition,
    context: IngestContext
  ) {
    let whole = SheetGrid(sheet, memory: context.memory)
    printed = sheet[row, column].map { PrintedText.trimmed($0.formattedText) }
    let tables = context.tables(of: source.yearbook, edition: source.edition)
    let resolved = tables.first { $0.definition.code == table }
    let grid = resolved?.definition.isAmongSeveral == true ? Self.part(of: whole, row, column) : whole
    guard let resolved, let block = HeaderBlock.last(above: row, grid, resolved.vocabulary, resolved.definition.layout)
    else {
      (areaText, headers, unitFrom) = ("", [], "definition")
      return
    }
    let figure = FigureFinder(
      grid: grid, block: block, definition: resolved.definition, row: row, column: column, series: series,
      caption: Captions(grid, above: block.firstRow), units: context.units)
    areaText = figure.areaText
    headers = figure.headers
    unitFrom = figure.unitFrom
  }

  /// Of a sheet with several tables the one a cell belongs to.
  private static func part(of grid: SheetGrid, _ row: Int, _ column: Int) -> SheetGrid {
    let tables = SheetTables(grid)
    let place = tables.blocks.firstIndex { $0.rows.contains(row) && $0.columns.contains(column) }
    return place.map { tables.grids[$0] } ?? grid
  }
}

extension HeaderBlock {
  /// The header that holds for a row: the last one above it, as pages repeat theirs.
  fileprivate static func last(
    above row: Int, _ grid: SheetGrid, _ vocabulary: RowVocabulary, _ layout: TableDefinition.Layout
  ) -> HeaderBlock? {
    var found = HeaderBlock(grid, vocabulary, from: 0)
    guard layout == .areasInRows else { return found }
    while let block = found, let next = HeaderBlock(grid, vocabulary, from: block.lastRow + 1), next.lastRow < row {
      found = next
    }
    return found
  }
}

/// What stands around a figure, by layout.
private struct FigureFinder {
  let grid: SheetGrid
  let block: HeaderBlock
  let definition: TableDefinition
  let row: Int
  let column: Int
  let series: SourceSeries
  let caption: Captions
  let units: UnitDefinitions

  private var rowText: String { Self.line(grid.seenFact(row, block.stub).text) }

  private var path: HeaderPath { block.paths(grid)[min(column, block.columnCount - 1)] }

  private var columnTexts: [String] { path.texts.map { Self.line($0.printed) } }

  private var own: ColumnDefinition? { definition.columns.first { $0.code == series.key.indicator } }

  var areaText: String {
    if definition.areaSource != .names { return areaOfTable }
    return switch definition.layout {
    case .areasInRows, .yearsInColumns: rowText
    case .indicatorsInRows, .areasInColumns: path.areaText.map(Self.line) ?? ""
    case .observations: Self.line(grid.text(row, stub))
    }
  }

  var headers: [String] {
    switch definition.layout {
    case .areasInRows: columnTexts
    case .indicatorsInRows: [rowText]
    case .yearsInColumns: [nameInRow ?? captionText].compactMap { $0 } + columnTexts
    case .areasInColumns: [captionText, rowText].compactMap { $0 }
    case .observations: [Self.line(grid.text(block.firstRow, column))]
    }
  }

  private var areaOfTable: String {
    StatedArea(definition.areaSource, grid, above: block.firstRow, grid.memory.areas, year: ReferenceYear(2020))
      .map { Self.line($0.text) } ?? ""
  }

  /// The indicator a long table names in the row.
  private var nameInRow: String? {
    let names = block.paths(grid).firstIndex { $0.matches(definition.categoryHeaders) }
    return names.map { Self.line(grid.text(row, $0)) }
  }

  /// The column of areas in tidy data.
  private var stub: Int { block.stub }

  private var captionText: String? {
    (0..<block.firstRow).lazy.flatMap { r in grid.cells(inRow: r).map { grid.fact(at: $0, row: r).text } }
      .first { text in own?.headers.contains { PrintedText.compact(text).contains(PrintedText.compact($0)) } ?? false }
      .map(Self.line)
  }

  var unitFrom: String {
    guard let own else { return "definition" }
    let stated: HeaderPath
    switch definition.layout {
    case .areasInRows: stated = path
    case .indicatorsInRows, .yearsInColumns, .areasInColumns, .observations:
      stated = HeaderPath(texts: headers.map { HeaderText($0, units: units) })
    }
    if stated.unit(for: own)?.multiplier == series.unit.multiplier { return "header" }
    if definition.layout == .indicatorsInRows, unitInRow { return "unit column" }
    if !definition.unitHeaders.isEmpty, unitOfRow { return "unit column" }
    if definition.layout == .observations, tidyUnit { return "header" }
    if let unit = caption.unit?.unit, unit.dimension == series.unit.dimension { return "caption" }
    return "definition"
  }

  /// The column under `unit_column:` of a long or tidy table.
  private var unitOfRow: Bool {
    let column = block.paths(grid).firstIndex { $0.matches(definition.unitHeaders) }
    return column.map { units.unit(printed: grid.text(row, $0)) != nil } ?? false
  }

  private var unitInRow: Bool {
    (block.stub + 1..<max(column, block.stub + 1)).contains { units.unit(printed: grid.text(row, $0)) != nil }
  }

  /// The last part of 指标_范围_单位.
  private var tidyUnit: Bool {
    grid.text(block.firstRow, column).split(separator: "_").last.map { units.unit(printed: String($0)) != nil } ?? false
  }

  /// A printed text on one line.
  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { PrintedText.trimmed(String($0)) }.filter { !$0.isEmpty }
      .joined(separator: " ")
  }
}
