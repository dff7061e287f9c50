/// Opens .xlsx and .xlsm archives: finds the parts at once and reads a sheet when it is asked for.
struct XLSXReader: Sendable {
  let archive: ZipArchive
  let uses1904Dates: Bool
  let styles: Styles
  let sharedTexts: StringPool
  let sheets: [SheetInfo]
  /// The part of each sheet, or what is wrong with it: one bad sheet does not keep the others from being read. Nil for
  /// modules of old macros, which stand among the sheets but have no part.
  private let parts: [Result<String?, SpreadsheetError>]

  /// Plain parts are read the quick way.
  private let usesScanners: Bool

  init(_ archive: ZipArchive, usesScanners: Bool = true) throws(SpreadsheetError) {
    self.usesScanners = usesScanners
    self.archive = archive
    let main = try Self.mainPart(of: archive)
    let workbook = try WorkbookPart(part: main, in: archive)
    let relationships = try Relationships(of: main, in: archive)
    uses1904Dates = workbook.uses1904Dates
    if let part = try Self.part(ofKind: "styles", relationships, archive) {
      styles = try Styles(part: part, in: archive)
    } else {
      styles = Styles()
    }
    if let part = try Self.part(ofKind: "sharedStrings", relationships, archive) {
      sharedTexts = try SharedStrings.read(part, in: archive, usesScanner: usesScanners)
    } else {
      sharedTexts = StringPool()
    }
    sheets = workbook.sheets.enumerated().map { index, entry in
      SheetInfo(index: index, name: entry.name, visibility: entry.visibility)
    }
    parts = workbook.sheets.map { entry in
      Result { () throws(SpreadsheetError) in
        if entry.relationshipID == "" { return nil }
        guard let relationship = entry.relationshipID.flatMap(relationships.relationship) else {
          throw SpreadsheetError(file: archive.source.name, part: main, sheet: entry.name, reason: .partMissing)
        }
        return try relationships.part(of: relationship, in: archive)
      }
    }
  }

  /// Reads the cells of one sheet. Charts, dialogs and modules have none.
  func readSheet(_ info: SheetInfo) throws(SpreadsheetError) -> Sheet {
    let storage = SheetStorage(
      try read(info, nil), name: info.name, visibility: info.visibility, uses1904Dates: uses1904Dates)
    return Sheet(storage: storage)
  }

  /// The cells of one sheet, or what is left of them where `batches` takes them.
  func read(_ info: SheetInfo, _ batches: BatchReceiver?) throws(SpreadsheetError) -> SheetBuilder {
    do throws(SpreadsheetError) {
      guard let part = try parts[info.index].get() else {
        return WorksheetCells(workbook: self, batches: batches).takeBuilder()
      }
      if usesScanners, let builder = try readPlain(part, batches) { return builder }
      if batches?.thrown != nil { throw SpreadsheetError(reason: .cannotRead(detail: "reading was stopped")) }
      let parser = try SAXParser(part: part, limits: archive.limits)
      let handler = WorksheetPart(parser, workbook: self, batches: batches)
      try parser.parse(archive.open(part), with: handler)
      return handler.takeBuilder()
    } catch {
      var located = error
      located.file = archive.source.name
      located.sheet = info.name
      throw located
    }
  }

  /// The quick way; nil where the part is unusual or false and must be read by the parser alone.
  private func readPlain(_ part: String, _ batches: BatchReceiver?) throws(SpreadsheetError) -> SheetBuilder? {
    let parser = try SAXParser(part: part, limits: archive.limits)
    let handler = WorksheetPart(parser, workbook: self, batches: batches)
    let scanner = RowScanner(handler.cells)
    return parser.parse(try archive.open(part), with: handler, inside: scanner) ? handler.takeBuilder() : nil
  }

  /// The scanner reads the rows of a sheet to their end.
  func isPlain(_ info: SheetInfo) throws(SpreadsheetError) -> Bool {
    guard let part = try parts[info.index].get() else { return false }
    let parser = try SAXParser(part: part, limits: archive.limits)
    let handler = WorksheetPart(parser, workbook: self, batches: nil)
    let scanner = RowScanner(handler.cells)
    return parser.parse(try archive.open(part), with: handler, inside: scanner) && scanner.isDone
  }

  /// The workbook part, found through the package's relationships and never by its usual name alone.
  private static func mainPart(of archive: ZipArchive) throws(SpreadsheetError) -> String {
    let relationships = try Relationships(of: "", in: archive)
    guard let relationship = relationships.first(ofKind: "officeDocument") else {
      if let format = FormatSniffer.otherFormat(of: archive) {
        throw SpreadsheetError(file: archive.source.name, reason: .unsupportedFormat(format))
      }
      let detail = "the archive names no main document"
      throw SpreadsheetError(file: archive.source.name, reason: .notAWorkbook(detail: detail))
    }
    let part = try relationships.part(of: relationship, in: archive)
    if let format = FormatSniffer.otherFormat(ofMainPart: part) {
      throw SpreadsheetError(file: archive.source.name, reason: .unsupportedFormat(format))
    }
    return part
  }

  /// The part of a kind that a workbook may lack; nil also where the relationship leads to nothing.
  private static func part(
    ofKind kind: String, _ relationships: Relationships, _ archive: ZipArchive
  ) throws(SpreadsheetError) -> String? {
    guard let relationship = relationships.first(ofKind: kind) else { return nil }
    let part = try relationships.part(of: relationship, in: archive)
    return archive.entry(named: part) == nil ? nil : part
  }
}
