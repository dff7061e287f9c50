import Spreadsheet
import Testing
import _TestSupport

@Suite struct XLSCellTests {
  private func sheet(_ file: TinyXLS) throws -> Sheet {
    try Workbook.open(bytes: file.bytes, name: "t.xls").sheet(at: 0)
  }

  private func cells(_ sheet: Sheet) -> [String] { sheet.cells.map { "\($0.address) \($0.kind) \($0.text)" } }

  @Test func numbersOfAllRecords() throws {
    // RK: a double's upper half, an integer, and both divided by 100.
    let rk: [(word: Int, value: Double)] = [(0x3FF8_0000, 1.5), (0xFFFF_FFE4 | 2, -7), (12_345 << 2 | 3, 123.45)]
    var records = rk.enumerated().map { BIFF.cell(0x027E, 0, $0.offset, BIFF.u32($0.element.word)) }
    records.append(BIFF.number(1, 0, 0.1 + 0.2))
    let many = rk.flatMap { BIFF.u16(0) + BIFF.u32($0.word) }
    records.append(BIFF.record(0x00BD, BIFF.u16(2) + BIFF.u16(1) + many + BIFF.u16(3)))
    let sheet = try sheet(TinyXLS(records.flatMap { $0 }))
    #expect((0..<3).map { sheet.number(0, $0) } == rk.map(\.value))
    #expect((1..<4).map { sheet.number(2, $0) } == rk.map(\.value))
    #expect(sheet.number(1, 0) == 0.30000000000000004)
    #expect(sheet[1, 0]?.text == "0.30000000000000004")
    #expect(sheet.count == 7)
  }

  @Test func everyRKIsExact() throws {
    var random = SplitMix64(seed: 11)
    let words = (0..<2_000).map { _ in UInt32(truncatingIfNeeded: random.next()) }
    let records = words.enumerated().map { BIFF.cell(0x027E, $0.offset, 0, BIFF.u32(Int($0.element))) }
    let sheet = try sheet(TinyXLS(records.flatMap { $0 }))
    for (row, word) in words.enumerated() {
      let plain = word & 2 == 0 ? Double(bitPattern: UInt64(word & ~3) << 32) : Double(Int32(bitPattern: word) >> 2)
      let value = word & 1 == 0 ? plain : plain / 100
      if value.isFinite { #expect(sheet.number(row, 0) == value) } else { #expect(sheet[row, 0]?.text == "#NUM!") }
    }
  }

  @Test func booleansAndErrors() throws {
    let codes = [0x00, 0x07, 0x0F, 0x17, 0x1D, 0x24, 0x2A, 0x2B, 0x63]
    var records = codes.enumerated().map { BIFF.cell(0x0205, 0, $0.offset, [UInt8($0.element), 1]) }
    records += [BIFF.cell(0x0205, 1, 0, [1, 0]), BIFF.cell(0x0205, 1, 1, [0, 0])]
    let sheet = try sheet(TinyXLS(records.flatMap { $0 }))
    let names = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#ERROR99!"]
    #expect(sheet.cells(inRow: 0).map(\.text) == names)
    #expect(sheet.cells(inRow: 0).allSatisfy { $0.kind == .error })
    #expect(cells(sheet).suffix(2) == ["A2 boolean TRUE", "B2 boolean FALSE"])
  }

  @Test func resultsOfFormulas() throws {
    let special = { (kind: UInt8, value: UInt8) in [kind, 0, value, 0, 0, 0, 0xFF, 0xFF] }
    let file = TinyXLS(
      BIFF.formula(0, 0, BIFF.double(2.5)), BIFF.formula(0, 1, special(1, 1)), BIFF.formula(0, 2, special(2, 0x2A)),
      BIFF.formula(0, 3, special(0, 0)), BIFF.string("城市"), BIFF.formula(0, 4, special(3, 0)),
      // Between a formula and its text stand shared formulas, arrays and tables.
      BIFF.formula(1, 0, special(0, 0)), BIFF.record(0x04BC, BIFF.u32(0)), BIFF.string("a"),
      BIFF.formula(1, 1, special(0, 0)), BIFF.record(0x0221, BIFF.u32(0)), BIFF.string("b"),
      BIFF.formula(1, 2, special(0, 0)), BIFF.record(0x0236, BIFF.u32(0)), BIFF.string("c"),
      // A text without a formula, and an empty one.
      BIFF.string("lost"), BIFF.formula(1, 3, special(0, 0)), BIFF.string(""))
    #expect(
      cells(try sheet(file)) == [
        "A1 number 2.5", "B1 boolean TRUE", "C1 error #N/A", "D1 text 城市", "A2 text a", "B2 text b", "C2 text c",
      ])
  }

