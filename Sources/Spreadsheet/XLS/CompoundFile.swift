/// A compound file (MS-CFB): a file system in a file, which holds the streams of old Office documents.
///
/// Real files are often slightly off, so that counts of sectors are not believed, the last sector may be cut short and a
/// chain may end before the stated size; what is read is bounded by the bytes that are there. A chain that turns in a
/// circle or leaves the file is an error.
struct CompoundFile: Sendable {
  static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  /// Sector numbers from here on are marks (MS-CFB 2.1): no sector, end of a chain, sectors of the tables themselves.
  private static let firstMark: UInt32 = 0xFFFF_FFFA
  private static let headerSize = 512

  let source: ByteSource
  private let sectorShift: Int
  private let miniShift: Int
  /// Streams smaller than this lie in the small sectors of the root's own stream.
  private let miniCutoff: Int
  /// Sectors of the file, the last one perhaps cut short.
  private let sectorCount: Int
  /// The next sector by sector.
  private var nextSector: [UInt32] = []
  private var nextMiniSector: [UInt32] = []
  private var miniStream: StreamMap
  private(set) var entries: [CompoundEntry] = []

  init(_ source: ByteSource) throws(SpreadsheetError) {
    self.source = source
    let header = try source.bytes(at: 0, count: Self.headerSize)
    guard header.starts(with: Self.signature), header.count == Self.headerSize else {
      throw Self.damaged(source, "the header is cut short")
    }
    let fields = header.withUnsafeBytes { Header(ByteView($0)) }
    (sectorShift, miniShift, miniCutoff) = (fields.sectorShift, fields.miniShift, fields.miniCutoff)
    sectorCount = max(0, (source.count - 1) >> fields.sectorShift)
    miniStream = StreamMap(source)
    try readTable(fields)
    try readDirectory(first: fields.firstDirectorySector)
    if let root = entries.first(where: { $0.kind == .root }) {
      miniStream = (try? map(first: root.firstSector)) ?? StreamMap(source)
      nextMiniSector = (try? readWords(map(first: fields.firstMiniTableSector))) ?? []
    }
  }

  /// The bytes of an entry.
  func stream(_ entry: CompoundEntry) throws(SpreadsheetError) -> StreamMap {
    let isSmall = entry.size < miniCutoff
    let shift = isSmall ? miniShift : sectorShift
    let needed = (entry.size + (1 << shift) - 1) >> shift
    var stream = isSmall ? try miniMap(first: entry.firstSector, needed) : try map(first: entry.firstSector, needed)
    stream.truncate(to: entry.size)
    return stream
  }

  static func damaged(_ source: ByteSource, _ detail: String) -> SpreadsheetError {
    SpreadsheetError(file: source.name, reason: .compoundFileDamaged(detail: detail))
  }

  // MARK: Tables

  /// The fields of the header that are believed (MS-CFB 2.2).
  private struct Header {
    let sectorShift: Int
    let miniShift: Int
    let miniCutoff: Int
    let firstDirectorySector: UInt32
    let firstMiniTableSector: UInt32
    /// The first sector that lists further sectors of the table, and those the header lists itself.
    let firstListSector: UInt32
    let tableSectors: [UInt32]

    init(_ header: ByteView) {
      let shift = header.u16(30)
      sectorShift = shift == 9 || shift == 12 ? shift : (header.u16(26) == 4 ? 12 : 9)
      let mini = header.u16(32)
      miniShift = (4..<sectorShift).contains(mini) ? mini : 6
      let cutoff = Int(header.u32(56))
      miniCutoff = cutoff <= 1 << 16 ? cutoff : 4_096
      firstDirectorySector = header.u32(48)
      firstMiniTableSector = header.u32(60)
      firstListSector = header.u32(68)
      tableSectors = (0..<109).map { header.u32(76 + 4 * $0) }
    }
  }

