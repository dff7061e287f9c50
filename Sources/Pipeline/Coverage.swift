import Definitions
import Foundation
import Ingest
import PanelModel
import Spreadsheet

/// What of a folder of workbooks is mapped by definitions: figures read and figures in all, for each table and workbook.
package struct Coverage: Sendable {
  package enum State: String, Sendable {
    case mapped
    case notDefined = "not defined"
    case noSidecar = "no sidecar"
    case notReadable = "not readable"
  }

  /// One table in one workbook, or a workbook that no table is read from.
  package struct Entry: Sendable {
    package var file: String
    package var yearbook: String
    package var edition: EditionYear?
    /// Code of the definition; empty if there is none.
    package var table: String
    package var state: State
    package var read = 0
    /// Figures that findings count as left out.
    package var leftOut = 0
    /// Figures read, by the year they describe.
    package var years: [ReferenceYear: Int] = [:]

    package var figures: Int { read + leftOut }
  }

  package var entries: [Entry] = []

  package var read: Int { entries.reduce(0) { $0 + $1.read } }
  package var figures: Int { entries.reduce(0) { $0 + $1.figures } }

  /// Reads every workbook below a folder of the project by its definitions.
  package init(
    _ project: Project, below folder: String, threads: Int, limits: Limits, progress: any ProgressReporter
  ) throws {
    let catalog = try Validation.load(project)
    var sources = try Sources.find(project)
    let prefix = Self.prefix(folder, project)
    sources.entries.removeAll { !$0.source.workbook.hasPrefix(prefix) }
    sources.findings.removeAll { !($0.location?.file.hasPrefix(prefix) ?? false) }
    let reading = Reading.read(
      project, catalog: catalog, sources: sources, threads: threads, limits: limits, progress: progress)
    let left = Dictionary(grouping: reading.findings.filter { FigureAccount.leftOutCodes.contains($0.code) }) {
      $0.location?.file ?? ""
    }
    let unreadable = Set(reading.findings.filter { Self.failures.contains($0.code) }.compactMap { $0.location?.file })
    let tables = Dictionary(grouping: reading.tables, by: \.file)
    for source in reading.sources {
      let findings = left[source.workbook] ?? []
      let own = tables[source.workbook] ?? []
      if own.isEmpty {
        let state: State = unreadable.contains(source.workbook) ? .notReadable : .notDefined
        entries.append(
          Entry(
            file: source.workbook, yearbook: source.yearbook, edition: source.edition, table: "", state: state,
            leftOut: findings.reduce(0) { $0 + $1.count }))
      }
      for (i, table) in own.enumerated() { entries.append(Self.entry(table, i, own, findings)) }
    }
    entries += Self.strangers(sources.findings, project, limits)
  }

  private static let failures: Set<FindingCode> = [.workbookMissing, .hashDiffers, .workbookUnreadable]

  /// `raw/` as given, as a beginning of paths relative to the project.
  private static func prefix(_ folder: String, _ project: Project) -> String {
    let base = project.url.standardizedFileURL.path
    let given = URL(fileURLWithPath: folder).standardizedFileURL.path
    let inside = given == base ? "" : given.hasPrefix(base + "/") ? String(given.dropFirst(base.count + 1)) : folder
    return inside.isEmpty ? "" : inside.hasSuffix("/") ? inside : inside + "/"
  }

  /// What findings count goes to the table whose sheet they name, else to the first of the workbook.
  private static func entry(
    _ table: IngestedTable, _ number: Int, _ all: [IngestedTable], _ findings: [Finding]
  ) -> Entry {
    var entry = Entry(
      file: table.file, yearbook: table.yearbook, edition: table.edition, table: table.table, state: .mapped)
    for observation in table.observations where !observation.status.isMissing {
      entry.read += 1
      entry.years[observation.year, default: 0] += 1
    }
    for finding in findings {
      let owners = all.indices.filter { all[$0].sheets.contains(finding.location?.sheet ?? "") }
      if (owners.count == 1 ? owners[0] : 0) == number { entry.leftOut += finding.count }
    }
    return entry
  }

  /// Workbooks without a sidecar, with the figures they hold.
  private static func strangers(_ findings: [Finding], _ project: Project, _ limits: Limits) -> [Entry] {
    findings.filter { $0.code == .workbookWithoutSidecar }.compactMap { finding in
      guard let file = finding.location?.file else { return nil }
      let count = try? Inspection.figureCount(project.url(file).path, limits)
      return Entry(
        file: file, yearbook: "", table: "", state: count == nil ? .notReadable : .noSidecar, leftOut: count ?? 0)
    }
  }
}

extension Inspection {
  /// How many cells of a workbook read as numbers.
  static func figureCount(_ path: String, _ limits: Limits) throws -> Int {
    let workbook = try Workbook.open(path: path, limits: limits)
    let (areas, units) = (AreaMatcher(AreaDefinitions()), UnitDefinitions())
    return try workbook.sheetInfos.reduce(0) { count, info in
      count
        + SheetInspection(
          try workbook.sheet(at: info.index), areas: areas, units: units, vocabulary: HeaderVocabulary()
        ).figureCount
    }
  }
}
