import PanelModel

/// Parquet, with the file's metadata in its footer.
package struct ParquetFormat: PanelFormat {
  package let name = "parquet"
  package let base = "parquet"
  package let mediaType = "application/vnd.apache.parquet"

  package init() {}

  package func write(_ table: DataTable, metadata: FileMetadata) throws -> [UInt8] {
    try ParquetWriter().write(table, metadata: metadata)
  }
}
