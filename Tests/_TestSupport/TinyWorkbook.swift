/// Makes small .xlsx files in memory for tests.
///
/// `TinyWorkbook(sheets: [.init("GDP", rows: [["城市", "GDP"], ["北京", 1.5], ["上海", nil]])]).bytes()`
package struct TinyWorkbook {
  /// What stands in a cell; literals of strings, numbers, booleans and nil may be used.
  package enum Value: ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
  {
    case empty
    case text(String)
    case inlineText(String)
    /// The digits go into the file as they are.
    case number(String)
    case boolean(Bool)
    case error(String)
    /// A number with a style; style n + 1 is format n of the workbook.
    case styled(String, style: Int)
    /// A whole `<c>` element.
    case raw(String)

    package init(stringLiteral value: String) { self = .text(value) }
    package init(floatLiteral value: Double) { self = .number("\(value)") }
    package init(integerLiteral value: Int) { self = .number("\(value)") }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    package init(nilLiteral: ()) { self = .empty }
  }

  /// One sheet: rows from row 1 on, or the XML of the whole part.
  package struct Sheet {
    package var name: String
    package var rows: [[Value]]
    /// Merged ranges such as "A1:B1".
    package var merges: [String]
    /// "visible", "hidden" or "veryHidden".
    package var state: String
    /// Rows to be marked hidden, from 0.
    package var hiddenRows: Set<Int>
    /// The part as it is, in place of all the above but name and state.
    package var xml: String?

    package init(
      _ name: String, rows: [[Value]] = [], merges: [String] = [], state: String = "visible", hiddenRows: Set<Int> = [],
      xml: String? = nil
    ) {
      self.name = name
      self.rows = rows
      self.merges = merges
      self.state = state
      self.hiddenRows = hiddenRows
      self.xml = xml
    }

    /// A sheet whose `<sheetData>` holds `data` and which ends with `tail`.
    package init(_ name: String, data: String, tail: String = "") {
      self.init(name, xml: "<worksheet xmlns=\"\(Self.main)\"><sheetData>\(data)</sheetData>\(tail)</worksheet>")
    }

    /// The transitional namespace of workbooks.
    package static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  }

  package var sheets: [Sheet]
  /// Number formats; style n + 1 shows numbers by format n.
  package var formats: [String] = []
  package var uses1904Dates = false
  /// The items (`<si>`) of the shared strings as they are, before those of the cells.
  package var sharedItems: [String] = []
  /// Parts that replace those of their name or come in addition.
  package var parts: [TinyZip.Entry] = []
  /// Names of parts to leave out.
  package var omittedParts: Set<String> = []

  package init(sheets: [Sheet]) {
    self.sheets = sheets
  }

  /// The file.
  package func bytes() throws -> [UInt8] { try TinyZip(entries()).bytes() }

  /// The parts in the order they are stored.
  package func entries() -> [TinyZip.Entry] {
    var strings = SharedItems(items: sharedItems)
    let worksheets = sheets.enumerated().map { index, sheet in
      TinyZip.Entry("xl/worksheets/sheet\(index + 1).xml", sheet.xml ?? Self.worksheet(sheet, &strings))
    }
    var entries = [
      TinyZip.Entry("[Content_Types].xml", contentTypes), TinyZip.Entry("_rels/.rels", Self.packageRelationships),
      TinyZip.Entry("xl/workbook.xml", workbook), TinyZip.Entry("xl/_rels/workbook.xml.rels", relationships),
      TinyZip.Entry("xl/styles.xml", styles), TinyZip.Entry("xl/sharedStrings.xml", strings.xml),
    ]
    entries += worksheets
    for part in parts {
      if let position = entries.firstIndex(where: { $0.name == part.name }) {
        entries[position] = part
      } else {
        entries.append(part)
      }
    }
    return entries.filter { !omittedParts.contains($0.name) }
  }

  private static func worksheet(_ sheet: Sheet, _ strings: inout SharedItems) -> String {
    var data = ""
    for (row, values) in sheet.rows.enumerated() {
      let hidden = sheet.hiddenRows.contains(row) ? " hidden=\"1\"" : ""
      data += "<row r=\"\(row + 1)\"\(hidden)>"
      for (column, value) in values.enumerated() {
        data += cell(value, at: letters(column) + "\(row + 1)", &strings)
      }
      data += "</row>"
    }
    let merges = sheet.merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
    let tail = merges.isEmpty ? "" : "<mergeCells count=\"\(sheet.merges.count)\">\(merges)</mergeCells>"
    return "<worksheet xmlns=\"\(Sheet.main)\"><sheetData>\(data)</sheetData>\(tail)</worksheet>"
  }

  private static func cell(_ value: Value, at reference: String, _ strings: inout SharedItems) -> String {
    let place = "r=\"\(reference)\""
    return switch value {
    case .empty: ""
    case .text(let text): "<c \(place) t=\"s\"><v>\(strings.number(of: text))</v></c>"
    case .inlineText(let text):
      "<c \(place) t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(text))</t></is></c>"
    case .number(let digits): "<c \(place)><v>\(digits)</v></c>"
    case .boolean(let value): "<c \(place) t=\"b\"><v>\(value ? 1 : 0)</v></c>"
    case .error(let text): "<c \(place) t=\"e\"><v>\(escaped(text))</v></c>"
    case .styled(let digits, let style): "<c \(place) s=\"\(style)\"><v>\(digits)</v></c>"
    case .raw(let xml): xml
    }
  }
}

