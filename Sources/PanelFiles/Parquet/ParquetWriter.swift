import Compression
import PanelModel

/// Writes a table as a Parquet file.
///
/// Flat OPTIONAL columns; numbers PLAIN, text by a dictionary for each row group where that is smaller; pages of
/// version 1 compressed by zstd level 3; row groups of 131,072 rows in pages of 20,000; count of missing values,
/// least and greatest value for each column of a row group. Doubles get no dictionary, no delta and no byte-stream
/// split: on rounded yearbook numbers each of these makes files larger. Equal tables give equal bytes.
package struct ParquetWriter: Sendable {
  /// Rows of a row group, but for the last.
  package static let rowGroupSize = 131_072
  /// The zstd level of pages.
  package static let level = 3

  package init() {}

  /// The bytes of the file; `metadata` becomes the footer's keys and values.
  package func write(_ table: DataTable, metadata: FileMetadata = FileMetadata()) throws -> [UInt8] {
    try table.checkWritable()
    var file = Array("PAR1".utf8)
    var groups: [ParquetRowGroup] = []
    for start in stride(from: 0, to: table.rowCount, by: Self.rowGroupSize) {
      let rows = start..<min(start + Self.rowGroupSize, table.rowCount)
      let chunks = try table.columns.map { try Self.append($0, rows, to: &file) }
      groups.append(
        ParquetRowGroup(chunks: chunks, rowCount: Int64(rows.count), ordinal: Int16(clamping: groups.count)))
    }
    let footer = ParquetFooter(
      columns: table.columns.map { ($0.name, $0.type.parquet) }, rowCount: Int64(table.rowCount), rowGroups: groups,
      metadata: metadata
    ).bytes()
    file.append(contentsOf: footer)
    file.append(littleEndian: UInt32(footer.count))
    file.append(contentsOf: "PAR1".utf8)
    return file
  }

  /// Appends the pages of a column for a range of rows.
  private static func append(
    _ column: DataColumn, _ rows: Range<Int>, to file: inout [UInt8]
  ) throws -> ParquetChunk {
    let encoded = ParquetColumn(column.values, rows: rows)
    var chunk = ParquetChunk(
      name: column.name, type: column.type.parquet, valueCount: Int64(rows.count), statistics: encoded.statistics)
    if let dictionary = encoded.dictionary {
      chunk.dictionaryOffset = Int64(file.count)
      try append(dictionary, to: &file, &chunk) {
        ParquetPageHeader.dictionary(valueCount: dictionary.valueCount, uncompressed: $0, compressed: $1)
      }
    }
    chunk.dataOffset = Int64(file.count)
    for page in encoded.pages {
      try append(page, to: &file, &chunk) {
        ParquetPageHeader.data(encoded.encoding, valueCount: page.valueCount, uncompressed: $0, compressed: $1)
      }
    }
    return chunk
  }

  private static func append(
    _ page: ParquetColumn.Page, to file: inout [UInt8], _ chunk: inout ParquetChunk,
    header: (_ uncompressed: Int, _ compressed: Int) -> [UInt8]
  ) throws {
    guard page.bytes.count <= Int(Int32.max) else {
      throw PanelFileError(.tooLarge(limit: Int(Int32.max)), column: chunk.name)
    }
    let compressed = try Zstd.compress(page.bytes, level: level)
    let head = header(page.bytes.count, compressed.count)
    file.append(contentsOf: head)
    file.append(contentsOf: compressed)
    chunk.uncompressedSize += Int64(head.count + page.bytes.count)
    chunk.compressedSize += Int64(head.count + compressed.count)
  }
}

extension ColumnType {
  /// The physical type of the column in a Parquet file.
  var parquet: ParquetType {
    switch self {
    case .int32: .int32
    case .double: .double
    case .text: .byteArray
    }
  }
}
