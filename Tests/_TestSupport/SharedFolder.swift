import Foundation

/// The folder of reference numbers that may lie beside the package (`../shared`). Tests that need it are skipped where
/// it is absent: `@Test(.enabled(if: SharedFolder.hasGolden, SharedFolder.absence))`.
package enum SharedFolder {
  /// What a skipped test prints.
  package static let absence = "skipped: no folder shared/golden beside the package"

  /// The folder, found by walking up from this file; nil if there is none.
  package static let url: URL? = {
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    while true {
      let candidate = folder.appendingPathComponent("shared")
      if FileManager.default.fileExists(atPath: candidate.appendingPathComponent("golden").path) { return candidate }
      if folder.path == "/" { return nil }
      folder.deleteLastPathComponent()
    }
  }()

  /// Whether the reference numbers are there.
  package static var hasGolden: Bool { url != nil }

  /// A file below `shared/golden`, such as `composite/coinr/agg_amean.csv`.
  /// - Throws: `SharedFolderAbsent` where there is no such folder.
  package static func golden(_ path: String) throws(SharedFolderAbsent) -> URL {
    guard let url else { throw SharedFolderAbsent() }
    return url.appendingPathComponent("golden").appendingPathComponent(path)
  }
}

/// No folder `shared/golden` above the test sources.
package struct SharedFolderAbsent: Error, CustomStringConvertible {
  package var description: String { SharedFolder.absence }
}
