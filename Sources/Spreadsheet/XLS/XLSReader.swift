/// Opens old workbooks: reads what concerns all sheets at once and a sheet when it is asked for.
struct XLSReader: Sendable {
  let sheets: [SheetInfo]
  private let stream: StreamMap
  private let globals: WorkbookGlobals
  private let limits: Limits
  /// The bytes of the stream each sheet may take: up to the start of the next in the file; empty where an earlier sheet
  /// has the same place, so that no byte is read for two sheets.
  private let places: [Range<Int>]

  /// - Parameter password: tried where the workbook is encrypted.
  init(
    _ source: ByteSource, password: String, limits: Limits
  ) throws(SpreadsheetError) {
    let head = try source.bytes(at: 0, count: CompoundFile.signature.count)
    stream = head == CompoundFile.signature ? try Self.workbookStream(of: source) : StreamMap(whole: source)
    globals = try WorkbookGlobals(stream, password: password, limits: limits)
    self.limits = limits
    sheets = globals.sheets.enumerated().map { index, entry in
      SheetInfo(index: index, name: entry.name, visibility: entry.visibility)
    }
    places = Self.places(globals.sheets.map(\.offset), streamEnd: stream.count)
  }

  private static func places(_ offsets: [Int], streamEnd: Int) -> [Range<Int>] {
    var ends: [Int: Int] = [:]
    var end = streamEnd
    for offset in Set(offsets).sorted(by: >) {
      ends[offset] = end
      end = min(offset, streamEnd)
    }
    return offsets.map { offset in
      let end = ends.updateValue(offset, forKey: offset) ?? offset
      return offset..<max(offset, end)
    }
  }

  var uses1904Dates: Bool { globals.uses1904Dates }

  /// Reads the cells of one sheet. Sheets of charts and macro modules have none.
  func readSheet(_ info: SheetInfo) throws(SpreadsheetError) -> Sheet {
    let storage = SheetStorage(
      try read(info, nil), name: info.name, visibility: info.visibility, uses1904Dates: globals.uses1904Dates)
    return Sheet(storage: storage)
  }

  /// The cells of one sheet, or what is left of them where `batches` takes them.
  func read(_ info: SheetInfo, _ batches: BatchReceiver?) throws(SpreadsheetError) -> SheetBuilder {
    if globals.sheets[info.index].hasNoCells { return SheetBuilder(limits: limits) }
    do throws(SpreadsheetError) {
      let place = places[info.index]
      guard !place.isEmpty || place.lowerBound >= stream.count else {
        let detail = "two sheets are said to start at byte \(place.lowerBound)"
        throw SpreadsheetError(file: stream.source.name, reason: .recordsDamaged(detail: detail))
      }
      var records = WorksheetRecords(stream, globals, at: place, limits: limits, batches: batches)
      try records.read()
      return records.finish()
    } catch {
      var located = error
      located.sheet = info.name
      throw located
    }
  }

  /// The stream of the workbook. A file that holds the forms of two versions has the newer one under `Workbook`.
  private static func workbookStream(of source: ByteSource) throws(SpreadsheetError) -> StreamMap {
    let file = try CompoundFile(source)
    if file.rootStream(named: "EncryptedPackage") != nil {
      throw SpreadsheetError(file: source.name, reason: .unsupportedFormat(.encryptedWorkbook))
    }
    let names = ["Workbook", "Book"]
    if let entry = names.lazy.compactMap({ file.rootStream(named: $0) }).first { return try file.stream(entry) }
    if file.rootStream(named: "WordDocument") != nil {
      throw SpreadsheetError(file: source.name, reason: .unsupportedFormat(.wordDocument))
    }
    if file.rootStream(named: "PowerPoint Document") != nil {
      throw SpreadsheetError(file: source.name, reason: .unsupportedFormat(.presentation))
    }
    if let entry = names.lazy.compactMap({ file.anyStream(named: $0) }).first { return try file.stream(entry) }
    throw SpreadsheetError(file: source.name, reason: .notAWorkbook(detail: "the compound file holds none"))
  }
}
