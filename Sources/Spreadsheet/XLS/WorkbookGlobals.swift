/// What the first substream of an old workbook says of the whole: sheets, texts, formats, dates, code page and key.
struct WorkbookGlobals: Sendable {
  /// A sheet as the workbook lists it (BoundSheet8, MS-XLS 2.4.28).
  struct SheetEntry: Sendable {
    let name: String
    let visibility: SheetVisibility
    /// Where the sheet's substream starts.
    let offset: Int
    /// A chart or a module of macros.
    var hasNoCells = false
  }

  private(set) var version = BIFFVersion.biff8
  private(set) var sheets: [SheetEntry] = []
  private(set) var uses1904Dates = false
  private(set) var page = CodePage.western
  private(set) var sharedTexts = StringPool()
  private(set) var formats = CellFormats(codes: [:], styles: [], hasBuiltIns: true)
  private(set) var key: WorkbookKey?

  private var codes: [Int: String] = [:]
  private var styles: [Int] = []

  /// - Parameter password: tried where the workbook is encrypted.
  init(_ stream: StreamMap, password: String, limits: Limits) throws(SpreadsheetError) {
    var reader = RecordReader(stream)
    guard try reader.advance(), let start = SubstreamStart(type: reader.type, reader.body, isBare: stream.isBare)
    else {
      throw reader.damaged("they do not start as a workbook does")
    }
    version = start.version
    var text = BIFFText(version: version, page: page)
    var depth = 1
    while depth > 0 {
      guard try reader.advance() else {
        if reader.isWhole && (!sheets.isEmpty || start.kind == .worksheet) { break }
        throw reader.damaged("the workbook has no end, so the file is incomplete")
      }
      switch reader.type {
      case RecordType.bof, RecordType.bof2, RecordType.bof3, RecordType.bof4: depth += 1
      case RecordType.eof: depth -= 1
      default:
        if depth == 1 { try take(&reader, &text, password, limits) }
      }
    }
    // Before BIFF5, and rarely later, a file is one sheet with its formats in it.
    if start.kind == .worksheet || start.kind == .macros || (version < .biff5 && sheets.isEmpty) {
      sheets = [SheetEntry(name: "Sheet 1", visibility: .visible, offset: 0)]
    }
    formats = CellFormats(codes: codes, styles: styles, hasBuiltIns: version >= .biff5)
    (codes, styles) = ([:], [])
  }

  private mutating func take(
    _ reader: inout RecordReader, _ text: inout BIFFText, _ password: String, _ limits: Limits
  ) throws(SpreadsheetError) {
    switch reader.type {
    case RecordType.filePass:
      let key: WorkbookKey
      switch FilePass.key(reader.body, version: version, password: password) {
      case .success(let found): key = found
      case .failure(let refusal): throw reader.failure(refusal.reason)
      }
      self.key = key
      reader.decrypt(with: key)
    case RecordType.dateMode: uses1904Dates = reader.body.u16(0) == 1
    case RecordType.codePage where version < .biff8:
      // Stands before all names and formats.
      page = CodePage(reader.body.u16(0))
      text = BIFFText(version: version, page: page)
    case RecordType.sharedStrings: sharedTexts = try SharedTextTable.read(&reader, text, limits: limits)
    case RecordType.boundSheet where version >= .biff5: try takeSheet(&reader, text, limits)
    case RecordType.sheetHeader where version == .biff4: try takeEmbeddedSheet(&reader, text, limits)
    case RecordType.format, RecordType.format2: try takeFormat(&reader, text, limits)
    case RecordType.xf, RecordType.xf2, RecordType.xf3, RecordType.xf4: try takeStyle(&reader, limits)
    default: break
    }
  }

  private mutating func add(
    _ entry: SheetEntry, _ reader: borrowing RecordReader, _ limits: Limits
  ) throws(SpreadsheetError) {
    guard sheets.count < limits.sheets else { throw reader.failure(.limitExceeded(.sheets, limit: limits.sheets)) }
    sheets.append(entry)
  }

  private mutating func takeSheet(
    _ reader: inout RecordReader, _ text: BIFFText, _ limits: Limits
  ) throws(SpreadsheetError) {
    guard reader.body.count >= 7 else { throw reader.damaged("the list of sheets is damaged") }
    let visibility: SheetVisibility =
      switch reader.body.u8(4) & 3 {
      case 1: .hidden
      case 2: .veryHidden
      default: .visible
      }
    let offset = Int(reader.body.u32(0))
    let hasNoCells = [2, 6].contains(reader.body.u8(5))
    reader.position = 6
    let name = try text.string(&reader, countSize: 1)
    try add(SheetEntry(name: name, visibility: visibility, offset: offset, hasNoCells: hasNoCells), reader, limits)
  }

  /// A workbook of BIFF4 holds its sheets one after the other, each behind a record with its length and name.
  private mutating func takeEmbeddedSheet(
    _ reader: inout RecordReader, _ text: BIFFText, _ limits: Limits
  ) throws(SpreadsheetError) {
    let length = Int(reader.body.u32(0))
    let offset = reader.next
    reader.position = 4
    let name = try text.string(&reader, countSize: 1)
    try add(SheetEntry(name: name, visibility: .visible, offset: offset), reader, limits)
    reader.jump(to: offset &+ length)
  }

  private mutating func takeFormat(
    _ reader: inout RecordReader, _ text: BIFFText, _ limits: Limits
  ) throws(SpreadsheetError) {
    guard codes.count < limits.styles else { throw reader.failure(.limitExceeded(.styles, limit: limits.styles)) }
    // Before BIFF5, formats are numbered as they come.
    let id = version >= .biff5 ? reader.body.u16(0) : codes.count
    reader.position = reader.type == RecordType.format ? 2 : 0
    let code = try text.string(&reader, countSize: version == .biff8 ? 2 : 1)
    codes[id] = code
  }

  private mutating func takeStyle(_ reader: inout RecordReader, _ limits: Limits) throws(SpreadsheetError) {
    guard styles.count < limits.styles else { throw reader.failure(.limitExceeded(.styles, limit: limits.styles)) }
    switch reader.type {
    case RecordType.xf2: styles.append(reader.body.u8(2) & 0x3F)
    case RecordType.xf3, RecordType.xf4: styles.append(reader.body.u8(1))
    default: styles.append(reader.body.u16(2))
    }
  }
}
