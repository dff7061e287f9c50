import Compression
import Definitions
import PanelFiles
import PanelModel

/// Reads a panel that a build has written.
package enum BuiltPanelFile {
  /// The table of `output/panels/PANEL/panel.csv.zst`.
  package static func read(_ project: Project, panel: String) throws -> DataTable {
    try read(project, panel: panel, file: "panel.csv.zst")
  }

  /// A table of a panel's folder: `NAME.csv.zst` or `NAME.csv`.
  package static func read(_ project: Project, panel: String, file: String) throws -> DataTable {
    let path = "output/panels/\(panel)/\(file)"
    guard let bytes = project.bytes(path) else {
      let built = project.exists("output/panels") ? project.files(below: "output/panels").compactMap(folderName) : []
      throw PipelineError.message(
        "There is no built panel '\(panel)'",
        remedy: Array(Set(built)).isEmpty
          ? "Run: almanac build" : Suggestions.sentence(for: panel, among: Array(Set(built)).sorted()))
    }
    let plain = file.hasSuffix(".zst") ? try Zstd.decompress(bytes, maxSize: 1 << 32) : bytes
    return try CSVReader().read(plain, file: path)
  }

  private static func folderName(_ path: String) -> String? {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[2]) : nil
  }
}
