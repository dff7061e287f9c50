/// Reads the substream of one sheet: cells, merged ranges, hidden rows and columns. What lies in substreams within it
/// (charts) is passed over.
struct WorksheetRecords: ~Copyable {
  private let globals: WorkbookGlobals
  let limits: Limits
  let version: BIFFVersion
  var reader: RecordReader
  let text: BIFFText
  var builder: SheetBuilder
  let sharedCount: Int
  let hasEmptyShared: Bool
  /// Where the text of the last formula belongs, which follows in a record of its own.
  var formulaText: CellAddress?
  /// Rows found to be hidden, each of which is to be noted once.
  private var isHidden: [Bool] = []
  /// The style of the next BIFF2 cell, where its own field is too small for the number.
  var styleOfNext: Int?

  /// Rows and columns of the largest sheet of these versions.
  private static let maximumCells = 65_536 * 256

  /// - Parameter place: from the start of the sheet in the stream to that of the next one.
  init(
    _ stream: StreamMap, _ globals: WorkbookGlobals, at place: Range<Int>, limits: Limits, batches: BatchReceiver?
  ) {
    self.globals = globals
    self.limits = limits
    // More records than cells are possible only where they hide one another.
    var cellLimits = limits
    cellLimits.cellsPerSheet = min(limits.cellsPerSheet, Self.maximumCells)
    version = globals.version
    reader = RecordReader(stream, key: globals.key, from: place.lowerBound, end: place.upperBound)
    text = BIFFText(version: globals.version, page: globals.page)
    sharedCount = globals.sharedTexts.count
    hasEmptyShared = globals.sharedTexts.hasEmptyText
    builder = SheetBuilder(
      limits: cellLimits, numberFormats: globals.formats.formats, sharedTexts: globals.sharedTexts, batches: batches)
  }

  /// Reads all records. Sheets of charts and macro modules have no cells.
  mutating func read() throws(SpreadsheetError) {
    let place = reader.next
    guard try reader.advance(), let start = SubstreamStart(type: reader.type, reader.body, isBare: false),
      start.kind != .globals || version < .biff5
    else { throw reader.damaged("no sheet starts at byte \(place)") }
    guard start.kind != .chart && start.kind != .module else { return }
    var depth = 1
    while true {
      guard try reader.advance() else { return try checkEnd() }
      if depth == 1, let reason = try take(reader.type) { throw failure(reason) }
      switch reader.type {
      case RecordType.bof, RecordType.bof2, RecordType.bof3, RecordType.bof4: depth += 1
      case RecordType.eof:
        depth -= 1
        if depth == 0 { return }
      default: break
      }
    }
  }

  /// The cells read so far.
  consuming func finish() -> SheetBuilder { builder }

  /// A sheet without an end is whole only where the next one starts or nothing of the stream is missing.
  private func checkEnd() throws(SpreadsheetError) {
    guard reader.isAtNextSheet || reader.isWhole else {
      throw reader.damaged("the sheet has no end, so the file is incomplete")
    }
  }

  private func failure(_ reason: SpreadsheetError.Reason) -> SpreadsheetError {
    var error = reader.failure(reason)
    switch reason {
    case .sharedStringMissing, .badNumber, .badReference, .limitExceeded: error.cell = address
    default: break
    }
    return error
  }

  @inline(__always)
  var address: CellAddress {
    CellAddress(
      row: Int32(truncatingIfNeeded: reader.body.u16(0)), column: Int32(truncatingIfNeeded: reader.body.u16(2)))
  }

  @inline(__always)
  func position(ofStyle style: Int) -> UInt16 { globals.formats.position(ofStyle: style) }

  func position(ofUnstyled format: Int) -> UInt16 { globals.formats.position(ofUnstyled: format) }

  @inline(__always)
  func showsDate(_ position: UInt16) -> Bool { position != 0 && globals.formats.showsDate(position) }

  @inline(__always)
  private mutating func take(_ type: Int) throws(SpreadsheetError) -> SpreadsheetError.Reason? {
    switch type {
    case RecordType.labelShared: return takeLabelShared()
    case RecordType.rk: return takeRK()
    case RecordType.mulRK: return takeMulRK()
    case RecordType.number: return takeNumber(at: 6)
    case RecordType.formula, RecordType.formula3, RecordType.formula4: return takeFormula()
    case RecordType.row: takeRow()
    default: return try takeRare(type)
    }
    return nil
  }

  private mutating func takeRare(_ type: Int) throws(SpreadsheetError) -> SpreadsheetError.Reason? {
    switch type {
    case RecordType.string: return try takeFormulaText(countSize: 2)
    case RecordType.label, RecordType.richString: return try takeLabel(at: 6, countSize: 2)
    case RecordType.boolError: return takeBoolError(at: 6)
    case RecordType.mergedCells: return takeMerges()
    case RecordType.columnInfo: return takeColumns()
    default: return version == .biff2 ? try takeBIFF2(type) : nil
    }
  }

  /// Cells of BIFF2 have three bytes of attributes where later ones have two of a style number.
  private mutating func takeBIFF2(_ type: Int) throws(SpreadsheetError) -> SpreadsheetError.Reason? {
    switch type {
    case RecordType.string2: return try takeFormulaText(countSize: 1)
    case RecordType.label2: return try takeLabel(at: 7, countSize: 1)
    case RecordType.boolError2: return takeBoolError(at: 7)
    case RecordType.number2: return takeNumber(at: 7)
    case RecordType.integer2: return takeInteger()
    case RecordType.styleOfNext2: styleOfNext = reader.body.u16(0)
    default: break
    }
    return nil
  }

  private mutating func takeRow() {
    // The flag of a height of 0, which hides the row (MS-XLS 2.4.220).
    guard reader.body.u16(12) & 0x20 != 0 else { return }
    let row = reader.body.u16(0)
    if isHidden.isEmpty { isHidden = [Bool](repeating: false, count: 1 << 16) }
    if !isHidden[row] { builder.hideRow(Int32(truncatingIfNeeded: row)) }
    isHidden[row] = true
  }

  private mutating func takeColumns() -> SpreadsheetError.Reason? {
    let (first, last) = (reader.body.u16(0), min(reader.body.u16(2), Int(CellAddress.maximumColumns) - 1))
    guard reader.body.u16(8) & 1 != 0, first <= last else { return nil }
    return builder.hideColumns(Int32(truncatingIfNeeded: first)...Int32(truncatingIfNeeded: last))
  }

  private mutating func takeMerges() -> SpreadsheetError.Reason? {
    let count = min(reader.body.u16(0), (reader.body.count - 2) / 8)
    for index in 0..<max(0, count) {
      let fields = 2 + 8 * index
      let lastColumn = Int(CellAddress.maximumColumns) - 1
      let first = CellAddress(row: reader.body.u16(fields), column: min(reader.body.u16(fields + 4), lastColumn))
      let last = CellAddress(row: reader.body.u16(fields + 2), column: min(reader.body.u16(fields + 6), lastColumn))
      if let reason = builder.appendMerge(MergedRange(first, last)) { return reason }
    }
    return nil
  }
}
