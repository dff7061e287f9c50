import Spreadsheet
import Testing
import _TestSupport

@Suite struct XLSXLayoutTests {
  @Test func cellsAndRowsWithoutReferences() throws {
    let sheet = try sheet(
      data: "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    #expect(sheet.cells.map(\.description) == ["A1 number 1", "B1 number 2", "A2 number 3"])
  }

  @Test func referencesMissingAfterGaps() throws {
    let sheet = try sheet(
      data: """
        <row r="1"><c r="C1"><v>1</v></c><c><v>2</v></c></row><row r="5"><c><v>3</v></c></row><row><c><v>4</v></c></row>
        """)
    #expect(sheet.cells.map(\.description) == ["C1 number 1", "D1 number 2", "A5 number 3", "A6 number 4"])
    #expect(sheet.filledRows == [0, 4, 5])
    #expect(sheet.text(4, 0) == "3")
    #expect(sheet.text(3, 0) == "")
  }

  @Test func theCellsOwnReferenceStands() throws {
    let sheet = try sheet(
      data: "<row r=\"1\"><c r=\"B7\"><v>1</v></c></row><row r=\"2\"><c r=\"$a$2\"><v>2</v></c></row>")
    #expect(sheet.cells.map(\.description) == ["A2 number 2", "B7 number 1"])
  }

  @Test func disorderIsSortedAndTheLaterOfTwoStands() throws {
    let sheet = try sheet(
      data: """
        <row r="3"><c r="B3"><v>1.50</v></c><c r="A3"><v>2.50</v></c></row><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c>
        <c r="A1" t="inlineStr"><is><t>y</t></is></c></row><row r="3"><c r="B3" s="1"><v>3.50</v></c></row>
        """
    ) { $0.formats = ["yyyy"] }
    #expect(sheet.cells.map(\.description) == ["A1 text y", "A3 number 2.50", "B3 date 3.50"])
  }

  @Test(arguments: [
    "<row r=\"0\"/>", "<row r=\"1048577\"/>", "<row r=\"x\"/>", "<row r=\"99999999999999999999\"/>",
    "<row><c r=\"A0\"/></row>", "<row><c r=\"XFE1\"/></row>", "<row><c r=\"A1048577\"/></row>",
    "<row><c r=\"\"/></row>",
    "<row r=\"1048576\"/><row/>", "<row><c r=\"XFD1\"/><c/></row>",
  ])
  func referencesOutOfRange(data: String) throws {
    let reason = try refusal(data: data).reason
    guard case .badReference = reason else {
      Issue.record("\(reason)")
      return
    }
  }

  @Test func theFarCornersAreSparse() throws {
    let sheet = try sheet(
      data: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>")
    #expect(sheet.count == 2)
    #expect((sheet.rowCount, sheet.columnCount) == (1_048_576, 16_384))
    #expect(sheet.number(1_048_575, 16_383) == 2)
    #expect(sheet[CellAddress(row: 1_048_575, column: 0)] == nil)
    #expect(sheet[-1, 0] == nil)
    #expect(sheet[0, -1] == nil)
    #expect(sheet[Int.max, Int.max] == nil)
  }

  @Test(arguments: ["A1:XFD1048576", "A1", "garbage", ""])
  func theStatedDimensionIsNotBelieved(dimension: String) throws {
    let xml = """
      <worksheet xmlns="\(TinyWorkbook.Sheet.main)"><dimension ref="\(dimension)"/><sheetData>
      <row r="2"><c r="B2"><v>7</v></c></row></sheetData></worksheet>
      """
    let bytes = try TinyWorkbook(sheets: [.init("S", xml: xml)]).bytes()
    let sheet = try Workbook.open(bytes: bytes, name: "d").sheet(at: 0)
    #expect((sheet.rowCount, sheet.columnCount, sheet.count) == (2, 2, 1))
  }

  @Test func mergedRangesAreSortedAndFound() throws {
    let rows: [[TinyWorkbook.Value]] = [["指标", nil, "年"], [nil, nil, nil], ["Item"]]
    let book = TinyWorkbook(sheets: [.init("S", rows: rows, merges: ["C1:C2", "A1:B2", "A3:A5", "C1:C2"])])
    let sheet = try Workbook.open(bytes: book.bytes(), name: "m").sheet(at: 0)
    #expect(sheet.mergedRanges.map(\.description) == ["A1:B2", "C1:C2", "A3:A5"])
    #expect(sheet.mergedRange(containing: 1, 1)?.description == "A1:B2")
    #expect(sheet.mergedRange(containing: 4, 0)?.description == "A3:A5")
    #expect(sheet.mergedRange(containing: 4, 1) == nil)
    #expect(sheet[1, 1] == nil)
  }

  /// Looking a cell up must agree with looking at every range.
  @Test func manyMergedRangesAgreeWithASearchOfAll() throws {
    var random = SplitMix64(seed: 4)
    // One as tall as the sheet and one as wide, over which the search must not stumble.
    let merges =
      ["C1:C1048576", "A30:XFD30"]
      + (0..<300).map { _ in
        let row = Int(random.next() % 60)
        let column = Int(random.next() % 20)
        let last = CellAddress(row: row + Int(random.next() % 5), column: column + Int(random.next() % 4))
        return MergedRange(CellAddress(row: row, column: column), last).description
      }
    let sheet = try Workbook.open(bytes: TinyWorkbook(sheets: [.init("S", merges: merges)]).bytes(), name: "m").sheet(
      at: 0)
    for row in 0..<66 {
      for column in 0..<25 {
        let address = CellAddress(row: row, column: column)
        let expected = sheet.mergedRanges.last { $0.contains(address) }
        #expect(sheet.mergedRange(containing: address) == expected)
      }
    }
  }

  @Test func falseMergedRanges() throws {
    let merges = "<mergeCells><mergeCell ref=\"A1:zz\"/></mergeCells>"
    #expect(try refusal(data: "", tail: merges).reason == .badReference("A1:zz"))
    let huge = "<mergeCells><mergeCell ref=\"XFD1048576:A1\"/><mergeCell ref=\"B2:C3\"/></mergeCells>"
    let sheet = try sheet(data: "", tail: huge)
    #expect(sheet.mergedRanges.map(\.description) == ["A1:XFD1048576", "B2:C3"])
  }

  @Test func rowsAreHiddenWhateverTheOrderOfAttributes() throws {
    let sheet = try sheet(data: "<row hidden=\"1\" r=\"5\"/><row r=\"7\" hidden=\"true\"/><row hidden=\"0\"/>")
    #expect(sheet.hiddenRows == [4, 6])
  }

  @Test func hiddenSheetsRowsAndColumns() throws {
    let hidden = TinyWorkbook.Sheet("H", rows: [[1], [2], [3]], state: "hidden", hiddenRows: [0, 2])
    let columns = """
      <worksheet xmlns="\(TinyWorkbook.Sheet.main)"><cols><col min="2" max="3" hidden="1"/><col min="5" max="5"/>
      <col min="16384" max="99999" hidden="true"/><col min="9" max="4" hidden="1"/></cols><sheetData/></worksheet>
      """
    let book = try Workbook.open(
      bytes: TinyWorkbook(sheets: [.init("V"), hidden, .init("VH", state: "veryHidden", xml: columns)]).bytes(),
      name: "h")
    #expect(book.sheetInfos.map(\.visibility) == [.visible, .hidden, .veryHidden])
    #expect(book.sheetInfos.map(\.isHidden) == [false, true, true])
    #expect(try book.sheet(at: 1).hiddenRows == [0, 2])
    #expect(try book.sheet(at: 1).isHidden)
    #expect(try book.sheet(at: 2).hiddenColumns == [1, 2, 16_383])
  }
}
