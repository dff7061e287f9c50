import Spreadsheet
import Testing

@Suite struct XLSTextTests {
  private static let texts = ["GDP", "城市统计年鉴", "", "é—ß", "𠮷野家 café", "a"]

  private func shared(_ table: [UInt8], count: Int) throws -> [String] {
    let cells = (0..<count).flatMap { BIFF.shared($0, 0, $0) }
    let sheet = try Workbook.open(bytes: TinyXLS(tail: [table], cells).bytes, name: "t.xls").sheet(at: 0)
    return (0..<count).map { sheet.text($0, 0) }
  }

  @Test func sharedTexts() throws {
    #expect(try shared(BIFF.sharedTexts(Self.texts), count: 6) == Self.texts)
  }

  /// One piece of a table: bytes that may be split anywhere, or characters, which may only be split between two and whose
  /// second part starts with the flag of their width.
  private enum Piece {
    case bytes([UInt8])
    case characters([UInt8], width: Int)
  }

  /// Texts with format runs and phonetic parts, as they lie in the table.
  private var pieces: [Piece] {
    Self.texts.enumerated().flatMap { number, text -> [Piece] in
      let isLatin = text.utf16.allSatisfy { $0 < 256 } && number % 2 == 0
      let (hasRuns, hasExtra) = (number % 3 == 1, number % 2 == 1)
      let flags = UInt8((isLatin ? 0 : 1) | (hasRuns ? 8 : 0) | (hasExtra ? 4 : 0))
      var head = BIFF.u16(text.utf16.count) + [flags]
      if hasRuns { head += BIFF.u16(2) }
      if hasExtra { head += BIFF.u32(5) }
      let characters = isLatin ? text.utf16.map { UInt8($0) } : BIFF.utf16(text)
      let foot = [UInt8](repeating: 0xAA, count: (hasRuns ? 8 : 0) + (hasExtra ? 5 : 0))
      return [.bytes(head), .characters(characters, width: isLatin ? 1 : 2), .bytes(foot)]
    }
  }

  /// The table with its records split after so many bytes; nil where the place is within a character.
  private func table(splitAt places: [Int]) -> [UInt8]? {
    var records: [[UInt8]] = [BIFF.u32(6) + BIFF.u32(6)]
    var position = 0
    for piece in pieces {
      let (bytes, width) =
        switch piece {
        case .bytes(let bytes): (bytes, 0)
        case .characters(let bytes, let width): (bytes, width)
        }
      for (offset, byte) in bytes.enumerated() {
        if places.contains(position) {
          if width > 0 && offset % width != 0 { return nil }
          records.append(width > 0 ? [UInt8(width - 1)] : [])
        }
        records[records.count - 1].append(byte)
        position += 1
      }
    }
    return records.enumerated().flatMap { BIFF.record($0.offset == 0 ? 0x00FC : 0x003C, $0.element) }
  }

  private var tableSize: Int {
    pieces.reduce(0) { sum, piece in
      switch piece {
      case .bytes(let bytes), .characters(let bytes, _): sum + bytes.count
      }
    }
  }

  @Test func theTableMaySplitAnywhere() throws {
    var splits = 0
    for place in 0..<tableSize {
      guard let table = table(splitAt: [place]) else { continue }
      splits += 1
      #expect(try shared(table, count: 6) == Self.texts, "split at \(place)")
    }
    #expect(splits > 60)
  }

  @Test func theTableMaySplitOften() throws {
    for step in 1..<12 {
      let places = (0..<tableSize).filter { $0 % step == 0 }
      // Places within characters move to the next byte.
      let even = places.map { table(splitAt: [$0]) == nil ? $0 + 1 : $0 }
      guard let table = table(splitAt: even) else { continue }
      #expect(try shared(table, count: 6) == Self.texts, "split every \(step)")
    }
  }

  @Test func aTextMayChangeItsWidthWhereItIsSplit() throws {
    let narrow = BIFF.u16(4) + [0] + Array("ab".utf8)
    let wide = [1] + BIFF.utf16("城市")
    let table =
      BIFF.record(0x00FC, BIFF.u32(1) + BIFF.u32(1) + narrow) + BIFF.record(0x003C, wide)
    #expect(try shared(table, count: 1) == ["ab城市"])
    let label = BIFF.cell(0x0204, 0, 0, BIFF.u16(4) + [1] + BIFF.utf16("城市"))
    let file = TinyXLS(label + BIFF.record(0x003C, [0] + Array("cd".utf8)))
    #expect(try Workbook.open(bytes: file.bytes, name: "t.xls").sheet(at: 0).text(0, 0) == "城市cd")
  }

