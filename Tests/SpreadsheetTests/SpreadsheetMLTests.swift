import Spreadsheet
import Testing

@Suite struct SpreadsheetMLTests {
  private static let spreadsheet = "urn:schemas-microsoft-com:office:spreadsheet"

  private static func book(_ sheets: String, styles: String = "", head: String = "<?xml version=\"1.0\"?>") -> String {
    """
    \(head)<?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="\(spreadsheet)" xmlns:ss="\(spreadsheet)" xmlns:x="urn:schemas-microsoft-com:office:excel"
     xmlns:html="http://www.w3.org/TR/REC-html40">\(styles)\(sheets)</Workbook>
    """
  }

  private static func sheet(_ table: String, name: String = "S") -> String {
    "<Worksheet ss:Name=\"\(name)\"><Table>\(table)</Table></Worksheet>"
  }

  private static func row(_ cells: String...) -> String { "<Row>\(cells.joined())</Row>" }

  private static func cell(_ type: String, _ value: String, _ attributes: String = "") -> String {
    "<Cell \(attributes)><Data ss:Type=\"\(type)\">\(value)</Data></Cell>"
  }

  private func open(_ xml: String) throws -> Workbook { try Workbook.open(bytes: Array(xml.utf8), name: "a.xls") }

  private func read(_ table: String, styles: String = "") throws -> Sheet {
    try open(Self.book(Self.sheet(table), styles: styles)).sheet(at: 0)
  }

  private func reason(_ table: String) throws -> SpreadsheetError.Reason {
    try #require(throws: SpreadsheetError.self) { try read(table) }.reason
  }