  @Test func textsInTheSheet() throws {
    let rich = BIFF.u16(3) + [0x08] + BIFF.u16(2) + Array("abc".utf8) + [UInt8](repeating: 9, count: 8)
    let phonetic = BIFF.u16(1) + [0x05] + BIFF.u32(4) + BIFF.utf16("東") + [1, 2, 3, 4]
    let file = TinyXLS(
      BIFF.label(0, 0, "é"), BIFF.label(0, 1, "城市"), BIFF.cell(0x0204, 0, 2, rich), BIFF.cell(0x00D6, 0, 3, phonetic),
      BIFF.label(0, 4, ""), BIFF.cell(0x0201, 0, 5, []), BIFF.record(0x00BE, BIFF.u16(0) + BIFF.u16(6) + BIFF.u32(0)))
    #expect(cells(try sheet(file)) == ["A1 text é", "B1 text 城市", "C1 text abc", "D1 text 東"])
  }

  /// Counts are not believed: a text is read as far as its record goes.
  @Test func textsShorterThanTheirCount() throws {
    let narrow = BIFF.cell(0x0204, 0, 0, BIFF.u16(9) + [0] + Array("abc".utf8))
    let wide = BIFF.cell(0x0204, 0, 1, BIFF.u16(9) + [1] + BIFF.utf16("城市") + [0x41])
    let result = BIFF.formula(0, 2, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) + BIFF.record(0x0207, BIFF.u16(9) + [0, 0x61])
    #expect(cells(try sheet(TinyXLS(narrow, wide, result))) == ["A1 text abc", "B1 text 城市", "C1 text a"])
  }

  @Test func surrogatesOutOfPairs() throws {
    let texts = [[0xD842, 0xDFB7], [0xD842], [0xDFB7, 0x41], [0xD842, 0xD842, 0xDFB7]]
    let records = texts.enumerated().map { column, units in
      BIFF.cell(0x0204, 0, column, BIFF.u16(units.count) + [1] + units.flatMap { BIFF.u16($0) })
    }
    let sheet = try sheet(TinyXLS(records.flatMap { $0 }))
    #expect(sheet.cells.map(\.text) == ["𠮷", "\u{FFFD}", "\u{FFFD}A", "\u{FFFD}𠮷"])
  }

  @Test func cellsOutOfOrderAndTwice() throws {
    let file = TinyXLS(
      BIFF.number(5, 1, 1), BIFF.number(0, 3, 2), BIFF.number(5, 0, 3), BIFF.number(0, 3, 4),
      BIFF.number(65_535, 255, 5))
    #expect(cells(try sheet(file)) == ["D1 number 4", "A6 number 3", "B6 number 1", "IV65536 number 5"])
  }

  @Test func valuesThatAreNoNumbers() throws {
    let file = TinyXLS(
      BIFF.number(0, 0, .nan), BIFF.number(0, 1, .infinity), BIFF.formula(0, 2, BIFF.double(-.infinity)))
    #expect(cells(try sheet(file)) == ["A1 error #NUM!", "B1 error #NUM!", "C1 error #NUM!"])
  }

  @Test func datesFollowFormats() throws {
    let globals = [
      BIFF.format(164, "yyyy\\-mm\\-dd"), BIFF.format(165, "0.0\"年\""), BIFF.style(format: 0), BIFF.style(format: 14),
      BIFF.style(format: 164), BIFF.style(format: 165), BIFF.style(format: 10),
    ]
    let values = (0..<6).flatMap { BIFF.number(0, $0, 43_890, style: $0) } + BIFF.number(1, 1, -1, style: 1)
    let sheet = try sheet(TinyXLS(globals: globals, values))
    #expect(sheet.cells.map(\.kind) == [.number, .date, .date, .number, .number, .number, .number])
    #expect(sheet[0, 2]?.formattedText == "2020-02-29")
    #expect(sheet[0, 3]?.numberFormat.code == "0.0\"年\"")
    #expect(sheet[0, 4]?.formattedText == "4389000.00%")
    let early = TinyXLS(globals: [BIFF.record(0x0022, BIFF.u16(1))] + globals, BIFF.number(0, 0, 42_428, style: 1))
    let book = try Workbook.open(bytes: early.bytes, name: "t.xls")
    #expect(book.uses1904Dates)
    #expect(try book.sheet(at: 0)[0, 0]?.date?.description == "2020-02-29")
  }
}
