import PanelModel

/// CSV without compression.
package struct CSVFormat: PanelFormat {
  package let name = "csv"
  package let base = "csv"
  package let mediaType = "text/csv"

  package init() {}

  package func write(_ table: DataTable, metadata: FileMetadata) throws -> [UInt8] { try CSVWriter().write(table) }
}
