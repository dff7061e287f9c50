import Definitions
import Emit
import Foundation
import Hashing
import PanelModel

/// The workbooks of `raw/` with their sidecars.
package struct Sources: Sendable {
  package struct Entry: Sendable {
    package var source: SourceDefinition
    /// Path of the sidecar relative to the project.
    package var sidecar: String
    package var sidecarBytes: Int
    package var sidecarHash: String
  }

  package var entries: [Entry] = []
  package var findings: [Finding] = []

  /// Whether a file below raw/ should have a sidecar: tables of plants need none.
  static func isWorkbook(_ path: String) -> Bool {
    workbookEndings.contains(where: path.lowercased().hasSuffix) && !path.hasPrefix("raw/plants/")
  }

  private static let workbookEndings = [".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".html", ".htm", ".xml", ".txt"]

  /// Finds and reads every sidecar below `raw/`, in order of path.
  package static func find(_ project: Project) throws(PipelineError) -> Sources {
    var result = Sources()
    var errors: [DefinitionError] = []
    let files = project.files(below: "raw")
    for path in files where path.hasSuffix(".source.yaml") {
      guard let bytes = project.bytes(path) else { continue }
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      do throws(DefinitionError) {
        let root = try YAMLDocument.parse(String(decoding: bytes, as: UTF8.self), file: path)
        result.entries.append(
          Entry(
            source: try SourceDefinition(root, folder: folder), sidecar: path, sidecarBytes: bytes.count,
            sidecarHash: SHA256Digest.hex(of: bytes)))
      } catch { errors.append(error) }
    }
    if !errors.isEmpty { throw .definitions(errors) }
    result.reportStrangers(files)
    result.reportRepeats()
    return result
  }

  /// Every sidecar, workbook and table of plants with its hash: what a build is made from.
  func inputs(_ project: Project, threads: Int) -> [PanelManifest.File] {
    entries.parallelMap(threads: threads) { entry -> [PanelManifest.File] in
      let sidecar = PanelManifest.File(path: entry.sidecar, bytes: entry.sidecarBytes, sha256: entry.sidecarHash)
      guard let bytes = project.bytes(entry.source.workbook) else { return [sidecar] }
      let hash = SHA256Digest.hex(of: bytes)
      return [sidecar, PanelManifest.File(path: entry.source.workbook, bytes: bytes.count, sha256: hash)]
    }.flatMap { $0 } + ["raw/plants", "raw/firms"].flatMap { tables(below: $0, project) }
  }

  /// Tables of plants and firms have no sidecar; they count as inputs all the same.
  private func tables(below folder: String, _ project: Project) -> [PanelManifest.File] {
    guard project.exists(folder) else { return [] }
    return project.files(below: folder).compactMap { path in
      project.bytes(path).map { PanelManifest.File(path: path, bytes: $0.count, sha256: SHA256Digest.hex(of: $0)) }
    }
  }

  /// Workbooks nobody describes are read by nobody: that must not pass unsaid.
  private mutating func reportStrangers(_ files: [String]) {
    let known = Set(entries.map(\.source.workbook))
    for path in files where Self.isWorkbook(path) && !known.contains(path) {
      if path.hasPrefix("raw/plants/") || path.hasPrefix("raw/firms/") { continue }
      findings.append(
        Finding(
          .workbookWithoutSidecar, location: SourceLocation(file: path),
          message: "The workbook has no sidecar and is not read",
          remedy: "Run: almanac adopt \(path)"))
    }
  }

  /// Two sidecars of one workbook would have every figure of it read twice.
  private mutating func reportRepeats() {
    var first: [String: String] = [:]
    for entry in entries {
      guard let other = first[entry.source.workbook] else {
        first[entry.source.workbook] = entry.sidecar
        continue
      }
      findings.append(
        Finding(
          .sidecarRepeated, location: SourceLocation(file: entry.source.workbook),
          message: "Two sidecars describe this workbook: \(other) and \(entry.sidecar)", remedy: "Delete one of them."))
    }
  }
}
