import Foundation
import Testing

/// Files that tests write: compared as they are, or renewed with RECORD_SNAPSHOTS=1, which fails so that a renewed file is
/// looked at before it passes.
enum Snapshots {
  static let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"

  /// Compares a text with a file, or writes it there.
  static func check(_ text: String, at url: URL, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let known = try? String(contentsOf: url, encoding: .utf8)
    if known == text { return }
    let name = url.lastPathComponent
    if isRecording {
      try Data(text.utf8).write(to: url)
      Issue.record("\(name) was written anew: look at the difference", sourceLocation: sourceLocation)
      return
    }
    let (old, new) = (known?.split(separator: "\n") ?? [], text.split(separator: "\n"))
    let line = zip(old, new).enumerated().first { $1.0 != $1.1 }
    Issue.record(
      "\(name) is not what the program says; RECORD_SNAPSHOTS=1 writes it anew. First difference: line \((line?.offset ?? min(old.count, new.count)) + 1): '\(line?.element.0 ?? "")' should be '\(line?.element.1 ?? "")'",
      sourceLocation: sourceLocation)
  }
}
