import CLibXML2

/// Follows the parts of an XML spreadsheet that its readers share: where sheets start and end.
class SpreadsheetMLHandler: SAXHandler {
  let names: SpreadsheetMLNames
  /// Position of the sheet that is being read; -1 before the first.
  private(set) final var sheetIndex = -1
  /// Nothing that follows matters.
  final var isDone = false

  init(_ parser: SAXParser) {
    names = SpreadsheetMLNames(parser)
  }

  override func start(_ element: XMLElement) {
    if depth == 1 {
      let isWorkbook = element.name == names.workbook && element.namespace == names.spreadsheet
      if !isWorkbook { fail(.notAWorkbook(detail: "the XML is no spreadsheet of 2003")) }
    } else if depth == 2 && element.name == names.worksheet && element.namespace == names.spreadsheet {
      sheetIndex += 1
    }
  }
}

/// The names of XML spreadsheets as one parser keeps them.
struct SpreadsheetMLNames {
  let spreadsheet, excel: XMLName
  let workbook, worksheet, table, column, row, cell, data: XMLName
  let index, span, hidden, mergeAcross, mergeDown, style, type, name, id, parent, format: XMLName
  let styles, numberFormat, options, visible, excelWorkbook, date1904: XMLName

  init(_ parser: SAXParser) {
    spreadsheet = parser.name("urn:schemas-microsoft-com:office:spreadsheet")
    excel = parser.name("urn:schemas-microsoft-com:office:excel")
    (workbook, worksheet, table) = (parser.name("Workbook"), parser.name("Worksheet"), parser.name("Table"))
    (column, row, cell, data) = (parser.name("Column"), parser.name("Row"), parser.name("Cell"), parser.name("Data"))
    (index, span, hidden) = (parser.name("Index"), parser.name("Span"), parser.name("Hidden"))
    (mergeAcross, mergeDown) = (parser.name("MergeAcross"), parser.name("MergeDown"))
    (style, type, name) = (parser.name("StyleID"), parser.name("Type"), parser.name("Name"))
    (id, parent, format) = (parser.name("ID"), parser.name("Parent"), parser.name("Format"))
    (styles, numberFormat) = (parser.name("Styles"), parser.name("NumberFormat"))
    (options, visible) = (parser.name("WorksheetOptions"), parser.name("Visible"))
    (excelWorkbook, date1904) = (parser.name("ExcelWorkbook"), parser.name("Date1904"))
  }

  /// The value of an attribute of the spreadsheet's namespace, or of none, as some writers leave it out.
  func value(_ name: XMLName, of element: XMLElement) -> UnsafeBufferPointer<UInt8>? {
    for index in 0..<element.attributeCount where element.attributeName(index) == name {
      if element.isUnqualified(index) || element.attributeNamespace(index) == spreadsheet {
        return element.attributeValue(index)
      }
    }
    return nil
  }

  /// The same as text. The parser hands over every "&" as "&#38;".
  func text(_ name: XMLName, of element: XMLElement) -> String? {
    value(name, of: element).map { String(decoding: $0, as: UTF8.self).replacing("&#38;", with: "&") }
  }
}

extension SAXParser {
  /// Parses a file that is XML itself, up to its end or until the handler needs no more. Blanks before the XML
  /// declaration are passed over: pages that write workbooks often print some.
  func parse(_ source: ByteSource, with handler: SpreadsheetMLHandler) throws(SpreadsheetError) {
    attach(handler)
    defer { detach(handler) }
    let head = try source.bytes(at: 0, count: 4_096)
    let mark = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var offset = head[mark...].firstIndex { $0 > 0x20 } ?? 0
    while offset < source.count && !handler.isDone {
      let piece = try source.bytes(at: offset, count: 65_536)
      guard !piece.isEmpty else { break }
      piece.withUnsafeBufferPointer { feed($0) }
      try check(handler, source)
      offset += piece.count
    }
    if !handler.isDone { finish() }
    try check(handler, source)
  }

  private func check(_ handler: SpreadsheetMLHandler, _ source: ByteSource) throws(SpreadsheetError) {
    guard !handler.isDone || handler.failure != nil, var failure = failure(of: handler) else { return }
    failure.file = source.name
    throw failure
  }
}
