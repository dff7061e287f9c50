import Foundation
import PanelModel
import Pipeline
import _TestSupport

/// A project in a folder of its own that goes when the test is over.
final class TemporaryProject: Sendable {
  let folder: URL

  var project: Project { Project(path: folder.path) }

  /// An empty project.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "almanac-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// A copy of `Tests/EndToEndTests/Projects/NAME`.
  convenience init(_ name: String) throws {
    try self.init()
    let template = Self.repository.appending(path: "Tests/EndToEndTests/Projects/\(name)")
    for item in try FileManager.default.contentsOfDirectory(atPath: template.path) {
      try FileManager.default.copyItem(at: template.appending(path: item), to: folder.appending(path: item))
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The repository, found from this file.
  static let repository: URL = {
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/",
      !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
    { folder.deleteLastPathComponent() }
    return folder
  }()

  /// The real tables beside the repository; nil if they are not there.
  static let realTables: URL? = {
    let folder = repository.deletingLastPathComponent().appending(path: "shared/real")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// What a test prints where the real tables are absent.
  static let absence = "skipped: no folder shared/real beside the package"

  /// Links a real table into the project: `link("city-panels/x.xlsx", to: "raw/city-panels/x.xlsx")`.
  func link(_ real: String, to path: String) throws {
    guard let source = Self.realTables?.appending(path: real) else { return }
    let target = folder.appending(path: path)
    try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(at: target, withDestinationURL: source)
  }

  /// Copies the repository's lists of areas into the project.
  func copyAreas() throws {
    try FileManager.default.copyItem(
      at: Self.repository.appending(path: "indicators/areas"), to: folder.appending(path: "indicators/areas"))
  }

  func text(_ path: String) throws -> String { try String(contentsOf: folder.appending(path: path), encoding: .utf8) }

  func write(_ text: String, to path: String) throws {
    let url = folder.appending(path: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// Replaces the only occurrence of a text in a file.
  func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try text(path)
    guard text.components(separatedBy: old).count == 2 else { throw EditError(path: path, text: old) }
    try write(text.replacing(old, with: new), to: path)
  }

  func remove(_ path: String) throws { try FileManager.default.removeItem(at: folder.appending(path: path)) }

  @discardableResult
  func build(threads: Int = 2, force: Bool = false) throws -> Build.Result {
    var options = Build.Options()
    options.threads = threads
    options.force = force
    return try Build(project, options: options).run()
  }

  /// Every file below `output/` with its bytes, by path.
  func output() -> [String: [UInt8]] {
    let files = project.exists("output") ? project.files(below: "output") : []
    return Dictionary(uniqueKeysWithValues: files.map { ($0, project.bytes($0) ?? []) })
  }

  struct EditError: Error {
    var path: String
    var text: String
  }
}
