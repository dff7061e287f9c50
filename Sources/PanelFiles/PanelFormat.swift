import Compression
import PanelModel

/// A file format a panel can be written in. A new one is a file in `Formats/` and a line in `PanelFormats.all`.
package protocol PanelFormat: Sendable {
  /// The format's name in definitions and on the command line, which is also the file name's extension: `csv.zst`.
  var name: String { get }
  /// The format without its compression, as data packages name it: `csv`.
  var base: String { get }
  /// How the whole file is compressed, as data packages name it: `zst`; nil if it is not.
  var compression: String? { get }
  /// The media type (RFC 6838) of the file before compression.
  var mediaType: String { get }
  /// The bytes of a file with the table; equal input gives equal bytes.
  func write(_ table: DataTable, metadata: FileMetadata) throws -> [UInt8]
}

extension PanelFormat {
  package var compression: String? { nil }
}

/// The formats Almanac writes, in the order their files are listed.
package enum PanelFormats {
  package static let all: [any PanelFormat] = [
    CompressedCSVFormat(),
    ParquetFormat(),
    CSVFormat(),
    GzipCSVFormat(),
    JSONLinesFormat(),
  ]

  /// The format of a name; nil if there is none.
  package static func named(_ name: String) -> (any PanelFormat)? { all.first { $0.name == name } }
}

extension PanelFormats {
  /// The compressor behind the formats, such as `zstd 1.5.4`: equal tables give equal bytes under one version of it.
  package static var compressor: String { "zstd \(Zstd.version)" }
}
