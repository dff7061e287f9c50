import Foundation

/// A project folder: `raw/` with workbooks, `indicators/` with definitions, `output/` with what a build makes.
package struct Project: Sendable {
  /// Path of the folder as given.
  package let path: String

  package init(path: String) { self.path = path }

  package var url: URL { URL(fileURLWithPath: path, isDirectory: true) }

  package func url(_ relative: String) -> URL { url.appendingPathComponent(relative) }

  /// A path given on the command line as one relative to the project: as it is from here, else from the project.
  /// - Throws: if it is not there, or not below a folder of the project.
  package func relativePath(_ path: String, below folder: String) throws(PipelineError) -> String {
    let root = URL(fileURLWithPath: self.path, isDirectory: true).standardizedFileURL.path
    let candidates = [URL(fileURLWithPath: path), url(path)].map { $0.standardizedFileURL.path }
    guard let found = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      throw .message("\(path) is not there", remedy: "Check the path.")
    }
    let prefix = root.hasSuffix("/") ? root : root + "/"
    let relative = found.hasPrefix(prefix) ? String(found.dropFirst(prefix.count)) : ""
    let trimmed = relative.hasSuffix("/") ? String(relative.dropLast()) : relative
    guard trimmed == folder || trimmed.hasPrefix(folder + "/") else {
      throw .message(
        "\(path) is not below \(folder)/ of the project",
        remedy: "Copy it to \(folder)/BOOK/EDITION/ first, or name the project with --project.")
    }
    return trimmed
  }

  /// Bytes of a file of the project; nil if it cannot be read.
  package func bytes(_ relative: String) -> [UInt8]? { FileBytes.read("\(path)/\(relative)") }

  package func exists(_ relative: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(relative)") }

  /// Paths of all files below a folder of the project, relative to the project, sorted; hidden ones left out.
  package func files(below folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []
    return names.sorted().filter { !$0.hasPrefix(".") && !$0.hasPrefix("~$") }.flatMap { name in
      let relative = "\(folder)/\(name)"
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: "\(path)/\(relative)", isDirectory: &isFolder) else {
        return [String]()
      }
      return isFolder.boolValue ? files(below: relative) : [relative]
    }
  }
}
