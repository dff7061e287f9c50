import Compression
import PanelModel

/// CSV compressed by gzip, for programs that cannot read zstd (a plain R or pandas).
package struct GzipCSVFormat: PanelFormat {
  package static let level = 9

  package let name = "csv.gz"
  package let base = "csv"
  package let compression: String? = "gz"
  package let mediaType = "text/csv"

  package init() {}

  package func write(_ table: DataTable, metadata: FileMetadata) throws -> [UInt8] {
    try Gzip.compress(try CSVWriter().write(table), level: Self.level)
  }
}
