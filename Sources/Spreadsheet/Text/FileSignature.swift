/// The first bytes by which binary formats, and some formats in text, are told.
enum FileSignature {
  private static let signatures: [(bytes: [UInt8], format: FileFormat)] = [
    ([0x50, 0x4B, 0x03, 0x04], .xlsx), ([0x50, 0x4B, 0x05, 0x06], .xlsx),
    (CompoundFile.signature, .xls),
    (Array("%PDF".utf8), .pdf), (Array("CAJ\0".utf8), .caj), (Array("{\\rtf".utf8), .richText),
    (Array("Rar!".utf8), .rar), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip), ([0x1F, 0x8B], .gzip),
    ([0x28, 0xB5, 0x2F, 0xFD], .archive), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], .archive),
    (Array("MSCF\0".utf8), .archive), ([0x04, 0x22, 0x4D, 0x18], .archive), ([0x1F, 0x9D], .archive),
    ([0x89, 0x50, 0x4E, 0x47], .image), ([0xFF, 0xD8, 0xFF], .image), (Array("GIF8".utf8), .image),
    (Array("II*\0".utf8), .image), (Array("MM\0*".utf8), .image), (Array("AT&TFORM".utf8), .image),
    (Array("SQLite format 3\0".utf8), .sqlite), ([0, 1, 0, 0] + Array("Standard ".utf8), .access),
    (Array("<stata_dta>".utf8), .stata), (Array("$FL2@(#)".utf8), .spss), (Array("$FL3@(#)".utf8), .spss),
    (Array("HEADER RECORD*******LIB".utf8), .sas), (Array("ARROW1\0\0".utf8), .parquet),
    (Array("TABLE\r\n0,1\r\n".utf8), .dif), (Array("TABLE\n0,1\n".utf8), .dif),
    ([0, 0, 2, 0, 0x04, 0x04], .lotus), ([0, 0, 2, 0, 0x06, 0x04], .lotus), ([0, 0, 0x1A, 0], .lotus),
    ([0, 0, 2, 0], .quattro), ([0xFF, 0, 2, 0, 0x04, 0x04], .works),
    (Array("version https://git-lfs".utf8), .gitPointer), (Array("/annex/objects/".utf8), .gitPointer),
    ([0, 5, 0x16, 7], .sideFile), ([0x4C, 0, 0, 0, 1, 0x14, 2, 0], .shortcut),
    (Array("[InternetShortcut]".utf8), .shortcut),
  ]

  /// The format the first bytes tell; nil where they tell none.
  static func format(of head: [UInt8], fileSize: Int) -> FileFormat? {
    for signature in signatures where head.starts(with: signature.bytes) { return signature.format }
    if head.starts(with: "BZh".utf8), head.dropFirst(4).starts(with: "1AY&SY".utf8) { return .archive }
    if head.starts(with: "PAR1".utf8), head.count > 4, head[4] < 0x20, ![9, 10, 13].contains(head[4]) {
      return .parquet
    }
    if isRecordStream(head) { return .xls }
    if isCAJ(head) { return .caj }
    if isSYLK(head) { return .sylk }
    if isDBase(head) { return .dBase }
    if isLockFile(head, fileSize) { return .lockFile }
    if isStata(head) { return .stata }
    if isSAS(head) { return .sas }
    if head.count > 262, head[257..<262].elementsEqual("ustar".utf8) { return .archive }
    return isImage(head) ? .image : nil
  }

  /// Old workbooks without a compound file around them start with a record whose type tells the version.
  private static func isRecordStream(_ head: [UInt8]) -> Bool {
    head.count >= 8 && head[0] == 0x09 && [0, 2, 4, 8].contains(head[1]) && (4...16).contains(head[2]) && head[3] == 0
  }

  /// CNKI's other documents have short signatures that Chinese text could start with, but no text goes on like them.
  private static func isCAJ(_ head: [UInt8]) -> Bool {
    let isBinary = head.prefix(64).contains { $0 < 0x20 && ![9, 10, 13].contains($0) }
    let names: [[UInt8]] = [Array("KDH ".utf8), Array("HN".utf8), Array("NH".utf8), Array("TEB".utf8), [0xC8]]
    return isBinary && TextEncoding.guess(head) == nil && names.contains { head.starts(with: $0) }
  }

  /// The first line names the program, as could a header "ID;Population"; each line starts with a letter and a semicolon.
  private static func isSYLK(_ head: [UInt8]) -> Bool {
    guard head.starts(with: "ID;P".utf8) else { return false }
    let lines = head.prefix(1_024).split { $0 == 10 || $0 == 13 }.dropFirst().prefix(2)
    return !lines.isEmpty
      && lines.allSatisfy { line in
        let kind = line.prefix { $0 != UInt8(ascii: ";") }
        return kind.count < line.count && (1...2).contains(kind.count) && kind.allSatisfy { (65...90).contains($0) }
      }
  }

  /// A version, a date, the length of a header of 32-byte fields, and reserved zeros.
  private static func isDBase(_ head: [UInt8]) -> Bool {
    let versions: [UInt8] = [0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0x8E, 0xCB, 0xF5, 0xFB]
    guard head.count >= 32, versions.contains(head[0]), (1...12).contains(head[2]), (1...31).contains(head[3]) else {
      return false
    }
    let header = Int(head[8]) | Int(head[9]) << 8
    return header >= 33 && head[12] == 0 && head[13] == 0 && head[30] == 0 && head[31] == 0
  }

  /// The name of whoever has the workbook open, once in bytes padded with blanks and once in UTF-16.
  private static func isLockFile(_ head: [UInt8], _ fileSize: Int) -> Bool {
    guard fileSize == 165, head.count == 165, head[0] <= 54 else { return false }
    return head[54] == 0x20 && head[55] <= 54 && head[56] == 0
  }

  /// Versions 105 to 115: a version, the order of bytes, 1 and 0.
  private static func isStata(_ head: [UInt8]) -> Bool {
    guard head.count > 60, (105...115).contains(head[0]) else { return false }
    return (1...2).contains(head[1]) && head[2] == 1 && head[3] == 0
  }

  private static func isSAS(_ head: [UInt8]) -> Bool {
    head.count > 32 && head[..<12].allSatisfy { $0 == 0 } && head[12..<16].elementsEqual([0xC2, 0xEA, 0x81, 0x60])
  }

  private static func isImage(_ head: [UInt8]) -> Bool {
    guard head.count > 30 else { return false }
    if head.starts(with: "BM".utf8), head[6..<10].elementsEqual([0, 0, 0, 0]) { return true }
    if head.starts(with: "RIFF".utf8), head[8..<12].elementsEqual("WEBP".utf8) { return true }
    return head[4..<8].elementsEqual("ftyp".utf8) && head[0] == 0
  }
}
