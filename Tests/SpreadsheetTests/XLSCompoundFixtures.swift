/// Makes compound files (MS-CFB) in memory: streams in the root folder, small ones in the root's own stream.
struct TinyCompound {
  var streams: [(name: String, bytes: [UInt8])]
  /// 9 for sectors of 512 bytes (version 3), 12 for 4,096 (version 4).
  var sectorShift = 9
  /// Streams below this lie in small sectors.
  var cutoff = 4_096
  /// The first stream lies in a folder of the root, as embedded documents do.
  var hasFolder = false

  private static let endOfChain = 0xFFFF_FFFE
  private static let free = 0xFFFF_FFFF

  init(_ streams: [(String, [UInt8])]) { self.streams = streams }

  private var sectorSize: Int { 1 << sectorShift }

  private func padded(_ bytes: [UInt8], to size: Int) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: (size - bytes.count % size) % size)
  }

  var bytes: [UInt8] {
    var body: [UInt8] = []
    var table: [Int] = []
    /// Adds bytes as a chain of sectors and returns the first.
    func add(_ bytes: [UInt8]) -> Int {
      guard !bytes.isEmpty else { return Self.endOfChain }
      let first = table.count
      body += padded(bytes, to: sectorSize)
      let count = (bytes.count + sectorSize - 1) / sectorSize
      table += (1...count).map { $0 == count ? Self.endOfChain : first + $0 }
      return first
    }
    var small: [UInt8] = []
    var smallTable: [Int] = []
    let starts = streams.map { stream in
      guard stream.bytes.count < cutoff else { return add(stream.bytes) }
      let first = smallTable.count
      let count = (stream.bytes.count + 63) / 64
      small += padded(stream.bytes, to: 64)
      if count > 0 { smallTable += (1...count).map { $0 == count ? Self.endOfChain : first + $0 } }
      return first
    }
    let smallStart = add(small)
    let smallTableStart = add(smallTable.flatMap { BIFF.u32($0) })
    let directoryStart = add(directory(starts, smallStart, small.count))
    // The table of sectors, which lists its own too.
    let perSector = sectorSize / 4
    var tableSectors = 0
    while tableSectors * perSector < table.count + tableSectors { tableSectors += 1 }
    let firstTableSector = table.count
    table += [Int](repeating: 0xFFFF_FFFD, count: tableSectors)
    table += [Int](repeating: Self.free, count: tableSectors * perSector - table.count)
    body += table.flatMap { BIFF.u32($0) }
    let list = (0..<109).map { $0 < tableSectors ? firstTableSector + $0 : Self.free }
    return header(directoryStart, smallTableStart, tableSectors, list) + body
  }

  private func header(_ directory: Int, _ smallTable: Int, _ tableSectors: Int, _ list: [Int]) -> [UInt8] {
    var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
    header +=
      BIFF.u16(0x3E) + BIFF.u16(sectorShift == 9 ? 3 : 4) + BIFF.u16(0xFFFE) + BIFF.u16(sectorShift) + BIFF.u16(6)
    header += [UInt8](repeating: 0, count: 10) + BIFF.u32(tableSectors) + BIFF.u32(directory) + BIFF.u32(0)
    header += BIFF.u32(cutoff) + BIFF.u32(smallTable) + BIFF.u32(1) + BIFF.u32(Self.endOfChain) + BIFF.u32(0)
    header += list.flatMap { BIFF.u32($0) }
    return padded(header, to: sectorSize)
  }

  private func directory(_ starts: [Int], _ smallStart: Int, _ smallSize: Int) -> [UInt8] {
    func entry(_ name: String, _ kind: UInt8, right: Int, child: Int, _ start: Int, _ size: Int) -> [UInt8] {
      var entry = padded(BIFF.utf16(name), to: 64)
      entry += BIFF.u16(name.utf16.count * 2 + 2) + [kind, 1] + BIFF.u32(Self.free) + BIFF.u32(right) + BIFF.u32(child)
      return entry + [UInt8](repeating: 0, count: 36) + BIFF.u32(start) + BIFF.u32(size) + BIFF.u32(0)
    }
    var entries = entry("Root Entry", 5, right: Self.free, child: 1, smallStart, smallSize)
    if hasFolder { entries += entry("MBD0001", 1, right: streams.count > 1 ? 3 : Self.free, child: 2, 0, 0) }
    for (position, stream) in streams.enumerated() {
      let isAlone = position == streams.count - 1 || (hasFolder && position == 0)
      let next = position + (hasFolder ? 3 : 2)
      entries += entry(
        stream.name, 2, right: isAlone ? Self.free : next, child: Self.free, starts[position], stream.bytes.count)
    }
    return padded(entries, to: sectorSize)
  }
}
