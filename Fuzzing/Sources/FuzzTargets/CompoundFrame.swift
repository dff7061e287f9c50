/// A compound file that is right in all but the stream under test.
enum CompoundFrame {
  private static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  private static let sector = 512
  private static let none: UInt32 = 0xFFFF_FFFF
  private static let endOfChain: UInt32 = 0xFFFF_FFFE
  private static let tableMark: UInt32 = 0xFFFF_FFFD

  /// `input` with the first bytes of a compound file, without which nothing of it would be looked at.
  static func signed(_ input: [UInt8]) -> [UInt8] { signature + input.dropFirst(signature.count) }

  /// A file with one stream, named as BIFF8 names it, or as BIFF5 does where the first byte of `input` is odd; the rest
  /// is its content, or the whole file where the bit beside says so, as in versions before BIFF5.
  static func file(workbook input: [UInt8]) -> [UInt8] {
    if let first = input.first, first & 2 != 0 { return Array(input.dropFirst()) }
    let name = (input.first ?? 0) & 1 == 1 ? "Book" : "Workbook"
    return file(name: name, content: Array(input.dropFirst()))
  }

  /// The stream lies in whole sectors behind the table and the directory; no small sectors are used.
  private static func file(name: String, content: [UInt8]) -> [UInt8] {
    let dataSectors = max(8, (content.count + sector - 1) / sector)
    // Each sector of the table holds 128 entries, its own and that of the directory among them.
    var tableSectors = 1
    while tableSectors * 128 < dataSectors + tableSectors + 1 { tableSectors += 1 }
    var table = [UInt32](repeating: tableMark, count: tableSectors) + [endOfChain]
    let first = UInt32(table.count)
    table += (1..<dataSectors).map { first + UInt32($0) } + [endOfChain]
    table += [UInt32](repeating: none, count: tableSectors * 128 - table.count)
    let padding = [UInt8](repeating: 0, count: dataSectors * sector - content.count)
    // Streams below 4,096 bytes would lie in small sectors; the zeros at the end are no records.
    let size = UInt32(max(content.count, 4_096))
    return header(tableSectors) + table.flatMap(little) + directory(name, first: first, size: size) + content + padding
  }

  private static func header(_ tableSectors: Int) -> [UInt8] {
    var header = signature + [UInt8](repeating: 0, count: 16)
    header += [0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0] + [UInt8](repeating: 0, count: 10)
    let words = [UInt32(tableSectors), UInt32(tableSectors), 0, 4_096, endOfChain, 0, endOfChain, 0]
    header += words.flatMap(little)
    for index in 0..<109 { header += little(index < tableSectors ? UInt32(index) : none) }
    return header
  }

  private static func directory(_ name: String, first: UInt32, size: UInt32) -> [UInt8] {
    entry("Root Entry", kind: 5, child: 1, first: endOfChain, size: 0)
      + entry(name, kind: 2, child: none, first: first, size: size)
      + entry("", kind: 0, child: none, first: 0, size: 0) + entry("", kind: 0, child: none, first: 0, size: 0)
  }

  private static func entry(_ name: String, kind: UInt8, child: UInt32, first: UInt32, size: UInt32) -> [UInt8] {
    var entry = Array(name.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let length = name.isEmpty ? 0 : entry.count + 2
    entry += [UInt8](repeating: 0, count: 64 - entry.count)
    entry += [UInt8(length), 0, kind, 1] + little(none) + little(none) + little(child)
    entry += [UInt8](repeating: 0, count: 36) + little(first) + little(size) + little(0)
    return entry
  }

  private static func little(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
