import Definitions
import PanelModel
import Spreadsheet

/// From cells to observations: finds the tables of a workbook, matches headers, areas and years, and keeps every figure
/// with its cell. Converts nothing, fills nothing, drops nothing silently.
package struct IngestStage: Stage {
  package struct Input {
    package var source: SourceDefinition
    package var workbook: Workbook
    /// What the reading of all workbooks of a project shares.
    package var context: IngestContext

    package init(source: SourceDefinition, workbook: Workbook, context: IngestContext) {
      self.source = source
      self.workbook = workbook
      self.context = context
    }
  }

  package static let name = "ingest"
  package static let codeVersion = 1

  package init() {}

  /// Reads every table of the workbook that a definition describes.
  /// - Throws: `SpreadsheetError` if a sheet cannot be read.
  package func run(_ input: Input, findings: inout [Finding]) throws -> [IngestedTable] {
    let source = input.source
    let candidates = Self.candidates(input)
    var result: [IngestedTable] = []
    let grids = try input.workbook.sheetInfos.map { info in
      SheetGrid(try input.workbook.sheet(at: info.index), memory: input.context.memory)
    }
    if candidates.isEmpty {
      findings.append(Self.notDefined(source, grids))
      return []
    }
    var used: Set<Int> = []
    var blocks: [Int: SheetTables] = [:]
    for (resolved, needsTitle) in candidates {
      var reading = TableReading(source: source, resolved: resolved, context: input.context)
      let definition = resolved.definition
      var found = false
      for (i, grid) in grids.enumerated() where !grid.sheet.isEmpty && Self.wants(definition, grid.name) {
        let isRead =
          definition.isAmongSeveral
          ? reading.readAmongSeveral(tables(of: i, grids, &blocks)) : reading.read(grid, requireTitle: needsTitle)
        if isRead {
          found = true
          used.insert(i)
        }
      }
      if found { result.append(reading.table) }
      if !found && !needsTitle { reading.findings.append(Self.notFound(source, definition)) }
      findings += reading.findings
    }
    if used.isEmpty && candidates.allSatisfy(\.needsTitle) { findings.append(Self.notDefined(source, grids)) }
    for (i, grid) in grids.enumerated() where !used.contains(i) && !grid.sheet.isEmpty && !used.isEmpty {
      findings.append(Self.sheetNotUsed(source, grid))
    }
    for i in blocks.keys.sorted() where used.contains(i) { findings += blocks[i]?.notUsed(source) ?? [] }
    return result
  }

  /// The tables of a sheet that holds several, cut once.
  private func tables(of sheet: Int, _ grids: [SheetGrid], _ known: inout [Int: SheetTables]) -> SheetTables {
    if let tables = known[sheet] { return tables }
    let tables = SheetTables(grids[sheet])
    known[sheet] = tables
    return tables
  }

  /// The definitions to try: those the sidecar's title names, else all of the yearbook, which must then find their
  /// title in a caption. A definition without titles is tried on every workbook of its yearbook.
  private static func candidates(_ input: Input) -> [(table: ResolvedTable, needsTitle: Bool)] {
    let own = input.context.tables(of: input.source.yearbook, edition: input.source.edition)
    let title = input.source.tableTitle
    let printed = [title.zh, title.en].map { PrintedText.compact($0).lowercased() }.filter { !$0.isEmpty }
    let named = own.filter { table in table.compactTitles.contains(where: printed.contains) }
    if !named.isEmpty { return named.map { ($0, false) } }
    return own.map { ($0, !$0.compactTitles.isEmpty) }
  }

  private static func wants(_ definition: TableDefinition, _ sheet: String) -> Bool {
    definition.sheets.isEmpty || definition.sheets.contains(sheet)
  }

  private static func notDefined(_ source: SourceDefinition, _ grids: [SheetGrid]) -> Finding {
    let figures = grids.reduce(0) { $0 + $1.figureCount }
    return Finding(
      .tableNotDefined, location: SourceLocation(file: source.workbook),
      message: "No table definition of the yearbook '\(source.yearbook)' fits this workbook; none of its \(figures) "
        + "figures was read",
      remedy: "Write one in indicators/tables/\(source.yearbook)/, starting from: almanac inspect \(source.workbook)",
      count: figures)
  }

  private static func notFound(_ source: SourceDefinition, _ definition: TableDefinition) -> Finding {
    Finding(
      .tableNotFound, location: SourceLocation(file: source.workbook),
      message: "The table '\(definition.code)' is not on any sheet: no header "
        + "'\(definition.areaHeaders.joined(separator: "' or '"))' was found",
      remedy: "Compare the workbook with \(definition.place?.file ?? "its definition"), or correct the sidecar's title."
    )
  }

  private static func sheetNotUsed(_ source: SourceDefinition, _ grid: SheetGrid) -> Finding {
    let figures = grid.figureCount
    return Finding(
      .sheetNotUsed, severity: figures > 0 ? .warning : .note,
      location: SourceLocation(file: source.workbook, sheet: grid.name),
      message: "No definition reads this sheet; it holds \(figures) figures",
      remedy: figures > 0 ? "Define its table in indicators/tables/\(source.yearbook)/." : "Nothing.",
      count: figures)
  }
}

extension TableReading {
  mutating func read(_ grid: SheetGrid, requireTitle: Bool) -> Bool {
    switch definition.layout {
    case .areasInRows where definition.areaSource != .names: readYearsDown(grid, requireTitle: requireTitle)
    case .areasInRows where definition.year == .header: readYearsInHeader(grid, requireTitle: requireTitle)
    case .areasInRows: readAreasInRows(grid, requireTitle: requireTitle)
    case .indicatorsInRows: readIndicatorsInRows(grid, requireTitle: requireTitle)
    case .yearsInColumns: readYearsInColumns(grid, requireTitle: requireTitle)
    case .areasInColumns: readAreasInColumns(grid, requireTitle: requireTitle)
    case .observations: readObservationRows(grid)
    }
  }
}
