/// One entry of a ZIP directory, as the central directory states it.
struct ZipEntry: Sendable {
  /// The name with "/" between folders, as stored otherwise.
  let name: String
  let nameBytes: [UInt8]
  let flags: UInt16
  /// 0 stored, 8 deflate.
  let method: UInt16
  let checksum: UInt32
  let compressedSize: Int
  let size: Int
  /// Where the local header starts, counted from the start of the archive.
  let headerOffset: Int
  /// Another entry has the same name.
  var isDuplicate = false

  var isEncrypted: Bool { flags & 0x2041 != 0 }
}

/// Little-endian numbers out of a run of bytes whose length the caller has checked.
struct LittleEndianBytes {
  let bytes: [UInt8]

  func uint16(_ offset: Int) -> UInt16 { UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8 }
  func uint32(_ offset: Int) -> UInt32 { UInt32(uint16(offset)) | UInt32(uint16(offset + 2)) << 16 }
  func uint64(_ offset: Int) -> UInt64 { UInt64(uint32(offset)) | UInt64(uint32(offset + 4)) << 32 }
}
