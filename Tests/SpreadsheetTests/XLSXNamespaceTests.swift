import Spreadsheet
import Testing
import _TestSupport

@Suite struct XLSXNamespaceTests {
  private let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
  private let strictRelationships = "http://purl.oclc.org/ooxml/officeDocument/relationships"

  @Test func strictWorkbooks() throws {
    let packageRelationships = """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="a" Type="\(strictRelationships)/officeDocument" Target="xl/workbook.xml"/></Relationships>
      """
    let workbook = """
      <workbook xmlns="\(strict)" xmlns:r="\(strictRelationships)" conformance="strict"><sheets>
      <sheet name="严" sheetId="1" r:id="rId1"/></sheets></workbook>
      """
    let sheetXML = "<worksheet xmlns=\"\(strict)\"><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"
    var book = TinyWorkbook(sheets: [.init("x", xml: sheetXML)])
    book.parts = [TinyZip.Entry("xl/workbook.xml", workbook), TinyZip.Entry("_rels/.rels", packageRelationships)]
    let opened = try Workbook.open(bytes: book.bytes(), name: "s")
    #expect(opened.sheetNames == ["严"])
    #expect(try opened.sheet(at: 0).number(0, 0) == 1)
  }

  @Test func prefixedElements() throws {
    let xml = """
      <x:worksheet xmlns:x="\(TinyWorkbook.Sheet.main)"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>甲</x:t>
      </x:is></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells></x:worksheet>
      """
    let sheet = try Workbook.open(bytes: TinyWorkbook(sheets: [.init("S", xml: xml)]).bytes(), name: "p").sheet(at: 0)
    #expect(sheet.text(0, 0) == "甲")
    #expect(sheet.mergedRanges.count == 1)
  }

  @Test func foreignElementsAreIgnored() throws {
    let sheet = try sheet(
      data: """
        <row r="1" xmlns:f="urn:foreign"><f:c r="Z1"><f:v>9</f:v></f:c><c r="A1"><f:v>8</f:v><v>1</v><extLst><ext><v>7</v></ext></extLst></c>
        <f:x><c r="B1"><v>5</v></c></f:x><c r="C1" f:t="s" f:r="Q9"><v>2</v></c></row>
        """)
    #expect(sheet.count == 2)
    #expect(sheet.number(0, 0) == 1)
  }

  @Test func alternateContentAndExtensions() throws {
    let tail = """
      <mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x">
      <sheetData><row><c><v>9</v></c></row></sheetData></mc:Choice></mc:AlternateContent><extLst><ext uri="u"/></extLst>
      """
    #expect(try sheet(data: "<row><c><v>1</v></c></row>", tail: tail).cells.map(\.text) == ["1"])
  }

  @Test func chartSheetsHaveNoCells() throws {
    let xml =
      "<chartsheet xmlns=\"\(TinyWorkbook.Sheet.main)\"><sheetData><row><c><v>1</v></c></row></sheetData></chartsheet>"
    let bytes = try TinyWorkbook(sheets: [.init("Chart", xml: xml)]).bytes()
    #expect(try Workbook.open(bytes: bytes, name: "c").sheet(at: 0).isEmpty)
  }

  @Test(arguments: ["UTF-16LE", "UTF-16BE"])
  func partsInUTF16(encoding: String) throws {
    let xml =
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet xmlns=\"\(TinyWorkbook.Sheet.main)\"><sheetData><row><c t=\"inlineStr\"><is><t>北京</t></is></c></row></sheetData></worksheet>"
    let bytes = ("\u{FEFF}" + xml).utf16.flatMap { unit in
      encoding == "UTF-16LE" ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    }
    var book = TinyWorkbook(sheets: [.init("S")])
    book.parts = [TinyZip.Entry("xl/worksheets/sheet1.xml", bytes: bytes)]
    #expect(try Workbook.open(bytes: book.bytes(), name: "u").sheet(at: 0).text(0, 0) == "北京")
  }

  @Test func byteOrderMark() throws {
    let xml =
      "\u{FEFF}<?xml version=\"1.0\"?><worksheet xmlns=\"\(TinyWorkbook.Sheet.main)\"><sheetData><row><c><v>4</v></c></row></sheetData></worksheet>"
    let bytes = try TinyWorkbook(sheets: [.init("S", xml: xml)]).bytes()
    #expect(try Workbook.open(bytes: bytes, name: "b").sheet(at: 0).number(0, 0) == 4)
  }
}
