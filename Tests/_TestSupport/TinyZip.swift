import Compression

/// Writes ZIP archives in memory for tests, honest ones and, on request, dishonest ones.
package struct TinyZip {
  /// One entry; the fields after `content` say what the directory claims where that is not the truth.
  package struct Entry {
    package var name: String
    package var content: [UInt8]
    /// 0 stored, 8 deflate.
    package var method: UInt16 = 8
    package var flags: UInt16 = 0x0800
    /// Claims of the directory; nil for the truth.
    package var claimedChecksum: UInt32?
    package var claimedSize: UInt32?
    package var claimedCompressedSize: UInt32?
    package var claimedOffset: UInt32?
    /// The name in the local header, where it differs.
    package var localName: String?
    /// Sizes and checksum stand behind the data, as streaming writers put them.
    package var hasDataDescriptor = false
    /// Sizes and offset stand in a ZIP64 field.
    package var isZip64 = false

    package init(_ name: String, _ content: String) {
      self.init(name, bytes: Array(content.utf8))
    }

    package init(_ name: String, bytes: [UInt8]) {
      self.name = name
      content = bytes
    }

    /// The same entry after `change`, to build one in place.
    package func with(_ change: (inout Entry) -> Void) -> Entry {
      var copy = self
      change(&copy)
      return copy
    }
  }

  package var entries: [Entry]
  package var comment: [UInt8] = []
  /// Bytes before the archive that its offsets do not count.
  package var prefix: [UInt8] = []
  /// The end record is preceded by its ZIP64 form.
  package var isZip64 = false

  package init(_ entries: [Entry]) {
    self.entries = entries
  }

  /// The archive.
  package func bytes() throws -> [UInt8] {
    var body: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let data = entry.method == 8 ? try Inflater.deflate(entry.content) : entry.content
      let record = Record(entry: entry, compressedSize: data.count, offset: body.count)
      body += record.localHeader + data + record.descriptor
      directory += record.central
    }
    let end = end(directoryAt: body.count, size: directory.count)
    return prefix + body + directory + end
  }

  private func end(directoryAt start: Int, size: Int) -> [UInt8] {
    let count = UInt16(truncatingIfNeeded: entries.count)
    var end: [UInt8] = []
    if isZip64 {
      let count = UInt64(entries.count)
      end += little(UInt32(0x0606_4B50)) + little(UInt64(44)) + little(UInt16(45)) + little(UInt16(45))
      end += little(UInt32(0)) + little(UInt32(0)) + little(count) + little(count)
      end += little(UInt64(size)) + little(UInt64(start))
      end += little(UInt32(0x0706_4B50)) + little(UInt32(0)) + little(UInt64(start + size)) + little(UInt32(1))
    }
    end += little(UInt32(0x0605_4B50)) + little(UInt16(0)) + little(UInt16(0))
    end += little(isZip64 ? 0xFFFF : count) + little(isZip64 ? 0xFFFF : count)
    end += little(isZip64 ? 0xFFFF_FFFF : UInt32(size)) + little(isZip64 ? 0xFFFF_FFFF : UInt32(start))
    return end + little(UInt16(comment.count)) + comment
  }
}

/// The records of one entry.
private struct Record {
  let entry: TinyZip.Entry
  let compressedSize: Int
  let offset: Int

  private var checksum: UInt32 { entry.claimedChecksum ?? CRC32.checksum(entry.content) }
  private var flags: UInt16 { entry.flags | (entry.hasDataDescriptor ? 0x0008 : 0) }

  var localHeader: [UInt8] {
    let name = Array((entry.localName ?? entry.name).utf8)
    let isLate = entry.hasDataDescriptor
    var header = little(UInt32(0x0403_4B50)) + little(UInt16(20)) + little(flags) + little(entry.method)
    header += little(UInt32(0x0021_0000)) + little(isLate ? 0 : checksum)
    header += little(isLate ? 0 : UInt32(compressedSize)) + little(isLate ? 0 : UInt32(entry.content.count))
    return header + little(UInt16(name.count)) + little(UInt16(0)) + name
  }

  var descriptor: [UInt8] {
    guard entry.hasDataDescriptor else { return [] }
    return little(UInt32(0x0807_4B50)) + little(checksum) + little(UInt32(compressedSize))
      + little(UInt32(entry.content.count))
  }

  var central: [UInt8] {
    let name = Array(entry.name.utf8)
    let large: [UInt8] =
      entry.isZip64
      ? little(UInt16(1)) + little(UInt16(24)) + little(UInt64(entry.content.count)) + little(UInt64(compressedSize))
        + little(UInt64(offset)) : []
    var record = little(UInt32(0x0201_4B50)) + little(UInt16(20)) + little(UInt16(20)) + little(flags)
    record += little(entry.method) + little(UInt32(0x0021_0000)) + little(checksum)
    record += little(field(entry.claimedCompressedSize, compressedSize))
    record += little(field(entry.claimedSize, entry.content.count))
    record += little(UInt16(name.count)) + little(UInt16(large.count)) + little(UInt16(0)) + little(UInt16(0))
    record += little(UInt16(0)) + little(UInt32(0)) + little(field(entry.claimedOffset, offset))
    return record + name + large
  }

  private func field(_ claimed: UInt32?, _ truth: Int) -> UInt32 {
    entry.isZip64 ? 0xFFFF_FFFF : claimed ?? UInt32(truth)
  }
}

private func little<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
  withUnsafeBytes(of: value.littleEndian) { Array($0) }
}
