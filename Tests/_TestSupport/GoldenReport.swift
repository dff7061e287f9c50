import Foundation

/// Collects `method | file | worst relative difference` lines for the table in Docs/Methods.
package enum GoldenReport {
  private static let lock = NSLock()

  /// Appends a line to the file named by the environment variable `ALMANAC_GOLDEN_REPORT`; does nothing without it.
  package static func record(method: String, file: String, worst: Double) {
    guard let path = ProcessInfo.processInfo.environment["ALMANAC_GOLDEN_REPORT"], !path.isEmpty else { return }
    let line = "\(method) | \(file) | \(worst)\n"
    lock.lock()
    defer { lock.unlock() }
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
    }
    guard let handle = FileHandle(forWritingAtPath: path) else { return }
    handle.seekToEndOfFile()
    handle.write(Data(line.utf8))
    handle.closeFile()
  }
}