  @Test func statedCountsAreNotBelieved() throws {
    let body = Self.texts.flatMap { BIFF.text($0) }
    for stated in [0, 1, 7_668, 0x7FFF_FFFF, 0xFFFF_FFFF] {
      #expect(try shared(BIFF.record(0x00FC, BIFF.u32(9) + BIFF.u32(stated) + body), count: 6) == Self.texts)
    }
    let none = BIFF.record(0x00FC, BIFF.u32(9) + BIFF.u32(0xFFFF_FFFF))
    #expect(throws: SpreadsheetError.self) { try shared(none, count: 0) }
  }

  @Test func textsThatAreMissing() throws {
    let error = try #require(throws: SpreadsheetError.self) { try shared(BIFF.sharedTexts(["a"]), count: 2) }
    #expect(error.reason == .sharedStringMissing("1"))
    #expect(error.cell == CellAddress(row: 1, column: 0))
    #expect(error.sheet == "S")
  }

  @Test(arguments: [
    (936, [0xB3, 0xC7, 0xCA, 0xD0, 0x41, 0x80], "城市A€"), (1_251, [0xC3, 0xEE, 0xF0], "Гор"),
    (1_252, [0x80, 0x81, 0xE9], "€\u{81}é"), (932, [0x93, 0x8C, 0x8B, 0x9E, 0xB1], "東京ｱ"),
    (949, [0xBC, 0xAD, 0xBF, 0xEF], "서울"), (950, [0xA5, 0x5F, 0xA8, 0xCA], "北京"), (874, [0xA1, 0xD2], "กา"),
    (10_000, [0x8E, 0xDB, 0xF0], "é€\u{F8FF}"), (32_768, [0x8E], "é"), (32_769, [0xE9], "é"), (1_200, [0xE9], "é"),
    (1_200, [0x68, 0x88, 0x31, 0x00], "表1"),
    (10_006, [0xE1, 0xE2], "αβ"), (10_007, [0x80, 0xDF], "Ая"), (10_029, [0x8E], "é"), (10_081, [0xDA], "Ğ"),
    (437, [0x82], "é"), (65_001, [0xE5, 0x9F, 0x8E], "城"),
    (936, [0xB3, 0x20, 0xFF, 0xB3], "\u{FFFD} \u{FFFD}\u{FFFD}"),
    (12_345, [0x41, 0x42], "AB"),
  ])
  func codePagesBeforeBIFF8(page: Int, bytes: [UInt8], text: String) throws {
    let label = BIFF.cell(0x0204, 0, 0, BIFF.u16(bytes.count) + bytes)
    let file = TinyXLS(version: 0x0500, globals: [BIFF.record(0x0042, BIFF.u16(page))], label)
    let bytes = TinyCompound([("Book", file.stream)]).bytes
    #expect(try Workbook.open(bytes: bytes, name: "t.xls").sheet(at: 0).text(0, 0) == text)
  }

  @Test func anUnknownCodePageIsNamed() throws {
    let file = TinyXLS(
      version: 0x0500, globals: [BIFF.record(0x0042, BIFF.u16(12_345))], BIFF.cell(0x0204, 0, 0, BIFF.u16(1) + [0xE9]))
    let error = try #require(throws: SpreadsheetError.self) {
      try Workbook.open(bytes: file.bytes, name: "t.xls").sheet(at: 0)
    }
    #expect(error.reason == .unknownCodePage(12_345))
    #expect(error.message.contains("12345"))
  }

  @Test func limitsOfText() throws {
    var limits = Limits.standard
    limits.charactersPerCell = 5
    func reason(_ file: TinyXLS) throws -> SpreadsheetError.Reason {
      try #require(throws: SpreadsheetError.self) {
        try Workbook.open(bytes: file.bytes, name: "t.xls", limits: limits).sheet(at: 0)
      }.reason
    }
    #expect(try reason(TinyXLS(BIFF.label(0, 0, "六六六六六六"))) == .limitExceeded(.charactersPerCell, limit: 5))
    #expect(
      try reason(TinyXLS(tail: [BIFF.sharedTexts(["abcdef"])])) == .limitExceeded(.charactersPerCell, limit: 5))
    limits.charactersPerCell = 6
    limits.sharedStrings = 1
    #expect(try reason(TinyXLS(tail: [BIFF.sharedTexts(["a", "b"])])) == .limitExceeded(.sharedStrings, limit: 1))
    limits.textSize = 5
    #expect(try reason(TinyXLS(BIFF.label(0, 0, "城市"))) == .limitExceeded(.textSize, limit: 5))
  }
}
