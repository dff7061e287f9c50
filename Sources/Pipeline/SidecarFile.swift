import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// Writes a small file whole: beside its place, synced, then renamed.
enum SidecarFile {
  static func write(_ text: String, to path: String) throws(PipelineError) {
    let url = URL(fileURLWithPath: path)
    let beside = url.deletingLastPathComponent().appendingPathComponent(".\(url.lastPathComponent).\(getpid())").path
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: beside))
      let descriptor = open(beside, O_RDONLY)
      if descriptor >= 0 {
        _ = fsync(descriptor)
        close(descriptor)
      }
      guard rename(beside, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      try? FileManager.default.removeItem(atPath: beside)
      throw .message("\(path) cannot be written", remedy: "Check the folder's permissions and free space.")
    }
  }
}
