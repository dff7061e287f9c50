/// The numbers and structures of Parquet's footer and page headers (parquet.thrift of Apache Parquet, format 2.6).
enum ParquetType: Int32 {
  case int32 = 1
  case double = 5
  case byteArray = 6
}

enum ParquetEncoding: Int32 {
  case plain = 0
  /// Runs and bit-packed groups: levels.
  case runLength = 3
  /// Indices into a dictionary page.
  case dictionary = 8
}

/// What one column chunk's values are like.
struct ParquetStatistics: Equatable {
  var nullCount: Int64
  /// Least and greatest value in PLAIN form without a length; nil if there is no value or it is a long text.
  var minimum: [UInt8]?
  var maximum: [UInt8]?

  func write(to thrift: inout ThriftCompact) {
    thrift.int64(3, nullCount)
    if let maximum { thrift.binary(5, maximum) }
    if let minimum { thrift.binary(6, minimum) }
    if maximum != nil { thrift.bool(7, true) }
    if minimum != nil { thrift.bool(8, true) }
  }
}

/// A column's part of a row group, once its pages are in the file.
struct ParquetChunk {
  var name: String
  var type: ParquetType
  var valueCount: Int64
  var uncompressedSize: Int64 = 0
  var compressedSize: Int64 = 0
  var dictionaryOffset: Int64?
  var dataOffset: Int64 = 0
  var statistics: ParquetStatistics

  private static let zstd: Int32 = 6

  func write(to thrift: inout ThriftCompact) {
    let values: ParquetEncoding = dictionaryOffset == nil ? .plain : .dictionary
    let encodings: [ParquetEncoding] = dictionaryOffset == nil ? [.plain, .runLength] : [.plain, .runLength, values]
    thrift.int64(2, 0)
    thrift.structure(3) { meta in
      meta.int32(1, type.rawValue)
      meta.int32s(2, encodings.map(\.rawValue))
      meta.texts(3, [name])
      meta.int32(4, Self.zstd)
      meta.int64(5, valueCount)
      meta.int64(6, uncompressedSize)
      meta.int64(7, compressedSize)
      meta.int64(9, dataOffset)
      if let dictionaryOffset { meta.int64(11, dictionaryOffset) }
      meta.structure(12) { statistics.write(to: &$0) }
    }
  }
}

/// Rows of the file that are stored together.
struct ParquetRowGroup {
  var chunks: [ParquetChunk]
  var rowCount: Int64
  var ordinal: Int16

  func write(to thrift: inout ThriftCompact) {
    thrift.structures(1, chunks) { $0.write(to: &$1) }
    thrift.int64(2, chunks.reduce(0) { $0 + $1.uncompressedSize })
    thrift.int64(3, rowCount)
    if let first = chunks.first { thrift.int64(5, first.dictionaryOffset ?? first.dataOffset) }
    thrift.int64(6, chunks.reduce(0) { $0 + $1.compressedSize })
    thrift.int16(7, ordinal)
  }
}

/// The footer: schema, row groups and what the file says about itself.
struct ParquetFooter {
  var columns: [(name: String, type: ParquetType)]
  var rowCount: Int64
  var rowGroups: [ParquetRowGroup]
  var metadata: FileMetadata

  private static let optional: Int32 = 1
  private static let convertedUTF8: Int32 = 0

  func bytes() -> [UInt8] {
    ThriftCompact.structure { file in
      file.int32(1, 2)
      writeSchema(to: &file)
      file.int64(3, rowCount)
      file.structures(4, rowGroups) { $0.write(to: &$1) }
      if !metadata.entries.isEmpty {
        file.structures(5, metadata.entries) { entry, pair in
          pair.text(1, entry.key)
          pair.text(2, entry.value)
        }
      }
      file.text(6, "almanac")
      // Order of values in statistics: the type's own (TypeDefinedOrder), for each column.
      file.structures(7, columns) { _, order in order.structure(1) { _ in } }
    }
  }

  private func writeSchema(to file: inout ThriftCompact) {
    let root = (name: "schema", type: ParquetType?.none)
    file.structures(2, [root] + columns.map { ($0.name, $0.type) }) { element, schema in
      guard let type = element.type else {
        schema.text(4, element.name)
        schema.int32(5, Int32(columns.count))
        return
      }
      schema.int32(1, type.rawValue)
      schema.int32(3, Self.optional)
      schema.text(4, element.name)
      if type == .byteArray {
        schema.int32(6, Self.convertedUTF8)
        schema.structure(10) { logical in logical.structure(1) { _ in } }
      }
    }
  }
}

/// The header before each page.
enum ParquetPageHeader {
  /// A data page (version 1) of `valueCount` values, missing ones counted.
  static func data(_ encoding: ParquetEncoding, valueCount: Int, uncompressed: Int, compressed: Int) -> [UInt8] {
    ThriftCompact.structure { page in
      page.int32(1, 0)
      page.int32(2, Int32(uncompressed))
      page.int32(3, Int32(compressed))
      page.structure(5) { header in
        header.int32(1, Int32(valueCount))
        header.int32(2, encoding.rawValue)
        header.int32(3, ParquetEncoding.runLength.rawValue)
        header.int32(4, ParquetEncoding.runLength.rawValue)
      }
    }
  }

  /// A dictionary page of `valueCount` distinct values.
  static func dictionary(valueCount: Int, uncompressed: Int, compressed: Int) -> [UInt8] {
    ThriftCompact.structure { page in
      page.int32(1, 2)
      page.int32(2, Int32(uncompressed))
      page.int32(3, Int32(compressed))
      page.structure(7) { header in
        header.int32(1, Int32(valueCount))
        header.int32(2, ParquetEncoding.plain.rawValue)
      }
    }
  }
}
