/// What a workbook says of a sheet before its cells are read.
public struct SheetInfo: Sendable, Hashable {
  /// Position in the workbook, from 0.
  public let index: Int
  /// The name on its tab.
  public let name: String
  /// Whether it shows in the tabs.
  public let visibility: SheetVisibility
  /// It does not show in the tabs.
  public var isHidden: Bool { visibility != .visible }
}

/// An opened workbook or text table. A sheet is read each time it is asked for and is not kept.
///
/// Workbooks may be opened and their sheets read on several threads at once.
public struct Workbook: Sendable {
  enum Content: Sendable {
    case xlsx(XLSXReader)
    case xls(XLSReader)
    case delimited(DelimitedReader)
    case spreadsheetML(SpreadsheetMLReader)
    case loaded([Sheet])
  }

  let content: Content
  /// The file as the caller named it.
  public let file: String
  /// What the file turned out to be.
  public let format: FileFormat
  /// The sheets in the order of the workbook, hidden ones included.
  public let sheetInfos: [SheetInfo]
  /// Serials of dates count from 1904 and not from 1900.
  public let uses1904Dates: Bool

  /// Opens a file. Throws where it cannot be read, is damaged, of another format, or beyond `limits`.
  public static func open(path: String, limits: Limits = .standard) throws(SpreadsheetError) -> Workbook {
    try Workbook(ByteSource(path: path, limits: limits), limits: limits)
  }

  /// Opens bytes in memory; `name` stands for the file in messages.
  public static func open(
    bytes: [UInt8], name: String, limits: Limits = .standard
  ) throws(SpreadsheetError) -> Workbook {
    try Workbook(ByteSource(bytes: bytes, name: name, limits: limits), limits: limits)
  }

  /// Opens an old workbook with a password of its own, where Excel's is not the one.
  package static func open(path: String, password: String) throws(SpreadsheetError) -> Workbook {
    try Workbook(ByteSource(path: path, limits: .standard), password: password, limits: .standard)
  }

  /// - Parameter usesScanners: false makes the XML parser read everything, for comparison.
  init(
    _ source: ByteSource, password: String = WorkbookKey.defaultPassword, limits: Limits, usesScanners: Bool = true
  ) throws(SpreadsheetError) {
    file = source.name
    format = try FormatSniffer.format(of: source)
    switch format {
    case .xlsx:
      let reader = try XLSXReader(ZipArchive(source, limits: limits), usesScanners: usesScanners)
      content = .xlsx(reader)
      sheetInfos = reader.sheets
      uses1904Dates = reader.uses1904Dates
    case .xls:
      let reader = try XLSReader(source, password: password, limits: limits)
      content = .xls(reader)
      sheetInfos = reader.sheets
      uses1904Dates = reader.uses1904Dates
    case .delimitedText:
      let reader = try DelimitedReader(source, limits: limits)
      content = .delimited(reader)
      sheetInfos = [SheetInfo(index: 0, name: reader.sheetName, visibility: .visible)]
      uses1904Dates = false
    case .html:
      let sheet = try HTMLReader.read(source, limits: limits)
      content = .loaded([sheet])
      sheetInfos = [SheetInfo(index: 0, name: sheet.name, visibility: .visible)]
      uses1904Dates = sheet.storage.uses1904Dates
    case .webArchive:
      let sheets = try WebArchiveReader.read(source, limits: limits)
      content = .loaded(sheets)
      sheetInfos = sheets.indices.map { SheetInfo(index: $0, name: sheets[$0].name, visibility: .visible) }
      uses1904Dates = sheets.first?.storage.uses1904Dates ?? false
    case .spreadsheetML:
      let reader = try SpreadsheetMLReader(source, limits: limits)
      content = .spreadsheetML(reader)
      sheetInfos = reader.sheets
      uses1904Dates = reader.uses1904Dates
    case .unknown:
      throw SpreadsheetError(file: source.name, reason: .unknownFormat)
    default:
      throw SpreadsheetError(file: source.name, reason: .unsupportedFormat(format))
    }
  }

  /// Names of the sheets in the order of the workbook, hidden ones included.
  public var sheetNames: [String] { sheetInfos.map(\.name) }

  /// Reads a sheet by its position; `.noSuchSheet` where there is none.
  public func sheet(at index: Int) throws(SpreadsheetError) -> Sheet {
    guard sheetInfos.indices.contains(index) else {
      throw SpreadsheetError(file: file, sheet: "\(index + 1)", reason: .noSuchSheet)
    }
    switch content {
    case .xlsx(let reader): return try reader.readSheet(sheetInfos[index])
    case .xls(let reader): return try reader.readSheet(sheetInfos[index])
    case .spreadsheetML(let reader): return try reader.readSheet(sheetInfos[index])
    case .delimited(let reader): return try reader.readSheet()
    case .loaded(let sheets): return sheets[index]
    }
  }

  /// Reads the first sheet of a name, exactly or else but for case; `.noSuchSheet` where there is none.
  public func sheet(named name: String) throws(SpreadsheetError) -> Sheet {
    try sheet(at: sheetInfo(named: name).index)
  }

  /// What is known of the first sheet of a name, exactly or else but for case; `.noSuchSheet` where there is none.
  public func sheetInfo(named name: String) throws(SpreadsheetError) -> SheetInfo {
    let info =
      sheetInfos.first { $0.name == name } ?? sheetInfos.first { $0.name.lowercased() == name.lowercased() }
    guard let info else { throw SpreadsheetError(file: file, sheet: name, reason: .noSuchSheet) }
    return info
  }

  /// True for a cell that shows a date, a time or a duration.
  public func isDate(_ cell: Cell) -> Bool { cell.kind == .date }
}
