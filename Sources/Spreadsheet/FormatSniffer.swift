/// The formats a file may have, told from its bytes and never from its name.
public enum FileFormat: String, Sendable, Hashable, CaseIterable {
  case xlsx, delimitedText
  case xls, encryptedWorkbook, xlsb, openDocument, html, spreadsheetML
  case pdf, wordDocument, presentation, rar, sevenZip, gzip, unknown

  /// Why a file of this format is not read and what to do, in plain English.
  var refusal: String {
    let save = "open it in a spreadsheet and save it as .xlsx"
    return switch self {
    case .xls: "this is an old .xls workbook; \(save)"
    case .encryptedWorkbook: "this workbook is protected by a password; save it without the password"
    case .xlsb: "this is a binary workbook (.xlsb); \(save)"
    case .openDocument: "this is an OpenDocument spreadsheet (.ods); \(save)"
    case .html: "this is a web page with the name of a workbook; \(save)"
    case .spreadsheetML: "this is an XML spreadsheet of 2003; \(save)"
    case .pdf: "this is a PDF; copy its table into a spreadsheet and save it as .xlsx"
    case .wordDocument: "this is a Word document; copy its table into a spreadsheet and save it as .xlsx"
    case .presentation: "this is a presentation; copy its table into a spreadsheet and save it as .xlsx"
    case .rar, .sevenZip, .gzip: "this is a packed archive (\(rawValue)); unpack it first"
    case .xlsx, .delimitedText, .unknown: "this file cannot be read; \(save)"
    }
  }
}

/// Tells the format of a file from its first bytes and, for archives, from what they hold.
enum FormatSniffer {
  private static let signatures: [(bytes: [UInt8], format: FileFormat)] = [
    ([0x50, 0x4B, 0x03, 0x04], .xlsx), ([0x50, 0x4B, 0x05, 0x06], .xlsx),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .xls),
    (Array("%PDF".utf8), .pdf), (Array("Rar!".utf8), .rar), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
    ([0x1F, 0x8B], .gzip),
    // BIFF2, BIFF3 and BIFF4 without a compound file around them.
    ([0x09, 0x00, 0x04, 0x00], .xls), ([0x09, 0x02, 0x06, 0x00], .xls), ([0x09, 0x04, 0x06, 0x00], .xls),
  ]

  /// The format of a file; `.unknown` where it is neither a workbook nor text.
  static func format(of source: ByteSource) throws(SpreadsheetError) -> FileFormat {
    let head = try source.bytes(at: 0, count: 4_096)
    for signature in signatures where head.starts(with: signature.bytes) {
      guard signature.format == .xls, head.first == 0xD0 else { return signature.format }
      return try isEncryptedWorkbook(source) ? .encryptedWorkbook : .xls
    }
    // An archive may stand behind other bytes, such as those of a program that unpacks it.
    if try ZipDirectory.find(in: source) != nil { return .xlsx }
    return textFormat(head)
  }

  private static func textFormat(_ head: [UInt8]) -> FileFormat {
    let encoding = TextEncoding.guess(head)
    if head.contains(0) && encoding == nil { return .unknown }
    let letters = head.filter { $0 != 0 && $0 < 0x80 }
    let text = String(decoding: letters, as: UTF8.self).lowercased().drop { $0.isWhitespace }
    if text.contains("urn:schemas-microsoft-com:office:spreadsheet") && text.hasPrefix("<?xml") {
      return .spreadsheetML
    }
    let marks = ["<html", "<!doctype html", "<table", "<meta", "<head", "<body"]
    if text.hasPrefix("<") && marks.contains(where: { text.contains($0) }) { return .html }
    if text.hasPrefix("<?xml") { return .unknown }
    if encoding == .utf16LittleEndian || encoding == .utf16BigEndian { return .delimitedText }
    let controls = head.filter { $0 < 0x20 && ![9, 10, 12, 13, 0].contains($0) }.count
    return controls * 100 > head.count ? .unknown : .delimitedText
  }

  /// The names of streams in a compound file are UTF-16; an encrypted workbook holds one named EncryptedPackage.
  private static func isEncryptedWorkbook(_ source: ByteSource) throws(SpreadsheetError) -> Bool {
    let name = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    // The directory may stand anywhere; entries are aligned to 128 bytes.
    var offset = 512
    while offset < source.count {
      let piece = try source.bytes(at: offset, count: 1 << 20)
      for entry in stride(from: 0, to: piece.count - name.count, by: 128) where piece[entry...].starts(with: name) {
        return true
      }
      offset += 1 << 20
    }
    return false
  }

  /// The format of an archive without relationships of its own.
  static func otherFormat(of archive: ZipArchive) -> FileFormat? {
    archive.entry(named: "mimetype") != nil && archive.entry(named: "content.xml") != nil ? .openDocument : nil
  }

  /// The format of an Office archive whose main part is no Excel workbook in XML.
  static func otherFormat(ofMainPart part: String) -> FileFormat? {
    let name = part.lowercased()
    if name.hasSuffix(".bin") { return .xlsb }
    if name.hasPrefix("word/") { return .wordDocument }
    return name.hasPrefix("ppt/") ? .presentation : nil
  }
}
