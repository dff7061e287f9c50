import Definitions
import PanelModel
import Spreadsheet

/// What the reader sees on one sheet: size, captions, header, areas, and a draft of a table definition.
package struct SheetInspection: Sendable {
  package struct Column: Sendable {
    /// Spreadsheet letters of the column.
    package var letters: String
    package var header: String
    package var unit: String
    package var scope: String
    package var figures: Int
  }

  package var name: String
  package var isHidden: Bool
  package var rowCount: Int
  package var columnCount: Int
  package var cellCount: Int
  package var mergedCount: Int
  package var captions: [String]
  package var year: ReferenceYear?
  package var unit: String?
  /// First and last row of the header, as the user counts them; nil if none was found.
  package var headerRows: ClosedRange<Int>?
  package var stub: String?
  package var columns: [Column] = []
  package var matchedAreas = 0
  package var unmatchedNames: [String] = []
  /// A table definition to start from; empty if no header was found.
  package var draft = ""

  /// Headers that name the column of areas in Chinese yearbooks and portals.
  private static let stubNames = [
    "城市", "City", "地区", "Region", "District", "Area", "省份", "Province", "区县", "城市名称", "地名", "name",
  ]

  package init(_ sheet: Sheet, areas: AreaMatcher, units: UnitDefinitions) {
    let memory = TextMemory(areas: areas, units: units)
    let grid = SheetGrid(sheet, memory: memory)
    let words = RowVocabulary.Words(footers: [], ignoredAreas: [], areaHeaders: Self.stubNames)
    name = sheet.name
    isHidden = sheet.isHidden
    rowCount = grid.rowCount
    columnCount = grid.columnCount
    cellCount = sheet.count
    mergedCount = sheet.mergedRanges.count
    let block = HeaderBlock(grid, RowVocabulary(words, memory: memory), from: 0)
    let above = block?.firstRow ?? min(grid.rowCount, 5)
    captions = (0..<above).flatMap { row in sheet.cells(inRow: row).map { PrintedText.trimmed($0.text) } }
      .filter { !$0.isEmpty }
    let caption = Captions(grid, above: above)
    year = caption.year ?? Captions.year(in: sheet.name)
    unit = caption.unit?.text
    guard let block else { return }
    headerRows = block.firstRow + 1...block.lastRow + 1
    stub = A1Address.text(row: block.firstRow, column: block.stub)
    readColumns(grid, block)
    readAreas(grid, block, areas)
    draft =
      DraftDefinition(
        captions: captions, columns: columns, stubHeader: grid.text(block.firstRow, block.stub), captionUnit: unit ?? ""
      ).text
  }

  private mutating func readColumns(_ grid: SheetGrid, _ block: HeaderBlock) {
    for (i, path) in block.paths(grid).enumerated() where i != block.stub && !path.isEmpty {
      let figures = (block.lastRow + 1..<max(grid.rowCount, block.lastRow + 1)).count {
        grid.index($0, i).map(grid.isFigure) ?? false
      }
      columns.append(
        Column(
          letters: A1Address.columnName(i), header: path.printed, unit: path.unit?.symbol ?? "",
          scope: path.scope?.rawValue ?? "", figures: figures))
    }
  }

  private mutating func readAreas(_ grid: SheetGrid, _ block: HeaderBlock, _ areas: AreaMatcher) {
    let year = year ?? ReferenceYear(2020)
    var province: AreaCode?
    for row in block.lastRow + 1..<max(grid.rowCount, block.lastRow + 1) where !grid.isBlank(row) {
      let fact = grid.seenFact(row, block.stub)
      switch areas.match(fact, year: year, province: province) {
      case .area, .misprint, .otherSpell: matchedAreas += 1
      case .province(let code): province = code
      case .ambiguous, .none:
        if grid.figureCount(row, after: block.stub) > 0 { unmatchedNames.append(PrintedText.trimmed(fact.text)) }
      }
    }
  }
}
