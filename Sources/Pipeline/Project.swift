import Foundation

/// A project folder: `raw/` with workbooks, `indicators/` with definitions, `output/` with what a build makes.
package struct Project: Sendable {
  /// Path of the folder as given.
  package let path: String

  package init(path: String) { self.path = path }

  package var url: URL { URL(fileURLWithPath: path, isDirectory: true) }

  package func url(_ relative: String) -> URL { url.appendingPathComponent(relative) }

  /// Bytes of a file of the project; nil if it cannot be read.
  package func bytes(_ relative: String) -> [UInt8]? { (try? Data(contentsOf: url(relative))).map(Array.init) }

  package func exists(_ relative: String) -> Bool { FileManager.default.fileExists(atPath: url(relative).path) }

  /// Paths of all files below a folder of the project, relative to the project, sorted; hidden ones left out.
  package func files(below folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url(folder).path)) ?? []
    return names.sorted().filter { !$0.hasPrefix(".") && !$0.hasPrefix("~$") }.flatMap { name in
      let path = "\(folder)/\(name)"
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: url(path).path, isDirectory: &isFolder) else { return [String]() }
      return isFolder.boolValue ? files(below: path) : [path]
    }
  }
}
