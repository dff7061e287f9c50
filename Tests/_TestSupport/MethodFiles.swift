import Foundation

/// The files of a stage's `Methods` folder, for the test that every method stands in its registry.
package enum MethodFiles {
  /// Names of the types the folder holds, one a file; files of the form `Type+Aspect.swift` are parts of a type.
  package static func names(module: String, folder: String = "Methods") throws -> [String] {
    let package = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let path = package.appendingPathComponent("Sources/\(module)/\(folder)").path
    return try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { $0.hasSuffix(".swift") && !$0.contains("+") }
      .map { String($0.dropLast(".swift".count)) }.sorted()
  }
}
