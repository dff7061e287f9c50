import Spreadsheet
import Testing

/// Workbooks of Excel 2 to 5: one sheet in a file without a compound file, or a stream named `Book`.
@Suite struct XLSOldVersionTests {
  private func read(_ bytes: [UInt8]) throws -> Sheet { try Workbook.open(bytes: bytes, name: "t.xls").sheet(at: 0) }

  private func cells(_ sheet: Sheet) -> [String] { sheet.cells.map { "\($0.address) \($0.kind) \($0.text)" } }

  @Test func biff2() throws {
    func cell(_ type: Int, _ column: Int, _ attributes: [UInt8], _ value: [UInt8]) -> [UInt8] {
      BIFF.record(type, BIFF.u16(0) + BIFF.u16(column) + attributes + value)
    }
    let formats = ["General", "0.00", "yyyy-mm-dd"].flatMap { BIFF.record(0x001E, [UInt8($0.utf8.count)] + $0.utf8) }
    let result: [UInt8] = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    let bytes =
      BIFF.record(0x0009, BIFF.u16(2) + BIFF.u16(0x10)) + BIFF.record(0x0042, BIFF.u16(32_769)) + formats
      + cell(0x0002, 0, [0, 0, 0], BIFF.u16(65_535)) + cell(0x0003, 1, [0, 2, 0], BIFF.double(43_890))
      + cell(0x0004, 2, [0, 0, 0], [2, 0x80, 0xE9]) + cell(0x0005, 3, [0, 0, 0], [0x2A, 1])
      + cell(0x0006, 4, [0, 0, 0], result + [0, 0]) + BIFF.record(0x0007, [1, 0x61]) + cell(0x0001, 5, [0, 0, 0], [])
      + BIFF.end
    let sheet = try read(bytes)
    #expect(sheet.name == "Sheet 1")
    #expect(cells(sheet) == ["A1 number 65535", "B1 date 43890", "C1 text €é", "D1 error #N/A", "E1 text a"])
    #expect(sheet[0, 1]?.date?.description == "2020-02-29")
  }

  @Test func biff2WithStyles() throws {
    let formats = ["General", "yyyy-mm-dd"].flatMap { BIFF.record(0x001E, [UInt8($0.utf8.count)] + $0.utf8) }
    let styles = (0..<70).flatMap { BIFF.record(0x0043, [0, 0, $0 == 65 || $0 == 2 ? 1 : 0, 0]) }
    func integer(_ column: Int, _ style: UInt8) -> [UInt8] {
      BIFF.record(0x0002, BIFF.u16(0) + BIFF.u16(column) + [style, 0, 0] + BIFF.u16(1))
    }
    let bytes =
      BIFF.record(0x0009, BIFF.u16(2) + BIFF.u16(0x10)) + formats + styles + integer(0, 1) + integer(1, 2)
      + BIFF.record(0x0044, BIFF.u16(65)) + integer(2, 0x3F) + integer(3, 0) + BIFF.end
    #expect(try read(bytes).cells.map(\.kind) == [.number, .date, .date, .number])
  }

