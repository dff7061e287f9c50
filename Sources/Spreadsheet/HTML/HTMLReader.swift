/// Reads a web page with tables into one sheet, laid out as spreadsheet programs open it (see `HTMLSheetLayout`).
enum HTMLReader {
  /// Reads the page; `.pageWithoutTable` where no table of it has a cell with text.
  static func read(_ source: ByteSource, limits: Limits) throws(SpreadsheetError) -> Sheet {
    do throws(SpreadsheetError) {
      let page = try page(source, stated: nil, limits: limits)
      guard page.hasTable else { throw SpreadsheetError(reason: .pageWithoutTable(title: page.title)) }
      let name = page.sheets.count == 1 ? page.sheets[0].name : ""
      return try sheet(page, name: name.isEmpty ? DelimitedReader.sheetName(source.name) : name, limits: limits)
    } catch {
      var located = error
      located.file = source.name
      throw located
    }
  }

  /// Reads the tables and texts of a page.
  /// - Parameter stated: the name of the encoding that stands outside the page, if any.
  static func page(_ source: ByteSource, stated: String?, limits: Limits) throws(SpreadsheetError) -> HTMLPage {
    let encoding = try HTMLEncoding.detect(source, stated: stated)
    let decoder = try TextDecoder(source, encoding: encoding, replacesErrors: true)
    let handler = HTMLPageHandler(limits: limits)
    let parser = try HTMLParser(handler)
    var repair = HTMLRepair()
    while let piece = try decoder.next() {
      try repair.mend(piece) { bytes throws(SpreadsheetError) in try parser.feed(bytes) }
    }
    let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    try repair.mend(nothing, isLast: true) { bytes throws(SpreadsheetError) in try parser.feed(bytes) }
    try parser.finish()
    if let byte = decoder.firstError { try refuseBadCells(handler.page, byte, encoding) }
    return handler.page
  }

  static func sheet(_ page: HTMLPage, name: String, limits: Limits) throws(SpreadsheetError) -> Sheet {
    let builder = try HTMLSheetLayout(page, limits: limits).run()
    return Sheet(
      storage: SheetStorage(builder, name: name, visibility: .visible, uses1904Dates: page.uses1904Dates))
  }

  /// Bytes that are no characters do no harm in menus and footers; in a table they would be a wrong text.
  private static func refuseBadCells(
    _ page: HTMLPage, _ byte: Int, _ encoding: TextEncoding
  ) throws(SpreadsheetError) {
    let isBad = page.tokens.contains { token in
      token.kind == .cell
        && page.arena[token.text].withUnsafeBytes { $0.bindMemory(to: UInt8.self).holds("\u{FFFD}") }
    }
    guard isBad else { return }
    let detail =
      "a cell of the page holds bytes that are no characters of \(encoding.rawValue), the first at byte \(byte)"
    throw SpreadsheetError(reason: .badText(detail: detail))
  }
}
