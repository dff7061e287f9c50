/// Where the central directory of a ZIP archive lies, read from the records at the end of the file.
struct ZipDirectory {
  /// Position of the first central record in the file.
  let start: Int
  let size: Int
  let entryCount: Int
  /// Bytes before the archive proper (a self-extracting stub); stated offsets count from there.
  let base: Int

  private static let endSignature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
  private static let centralSignature: UInt32 = 0x0201_4B50

  /// Nil when the file has no end record that points at a directory.
  static func find(in source: ByteSource) throws(SpreadsheetError) -> ZipDirectory? {
    // Nearly all archives end with their end record; only others are worth a longer look. The record has 22 bytes and a
    // comment of up to 65,535; some more room allows for bytes added behind it.
    if let exact = try find(in: source, lastBytes: 22, allowsMore: false) { return exact }
    return try find(in: source, lastBytes: 131_072, allowsMore: true)
  }

  /// Looks for the end record from the end of the file backwards; the first that fits the file exactly is taken, or else,
  /// where `allowsMore`, the first with further bytes behind it.
  private static func find(
    in source: ByteSource, lastBytes: Int, allowsMore: Bool
  ) throws(SpreadsheetError) -> ZipDirectory? {
    let tailStart = max(0, source.count - lastBytes)
    let tail = try source.bytes(at: tailStart, count: source.count - tailStart)
    let reader = LittleEndianBytes(bytes: tail)
    var loose: ZipDirectory?
    var position = tail.count - 22
    while position >= 0 {
      defer { position -= 1 }
      guard tail[position] == 0x50, tail[position..<(position + 4)].elementsEqual(endSignature) else { continue }
      let end = position + 22 + Int(reader.uint16(position + 20))
      guard end <= tail.count, let found = try read(at: tailStart + position, reader, position, source) else {
        continue
      }
      if end == tail.count { return found }
      if loose == nil { loose = found }
    }
    return allowsMore ? loose : nil
  }

  private static func read(
    at position: Int, _ reader: LittleEndianBytes, _ offset: Int, _ source: ByteSource
  ) throws(SpreadsheetError) -> ZipDirectory? {
    var count = Int(reader.uint16(offset + 10))
    var size = Int(reader.uint32(offset + 12))
    var start = Int(reader.uint32(offset + 16))
    var end = position
    if count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF,
      let large = try readLarge(before: position, source)
    {
      (count, size, start, end) = large
    }
    // Stated positions may all be short by the length of a stub before the archive.
    guard size >= 0, start >= 0, size <= end, start <= end - size else { return nil }
    for base in [end - size - start, 0] {
      if count == 0 && size == 0 { return ZipDirectory(start: start, size: 0, entryCount: 0, base: base) }
      let signature = try source.bytes(at: base + start, count: 4)
      if signature.count == 4, LittleEndianBytes(bytes: signature).uint32(0) == centralSignature {
        return ZipDirectory(start: base + start, size: size, entryCount: count, base: base)
      }
    }
    return nil
  }

  /// The ZIP64 end record: count, size and start of the directory, and the position of the record.
  private static func readLarge(
    before position: Int, _ source: ByteSource
  ) throws(SpreadsheetError) -> (Int, Int, Int, Int)? {
    guard position >= 20 else { return nil }
    let locator = LittleEndianBytes(bytes: try source.bytes(at: position - 20, count: 20))
    guard locator.uint32(0) == 0x0706_4B50, let offset = Int(exactly: locator.uint64(8)) else { return nil }
    // The record stands right before its locator unless it carries an extension; a stub moves both.
    for candidate in [offset, position - 20 - 56] where candidate >= 0 && candidate < position {
      let bytes = try source.bytes(at: candidate, count: 56)
      guard bytes.count == 56 else { continue }
      let record = LittleEndianBytes(bytes: bytes)
      guard record.uint32(0) == 0x0606_4B50, let count = Int(exactly: record.uint64(32)),
        let size = Int(exactly: record.uint64(40)), let start = Int(exactly: record.uint64(48))
      else { continue }
      return (count, size, start, candidate)
    }
    return nil
  }
}
