import Spreadsheet
import Testing
import _TestSupport

/// Parts may be written in any encoding their first line names; what is not UTF-8 goes through the XML parser alone.
@Suite struct XLSXEncodingTests {
  private static let main = TinyWorkbook.Sheet.main

  private func open(_ part: String, _ bytes: [UInt8]) throws -> Workbook {
    var book = TinyWorkbook(sheets: [.init("S", rows: [["占位", 1.5]], merges: ["A2:B2"])])
    book.formats = ["0.00"]
    book.parts = [TinyZip.Entry(part, bytes: bytes)]
    return try Workbook.open(bytes: book.bytes(), name: "e.xlsx")
  }

  private func utf16(_ text: String, isLittleEndian: Bool) -> [UInt8] {
    ("\u{FEFF}" + text).utf16.flatMap { unit in
      isLittleEndian ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    }
  }

  @Test(arguments: ["GBK", "gb2312", "GB18030"])
  func partsInGBK(encoding: String) throws {
    let start = "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>"
    // 北京 in GBK.
    let name: [UInt8] = [0xB1, 0xB1, 0xBE, 0xA9]
    let row = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>"
    let sheet =
      Array("\(start)<worksheet xmlns=\"\(Self.main)\"><sheetData>\(row)".utf8) + name
      + Array("</t></is></c><c r=\"B1\"><v>2</v></c></row></sheetData></worksheet>".utf8)
    let inSheet = try open("xl/worksheets/sheet1.xml", sheet)
    #expect(try inSheet.sheet(at: 0).cells.map(\.text) == ["北京", "2"])
    #expect(try !inSheet.isPlain(sheetAt: 0))
    let shared = Array("\(start)<sst xmlns=\"\(Self.main)\"><si><t>".utf8) + name + Array("</t></si></sst>".utf8)
    #expect(try open("xl/sharedStrings.xml", shared).sheet(at: 0).text(0, 0) == "北京")
  }

  @Test(arguments: [true, false])
  func partsInUTF16(isLittleEndian: Bool) throws {
    let start = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
    let shared = "\(start)<sst xmlns=\"\(Self.main)\"><si><t>上海</t></si></sst>"
    let inShared = try open("xl/sharedStrings.xml", utf16(shared, isLittleEndian: isLittleEndian))
    #expect(try inShared.sheet(at: 0).text(0, 0) == "上海")
    let styles = "\(start)<styleSheet xmlns=\"\(Self.main)\"><cellXfs><xf numFmtId=\"10\"/></cellXfs></styleSheet>"
    let inStyles = try open("xl/styles.xml", utf16(styles, isLittleEndian: isLittleEndian))
    #expect(try inStyles.sheet(at: 0).number(0, 1) == 1.5)
  }

  /// The text of a part must be in the encoding it names.
  @Test func aFalseEncodingIsAnError() throws {
    let sheet =
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet xmlns=\"\(Self.main)\"><sheetData/></worksheet>"
    #expect(throws: SpreadsheetError.self) {
      try open("xl/worksheets/sheet1.xml", Array(sheet.replacing("UTF-16", with: "no-such-code").utf8)).sheet(at: 0)
    }
    let gbk = Array("<worksheet xmlns=\"\(Self.main)\"><sheetData><row><c t=\"str\"><v>".utf8) + [0xB1, 0xB1]
    #expect(throws: SpreadsheetError.self) { try open("xl/worksheets/sheet1.xml", gbk).sheet(at: 0) }
  }

  /// A UTF-8 part that says so is plain, in whatever case.
  @Test(arguments: ["UTF-8", "utf-8", "Utf-8"])
  func statedUTF8IsPlain(name: String) throws {
    let sheet = """
      <?xml version="1.0" encoding="\(name)" standalone="yes"?>\r
      <worksheet xmlns="\(Self.main)"><sheetData>
      <row r="1"><c r="A1"><v>7</v></c></row></sheetData></worksheet>
      """
    let book = try open("xl/worksheets/sheet1.xml", Array(sheet.utf8))
    #expect(try book.sheet(at: 0).number(0, 0) == 7)
    #expect(try book.isPlain(sheetAt: 0))
  }
}

@Suite struct XLSXCalendarTests {
  private func texts(_ serials: [String], uses1904Dates: Bool) throws -> [String] {
    var workbook = TinyWorkbook(sheets: [.init("S", rows: [serials.map { .styled($0, style: 1) }])])
    workbook.formats = ["yyyy-mm-dd"]
    workbook.uses1904Dates = uses1904Dates
    return try Workbook.open(bytes: workbook.bytes(), name: "c.xlsx").sheet(at: 0).cells.map(\.formattedText)
  }

  /// Serial 60 is the day that never was; before it the serials run one day ahead of the calendar.
  @Test func theLeapYear1900() throws {
    #expect(
      try texts(["1", "59", "60", "61"], uses1904Dates: false)
        == ["1900-01-01", "1900-02-28", "1900-02-29", "1900-03-01"])
    #expect(try texts(["0", "60", "1462"], uses1904Dates: true) == ["1904-01-01", "1904-03-01", "1908-01-02"])
  }

  @Test func isoDatesCountFromTheSystemOfTheirWorkbook() throws {
    let sheet = try sheet(data: "<row><c t=\"d\"><v>1904-01-02</v></c></row>") { $0.uses1904Dates = true }
    #expect(sheet.number(0, 0) == 1)
    #expect(sheet.cells.map(\.formattedText) == ["1904-01-02"])
  }
}
