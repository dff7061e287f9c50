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
    // Also encrypted workbooks and documents of other programs, which the reader tells apart.
    (CompoundFile.signature, .xls),
    (Array("%PDF".utf8), .pdf), (Array("Rar!".utf8), .rar), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
    ([0x1F, 0x8B], .gzip),
  ]

  /// The format of a file; `.unknown` where it is neither a workbook nor text.
  static func format(of source: ByteSource) throws(SpreadsheetError) -> FileFormat {
    let head = try source.bytes(at: 0, count: 4_096)
    for signature in signatures where head.starts(with: signature.bytes) { return signature.format }
    if isRecordStream(head) { return .xls }
    // An archive may stand behind other bytes, such as those of a program that unpacks it.
    if try ZipDirectory.find(in: source) != nil { return .xlsx }
    return textFormat(head)
  }

  /// Old workbooks without a compound file around them start with a record whose type tells the version.
  private static func isRecordStream(_ head: [UInt8]) -> Bool {
    head.count >= 8 && head[0] == 0x09 && [0, 2, 4, 8].contains(head[1]) && (4...16).contains(head[2]) && head[3] == 0
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
