import Definitions
import PanelModel
import Spreadsheet

/// Which printed columns hold which series on one page of a table.
struct ColumnMap: Sendable {
  struct Entry: Sendable {
    var column: Int
    var definition: ColumnDefinition
    var scope: StatisticalScope
  }

  private(set) var entries: [Entry] = []
  /// Headers of columns the definition knows nothing of.
  private(set) var unknown: [(column: Int, path: HeaderPath)] = []
  /// Columns the definition says to leave out.
  private(set) var ignored: [(column: Int, path: HeaderPath)] = []
  /// Defined columns without a printed one.
  private(set) var missing: [(definition: ColumnDefinition, scope: StatisticalScope)] = []

  /// Definitions that more than one column answers to, with all of these; the first one is read.
  private(set) var ambiguous: [(definition: ColumnDefinition, columns: [Int])] = []

  init(_ paths: [HeaderPath], stub: Int, _ definition: TableDefinition, stubHeaders: [String]) {
    let taken = Self.placed(paths, stub: stub, definition.columns, &self)
    for (i, path) in paths.enumerated() where i != stub && !taken.contains(i) && !path.isEmpty {
      let isStub = path.texts.contains { $0.matches(stubHeaders) }
      let isIgnored = definition.ignoredHeaders.contains { path.matches($0) }
      if isIgnored { ignored.append((i, path)) }
      if !isStub && !isIgnored { unknown.append((i, path)) }
    }
    entries.sort { $0.column < $1.column }
  }

  /// A definition under one scope, and the columns that may be it.
  private struct Choice {
    var definition: ColumnDefinition
    var scope: StatisticalScope
    var columns: [Int]
  }

  /// Gives every definition its column: first those that only one column is left for, again and again; then the others
  /// from left to right. Returns the columns given away.
  private static func placed(
    _ paths: [HeaderPath], stub: Int, _ definitions: [ColumnDefinition], _ map: inout ColumnMap
  ) -> Set<Int> {
    var open = choices(paths, stub: stub, definitions)
    var taken: Set<Int> = []
    func left(_ choice: Choice) -> [Int] { choice.columns.filter { !taken.contains($0) } }
    while let next = open.firstIndex(where: { left($0).count == 1 }) ?? open.indices.first {
      let choice = open.remove(at: next)
      let columns = left(choice)
      if let first = columns.first {
        taken.insert(first)
        map.entries.append(Entry(column: first, definition: choice.definition, scope: choice.scope))
        if columns.count > 1 { map.ambiguous.append((choice.definition, columns)) }
      } else if !choice.definition.isOptional {
        map.missing.append((choice.definition, choice.scope))
      }
    }
    return taken
  }

  private static func choices(_ paths: [HeaderPath], stub: Int, _ definitions: [ColumnDefinition]) -> [Choice] {
    let scopes = paths.map(\.scope)
    return definitions.flatMap { column in
      let (headers, under) = (HeaderNames(column.headers), HeaderNames(column.under))
      let meant = paths.indices.filter { $0 != stub && paths[$0].matches(headers, under: under) }
      return column.scopes.map { scope in
        let columns = meant.filter { (scopes[$0] ?? column.scopes[0]) == scope }
        // 居住房屋 itself goes before what stands under it, as 公寓.
        let own = columns.count > 1 ? columns.filter { paths[$0].endsWith(headers) } : columns
        return Choice(definition: column, scope: scope, columns: own.isEmpty ? columns : own)
      }
    }
  }
}

extension TableReading {
  /// Reports what a column map could not place in the rows of its page.
  mutating func report(
    _ layout: PageLayout, _ block: HeaderBlock, _ grid: SheetGrid, _ sheet: Int32, isContinuation: Bool
  ) {
    let map = layout.map
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
    for (definition, columns) in map.ambiguous where !isContinuation {
      reportAmbiguous(definition, columns, sheet, block)
    }
    for (column, path) in map.unknown where !isContinuation {
      reportUnknown(path, column, grid, sheet, below: block.lastRow)
    }
    for (column, path) in map.ignored where !isContinuation {
      let rows = Self.rows(below: block.lastRow, grid)
      ledger.ignore(grid, rows: rows, columns: column..<column + 1, label: path.printed)
    }
  }

  private mutating func reportAmbiguous(
    _ definition: ColumnDefinition, _ columns: [Int], _ sheet: Int32, _ block: HeaderBlock
  ) {
    let letters = columns.map(A1Address.columnName).joined(separator: ", ")
    find(
      .headerAmbiguous, sheet, block.lastRow, columns[0],
      "The header '\(definition.headers.joined(separator: "' or '"))' of '\(definition.code)' stands over the columns "
        + "\(letters); the first of them is read",
      "Say in \(tablePath) with under: what stands above the right one, or what it is a part of.", count: 0)
  }

  /// Reports a column the definition knows nothing of, with how many figures it holds.
  mutating func reportUnknown(_ path: HeaderPath, _ column: Int, _ grid: SheetGrid, _ sheet: Int32, below row: Int) {
    let figures = ledger.take(grid, rows: Self.rows(below: row, grid), columns: column..<column + 1)
    find(
      .headerNotUnderstood, severity: figures > 0 ? .warning : .note, sheet, row, column,
      "The column '\(path.printed)' is not in the definition; \(figures) figures not read",
      "Add it to columns: or ignore: of \(tablePath).", count: figures)
  }

  static func rows(below row: Int, _ grid: SheetGrid) -> Range<Int> { row + 1..<max(grid.rowCount, row + 1) }

  /// The series of every mapped column of a page, in the units printed.
  mutating func series(_ layout: PageLayout, _ block: HeaderBlock, _ sheet: Int32, _ caption: Captions) -> [Int32] {
    // A caption changes nothing where it states no known unit or the header states all of them.
    if let known = layout.series, layout.statesUnits || (caption.unit?.unit == nil && sidecarUnit == nil) {
      return known.map { number($0) }
    }
    return layout.map.entries.map { entry in
      let unit = unit(
        entry.definition, printed: layout.paths[entry.column].unit(for: entry.definition), caption: caption,
        sheet: sheet, row: block.lastRow, column: entry.column)
      return series(entry.definition, entry.scope, unit)
    }
  }

  /// The unit a column is printed in: as its header says, else a caption, else the sidecar, else the
  /// definition. Another unit than the
  /// definition allows is an error.
  mutating func unit(
    _ definition: ColumnDefinition, printed: UnitOfMeasure?, caption: Captions, sheet: Int32, row: Int, column: Int
  ) -> UnitOfMeasure {
    var unit = printed
    if unit == nil, let captionUnit = caption.unit?.unit, captionUnit.dimension == definition.unit.dimension {
      unit = captionUnit
    }
    // A caption that states a unit, of whatever dimension, speaks for the sheet; the sidecar speaks where it is silent.
    if unit == nil, caption.unit?.unit == nil, let sidecarUnit, sidecarUnit.dimension == definition.unit.dimension {
      unit = sidecarUnit
    }
    guard let unit else { return definition.unit }
    if let found = definition.allowed(unit) { return found }
    find(
      .unitDiffers, sheet, row, column,
      "'\(definition.code)' is printed in \(unit.symbol), the definition says "
        + ([definition.unit] + definition.otherUnits).map(\.symbol).joined(separator: " or "),
      "Correct the unit in \(tablePath), under editions: if only this edition has it.")
    return definition.unit
  }
}
