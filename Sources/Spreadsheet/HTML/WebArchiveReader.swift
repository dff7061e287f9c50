/// Reads web archives (.mht), which hold the pages of a workbook in one file: one sheet for each page with a table.
enum WebArchiveReader {
  static func read(_ source: ByteSource, limits: Limits) throws(SpreadsheetError) -> [Sheet] {
    do throws(SpreadsheetError) {
      let bytes = try source.bytes(at: 0, count: source.count)
      let parts = pages(in: WebArchivePart(bytes[...]), limits: limits)
      guard let first = parts.first else { throw SpreadsheetError(reason: .unsupportedFormat(.webArchive)) }
      let main = try page(first, source, limits)
      let named = main.sheets.filter { !$0.target.isEmpty }
      let sheets =
        named.isEmpty ? try allSheets(main, parts, source, limits) : try namedSheets(named, parts, source, limits)
      guard !sheets.isEmpty else { throw SpreadsheetError(reason: .pageWithoutTable(title: main.title)) }
      return sheets
    } catch {
      var located = error
      located.file = source.name
      throw located
    }
  }

  /// The pages of the archive in order; parts may hold parts themselves, a few levels deep.
  private static func pages(in whole: WebArchivePart, limits: Limits) -> [WebArchivePart] {
    var found: [WebArchivePart] = []
    var level = [whole]
    for _ in 0..<4 {
      var next: [WebArchivePart] = []
      for part in level {
        if part.type == "text/html" { found.append(part) }
        next += part.parts(limit: limits.zipEntries)
      }
      level = next
    }
    return found
  }

  /// Pages that the first one names as sheets, under the names it gives them. A sheet without cells has no table.
  private static func namedSheets(
    _ sources: [HTMLSheetSource], _ parts: [WebArchivePart], _ source: ByteSource, _ limits: Limits
  ) throws(SpreadsheetError) -> [Sheet] {
    var sheets: [Sheet] = []
    for entry in sources.prefix(limits.sheets) {
      let file = entry.target.split(separator: "/").last.map { "/\($0)" } ?? entry.target
      guard let part = parts.first(where: { $0.headers["content-location"]?.hasSuffix(file) ?? false }) else {
        throw SpreadsheetError(part: entry.target, sheet: entry.name, reason: .partMissing)
      }
      sheets.append(try HTMLReader.sheet(page(part, source, limits), name: entry.name, limits: limits))
    }
    return sheets
  }

  private static func allSheets(
    _ main: HTMLPage, _ parts: [WebArchivePart], _ source: ByteSource, _ limits: Limits
  ) throws(SpreadsheetError) -> [Sheet] {
    var sheets: [Sheet] = []
    for (index, part) in parts.prefix(limits.sheets).enumerated() {
      let page = index == 0 ? main : try page(part, source, limits)
      guard page.hasTable else { continue }
      let name = page.sheets.first?.name ?? ""
      let plain = sheets.isEmpty ? DelimitedReader.sheetName(source.name) : "Page \(index + 1)"
      sheets.append(try HTMLReader.sheet(page, name: name.isEmpty ? plain : name, limits: limits))
    }
    return sheets
  }

  private static func page(
    _ part: WebArchivePart, _ source: ByteSource, _ limits: Limits
  ) throws(SpreadsheetError) -> HTMLPage {
    let content = part.content
    guard !content.isEmpty else { return HTMLPage() }
    let bytes = try ByteSource(bytes: content, name: source.name, limits: limits)
    return try HTMLReader.page(bytes, stated: part.parameter("charset"), limits: limits)
  }
}
