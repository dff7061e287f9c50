import Definitions
import Emit
import Foundation
import Hashing
import PanelModel

/// Whether the output of the last build still stands: same vintage, every file there with its hash.
struct UpToDate {
  private let project: Project

  init(_ project: Project) { self.project = project }

  /// What the last build made, if every panel asked for is of this vintage and whole; nil if anything must be built.
  func result(_ vintage: String, _ panels: [PanelDefinition], _ sources: Sources) throws -> Build.Result? {
    guard let state = project.bytes(Self.stateFile), state == Self.programState else { return nil }
    var built: [Build.Result.BuiltPanel] = []
    var findings: [Finding] = []
    for panel in panels {
      let folder = "output/panels/\(panel.code)"
      guard let manifest = json("\(folder)/manifest.json"), manifest["vintage"] as? String == vintage,
        let files = manifest["files"] as? [[String: Any]], isWhole(files, folder)
      else { return nil }
      guard let summary = summary(panel, folder, files) else { return nil }
      built.append(summary)
      findings += StoredFindings.read(project, "\(folder)/findings.json")
    }
    var result = Build.Result(
      vintage: vintage, panels: built, findings: findings.sorted().withoutRepeats(), workbooks: sources.entries.count,
      figures: nil)
    result.wasUpToDate = true
    return result
  }

  /// Remembers which program made the output. A vintage does not depend on the compiler that built the program, so this
  /// is no part of a manifest; it only makes another program build again.
  func remember() { try? Data(Self.programState).write(to: project.url(Self.stateFile), options: .atomic) }

  private static let stateFile = "output/.program"

  private static var programState: [UInt8] {
    let program = (try? Data(contentsOf: URL(fileURLWithPath: "/proc/self/exe"))).map(Array.init) ?? []
    return Array(SHA256Digest.hex(of: program).utf8)
  }

  private func json(_ path: String) -> [String: Any]? {
    project.bytes(path).flatMap { try? JSONSerialization.jsonObject(with: Data($0)) as? [String: Any] }
  }

  private func isWhole(_ files: [[String: Any]], _ folder: String) -> Bool {
    !files.isEmpty
      && files.allSatisfy { file in
        guard let path = file["path"] as? String, let hash = file["sha256"] as? String,
          let bytes = project.bytes("\(folder)/\(path)")
        else { return false }
        return SHA256Digest.hex(of: bytes) == hash
      }
  }

  private func summary(
    _ panel: PanelDefinition, _ folder: String, _ files: [[String: Any]]
  ) -> Build.Result.BuiltPanel? {
    guard let table = try? BuiltPanelFile.read(project, panel: panel.code.rawValue) else { return nil }
    var areas = Set<Int32>()
    if case .int32(let codes)? = table["city_id"]?.values { areas = Set(codes.compactMap { $0 }) }
    let names = files.compactMap { $0["path"] as? String } + ["manifest.json"]
    return Build.Result.BuiltPanel(
      code: panel.code.rawValue, folder: folder, rows: table.rowCount, areas: areas.count, years: panel.years,
      columns: table.columns.count, bytes: names.reduce(0) { $0 + (project.bytes("\(folder)/\($1)")?.count ?? 0) },
      files: names)
  }
}

/// Findings kept in a panel's folder.
enum StoredFindings {
  static func read(_ project: Project, _ path: String) -> [Finding] {
    guard let bytes = project.bytes(path),
      let root = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
      let list = root["findings"] as? [[String: Any]]
    else { return [] }
    return list.compactMap(finding)
  }

  private static func finding(_ entry: [String: Any]) -> Finding? {
    guard let code = (entry["code"] as? String).flatMap(FindingCode.init(rawValue:)) else { return nil }
    let location = (entry["file"] as? String).map {
      SourceLocation(file: $0, sheet: entry["sheet"] as? String, cell: entry["cell"] as? String)
    }
    return Finding(
      code, severity: (entry["severity"] as? String).flatMap(Finding.Severity.init(rawValue:)), location: location,
      indicator: (entry["indicator"] as? String).map { IndicatorCode($0) },
      area: (entry["area"] as? Int).map { AreaCode(Int32(clamping: $0)) },
      year: (entry["year"] as? Int).map { ReferenceYear(Int32(clamping: $0)) },
      message: entry["message"] as? String ?? "", remedy: entry["remedy"] as? String ?? "",
      count: entry["count"] as? Int ?? 1)
  }
}
