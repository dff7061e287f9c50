/// The directory of a ZIP archive and the way to its entries; nothing is expanded until an entry is opened.
struct ZipArchive: Sendable {
  let source: ByteSource
  let limits: Limits
  /// In the order of the directory.
  let entries: [ZipEntry]
  /// Positions in `entries` by lower-case name: part names do not distinguish case.
  private let index: [String: Int]
  private let base: Int

  /// Reads the directory. Throws `.zipDirectoryMissing` for a file cut short, `.zipDamaged` for false records and
  /// `.limitExceeded(.zipEntries)`.
  init(_ source: ByteSource, limits: Limits) throws(SpreadsheetError) {
    guard let directory = try ZipDirectory.find(in: source) else {
      throw SpreadsheetError(file: source.name, reason: .zipDirectoryMissing)
    }
    guard directory.entryCount <= limits.zipEntries else {
      throw SpreadsheetError(file: source.name, reason: .limitExceeded(.zipEntries, limit: limits.zipEntries))
    }
    var entries = try Self.readEntries(directory, source, limits)
    var index: [String: Int] = [:]
    for position in entries.indices {
      let key = entries[position].name.lowercased()
      if let first = index[key] {
        entries[first].isDuplicate = true
      } else {
        index[key] = position
      }
    }
    self.source = source
    self.limits = limits
    self.entries = entries
    self.index = index
    base = directory.base
  }

  /// The entry of a part name without a leading "/"; case does not count.
  func entry(named name: String) -> ZipEntry? {
    index[name.lowercased()].map { entries[$0] }
  }

  /// Opens an entry for reading; `.partMissing` when there is none of that name.
  func open(_ name: String) throws(SpreadsheetError) -> ZipEntryReader {
    guard let entry = entry(named: name) else {
      throw SpreadsheetError(file: source.name, part: name, reason: .partMissing)
    }
    func fail(_ reason: SpreadsheetError.Reason) -> SpreadsheetError {
      SpreadsheetError(file: source.name, part: entry.name, reason: reason)
    }
    if entry.isDuplicate { throw fail(.zipEntryDuplicate) }
    if entry.isEncrypted { throw fail(.zipEntryEncrypted) }
    guard entry.method == 0 || entry.method == 8 else { throw fail(.zipMethodUnknown(Int(entry.method))) }
    let (start, overflow) = entry.headerOffset.addingReportingOverflow(base)
    guard !overflow, start <= source.count - 30 else {
      throw fail(.zipDamaged(detail: "an entry lies behind the end"))
    }
    let header = LittleEndianBytes(bytes: try source.bytes(at: start, count: 30))
    guard header.uint32(0) == 0x0403_4B50 else { throw fail(.zipDamaged(detail: "an entry has no local header")) }
    let nameLength = Int(header.uint16(26))
    guard try source.bytes(at: start + 30, count: nameLength) == entry.nameBytes else {
      throw fail(.zipDamaged(detail: "directory and local header name different parts"))
    }
    let data = start + 30 + nameLength + Int(header.uint16(28))
    guard data <= source.count, entry.compressedSize <= source.count - data else {
      throw fail(.zipDamaged(detail: "an entry reaches behind the end"))
    }
    return try ZipEntryReader(entry, source: source, at: data, limits: limits)
  }

  private static func readEntries(
    _ directory: ZipDirectory, _ source: ByteSource, _ limits: Limits
  ) throws(SpreadsheetError) -> [ZipEntry] {
    let damaged = SpreadsheetError(file: source.name, reason: .zipDamaged(detail: "its directory is incomplete"))
    // A record has 46 bytes and three fields of up to 65,535, but real ones are short: 4 KiB each are plenty.
    guard directory.size <= max(1, directory.entryCount) * 4_096 + 65_536 else { throw damaged }
    let bytes = LittleEndianBytes(bytes: try source.bytes(at: directory.start, count: directory.size))
    var entries: [ZipEntry] = []
    entries.reserveCapacity(directory.entryCount)
    var position = 0
    while entries.count < directory.entryCount {
      guard position + 46 <= bytes.bytes.count, bytes.uint32(position) == 0x0201_4B50 else { throw damaged }
      let nameEnd = position + 46 + Int(bytes.uint16(position + 28))
      let extraEnd = nameEnd + Int(bytes.uint16(position + 30))
      let end = extraEnd + Int(bytes.uint16(position + 32))
      guard end <= bytes.bytes.count else { throw damaged }
      guard let entry = ZipEntry(bytes, at: position, nameEnd: nameEnd, extraEnd: extraEnd) else { throw damaged }
      entries.append(entry)
      position = end
    }
    return entries
  }
}

extension ZipEntry {
  /// Reads a central record; nil when a ZIP64 size is missing or out of range.
  fileprivate init?(_ bytes: LittleEndianBytes, at position: Int, nameEnd: Int, extraEnd: Int) {
    var sizes = [
      Int(bytes.uint32(position + 24)), Int(bytes.uint32(position + 20)), Int(bytes.uint32(position + 42)),
    ]
    // The ZIP64 field holds, in this order, those of the three that do not fit into 32 bits.
    var field = nameEnd
    while sizes.contains(0xFFFF_FFFF), field + 4 <= extraEnd {
      let length = Int(bytes.uint16(field + 2))
      let end = min(field + 4 + length, extraEnd)
      if bytes.uint16(field) == 1 {
        var cursor = field + 4
        for which in sizes.indices where sizes[which] == 0xFFFF_FFFF {
          guard cursor + 8 <= end, let value = Int(exactly: bytes.uint64(cursor)) else { return nil }
          sizes[which] = value
          cursor += 8
        }
        break
      }
      field += 4 + length
    }
    nameBytes = Array(bytes.bytes[(position + 46)..<nameEnd])
    // Some Windows writers separate folders with a backslash.
    name = String(decoding: nameBytes.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }, as: UTF8.self)
    flags = bytes.uint16(position + 8)
    method = bytes.uint16(position + 10)
    checksum = bytes.uint32(position + 16)
    (size, compressedSize, headerOffset) = (sizes[0], sizes[1], sizes[2])
  }
}