  /// Gathers the table of next sectors (the FAT) from the sectors the header and its list name.
  private mutating func readTable(_ header: Header) throws(SpreadsheetError) {
    var sectors = header.tableSectors
    var list = header.firstListSector
    var steps = 0
    while Int(list) < sectorCount && list < Self.firstMark {
      guard steps < sectorCount else { throw Self.damaged(source, "the list of its table turns in a circle") }
      steps += 1
      let words = try readWords(sectorMap([list]))
      sectors += words.dropLast()
      list = words.last ?? Self.firstMark
    }
    // The place of a sector in the list says which entries it holds, so that gaps count too.
    let perSector = 1 << (sectorShift - 2)
    let needed = (sectorCount + perSector - 1) / perSector
    for sector in sectors.prefix(needed) {
      if Int(sector) < sectorCount {
        nextSector += try readWords(sectorMap([sector]))
        nextSector += [UInt32](repeating: Self.firstMark, count: -nextSector.count & (perSector - 1))
      } else {
        nextSector += [UInt32](repeating: UInt32.max, count: perSector)
      }
    }
  }

  private mutating func readDirectory(first: UInt32) throws(SpreadsheetError) {
    // A directory whose chain is broken counts as far as it goes.
    let stream = sectorMap(try chain(first, nextSector, count: sectorCount, .max, stopsAtDamage: true))
    var bytes = [UInt8](repeating: 0, count: min(stream.count, CompoundEntry.size * CompoundEntry.maximum))
    var failure: SpreadsheetError?
    bytes.withUnsafeMutableBytes { buffer in
      do throws(SpreadsheetError) { _ = try stream.read(at: 0, into: buffer) } catch { failure = error }
    }
    if let failure { throw failure }
    entries = bytes.withUnsafeBytes { buffer in
      stride(from: 0, through: buffer.count - CompoundEntry.size, by: CompoundEntry.size).map { offset in
        let fields = UnsafeRawBufferPointer(rebasing: buffer[offset..<(offset + CompoundEntry.size)])
        return CompoundEntry(ByteView(fields), hasLargeSizes: sectorShift > 9)
      }
    }
    guard entries.contains(where: { $0.kind != .unused }) else { throw Self.damaged(source, "its directory is empty") }
  }

  // MARK: Chains

  /// The sectors of a chain as a stream.
  private func map(first: UInt32, _ needed: Int = .max) throws(SpreadsheetError) -> StreamMap {
    sectorMap(try chain(first, nextSector, count: sectorCount, needed))
  }

  private func sectorMap(_ sectors: [UInt32]) -> StreamMap {
    var stream = StreamMap(source)
    for sector in sectors {
      let offset = (Int(sector) + 1) << sectorShift
      stream.append(fileOffset: offset, length: min(1 << sectorShift, source.count - offset))
    }
    return stream
  }

  private func miniMap(first: UInt32, _ needed: Int) throws(SpreadsheetError) -> StreamMap {
    let count = (miniStream.count + (1 << miniShift) - 1) >> miniShift
    var stream = StreamMap(source)
    for sector in try chain(first, nextMiniSector, count: count, needed) {
      if let offset = miniStream.fileOffset(of: Int(sector) << miniShift) {
        stream.append(fileOffset: offset, length: min(1 << miniShift, source.count - offset))
      }
    }
    return stream
  }

  /// Follows a chain to its end. What goes wrong after the first `needed` sectors does no harm.
  private func chain(
    _ first: UInt32, _ next: [UInt32], count: Int, _ needed: Int, stopsAtDamage: Bool = false
  ) throws(SpreadsheetError) -> [UInt32] {
    var sectors: [UInt32] = []
    var isVisited = [Bool](repeating: false, count: count)
    var sector = first
    while sector < Self.firstMark && sectors.count < needed {
      if stopsAtDamage && (Int(sector) >= count || isVisited[Int(sector)]) { break }
      guard Int(sector) < count else { throw Self.damaged(source, "sector \(sector) lies past its end") }
      guard !isVisited[Int(sector)] else { throw Self.damaged(source, "a chain of sectors turns in a circle") }
      isVisited[Int(sector)] = true
      sectors.append(sector)
      sector = Int(sector) < next.count ? next[Int(sector)] : UInt32.max
    }
    return sectors
  }

  private func readWords(_ stream: StreamMap) throws(SpreadsheetError) -> [UInt32] {
    var words = [UInt32](repeating: UInt32.max, count: stream.count / 4)
    var failure: SpreadsheetError?
    words.withUnsafeMutableBytes { buffer in
      do throws(SpreadsheetError) { _ = try stream.read(at: 0, into: buffer) } catch { failure = error }
    }
    if let failure { throw failure }
    for index in words.indices { words[index] = UInt32(littleEndian: words[index]) }
    return words
  }
}