  @Test(arguments: [(0x0209, 0x0243, 0x001E, 0x0206), (0x0409, 0x0443, 0x041E, 0x0406)])
  func biff3And4(start: Int, style: Int, format: Int, formula: Int) throws {
    let formats = ["General", "yyyy-mm-dd"].flatMap { code in
      BIFF.record(format, (format == 0x041E ? BIFF.u16(0) : []) + [UInt8(code.utf8.count)] + Array(code.utf8))
    }
    let bytes =
      BIFF.record(start, BIFF.u16(0) + BIFF.u16(0x10) + BIFF.u16(0)) + BIFF.record(0x0042, BIFF.u16(936)) + formats
      + BIFF.record(style, [0, 0] + [UInt8](repeating: 0, count: 10))
      + BIFF.record(style, [0, 1] + [UInt8](repeating: 0, count: 10))
      + BIFF.cell(0x0203, 0, 0, BIFF.double(1.5)) + BIFF.cell(0x0203, 0, 1, style: 1, BIFF.double(43_890))
      + BIFF.cell(0x0204, 1, 0, BIFF.u16(4) + [0xB3, 0xC7, 0xCA, 0xD0])
      + BIFF.cell(formula, 1, 1, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0]) + BIFF.record(0x0207, BIFF.u16(1) + [0x62])
      + BIFF.row(1, isHidden: true) + BIFF.end
    let sheet = try read(bytes)
    #expect(cells(sheet) == ["A1 number 1.5", "B1 date 43890", "A2 text 城市", "B2 text b"])
    #expect(sheet.hiddenRows == [1])
  }

  @Test func workbooksOfBIFF4HoldTheirSheets() throws {
    func sheet(_ name: String, _ value: Double) -> [UInt8] {
      let body = BIFF.record(0x0409, BIFF.u16(0) + BIFF.u16(0x10) + BIFF.u16(0)) + BIFF.number(0, 0, value) + BIFF.end
      return BIFF.record(0x008F, BIFF.u32(body.count) + [UInt8(name.utf8.count)] + Array(name.utf8)) + body
    }
    let bytes =
      BIFF.record(0x0409, BIFF.u16(0) + BIFF.u16(0x0100) + BIFF.u16(0)) + sheet("one", 1) + sheet("two", 2) + BIFF.end
    let book = try Workbook.open(bytes: bytes, name: "t.xls")
    #expect(book.sheetNames == ["one", "two"])
    #expect(try (0..<2).map { try book.sheet(at: $0).number(0, 0) } == [1, 2])
  }

  @Test func biff5() throws {
    let rich = BIFF.cell(0x00D6, 1, 0, BIFF.u16(2) + [0xB3, 0xC7] + [1, 0, 1])
    let file = TinyXLS(
      version: 0x0500,
      globals: [
        BIFF.record(0x0042, BIFF.u16(936)), BIFF.record(0x041E, BIFF.u16(164) + [10] + Array("yyyy-mm-dd".utf8)),
        BIFF.record(0x00E0, BIFF.u16(0) + BIFF.u16(164) + [UInt8](repeating: 0, count: 12)),
      ],
      BIFF.cell(0x0204, 0, 0, BIFF.u16(4) + [0xB3, 0xC7, 0xCA, 0xD0]), BIFF.number(0, 1, 43_890), rich,
      BIFF.formula(1, 1, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]), BIFF.record(0x0207, BIFF.u16(2) + [0xCA, 0xD0]))
    let sheet = try read(TinyCompound([("Book", file.stream)]).bytes)
    #expect(cells(sheet) == ["A1 text 城市", "B1 date 43890", "A2 text 城", "B2 text 市"])
    // The same without a compound file around it.
    #expect(cells(try read(file.stream)) == cells(sheet))
  }

  @Test func biff8WithoutACompoundFile() throws {
    let sheet = try read(TinyXLS(tail: [BIFF.sharedTexts(["城市"])], BIFF.shared(0, 0, 0)).stream)
    #expect(cells(sheet) == ["A1 text 城市"])
  }

  /// As small programs of web sites write them: no version, no workbook around the sheet, texts in bytes.
  @Test func filesOfSmallPrograms() throws {
    let stream =
      BIFF.record(0x0809, BIFF.u16(0) + BIFF.u16(0x10) + BIFF.u32(0))
      + BIFF.cell(0x0204, 0, 0, BIFF.u16(3) + Array("GDP".utf8))
      + BIFF.number(1, 0, 2.5) + BIFF.end + Array("\r\n".utf8)
    #expect(cells(try read(stream)) == ["A1 text GDP", "A2 number 2.5"])
  }

  @Test func aSheetWithoutAWorkbookAroundIt() throws {
    let stream = BIFF.start(0x0010, version: 0x0500) + BIFF.number(0, 0, 7) + BIFF.end
    #expect(cells(try read(TinyCompound([("Book", stream)]).bytes)) == ["A1 number 7"])
  }
}
