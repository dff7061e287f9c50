import Definitions
import PanelModel
import Spreadsheet

/// What the reader sees on one sheet: its size, its captions and its tables.
package struct SheetInspection: Sendable {
  package var name: String
  package var isHidden: Bool
  package var rowCount: Int
  package var columnCount: Int
  package var cellCount: Int
  package var mergedCount: Int
  package var figureCount: Int
  package var tables: [TableInspection]

  package init(_ sheet: Sheet, areas: AreaMatcher, units: UnitDefinitions, vocabulary: HeaderVocabulary) {
    let grid = SheetGrid(sheet, memory: TextMemory(areas: areas, units: units))
    name = sheet.name
    isHidden = sheet.isHidden
    rowCount = grid.rowCount
    columnCount = grid.columnCount
    cellCount = sheet.count
    mergedCount = sheet.mergedRanges.count
    figureCount = grid.figureCount
    let found = SheetTables(grid)
    tables = zip(found.blocks, found.grids).map { block, part in
      TableInspection(part, block, isAmongSeveral: found.blocks.count > 1, units: units, vocabulary: vocabulary)
    }
  }
}
