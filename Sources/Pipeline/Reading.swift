import Clean
import Definitions
import Hashing
import Ingest
import PanelModel
import Spreadsheet

/// All workbooks of a project read into observations.
package struct Reading: Sendable {
  package var tables: [IngestedTable] = []
  package var findings: [Finding] = []
  package var sources: [SourceDefinition] = []
  package var workbookCount = 0

  package var observationCount: Int { tables.reduce(0) { $0 + $1.observations.count } }

  /// What was found in reading, and of corrections: those without a figure, or whose guard does not hold.
  package func findings(with catalog: Catalog) -> [Finding] {
    let corrected = CorrectedFigures(catalog.corrections, tables: tables, areas: catalog.areas)
    return (findings + corrected.findings).sorted()
  }

  private struct One: Sendable {
    var tables: [IngestedTable] = []
    var findings: [Finding] = []
    var wasRead = false
  }

  /// Reads every workbook with a sidecar, on several threads; the result does not depend on how many.
  package static func read(
    _ project: Project, catalog: Catalog, sources: Sources, threads: Int, limits: Limits = .standard,
    progress: any ProgressReporter
  ) -> Reading {
    let context = IngestContext(tables: catalog.tables, areas: catalog.areas, units: catalog.units)
    progress.began("reading workbooks", total: sources.entries.count)
    let results = sources.entries.parallelMap(threads: threads) { entry in
      let one = read(entry.source, project, context, limits)
      progress.advanced()
      return one
    }
    var reading = Reading()
    reading.findings = sources.findings
    for (entry, one) in zip(sources.entries, results) {
      reading.sources.append(entry.source)
      reading.tables += one.tables
      reading.findings += one.findings
      if one.wasRead { reading.workbookCount += 1 }
    }
    progress.finished("\(reading.workbookCount) workbooks, \(reading.observationCount) figures")
    return reading
  }

  private static func read(
    _ source: SourceDefinition, _ project: Project, _ context: IngestContext, _ limits: Limits
  ) -> One {
    var one = One()
    guard let bytes = project.bytes(source.workbook) else {
      one.findings.append(
        Finding(
          .workbookMissing, location: SourceLocation(file: source.workbook),
          message: "The workbook is not there, but its sidecar \(source.place.file) is",
          remedy: "Put the workbook back, or remove the sidecar too."))
      return one
    }
    let hash = SHA256Digest.hex(of: bytes)
    one.wasRead = true
    if let expected = source.sha256, expected != hash {
      one.findings.append(
        Finding(
          .hashDiffers, location: SourceLocation(file: source.workbook),
          message: "The workbook is not the file its sidecar describes (SHA-256 \(hash.prefix(12))…, expected "
            + "\(expected.prefix(12))…)",
          remedy: "Restore the file or, if it was replaced on purpose, run: almanac adopt --force \(source.workbook)"))
      return one
    }
    do {
      let workbook = try Workbook.open(bytes: bytes, name: source.workbook, limits: limits)
      let input = IngestStage.Input(source: source, workbook: workbook, context: context)
      one.tables = try IngestStage().run(input, findings: &one.findings)
    } catch {
      one.findings.append(
        Finding(
          .workbookUnreadable, location: SourceLocation(file: source.workbook),
          message: (error as? SpreadsheetError)?.message ?? "\(error)",
          remedy: "Replace the file by a readable copy."))
    }
    return one
  }
}