extension TinyWorkbook {
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let spreadsheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  private static var packageRelationships: String {
    "<Relationships xmlns=\"\(package)/relationships\"><Relationship Id=\"rId1\" Type=\"\(office)/officeDocument\""
      + " Target=\"xl/workbook.xml\"/></Relationships>"
  }

  private var contentTypes: String {
    let type = Self.spreadsheetType
    var xml =
      "<Types xmlns=\"\(Self.package)/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    xml += "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    xml += "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(type).sheet.main+xml\"/>"
    xml += "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(type).styles+xml\"/>"
    xml += "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"\(type).sharedStrings+xml\"/>"
    for index in sheets.indices {
      xml += "<Override PartName=\"/xl/worksheets/sheet\(index + 1).xml\" ContentType=\"\(type).worksheet+xml\"/>"
    }
    return xml + "</Types>"
  }

  private var workbook: String {
    let entries = sheets.enumerated().map { index, sheet in
      "<sheet name=\"\(escaped(sheet.name))\" sheetId=\"\(index + 1)\" state=\"\(sheet.state)\" r:id=\"rId\(index + 1)\"/>"
    }
    return "<workbook xmlns=\"\(Sheet.main)\" xmlns:r=\"\(Self.office)\">"
      + "<workbookPr date1904=\"\(uses1904Dates ? 1 : 0)\"/><sheets>\(entries.joined())</sheets></workbook>"
  }

  private var relationships: String {
    var targets = sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") }
    targets += [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    let items = targets.enumerated().map { index, item in
      "<Relationship Id=\"rId\(index + 1)\" Type=\"\(Self.office)/\(item.0)\" Target=\"\(item.1)\"/>"
    }
    return "<Relationships xmlns=\"\(Self.package)/relationships\">\(items.joined())</Relationships>"
  }

  private var styles: String {
    let codes = formats.enumerated().map { "<numFmt numFmtId=\"\(164 + $0)\" formatCode=\"\(escaped($1))\"/>" }
    let cells = formats.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" }
    return "<styleSheet xmlns=\"\(Sheet.main)\"><numFmts>\(codes.joined())</numFmts>"
      + "<cellXfs><xf numFmtId=\"0\"/>\(cells.joined())</cellXfs></styleSheet>"
  }
}

/// The shared strings in order of first use.
private struct SharedItems {
  var items: [String]
  private var numbers: [String: Int] = [:]

  init(items: [String]) {
    self.items = items
  }

  mutating func number(of text: String) -> Int {
    if let known = numbers[text] { return known }
    numbers[text] = items.count
    items.append("<si><t xml:space=\"preserve\">\(escaped(text))</t></si>")
    return items.count - 1
  }

  var xml: String { "<sst xmlns=\"\(TinyWorkbook.Sheet.main)\">\(items.joined())</sst>" }
}

private func escaped(_ text: String) -> String {
  text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
}

private func letters(_ column: Int) -> String {
  let letter = String(UnicodeScalar(UInt8(65 + column % 26)))
  return column < 26 ? letter : letters(column / 26 - 1) + letter
}
