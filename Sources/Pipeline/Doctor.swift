import Definitions
import Emit
import Foundation
import Hashing
import PanelFiles

/// Looks after a project's health without changing anything.
package struct Doctor {
  package struct Check: Sendable {
    package var name: String
    package var isFine: Bool
    package var detail: String
  }

  private let project: Project

  package init(_ project: Project) { self.project = project }

  /// Every check, in a fixed order.
  package func checks() -> [Check] {
    [
      Check(name: "almanac", isFine: true, detail: ProgramVersion.current),
      Check(name: "compressor", isFine: true, detail: PanelFormats.compressor), disk(), definitions(), raw(),
    ] + outputs()
  }

  private func disk() -> Check {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: project.path)
    guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
      return Check(name: "disk", isFine: false, detail: "free space of \(project.path) cannot be read")
    }
    return Check(name: "disk", isFine: free > 200_000_000, detail: "\(free / 1_000_000) MB free")
  }

  private func definitions() -> Check {
    do throws(PipelineError) {
      let catalog = try Validation.load(project)
      return Check(
        name: "definitions", isFine: true,
        detail: "\(catalog.tables.count) tables, \(catalog.base.count) base indicators, \(catalog.measures.count) "
          + "measures, \(catalog.indices.count) indices, \(catalog.panels.count) panels")
    } catch {
      let first = error.description.split(separator: "\n").first.map(String.init) ?? ""
      return Check(name: "definitions", isFine: false, detail: first)
    }
  }

  private func raw() -> Check {
    guard let sources = try? Sources.find(project) else {
      return Check(name: "raw", isFine: false, detail: "a sidecar cannot be read; run: almanac validate")
    }
    let missing = sources.entries.filter { !project.exists($0.source.workbook) }.count
    return Check(
      name: "raw", isFine: missing == 0 && sources.findings.isEmpty,
      detail: "\(sources.entries.count) workbooks described, \(missing) missing, "
        + "\(sources.findings.count) without a sidecar")
  }

  /// Each built panel: every file there, with the hash its manifest states.
  private func outputs() -> [Check] {
    let files = project.exists("output/panels") ? project.files(below: "output/panels") : []
    return files.filter { $0.hasSuffix("/manifest.json") }.map { path in
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      guard let bytes = project.bytes(path),
        let root = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
        let listed = root["files"] as? [[String: Any]]
      else { return Check(name: folder, isFine: false, detail: "manifest.json cannot be read; build again") }
      let broken = listed.filter { !isWhole($0, folder) }.compactMap { $0["path"] as? String }
      return Check(
        name: folder, isFine: broken.isEmpty,
        detail: broken.isEmpty
          ? "\(listed.count) files as built, vintage \(root["vintage"] as? String ?? "?")"
          : "changed since the build: \(broken.joined(separator: ", ")); run: almanac build --force")
    }
  }

  private func isWhole(_ file: [String: Any], _ folder: String) -> Bool {
    guard let name = file["path"] as? String, let hash = file["sha256"] as? String,
      let bytes = project.bytes("\(folder)/\(name)")
    else { return false }
    return SHA256Digest.hex(of: bytes) == hash
  }
}
