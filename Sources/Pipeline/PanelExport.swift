import Definitions
import Foundation
import PanelFiles
import PanelModel

/// A built panel in another format.
package enum PanelExport {
  /// The bytes of a panel in a format, and a name for the file.
  package static func make(
    _ project: Project, panel: String, format name: String
  ) throws -> (name: String, bytes: [UInt8]) {
    guard let format = PanelFormats.named(name) else {
      throw PipelineError.message(
        "'\(name)' is not a format", remedy: Suggestions.sentence(for: name, among: PanelFormats.all.map(\.name)))
    }
    let table = try BuiltPanelFile.read(project, panel: panel)
    return ("\(panel).\(format.name)", try format.write(table, metadata: FileMetadata()))
  }

  /// Writes a file whole or not at all.
  package static func write(_ bytes: [UInt8], to path: String) throws {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw PipelineError.message("\(path) cannot be written", remedy: "Check the folder and its permissions.")
    }
  }
}
