import Spreadsheet
import Testing
import _TestSupport

@Suite struct XLSXPackageTests {
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private let baseline = TinyWorkbook(sheets: [.init("S", rows: [["城市", "GDP"], ["北京", 1.5]])])

  private func texts(_ bytes: [UInt8]) throws -> [String] {
    try Workbook.open(bytes: bytes, name: "p.xlsx").sheet(at: 0).cells.map(\.text)
  }

  /// The baseline with the sheet part under `name` and its relationship pointing at `target`.
  private func moved(to name: String, target: String, mode: String = "Internal") throws -> [UInt8] {
    var book = baseline
    let sheet = try #require(book.entries().first { $0.name == "xl/worksheets/sheet1.xml" })
    let relationships = """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="rId1" Type="\(Self.office)/worksheet" Target="\(target)" TargetMode="\(mode)"/>
      <Relationship Id="rId3" Type="\(Self.office)/sharedStrings" Target="sharedStrings.xml"/></Relationships>
      """
    if name != sheet.name { book.omittedParts = [sheet.name] }
    book.parts = [
      TinyZip.Entry("xl/_rels/workbook.xml.rels", relationships), TinyZip.Entry(name, bytes: sheet.content),
    ]
    return try book.bytes()
  }

  @Test(arguments: [
    ("xl/worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"), ("xl/worksheets/a.xml", "../xl/worksheets/a.xml"),
    ("xl/worksheets/a.xml", "./worksheets/./a.xml"), ("a.xml", "../a.xml"), ("xl/a b.xml", "a%20b.xml"),
    ("xl/表一.xml", "表一.xml"), ("xl/表一.xml", "%E8%A1%A8%E4%B8%80.xml"), ("xl/a%20b.xml", "a%20b.xml"),
    ("xl/Worksheets/SHEET1.XML", "worksheets/sheet1.xml"), ("xl\\worksheets\\sheet1.xml", "worksheets/sheet1.xml"),
    ("xl/a.xml", "a.xml#fragment"), ("xl/a%zz.xml", "a%zz.xml"), ("xl/a%", "a%"),
  ])
  func targets(name: String, target: String) throws {
    #expect(try texts(moved(to: name, target: target)) == ["城市", "GDP", "北京", "1.5"])
  }

  @Test func targetsThatAreNotFollowed() throws {
    let outside = try #require(throws: SpreadsheetError.self) {
      try texts(moved(to: "xl/a.xml", target: "../../../../etc/passwd"))
    }
    #expect(outside.reason == .targetOutsideArchive(target: "../../../../etc/passwd"))
    #expect(outside.sheet == "S")
    let external = try #require(throws: SpreadsheetError.self) {
      try texts(moved(to: "xl/a.xml", target: "http://127.0.0.1:9/s.xml", mode: "External"))
    }
    #expect(external.reason == .targetExternal(target: "http://127.0.0.1:9/s.xml"))
    let encoded = try #require(throws: SpreadsheetError.self) {
      try texts(moved(to: "xl/a.xml", target: "%2e%2e/%2e%2e/etc/passwd"))
    }
    #expect(encoded.reason == .partMissing)
    let missing = try #require(throws: SpreadsheetError.self) { try texts(moved(to: "xl/a.xml", target: "b.xml")) }
    #expect(missing.reason == .partMissing)
    #expect(missing.part == "xl/b.xml")
  }

  @Test func aBadSheetDoesNotKeepTheOthers() throws {
    var book = TinyWorkbook(sheets: [.init("good", rows: [[1]]), .init("bad", rows: [[2]])])
    book.omittedParts = ["xl/worksheets/sheet2.xml"]
    let opened = try Workbook.open(bytes: book.bytes(), name: "b.xlsx")
    #expect(opened.sheetNames == ["good", "bad"])
    #expect(try opened.sheet(at: 0).count == 1)
    #expect(throws: SpreadsheetError.self) { try opened.sheet(at: 1) }
    let absent = try #require(throws: SpreadsheetError.self) { try opened.sheet(at: 2) }
    #expect(absent.reason == .noSuchSheet)
    #expect(throws: SpreadsheetError.self) { try opened.sheet(at: -1) }
    #expect(try opened.sheet(named: "GOOD").name == "good")
    #expect(throws: SpreadsheetError.self) { try opened.sheet(named: "goo") }
  }

  /// Modules of macros as Excel 95 kept them: among the sheets, but without a part.
  @Test func modulesAmongTheSheetsAreEmpty() throws {
    var book = TinyWorkbook(sheets: [.init("S", rows: [[1]])])
    let part = try #require(book.entries().first { $0.name == "xl/workbook.xml" })
    let workbook = String(decoding: part.content, as: UTF8.self)
      .replacing("</sheets>", with: "<sheet name=\"Module1\" sheetId=\"9\" state=\"veryHidden\" r:id=\"\"/></sheets>")
    book.parts = [TinyZip.Entry(part.name, workbook)]
    let opened = try Workbook.open(bytes: book.bytes(), name: "m.xlsm")
    #expect(opened.sheetInfos.map(\.visibility) == [.visible, .veryHidden])
    #expect(try opened.sheet(at: 0).count == 1)
    #expect(try opened.sheet(at: 1).isEmpty)
  }

  @Test func theMainPartMayStandAnywhere() throws {
    var book = baseline
    let entries = book.entries()
    let renamed = entries.map { entry in entry.with { $0.name = $0.name.replacing("xl/", with: "book/") } }
    book.parts = []
    let root = """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r"
      Type="\(Self.office)/officeDocument" Target="/book/workbook.xml"/></Relationships>
      """
    let bytes = try TinyZip(renamed.map { $0.name == "_rels/.rels" ? TinyZip.Entry("_rels/.rels", root) : $0 }).bytes()
    #expect(try texts(bytes) == ["城市", "GDP", "北京", "1.5"])
  }

  @Test func partsThatMayBeMissing() throws {
    var book = TinyWorkbook(sheets: [.init("S", rows: [[1, .styled("2", style: 1)]])])
    book.formats = ["yyyy"]
    book.omittedParts = ["xl/styles.xml", "xl/sharedStrings.xml", "[Content_Types].xml"]
    #expect(try Workbook.open(bytes: book.bytes(), name: "m").sheet(at: 0).cells.map(\.kind) == [.number, .number])
    book.omittedParts = ["_rels/.rels"]
    #expect(throws: SpreadsheetError.self) { try Workbook.open(bytes: book.bytes(), name: "m") }
  }

  @Test func aWorkbookWithoutSheets() throws {
    let book = try Workbook.open(bytes: TinyWorkbook(sheets: []).bytes(), name: "e")
    #expect(book.sheetNames.isEmpty)
  }

  @Test func sheetsOfOneName() throws {
    let book = try Workbook.open(
      bytes: TinyWorkbook(sheets: [.init("S", rows: [[1]]), .init("S", rows: [[2]])]).bytes(), name: "d")
    #expect(try book.sheet(at: 1).number(0, 0) == 2)
    #expect(try book.sheet(named: "S").number(0, 0) == 1)
  }
}
