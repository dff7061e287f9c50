import Spreadsheet
import Testing

@Suite struct DelimitedReaderTests {
  private func sheet(_ bytes: [UInt8], limits: Limits = .standard) throws -> Sheet {
    try Workbook.open(bytes: bytes, name: "data/表.csv", limits: limits).sheet(at: 0)
  }

  private func described(_ text: String) throws -> [String] {
    try sheet(Array(text.utf8)).cells.map(\.description)
  }

  @Test func fieldsOfEveryForm() throws {
    #expect(
      try described("城市,\"GDP, 亿元\",\"a \"\"b\"\"\"\n北京,1.50,\"two\nlines\"\n")
        == ["A1 text 城市", "B1 text GDP, 亿元", "C1 text a \"b\"", "A2 text 北京", "B2 number 1.50", "C2 text two\nlines"])
  }

  @Test func numbersAndIdentifiers() throws {
    let texts = ["110000", "007", "0", "0.5", "-1.25", " 3 ", "1e5", "123456789012345678", "1,234", "-", "…", "1.0"]
    let quoted = texts.map { "\"\($0)\"" }.joined(separator: "\n")
    let sheet = try sheet(Array(quoted.utf8))
    #expect(texts.indices.map { sheet.text($0, 0) } == texts)
    #expect(
      texts.indices.map { sheet[$0, 0]?.number } == [110_000, nil, 0, 0.5, -1.25, 3, 1e5, nil, nil, nil, nil, 1])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func lineEnds(end: String) throws {
    let text = ["a,b", "", ",1", "c,"].joined(separator: end)
    #expect(try described(text) == ["A1 text a", "B1 text b", "B3 number 1", "A4 text c"])
    #expect(try described(text + end) == ["A1 text a", "B1 text b", "B3 number 1", "A4 text c"])
  }

  @Test(arguments: [",", "\t", ";", "|"])
  func delimiters(mark: String) throws {
    let lines = ["标题 title", "a\(mark)b, c\(mark)d", "1\(mark)2\(mark)3", "4\(mark)5\(mark)\"x,y,z,u\""]
    let sheet = try sheet(Array(lines.joined(separator: "\n").utf8))
    #expect(sheet.columnCount == (mark == "," ? 4 : 3))
    #expect(sheet.number(2, 2) == 3)
    #expect(sheet.text(3, 2) == "x,y,z,u")
  }

  /// Commas between thousands are more than the tabs, and as regular.
  @Test func tabsStandAboveCommas() throws {
    let sheet = try sheet(Array("1,234,567\t2\n7,234,567\t3\n".utf8))
    #expect(sheet.cells.map(\.text) == ["1,234,567", "2", "7,234,567", "3"])
  }

  @Test func encodings() throws {
    let text = "城市,𠮷\n北京,1\n"
    let units = Array(text.utf16)
    let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let expected = ["A1 text 城市", "B1 text 𠮷", "A2 text 北京", "B2 number 1"]
    for bytes in [
      Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), [0xFF, 0xFE] + little, [0xFE, 0xFF] + big,
    ] {
      #expect(try sheet(bytes).cells.map(\.description) == expected)
    }
    // The same text in GB 18030; the last character of line 1 takes four bytes there.
    let chinese: [UInt8] = [
      0xB3, 0xC7, 0xCA, 0xD0, 0x2C, 0x95, 0x34, 0xB2, 0x35, 0x0A, 0xB1, 0xB1, 0xBE, 0xA9, 0x2C, 0x31, 0x0A,
    ]
    #expect(try sheet(chinese).cells.map(\.description) == expected)
  }

  @Test func utf16WithoutMark() throws {
    let little = "city,gdp\nA,1\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try sheet(little).cells.map(\.text) == ["city", "gdp", "A", "1"])
  }

  /// Characters and fields lie across the ends of the pieces a file is read in.
  @Test(arguments: [0, 1, 2, 3])
  func longFilesInPieces(shift: Int) throws {
    let rows = (0..<20_000).map { "城市\($0),\"引\"\"号\($0)\",\($0).25" }
    let text = String(repeating: "x", count: shift) + rows.joined(separator: "\r\n")
    let utf16: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [Array(text.utf8), utf16] {
      let sheet = try sheet(bytes)
      #expect(sheet.count == 60_000)
      #expect((0..<20_000).allSatisfy { sheet.number($0, 2) == Double($0) + 0.25 })
      #expect((1..<20_000).allSatisfy { sheet.text($0, 0) == "城市\($0)" && sheet.text($0, 1) == "引\"号\($0)" })
    }
  }

  @Test func refusals() throws {
    let open = try #require(throws: SpreadsheetError.self) { try sheet(Array("a,b\nc,\"d\ne,f\n".utf8)) }
    #expect(open.cell == CellAddress("B2"))
    #expect(open.message.contains("never closed"))
    let noCharacter = try #require(throws: SpreadsheetError.self) {
      try sheet(Array("a,b\n".utf8) + [0xFF, 0xFF, 0x0A])
    }
    guard case .badText(let detail) = noCharacter.reason else {
      Issue.record("\(noCharacter)")
      return
    }
    #expect(detail.contains("byte 4"))
    let wide = String(repeating: ",", count: 16_384) + "x"
    #expect(throws: SpreadsheetError.self) { try described(wide) }
    var limits = Limits.standard
    limits.charactersPerCell = 3
    #expect(throws: SpreadsheetError.self) { try sheet(Array("abcd\n".utf8), limits: limits) }
    #expect(throws: SpreadsheetError.self) { try sheet(Array("\"ab\"\"cd\"\n".utf8), limits: limits) }
    limits = .standard
    limits.cellsPerSheet = 2
    #expect(throws: SpreadsheetError.self) { try sheet(Array("a,b\nc\n".utf8), limits: limits) }
  }

  @Test func theFirstLineMayStateTheSeparator() throws {
    #expect(try described("sep=;\r\na,b;c\n1;2\n") == ["A1 text a,b", "B1 text c", "A2 number 1", "B2 number 2"])
    #expect(try described("SEP=|\na|b") == ["A1 text a", "B1 text b"])
    #expect(try described("sep=x1\na,b") == ["A1 text sep=x1", "A2 text a", "B2 text b"])
  }

  @Test func quotesInTheMiddleOfFields() throws {
    #expect(try described("5\" pipe,\"a\"b,c\n") == ["A1 text 5\" pipe", "B1 text ab", "C1 text c"])
  }

  /// Old programs end files with a sign or with zeros; elsewhere these are no text.
  @Test func signsAfterTheEnd() throws {
    let expected = ["A1 text a", "B1 text b", "A2 number 1"]
    for end: [UInt8] in [[0x1A], [0], [0, 0, 0], [0x0A, 0x1A, 0]] {
      #expect(try sheet(Array("a,b\n1".utf8) + end).cells.map(\.description) == expected)
    }
    let lines = String(repeating: "城市,1\n", count: 20_000)
    let error = try #require(throws: SpreadsheetError.self) { try sheet(Array(lines.utf8) + [0x61, 0, 0x62]) }
    #expect(error.cell == CellAddress("A20001"))
    #expect(try sheet(Array(lines.utf8) + [0x61, 0, 0]).text(20_000, 0) == "a")
  }

  /// Without a mark UTF-16 is told by its zeros, also where one of its own characters has one.
  @Test func chineseUTF16WithoutMark() throws {
    let text = "城市,人口一\r\n北京,1\r\n上海,2\r\n"
    var little: [UInt8] = []
    var big: [UInt8] = []
    for unit in text.utf16 {
      little += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      big += [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    }
    for bytes in [little, big] {
      #expect(try sheet(bytes).cells.map(\.text) == ["城市", "人口一", "北京", "1", "上海", "2"])
    }
  }

  @Test func encodingsThatWouldBeGuesses() throws {
    func detail(_ bytes: [UInt8]) throws -> String {
      let error = try #require(throws: SpreadsheetError.self) { try sheet(bytes) }
      guard case .badText(let detail) = error.reason else { return "\(error)" }
      return detail
    }
    // Western Europe: "año,Garc\u{ED}a".
    let spanish: [UInt8] = [0x61, 0xF1, 0x6F, 0x2C, 0x47, 0x61, 0x72, 0x63, 0xED, 0x61, 0x0A]
    #expect(try detail(spanish).contains("neither"))
    // Big5: "人口不是" five times.
    let line: [UInt8] = [0xA4, 0x48, 0xA4, 0x66, 0xA4, 0xA3, 0xAC, 0x4F, 0x2C, 0x31, 0x0A]
    #expect(try detail(line + line + line + line + line).contains("Big5"))
    // UTF-8 with a character cut in two, and with a mark before it.
    let many = Array(String(repeating: "城", count: 100).utf8)
    let cut: [UInt8] = many + ([0xE5, 0x9F, 0x0A] as [UInt8]) + many
    #expect(try detail(cut).contains("byte 302 is no character of UTF-8"))
    let marked: [UInt8] = [0xEF, 0xBB, 0xBF, 0x61, 0x2C, 0x62, 0x0A, 0xB1, 0x0A]
    #expect(try detail(marked).contains("byte 7 is no character of UTF-8"))
    #expect(try detail([0xEF, 0xBB, 0xBF, 0x61, 0xE5]).contains("ends within a character"))
    var utf32: [UInt8] = []
    for byte in "a,b\nc,d\n".utf8 { utf32 += [byte, 0, 0, 0] }
    #expect(try detail(utf32).contains("UTF-32"))
    #expect(try detail([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0]).contains("UTF-32"))
  }

  /// Opening looks at the start alone; what is wrong further on shows when the sheet is read.
  @Test func openingReadsLittle() throws {
    let book = try Workbook.open(bytes: Array("a,b\nc,\"d".utf8), name: "a.csv")
    #expect(book.sheetNames == ["a"])
    #expect(throws: SpreadsheetError.self) { try book.sheet(at: 0) }
  }

  @Test func cutAtEveryByte() throws {
    let chinese: [UInt8] = [
      0xB3, 0xC7, 0xCA, 0xD0, 0x2C, 0x95, 0x34, 0xB2, 0x35, 0x0A, 0xB1, 0xB1, 0xBE, 0xA9, 0x2C, 0x31,
    ]
    let utf8 = Array("sep=;\n\"城\"\"市\";1.5\r\n;x\r\n".utf8)
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in "城,\"𠮷\"\n".utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    var read = 0
    for bytes in [chinese, utf8, utf16] {
      for length in 1...bytes.count {
        if let sheet = try? sheet(Array(bytes[..<length])) { read += sheet.count }
      }
    }
    #expect(read > 20)
  }

  @Test func theSheetHasTheNameOfTheFile() throws {
    #expect(try sheet([0x61, 0x0A, 0x62]).name == "表")
    #expect(try Workbook.open(bytes: [0x61, 0x0A, 0x62], name: ".x").sheetNames == [".x"])
  }
}
