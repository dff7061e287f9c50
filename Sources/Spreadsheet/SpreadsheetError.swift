/// Why a file could not be read: what, where, and what to do about it.
public struct SpreadsheetError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong, with the data a caller may want to switch over.
  public enum Reason: Sendable, Hashable {
    // The file as a whole
    case cannotRead(detail: String)
    case emptyFile
    case unknownFormat
    case unsupportedFormat(FileFormat)
    case limitExceeded(Limits.Name, limit: Int)
    /// A web page whose tables, if it has any, hold no text.
    case pageWithoutTable(title: String)
    /// One tag of a web page has more bytes or attributes than any table needs.
    case oversizedTag
    /// The file has its size but nothing was written into it.
    case onlyZeroBytes
    // The ZIP archive
    case zipDirectoryMissing
    case zipDamaged(detail: String)
    case zipEntryEncrypted
    case zipMethodUnknown(Int)
    case zipEntryDuplicate
    case checksumMismatch
    case sizeMismatch(stated: Int)
    case deflateDamaged(detail: String)
    // The parts of the workbook
    case partMissing
    case targetExternal(target: String)
    case targetOutsideArchive(target: String)
    case notAWorkbook(detail: String)
    case xmlMalformed(line: Int, detail: String)
    /// One tag, text or comment is larger than the parser takes (10 MB).
    case xmlOversized
    case documentType
    // Old workbooks (.xls)
    case compoundFileDamaged(detail: String)
    case recordsDamaged(detail: String)
    case passwordProtected
    /// Protected by the oldest method, with a password.
    case obfuscated
    case unknownCodePage(Int)
    // The cells
    case noSuchSheet
    case badReference(String)
    case badNumber(String)
    case badBoolean(String)
    case badDate(String)
    case sharedStringMissing(String)
    case unknownCellType(String)
    case badText(detail: String)
    /// A row comes after a later one, so that the sheet cannot be handed over in batches of rows.
    case rowOutOfOrder
  }

  /// The file as the caller named it.
  public var file: String
  /// The part of the archive, such as "xl/worksheets/sheet1.xml".
  public var part: String?
  /// The sheet by its name.
  public var sheet: String?
  /// The cell, where the trouble stands in one.
  public var cell: CellAddress?
  /// What went wrong.
  public let reason: Reason

  /// An error with as much of its place as is known.
  public init(
    file: String = "", part: String? = nil, sheet: String? = nil, cell: CellAddress? = nil, reason: Reason
  ) {
    self.file = file
    self.part = part
    self.sheet = sheet
    self.cell = cell
    self.reason = reason
  }

  /// File, sheet, cell and part, as far as they are known: "gdp.xlsx ! Sheet1 ! C7 (xl/worksheets/sheet1.xml)".
  public var place: String {
    var words = [file]
    if let sheet { words.append(sheet) }
    if let cell { words.append(cell.description) }
    let path = words.filter { !$0.isEmpty }.joined(separator: " ! ")
    return part.map { path.isEmpty ? $0 : "\(path) (\($0))" } ?? path
  }

  /// Place and message in one line.
  public var description: String { place.isEmpty ? message : "\(place): \(message)" }
}
