import Spreadsheet
import Testing
import _TestSupport

/// Opens a one-sheet workbook whose `<sheetData>` is `data`.
func sheet(data: String, tail: String = "", change: (inout TinyWorkbook) -> Void = { _ in }) throws -> Sheet {
  var workbook = TinyWorkbook(sheets: [.init("S", data: data, tail: tail)])
  change(&workbook)
  return try Workbook.open(bytes: workbook.bytes(), name: "tiny.xlsx").sheet(at: 0)
}

/// The reason a one-sheet workbook is refused.
func refusal(data: String, tail: String = "", change: (inout TinyWorkbook) -> Void = { _ in }) throws
  -> SpreadsheetError
{
  try #require(throws: SpreadsheetError.self) { try sheet(data: data, tail: tail, change: change) }
}

@Suite struct XLSXCellTests {
  @Test func everyKindOfLiteral() throws {
    let rows: [[TinyWorkbook.Value]] = [
      ["城市", "GDP", nil, true, false], ["北京", 1.5, nil, .error("#N/A"), .inlineText("万元")],
    ]
    let book = try Workbook.open(bytes: TinyWorkbook(sheets: [.init("表1", rows: rows)]).bytes(), name: "t.xlsx")
    let sheet = try book.sheet(named: "表1")
    let described = sheet.cells.map(\.description)
    #expect(
      described == [
        "A1 text 城市", "B1 text GDP", "D1 boolean TRUE", "E1 boolean FALSE", "A2 text 北京", "B2 number 1.5",
        "D2 error #N/A", "E2 text 万元",
      ])
    #expect(sheet[1, 1]?.number == 1.5)
    #expect(sheet[0, 3]?.number == 1)
    #expect(sheet[0, 0]?.number == nil)
    #expect(sheet[0, 2] == nil)
    #expect((sheet.rowCount, sheet.columnCount, sheet.count) == (2, 5, 8))
    #expect(sheet.text(5, 5) == "")
    #expect(sheet.cells(inRow: 1).map(\.text) == ["北京", "1.5", "#N/A", "万元"])
    #expect(Array(sheet.cells(inRow: 7)).isEmpty)
  }

  @Test func formulasGiveTheirCachedValues() throws {
    let sheet = try sheet(
      data: """
        <row r="1"><c r="A1"><f>1+2</f><v>3</v></c><c r="B1" t="str"><f>"文"</f><v>文</v></c>
        <c r="C1" t="b"><f>TRUE()</f><v>1</v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E1"><f>X</f></c>
        <c r="F1" t="str"><f>""</f><v></v></c></row>
        """)
    #expect(sheet.cells.map(\.description) == ["A1 number 3", "B1 text 文", "C1 boolean TRUE", "D1 error #DIV/0!"])
  }

  @Test func emptyCellsAreAbsent() throws {
    let sheet = try sheet(
      data: """
        <row r="1"><c r="A1" s="1"/><c r="B1"><v/></c><c r="C1" t="s"><v></v></c><c r="D1" t="inlineStr"><is><t/></is></c>
        <c r="E1" t="inlineStr"/><c r="F1" t="b"><v> </v></c></row>
        """)
    #expect(sheet.isEmpty)
    #expect((sheet.rowCount, sheet.columnCount) == (0, 0))
  }

  @Test func whiteSpaceAroundNumbersIsNoTrouble() throws {
    let sheet = try sheet(data: "<row><c><v> 1.50\n</v></c><c t=\"b\"><v>\ttrue </v></c></row>")
    #expect(sheet.cells.map(\.description) == ["A1 number 1.50", "B1 boolean TRUE"])
  }

  @Test func errorsUnknownToUsAreKept() throws {
    #expect(try sheet(data: "<row><c t=\"e\"><v>#SPILL!</v></c></row>").cells.map(\.text) == ["#SPILL!"])
  }

  @Test(arguments: ["NaN", "INF", "1,5", "0x10", "1e999", "１２", "abc"])
  func noNumbers(text: String) throws {
    let error = try refusal(data: "<row r=\"3\"><c r=\"B3\"><v>\(text)</v></c></row>")
    #expect(error.reason == .badNumber(text))
    #expect(error.cell == CellAddress("B3"))
    #expect(error.sheet == "S")
    #expect(error.part == "xl/worksheets/sheet1.xml")
    #expect(error.description.hasPrefix("tiny.xlsx ! S ! B3 (xl/worksheets/sheet1.xml): \"\(text)\" stands in"))
  }

  @Test func otherFalseCells() throws {
    #expect(try refusal(data: "<row><c t=\"b\"><v>2</v></c></row>").reason == .badBoolean("2"))
    #expect(try refusal(data: "<row><c t=\"zz\"><v>2</v></c></row>").reason == .unknownCellType("zz"))
    #expect(try refusal(data: "<row><c t=\"d\"><v>2020-02-30</v></c></row>").reason == .badDate("2020-02-30"))
  }

  @Test(arguments: ["0", "-1", "99", "1.5", "1000000000000000000000000000000", "x"])
  func sharedTextsThatAreNotThere(index: String) throws {
    let error = try refusal(data: "<row><c t=\"s\"><v>\(index)</v></c></row>")
    #expect(error.reason == .sharedStringMissing(index))
    let absent = try refusal(data: "<row><c t=\"s\"><v>\(index)</v></c></row>") { book in
      book.omittedParts = ["xl/sharedStrings.xml"]
    }
    #expect(absent.reason == .sharedStringMissing(index))
  }
}

