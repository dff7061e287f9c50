/// Opens XML spreadsheets of 2003: learns the sheets and styles at once and reads the cells of a sheet when it is asked
/// for.
struct SpreadsheetMLReader: Sendable {
  private let source: ByteSource
  let limits: Limits
  let sheets: [SheetInfo]
  let formats: [NumberFormat]
  /// Position in `formats` by the name of a style.
  let formatOfStyle: [String: UInt16]
  let uses1904Dates: Bool

  init(_ source: ByteSource, limits: Limits) throws(SpreadsheetError) {
    self.source = source
    self.limits = limits
    let parser = try SAXParser(part: "", limits: limits)
    let survey = SpreadsheetMLSurvey(parser, limits: limits)
    try parser.parse(source, with: survey)
    sheets = survey.sheetNames.indices.map { index in
      SheetInfo(index: index, name: survey.sheetNames[index], visibility: survey.visibilities[index])
    }
    (formats, formatOfStyle) = survey.formats()
    uses1904Dates = survey.uses1904Dates
  }

  /// Reads the cells of one sheet.
  func readSheet(_ info: SheetInfo) throws(SpreadsheetError) -> Sheet {
    let storage = SheetStorage(
      try read(info, nil), name: info.name, visibility: info.visibility, uses1904Dates: uses1904Dates)
    return Sheet(storage: storage)
  }

  /// The cells of one sheet, or what is left of them where `batches` takes them.
  func read(_ info: SheetInfo, _ batches: BatchReceiver?) throws(SpreadsheetError) -> SheetBuilder {
    do throws(SpreadsheetError) {
      let parser = try SAXParser(part: "", limits: limits)
      let handler = SpreadsheetMLSheet(parser, sheet: info.index, of: self, batches: batches)
      try parser.parse(source, with: handler)
      return handler.takeBuilder()
    } catch {
      var located = error
      located.sheet = info.name
      throw located
    }
  }
}