  @Test func cellsOfEveryKind() throws {
    let html =
      "<ss:Data ss:Type=\"String\" xmlns=\"http://www.w3.org/TR/REC-html40\"><B>粗</B><Font> 体</Font>&#10;x</ss:Data>"
    let sheet = try read(
      Self.row(
        Self.cell("String", " 城市 &amp; &lt;"), Self.cell("Number", "1.50"), Self.cell("Boolean", "1"),
        Self.cell("Error", "#N/A"), Self.cell("DateTime", "2014-12-31T12:00:00.000"), "<Cell>\(html)</Cell>",
        Self.cell("Number", "-1E-3", "ss:Formula=\"=RC[-1]\""), "<Cell/>", Self.cell("String", ""),
        "<Cell><Data ss:Type=\"String\">a</Data><Comment><ss:Data ss:Type=\"String\">no</ss:Data></Comment></Cell>"))
    #expect(
      sheet.cells.map(\.description) == [
        "A1 text  城市 & <", "B1 number 1.50", "C1 boolean TRUE", "D1 error #N/A", "E1 date 2014-12-31T12:00:00.000",
        "F1 text 粗 体\nx", "G1 number -1E-3", "J1 text a",
      ])
    #expect(sheet[0, 4]?.date?.description == "2014-12-31T12:00:00")
  }

  @Test func placesAndMergedRanges() throws {
    let one = Self.cell("Number", "1")
    let sheet = try read(
      """
      <Column/><Column ss:Index="3" ss:Span="1" ss:Hidden="1"/><Column ss:Hidden="1"/>
      <Row>\(Self.cell("Number", "1", "ss:MergeAcross=\"2\" ss:MergeDown=\"1\""))\(one)</Row>
      <Row ss:Index="3" ss:Hidden="1" ss:Span="1">\(Self.cell("Number", "2", "ss:Index=\"5\""))\(one)</Row><Row>\(one)</Row>
      """)
    #expect(
      sheet.cells.map(\.description) == ["A1 number 1", "D1 number 1", "E3 number 2", "F3 number 1", "A5 number 1"])
    #expect(sheet.mergedRanges.map(\.description) == ["A1:C2"])
    #expect(sheet.hiddenRows == [2, 3])
    #expect(sheet.hiddenColumns == [2, 3, 4])
  }

  @Test func stylesAndDates() throws {
    let styles = """
      <Styles><Style ss:ID="p"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="d" ss:Parent="p"/>
      <Style ss:ID="a&amp;b"><NumberFormat ss:Format="0.00"/></Style><Style ss:ID="x" ss:Parent="x"/></Styles>
      """
    let table = Self.row(
      Self.cell("Number", "42000", "ss:StyleID=\"d\""), Self.cell("Number", "3", "ss:StyleID=\"a&amp;b\""),
      Self.cell("Number", "3", "ss:StyleID=\"x\""), Self.cell("Number", "3", "ss:StyleID=\"none\""))
    let sheet = try read(table, styles: styles)
    #expect(sheet.cells.map(\.kind) == [.date, .number, .number, .number])
    #expect(sheet.cells.map(\.formattedText) == ["2014-12-27", "3.00", "3", "3"])
    let old = styles + "<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>"
    let sheet1904 = try read(table + Self.row(Self.cell("DateTime", "2020-02-29T00:00:00.000")), styles: old)
    #expect(sheet1904.cells.compactMap(\.date).map(\.description) == ["2018-12-28", "2020-02-29"])
    #expect(sheet1904.number(1, 0) == 42_428)
  }

  @Test func sheetsAreReadOneByOne() throws {
    let hidden = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    let sheets =
      Self.sheet(Self.row(Self.cell("Number", "1")), name: "A &amp; B")
      + "<Worksheet ss:Name=\"空\">\(hidden)</Worksheet>"
      + Self.sheet(Self.row(Self.cell("Number", "x")), name: "bad") + Self.sheet(Self.row(Self.cell("Number", "3")))
    let book = try open(Self.book(sheets))
    #expect(book.format == .spreadsheetML)
    #expect(book.sheetNames == ["A & B", "空", "bad", "S"])
    #expect(book.sheetInfos.map(\.visibility) == [.visible, .hidden, .visible, .visible])
    #expect(try book.sheet(at: 0).text(0, 0) == "1")
    #expect(try book.sheet(at: 1).isEmpty)
    #expect(try book.sheet(at: 3).text(0, 0) == "3")
    let error = try #require(throws: SpreadsheetError.self) { try book.sheet(at: 2) }
    #expect(error.description.hasPrefix("a.xls ! bad ! A1: \"x\""))
  }

  @Test func prefixesEncodingsAndBlanks() throws {
    let xml = """
      <w:Workbook xmlns:w="\(Self.spreadsheet)"><w:Worksheet w:Name="表"><w:Table><w:Row><w:Cell w:Index="2">
      <w:Data w:Type="String">城市</w:Data></w:Cell></w:Row></w:Table></w:Worksheet></w:Workbook>
      """
    let wide = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + xml
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in wide.utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    for bytes in [Array(xml.utf8), Array(("\r\n\r\n <?xml version=\"1.0\"?>" + xml).utf8), utf16] {
      let book = try Workbook.open(bytes: bytes, name: "a.xls")
      #expect(book.format == .spreadsheetML)
      #expect(book.sheetNames == ["表"])
      #expect(try book.sheet(at: 0).cells.map(\.description) == ["B1 text 城市"])
    }
  }

  @Test func refusals() throws {
    #expect(try reason(Self.row(Self.cell("Number", "1,5"))) == .badNumber("1,5"))
    #expect(try reason(Self.row(Self.cell("Boolean", "2"))) == .badBoolean("2"))
    #expect(try reason(Self.row(Self.cell("DateTime", "soon"))) == .badDate("soon"))
    #expect(try reason(Self.row(Self.cell("Money", "1"))) == .unknownCellType("Money"))
    for attributes in [
      "ss:Index=\"0\"", "ss:Index=\"16385\"", "ss:MergeAcross=\"16384\"", "ss:MergeDown=\"999999999\"",
      "ss:Index=\"-1\"",
    ] {
      guard case .badReference = try reason(Self.row(Self.cell("Number", "1", attributes))) else {
        Issue.record("\(attributes)")
        continue
      }
    }
    for row in [
      "<Row ss:Index=\"1048577\">", "<Row ss:Span=\"1048576\"/><Row>", "<Row ss:Index=\"99999999999999999999\">",
    ] {
      guard case .badReference = try reason(row + Self.cell("Number", "1") + "</Row>") else {
        Issue.record("\(row)")
        continue
      }
    }
    let long = String(repeating: "x", count: 40_000)
    #expect(try reason(Self.row(Self.cell("String", long))) == .limitExceeded(.charactersPerCell, limit: 32_767))
    let type = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]>"
    let error = try #require(throws: SpreadsheetError.self) { try open(Self.book(Self.sheet(""), head: type)) }
    #expect(error.reason == .documentType)
  }

  /// Rows hidden over and over cost no more than the rows of a sheet.
  @Test func hiddenRowsWithoutEnd() throws {
    let rows = String(repeating: "<Row ss:Index=\"1\" ss:Span=\"1048575\" ss:Hidden=\"1\"/>", count: 20_000)
    #expect(try read(rows).hiddenRows.count == 1_048_576)
  }

  @Test func cutAtEveryByte() throws {
    let table = Self.row(Self.cell("String", "城&amp;", "ss:MergeAcross=\"1\""), Self.cell("Number", "1.50"))
    let bytes = Array(Self.book(Self.sheet(table), styles: "<Styles><Style ss:ID=\"a\"/></Styles>").utf8)
    for length in 1..<bytes.count {
      #expect(throws: SpreadsheetError.self) { try Workbook.open(bytes: Array(bytes[..<length]), name: "a.xls") }
    }
    #expect(try Workbook.open(bytes: bytes, name: "a.xls").sheet(at: 0).count == 2)
  }
}