@Suite struct XLSXDateTests {
  private func dates(_ digits: [String], format: String, uses1904Dates: Bool = false) throws -> [String] {
    let row = digits.map { TinyWorkbook.Value.styled($0, style: 1) }
    var workbook = TinyWorkbook(sheets: [.init("S", rows: [row])])
    workbook.formats = [format]
    workbook.uses1904Dates = uses1904Dates
    let book = try Workbook.open(bytes: workbook.bytes(), name: "d.xlsx")
    #expect(book.uses1904Dates == uses1904Dates)
    return try book.sheet(at: 0).cells.map { "\($0.kind) \($0.text) \($0.formattedText)" }
  }

  @Test func customFormatsTellDatesFromNumbers() throws {
    #expect(try dates(["43890"], format: "yyyy\"年\"m\"月\"d\"日\"") == ["date 43890 2020-02-29"])
    #expect(try dates(["43890"], format: "0.00") == ["number 43890 43890.00"])
    #expect(try dates(["43890.5"], format: "[h]:mm") == ["date 43890.5 2020-02-29T12:00:00"])
  }

  @Test func system1904() throws {
    #expect(try dates(["42428"], format: "yyyy-mm-dd", uses1904Dates: true) == ["date 42428 2020-02-29"])
  }

  @Test func serialsOutOfRangeStayNumbers() throws {
    #expect(try dates(["-1", "0"], format: "yyyy-mm-dd") == ["number -1 -1", "date 0 00:00:00"])
    let late = ["date 2958465 9999-12-31", "number 2958466 2958466"]
    #expect(try dates(["2958465", "2958466"], format: "yyyy-mm-dd") == late)
  }

  /// Some writers number their own formats from 0, the number of General.
  @Test func formatsOfTheWorkbookStandAboveBuiltInOnes() throws {
    let styles = """
      <styleSheet xmlns="\(TinyWorkbook.Sheet.main)"><numFmts><numFmt numFmtId="0" formatCode="dd\\.mm\\.yyyy"/>
      <numFmt numFmtId="14" formatCode="0.0"/></numFmts><cellXfs><xf numFmtId="1"/><xf numFmtId="0"/>
      <xf numFmtId="14"/></cellXfs></styleSheet>
      """
    let data = "<row><c s=\"0\"><v>41549</v></c><c s=\"1\"><v>41549</v></c><c s=\"2\"><v>41549</v></c></row>"
    let sheet = try sheet(data: data) { book in book.parts = [TinyZip.Entry("xl/styles.xml", styles)] }
    #expect(sheet.cells.map(\.formattedText) == ["41549", "2013-10-02", "41549.0"])
  }

  @Test(arguments: [
    (14, true), (22, true), (31, true), (45, true), (57, true), (0, false), (2, false), (10, false), (49, false),
  ])
  func builtInFormats(id: Int, isDate: Bool) throws {
    let styles =
      "<styleSheet xmlns=\"\(TinyWorkbook.Sheet.main)\"><cellXfs><xf numFmtId=\"\(id)\"/></cellXfs></styleSheet>"
    let sheet = try sheet(data: "<row><c s=\"0\"><v>43890</v></c></row>") { book in
      book.parts = [TinyZip.Entry("xl/styles.xml", styles)]
    }
    #expect(sheet[0, 0]?.kind == (isDate ? .date : .number))
  }

  @Test func stylesOfOtherListsDoNotCount() throws {
    let styles = """
      <styleSheet xmlns="\(TinyWorkbook.Sheet.main)"><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
      <cellXfs><xf numFmtId="0"/></cellXfs><dxfs><dxf><numFmt numFmtId="0" formatCode="yyyy"/></dxf></dxfs></styleSheet>
      """
    let sheet = try sheet(data: "<row><c s=\"0\"><v>1</v></c><c s=\"9999\"><v>2</v></c><c s=\"-1\"><v>3</v></c></row>")
    { book in
      book.parts = [TinyZip.Entry("xl/styles.xml", styles)]
    }
    #expect(sheet.cells.map(\.kind) == [.number, .number, .number])
  }

  @Test func isoDates() throws {
    let sheet = try sheet(data: "<row><c t=\"d\"><v>2020-02-29T12:00:00</v></c></row>")
    let cell = try #require(sheet[0, 0])
    #expect(cell.kind == .date)
    #expect(cell.number == 43_890.5)
    #expect(cell.text == "2020-02-29T12:00:00")
    #expect(cell.date?.description == "2020-02-29T12:00:00")
  }
}
