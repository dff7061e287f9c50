import Definitions
import PanelModel
import Spreadsheet

/// The header of a page with what the definition makes of it; equal headers have equal layouts.
final class PageLayout: Sendable {
  let paths: [HeaderPath]
  let map: ColumnMap
  /// Places of the mapped columns, ascending.
  let columns: [Int]
  /// The series of the mapped columns where no caption states a unit; nil where a printed unit is not allowed.
  let series: [SourceSeries]?
  /// Whether the header states the unit of every mapped column, so that no caption matters.
  let statesUnits: Bool

  init(paths: [HeaderPath], stub: Int, _ definition: TableDefinition) {
    self.paths = paths
    map = ColumnMap(paths, stub: stub, definition, stubHeaders: definition.areaHeaders)
    columns = map.entries.map(\.column)
    var series: [SourceSeries]? = []
    var statesUnits = true
    for entry in map.entries {
      let column = entry.definition
      let printed = paths[entry.column].unit(for: column)
      if printed == nil { statesUnits = false }
      guard let unit = printed.map(column.allowed) ?? column.unit else {
        series = nil
        break
      }
      series?.append(SourceSeries(key: SeriesKey(column.code, entry.scope), unit: unit, combine: column.combine))
    }
    self.series = series
    self.statesUnits = statesUnits
  }
}

extension ColumnDefinition {
  /// The definition's own form of a printed unit; nil if the column must not be printed in it.
  func allowed(_ printed: UnitOfMeasure) -> UnitOfMeasure? {
    ([unit] + otherUnits).first { $0.dimension == printed.dimension && $0.multiplier == printed.multiplier }
  }
}

/// All that the columns of a page follow from: the size of its header and, cell by cell, which texts stand there and are
/// seen there through merged ranges.
struct PageSignature: Hashable, Sendable {
  private var numbers: [Int32] = []

  /// nil where a text is not kept in the memory of texts.
  init?(_ block: HeaderBlock, _ grid: SheetGrid) {
    numbers = [block.lastRow - block.firstRow, block.stub, block.columnCount].map { Int32(clamping: $0) }
    for row in block.firstRow...block.lastRow {
      numbers.append(-1)
      for index in grid.cells(inRow: row) {
        let number = grid.fact(at: index, row: row).number
        if number < 0 { return nil }
        numbers.append(grid.cells.columns[index])
        numbers.append(number)
      }
      guard grid.hasMerges(row) else { continue }
      numbers.append(-2)
      for column in 0..<block.columnCount {
        guard let merged = grid.mergedRange(row, column) else { continue }
        let number = grid.fact(Int(merged.first.row), Int(merged.first.column)).number
        if number < 0 { return nil }
        numbers.append(Int32(clamping: column))
        numbers.append(number)
      }
    }
  }
}
