import Emit
import Foundation

#if canImport(Glibc)
  import Glibc
#endif

#if os(Linux)
  // renameat2 of glibc; its header shows it only to programs that define _GNU_SOURCE, which Swift's module does not.
  @_silgen_name("renameat2")
  private func exchangeFiles(
    _ oldFolder: CInt, _ old: UnsafePointer<CChar>, _ newFolder: CInt, _ new: UnsafePointer<CChar>,
    _ flags: CUnsignedInt
  ) -> CInt
#endif

/// Puts a panel's files in place so that a reader, or a killed build, never sees half of them: write beside, fsync,
/// then exchange the folders in one step.
package struct OutputWriter {
  private let project: Project

  package init(_ project: Project) { self.project = project }

  /// A folder written and synced but not yet in place.
  package struct Staged {
    var staging: String
    var target: String
  }

  /// Writes files to a folder beside `output/panels/PANEL`.
  package func stage(_ files: [EmittedFile], panel: String) throws(PipelineError) -> Staged {
    let target = project.url("output/panels/\(panel)").path
    let staging = project.url("output/panels/.\(panel).\(getpid())").path
    removeRemains(of: panel)
    do {
      try? FileManager.default.removeItem(atPath: staging)
      try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: true)
      for file in files {
        let path = "\(staging)/\(file.name)"
        try Data(file.bytes).write(to: URL(fileURLWithPath: path))
        Self.sync(path)
      }
      Self.sync(staging)
    } catch {
      try? FileManager.default.removeItem(atPath: staging)
      throw .message(
        "The folder output/panels cannot be written (\(error.localizedDescription))",
        remedy: "Check free space and permissions; the last good output is as it was.")
    }
    return Staged(staging: staging, target: target)
  }

  /// Removes what killed builds have left beside the panel: folders named after a process that is no more.
  private func removeRemains(of panel: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: project.url("output/panels").path)) ?? []
    for name in names where name.hasPrefix(".\(panel).") {
      guard let process = pid_t(name.dropFirst(panel.count + 2)), kill(process, 0) != 0, errno == ESRCH else {
        continue
      }
      try? FileManager.default.removeItem(at: project.url("output/panels/\(name)"))
    }
  }

  /// Puts staged folders in place, each in one step.
  package func commit(_ staged: [Staged]) throws(PipelineError) {
    for one in staged {
      let done =
        FileManager.default.fileExists(atPath: one.target)
        ? Self.exchange(one.staging, one.target) : rename(one.staging, one.target) == 0
      guard done else {
        throw .message(
          "The folder \(one.target) cannot be replaced", remedy: "Check its permissions; it is as it was.")
      }
      try? FileManager.default.removeItem(atPath: one.staging)
      Self.sync(project.url("output/panels").path)
    }
  }

  /// Removes staged folders that will not be put in place.
  package func discard(_ staged: [Staged]) {
    for one in staged { try? FileManager.default.removeItem(atPath: one.staging) }
  }

  private static func exchange(_ a: String, _ b: String) -> Bool {
    #if os(Linux)
      // RENAME_EXCHANGE swaps two folders atomically; file systems without it fall through to two renames.
      if exchangeFiles(AT_FDCWD, a, AT_FDCWD, b, 2) == 0 { return true }
    #endif
    let old = b + ".old"
    try? FileManager.default.removeItem(atPath: old)
    guard rename(b, old) == 0 else { return false }
    guard rename(a, b) == 0 else { return rename(old, b) == 0 && false }
    try? FileManager.default.removeItem(atPath: old)
    return true
  }

  /// Flushes a file or folder to the disk; a file system that cannot is let be.
  private static func sync(_ path: String) {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }
}
