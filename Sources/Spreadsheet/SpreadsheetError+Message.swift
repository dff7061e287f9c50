extension SpreadsheetError {
  /// What is wrong and what to do, in plain English, without the place.
  public var message: String {
    switch reason {
    case .cannotRead(let detail): "the file cannot be read (\(detail)); check the path and the permissions"
    case .emptyFile: "the file is empty; download it again"
    case .unknownFormat: "this is neither a workbook nor a text table; open it in a spreadsheet and save it as .xlsx"
    case .unsupportedFormat(let format): format.refusal
    case .limitExceeded(let name, let limit): Self.limitMessage(name, limit)
    case .pageWithoutTable(let title):
      "this is a web page without a table\(title.isEmpty ? "" : " (\"\(title)\")"): the download link expired or asks for a"
        + " login; open the link in a browser and download the file again"
    case .oversizedTag:
      "one tag of the page has more than 8 MB or 1,024 attributes, as no real table has it; the page is not read"
    case .onlyZeroBytes: "the file holds nothing but zero bytes, as a broken download leaves it; download it again"
    case .noSuchSheet: "the workbook has no such sheet; `inspect` lists the sheets it has"
    default: partMessage ?? oldWorkbookMessage ?? cellMessage
    }
  }

  private var partMessage: String? {
    let again = "download it again, or open it in a spreadsheet and save it as .xlsx"
    return switch reason {
    case .zipDirectoryMissing: "the archive has no directory at its end, so the file is incomplete; download it again"
    case .zipDamaged(let detail): "the archive is damaged (\(detail)); \(again)"
    case .zipEntryEncrypted: "this part is encrypted; save the workbook without a password"
    case .zipMethodUnknown(let method): "this part is packed with method \(method), which no workbook uses; \(again)"
    case .zipEntryDuplicate: "the archive holds this part twice, so its content is ambiguous; \(again)"
    case .checksumMismatch: "the bytes do not match their checksum; \(again)"
    case .sizeMismatch(let stated): "the part does not have the \(stated) bytes the directory states; \(again)"
    case .deflateDamaged(let detail): "the compressed bytes are damaged (\(detail)); \(again)"
    case .partMissing: "the workbook names this part but does not hold it; \(again)"
    case .targetExternal(let target): "the part lies outside the file (\(target)); external parts are never opened"
    case .targetOutsideArchive(let target): "the target \(target) leads out of the archive and is not followed"
    case .notAWorkbook(let detail): "this is not an Excel workbook (\(detail)); save it as .xlsx"
    case .xmlMalformed(let line, let detail): "the XML is damaged at line \(line) (\(detail)); \(again)"
    case .xmlOversized: "one tag or text of the XML is larger than 10 MB, as no real table has it; the part is not read"
    case .documentType: "the XML declares a document type, which workbooks must not do; the part is not read"
    default: nil
    }
  }

  private var oldWorkbookMessage: String? {
    let again = "download it again, or open it in a spreadsheet and save it as .xlsx"
    let open = "open it with the password in a spreadsheet and save it without one"
    return switch reason {
    case .compoundFileDamaged(let detail): "the file of the old workbook is damaged (\(detail)); \(again)"
    case .recordsDamaged(let detail): "the records of the old workbook are damaged (\(detail)); \(again)"
    case .passwordProtected: "this workbook is encrypted with a password; \(open)"
    case .obfuscated: "this workbook is protected by a password in the manner of Excel 95; \(open)"
    case .unknownCodePage(let page):
      "the texts are in code page \(page), which is unknown here; open the file in a spreadsheet and save it as .xlsx"
    default: nil
    }
  }

  private var cellMessage: String {
    let mend = "open the workbook in a spreadsheet, mend the cell and save it"
    return switch reason {
    case .badReference(let text): "\"\(text)\" is no cell reference; \(mend)"
    case .badNumber(let text): "\"\(text)\" stands in a number cell but is no number; \(mend)"
    case .badBoolean(let text): "\"\(text)\" stands in a true/false cell; \(mend)"
    case .badDate(let text): "\"\(text)\" stands in a date cell but is no ISO 8601 date; \(mend)"
    case .sharedStringMissing(let text): "the cell names shared text \"\(text)\", which the workbook lacks; \(mend)"
    case .unknownCellType(let text): "the cell type \"\(text)\" is unknown; \(mend)"
    case .badText(let detail): "the text cannot be decoded (\(detail)); save the file as UTF-8"
    case .rowOutOfOrder: "this row comes after a later one, so the sheet cannot be read in batches; read it whole"
    default: "the file cannot be read"
    }
  }

  private static func limitMessage(_ name: Limits.Name, _ limit: Int) -> String {
    let what =
      switch name {
      case .fileSize: "the file is larger than \(limit) bytes"
      case .zipEntries: "the archive has more than \(limit) entries"
      case .partSize: "the part expands to more than \(limit) bytes"
      case .inflateRatio: "the part expands to more than \(limit) times its size, as no real table does"
      case .sheets: "the workbook has more than \(limit) sheets"
      case .cellsPerSheet: "the sheet has more than \(limit) non-empty cells"
      case .charactersPerCell: "a cell holds more than \(limit) characters"
      case .textSize: "the text is larger than \(limit) bytes in all"
      case .sharedStrings: "the workbook has more than \(limit) shared strings"
      case .mergedRanges: "the sheet has more than \(limit) merged ranges"
      case .xmlDepth: "the XML is nested deeper than \(limit) elements"
      case .styles: "the workbook has more than \(limit) cell formats"
      }
    return "\(what); raise the limit with \(name.flag) if the file is to be trusted"
  }
}
