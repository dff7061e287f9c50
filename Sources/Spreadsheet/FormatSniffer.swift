/// The formats a file may have, told from its bytes and never from its name.
public enum FileFormat: String, Sendable, Hashable, CaseIterable {
  case xlsx, delimitedText
  case xls, encryptedWorkbook, xlsb, openDocument, html, spreadsheetML
  case pdf, wordDocument, presentation, rar, sevenZip, gzip, unknown
  /// A web page in one file with its parts (MHTML).
  case webArchive
  case numbers, caj, ofd, richText, image, zip, archive
  case sqlite, access, stata, spss, sas, parquet, json, xml
  case sylk, dif, dBase, lotus, quattro, works
  /// A stand-in for a file that git keeps elsewhere.
  case gitPointer
  /// What spreadsheet programs and Macs put beside a file.
  case lockFile, sideFile
  case program, shortcut

  /// Why a file of this format is not read and what to do, in plain English.
  var refusal: String {
    let save = "open it in a spreadsheet and save it as .xlsx"
    let copy = "copy its table into a spreadsheet and save it as .xlsx"
    return switch self {
    case .xls: "this is an old .xls workbook; \(save)"
    case .encryptedWorkbook: "this workbook is protected by a password; save it without the password"
    case .xlsb: "this is a binary workbook (.xlsb); \(save)"
    case .openDocument: "this is an OpenDocument spreadsheet (.ods); \(save)"
    case .html: "this is a web page with the name of a workbook; \(save)"
    case .webArchive: "this is a web archive (.mht) without a web page that can be read; \(save)"
    case .spreadsheetML: "this is an XML spreadsheet of 2003; \(save)"
    case .pdf: "this is a PDF; \(copy)"
    case .caj: "this is a CAJ document of CNKI; download the table as .xls or .xlsx, or \(copy)"
    case .ofd: "this is an OFD document; \(copy)"
    case .wordDocument: "this is a Word document; \(copy)"
    case .richText: "this is a rich text document (.rtf); \(copy)"
    case .presentation: "this is a presentation; \(copy)"
    case .image: "this is an image; type or recognise its table, check it and save it as .xlsx"
    case .numbers: "this is a document of Apple's Numbers or Pages; export it from there as .xlsx"
    case .rar, .sevenZip, .gzip, .archive: "this is a packed archive (\(rawValue)); unpack it first"
    case .zip: "this is a zip archive and no workbook; unpack it first and read the files in it"
    case .sqlite, .access: "this is a database (\(rawValue)); export the table as .csv"
    case .stata, .spss, .sas, .parquet: "this is a data file of another program (\(rawValue)); export it as .csv"
    case .json, .xml: "this is \(rawValue.uppercased()) data and no table; export the table as .csv or .xlsx"
    case .sylk, .dif, .dBase, .lotus, .quattro, .works: "this is an old spreadsheet or table (\(rawValue)); \(save)"
    case .gitPointer:
      "this only points at a file that git keeps elsewhere; fetch it with `git lfs pull` or `git annex get`"
    case .lockFile: "this is the lock file of a workbook that is open; read the workbook without \"~$\" in its name"
    case .sideFile: "this is the side file of a Mac; read the file without \"._\" in its name"
    case .program: "this is a program; download the table again"
    case .shortcut: "this is a shortcut; read the file it leads to"
    case .xlsx, .delimitedText, .unknown: "this file cannot be read; \(save)"
    }
  }
}

/// Tells the format of a file from its first bytes and, for archives, from what they hold.
enum FormatSniffer {
  /// The format of a file; `.unknown` where it is neither a workbook nor text. Encrypted workbooks and documents of other
  /// programs in a compound file count as `.xls` here: its reader tells them apart.
  static func format(of source: ByteSource) throws(SpreadsheetError) -> FileFormat {
    let start = try source.bytes(at: 0, count: 4_096)
    if let format = FileSignature.format(of: start, fileSize: source.count) { return format }
    // An archive may stand behind other bytes, such as those of a program that unpacks it.
    if try ZipDirectory.find(in: source) != nil { return .xlsx }
    let head = try source.bytes(at: 0, count: 65_536)
    // Text may start with "MZ", but text holds no zeros.
    let isProgram = head.starts(with: [0x4D, 0x5A]) && head.contains(0)
    if isProgram || head.starts(with: [0x7F, 0x45, 0x4C, 0x46]) { return .program }
    if head.allSatisfy({ $0 == 0 }), try isZero(source) {
      throw SpreadsheetError(file: source.name, reason: .onlyZeroBytes)
    }
    if TextSniffer.isUTF32(head) {
      throw SpreadsheetError(file: source.name, reason: .badText(detail: "it is UTF-32, which no portal uses"))
    }
    return try TextSniffer.format(of: head, source)
  }

  private static func isZero(_ source: ByteSource) throws(SpreadsheetError) -> Bool {
    var offset = 0
    while offset < source.count {
      let piece = try source.bytes(at: offset, count: 1 << 20)
      guard !piece.isEmpty, piece.allSatisfy({ $0 == 0 }) else { return false }
      offset += piece.count
    }
    return true
  }

  /// The format of an archive without relationships of its own; nil for one that holds nothing that is known.
  static func otherFormat(of archive: ZipArchive) -> FileFormat? {
    if archive.entry(named: "mimetype") != nil && archive.entry(named: "content.xml") != nil { return .openDocument }
    if archive.entry(named: "OFD.xml") != nil { return .ofd }
    let names = archive.entries.lazy.map { $0.name.lowercased() }
    if names.contains(where: { $0 == "index.zip" || $0.hasSuffix("/index.zip") || $0.hasSuffix(".iwa") }) {
      return .numbers
    }
    let files = [".xlsx", ".xlsm", ".xls", ".et", ".csv", ".txt", ".pdf", ".caj", ".doc", ".docx", ".htm", ".html"]
    return names.contains { name in files.contains { name.hasSuffix($0) } } ? .zip : nil
  }

  /// The format of an Office archive whose main part is no Excel workbook in XML.
  static func otherFormat(ofMainPart part: String) -> FileFormat? {
    let name = part.lowercased()
    if name.hasSuffix(".bin") { return .xlsb }
    if name.hasPrefix("word/") { return .wordDocument }
    return name.hasPrefix("ppt/") ? .presentation : nil
  }
}
