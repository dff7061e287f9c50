import PanelFiles
import PanelModel

/// A table as it was written: the file and what the data package and the codebook say of it.
struct TableResource {
  /// Name of the table; several formats of one table share it.
  let name: String
  let title: Title
  let table: DataTable
  let key: [String]
  let format: any PanelFormat
  let file: EmittedFile
  /// The text columns hold letters of the observation status.
  var isStatus = false

  /// Writes the table as `NAME.FORMAT`.
  init(
    _ name: String, _ title: Title, _ table: DataTable, key: [String], format: any PanelFormat,
    metadata: FileMetadata = FileMetadata()
  ) throws {
    self.name = name
    self.title = title
    self.table = table
    self.key = key
    self.format = format
    file = EmittedFile(name: "\(name).\(format.name)", bytes: try format.write(table, metadata: metadata))
  }
}
