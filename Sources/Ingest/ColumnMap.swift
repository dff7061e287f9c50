import Definitions
import PanelModel
import Spreadsheet

/// Which printed columns hold which series on one page of a table.
struct ColumnMap {
  struct Entry {
    var column: Int
    var definition: ColumnDefinition
    var scope: StatisticalScope
  }

  private(set) var entries: [Entry] = []
  /// Headers of columns the definition knows nothing of.
  private(set) var unknown: [(column: Int, path: HeaderPath)] = []
  /// Defined columns without a printed one.
  private(set) var missing: [(definition: ColumnDefinition, scope: StatisticalScope)] = []

  init(_ block: HeaderBlock, _ definition: TableDefinition, stubHeaders: [String]) {
    var taken: Set<Int> = []
    for column in definition.columns {
      for scope in column.scopes {
        let found = block.paths.indices.first { i in
          !taken.contains(i) && i != block.stub && block.paths[i].matches(column)
            && (block.paths[i].scope ?? column.scopes[0]) == scope
        }
        if let found {
          taken.insert(found)
          entries.append(Entry(column: found, definition: column, scope: scope))
        } else if !column.isOptional {
          missing.append((column, scope))
        }
      }
    }
    for (i, path) in block.paths.enumerated() where i != block.stub && !taken.contains(i) && !path.isEmpty {
      let isStub = path.texts.contains { $0.matches(stubHeaders) }
      let isIgnored = definition.ignoredHeaders.contains { names in path.texts.contains { $0.matches(names) } }
      if !isStub && !isIgnored { unknown.append((i, path)) }
    }
    entries.sort { $0.column < $1.column }
  }
}

extension TableReading {
  /// Reports what a column map could not place, and checks printed units against the definition's.
  mutating func report(
    _ map: ColumnMap, _ block: HeaderBlock, _ grid: SheetGrid, _ sheet: Int32, caption: Captions, isContinuation: Bool
  ) {
    for (definition, scope) in map.missing where !isContinuation {
      let near = Suggestions.nearest(
        to: definition.headers.first ?? "", among: map.unknown.flatMap { $0.path.texts.flatMap(\.forms) })
      let scopeText = definition.scopes.count > 1 ? " (\(scope.rawValue))" : ""
      find(
        .columnNotFound, sheet, block.firstRow, block.stub,
        "No column has the header '\(definition.headers.joined(separator: "' or '"))'\(scopeText) of '\(definition.code)'",
        near.map { "The print has '\($0)': add it to \(tablePath), under editions: if only this edition has it." }
          ?? "Add the header as printed to \(tablePath), or mark the column optional.")
    }
    for (column, path) in map.unknown {
      let figures = figures(in: column, below: block.lastRow, grid)
      find(
        .headerNotUnderstood, sheet, block.lastRow, column,
        "The column '\(path.printed)' is not in the definition; \(figures) figures not read",
        "Add it to columns: or ignore: of \(tablePath).", count: max(figures, 1))
    }
    for entry in map.entries { checkUnit(entry, block, sheet, caption) }
  }

  private func figures(in column: Int, below row: Int, _ grid: SheetGrid) -> Int {
    guard row + 1 < grid.rowCount else { return 0 }
    return (row + 1..<grid.rowCount).count { grid.cell($0, column).map(CellValue.isFigure) ?? false }
  }

  private mutating func checkUnit(_ entry: ColumnMap.Entry, _ block: HeaderBlock, _ sheet: Int32, _ caption: Captions) {
    checkUnit(
      entry.definition, printed: block.paths[entry.column].unit, caption: caption, sheet: sheet, row: block.lastRow,
      column: entry.column)
  }

  /// Compares the unit printed in a header, or else in a caption, with the definition's.
  mutating func checkUnit(
    _ definition: ColumnDefinition, printed: UnitOfMeasure?, caption: Captions, sheet: Int32, row: Int, column: Int
  ) {
    var unit = printed
    if unit == nil, let captionUnit = caption.unit(units)?.unit, captionUnit.dimension == definition.unit.dimension {
      unit = captionUnit
    }
    guard let unit, unit.dimension != definition.unit.dimension || unit.multiplier != definition.unit.multiplier else {
      return
    }
    find(
      .unitDiffers, sheet, row, column,
      "'\(definition.code)' is printed in \(unit.symbol), the definition says \(definition.unit.symbol)",
      "Correct the unit in \(tablePath), under editions: if only this edition has it.")
  }
}
