import Spreadsheet
import Testing
import _TestSupport

@Suite struct XLSXTextTests {
  /// The texts of cells that point at these shared items, "" where a cell is empty.
  private func texts(_ items: String...) throws -> [String] {
    let cells = items.indices.map { "<c t=\"s\"><v>\($0)</v></c>" }.joined()
    let sheet = try sheet(data: "<row>\(cells)</row>") { $0.sharedItems = items }
    return items.indices.map { sheet.text(0, $0) }
  }

  @Test func richRunsAreJoinedAndPhoneticRunsDropped() throws {
    let rich = "<si><r><rPr><b/></rPr><t>城市</t></r><r><t xml:space=\"preserve\"> GDP</t></r></si>"
    let phonetic = "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/></si>"
    #expect(try texts(rich, phonetic, "<si/>", "<si><t/></si>") == ["城市 GDP", "東京", "", ""])
  }

  @Test func blanksAreKept() throws {
    #expect(
      try texts(
        "<si><t xml:space=\"preserve\">  two  </t></si>", "<si><t> one </t></si>", "<si><t>\u{3000}\u{A0}</t></si>")
        == ["  two  ", " one ", "\u{3000}\u{A0}"])
  }

  @Test func escapes() throws {
    #expect(
      try texts(
        "<si><t>a_x000D_\nb</t></si>", "<si><t>_x005F_x000D_</t></si>", "<si><t>_x00zz_ _x000D</t></si>",
        "<si><t>_xD842__xDFB7_</t></si>", "<si><t>_xD842_x</t></si>", "<si><t>_x4E2D_x4E2D_</t></si>")
        == ["a\r\nb", "_x000D_", "_x00zz_ _x000D", "𠮷", "\u{FFFD}x", "中x4E2D_"])
  }

  @Test func escapesInInlineTextsAndFormulas() throws {
    let sheet = try sheet(
      data: "<row><c t=\"inlineStr\"><is><t>a_x000D_b</t></is></c><c t=\"str\"><v>c_x000D_d</v></c></row>")
    #expect(sheet.cells.map(\.text) == ["a\rb", "c\rd"])
  }

  @Test func entitiesCDATACommentsAndInstructions() throws {
    #expect(
      try texts(
        "<si><t>a&lt;b&gt;&amp;&quot;&apos; &#20013; &#x20BB7;</t></si>",
        "<si><t><![CDATA[<北&京>]]></t></si>", "<si><t>北<!-- x -->京<?y z?></t></si>")
        == ["a<b>&\"' 中 𠮷", "<北&京>", "北京"])
  }

  @Test func inlineTexts() throws {
    let sheet = try sheet(
      data: """
        <row><c t="inlineStr"><is><t>北京</t></is></c>
        <c t="inlineStr"><is><r><t>上海</t></r><r><t>市</t></r><rPh><t>x</t></rPh></is></c>
        <c t="inlineStr"><v>值</v></c><c t="inlineStr"><is><t>甲</t></is><v>乙</v></c></row>
        """)
    #expect(sheet.text(0, 0) == "北京")
    #expect(sheet.text(0, 1) == "上海市")
    #expect(sheet.text(0, 2) == "值")
  }

  @Test func sheetNamesWithReferences() throws {
    let bytes = try TinyWorkbook(sheets: [.init("1-1 A&B「<表>」 &#38;\"")]).bytes()
    #expect(try Workbook.open(bytes: bytes, name: "n").sheetNames == ["1-1 A&B「<表>」 &#38;\""])
  }

  @Test func textsLongerThanExcelAllows() throws {
    let longest = String(repeating: "中", count: 32_767)
    #expect(try texts("<si><t>\(longest)</t></si>") == [longest])
    let tooLong = longest + "x"
    #expect(throws: SpreadsheetError.self) { try texts("<si><t>\(tooLong)</t></si>") }
    let error = try refusal(data: "<row><c r=\"B1\" t=\"inlineStr\"><is><t>\(tooLong)</t></is></c></row>")
    #expect(error.reason == .limitExceeded(.charactersPerCell, limit: 32_767))
    #expect(error.cell == CellAddress("B1"))
    // Half as many characters outside the basic plane: Excel counts UTF-16 units.
    let pairs = String(repeating: "𠮷", count: 16_384)
    #expect(throws: SpreadsheetError.self) { try texts("<si><t>\(pairs)</t></si>") }
    #expect(try texts("<si><t>\(pairs.dropLast())</t></si>").first?.count == 16_383)
  }

  @Test func manyDistinctTextsAreToldApart() throws {
    let names = (0..<3_000).map { "名称\($0)" }
    let rows = names.map { [TinyWorkbook.Value.inlineText($0), .inlineText("同"), .text($0)] }
    let sheet = try Workbook.open(bytes: TinyWorkbook(sheets: [.init("S", rows: rows)]).bytes(), name: "n").sheet(at: 0)
    #expect((0..<3_000).map { sheet.text($0, 0) } == names)
    #expect((0..<3_000).map { sheet.text($0, 2) } == names)
    #expect((0..<3_000).allSatisfy { sheet.text($0, 1) == "同" })
  }
}
