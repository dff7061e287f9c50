import Spreadsheet
import Testing

@Suite struct XLSLayoutTests {
  private func open(_ file: TinyXLS) throws -> Workbook { try Workbook.open(bytes: file.bytes, name: "t.xls") }

  @Test func sheetsAndTheirVisibility() throws {
    let number = [BIFF.number(0, 0, 1)]
    let book = try open(
      TinyXLS(sheets: [
        .init(name: "甲", records: number), .init(name: "é", state: 1, records: number),
        .init(name: "c", state: 2, records: number), .init(name: "Macro", kind: 1, startKind: 0x40, records: number),
        .init(name: "Chart", kind: 2, startKind: 0x20, records: number),
        .init(name: "Module", kind: 6, startKind: 6, records: number),
      ]))
    #expect(book.format == .xls)
    #expect(book.sheetNames == ["甲", "é", "c", "Macro", "Chart", "Module"])
    #expect(book.sheetInfos.map(\.visibility) == [.visible, .hidden, .veryHidden, .visible, .visible, .visible])
    // Charts keep copies of the numbers they show, which are no cells.
    #expect(try (0..<6).map { try book.sheet(at: $0).count } == [1, 1, 1, 1, 0, 0])
    #expect(try book.sheet(named: "甲").number(0, 0) == 1)
  }

  @Test func mergesAndWhatIsHidden() throws {
    let sheet = try open(
      TinyXLS(
        BIFF.merges([(0, 0, 0, 3), (2, 3, 1, 1)]), BIFF.merges([(5, 6, 0, 255)]), BIFF.row(3, isHidden: true),
        BIFF.row(4, isHidden: false), BIFF.columns(2, 4, isHidden: true), BIFF.columns(6, 256, isHidden: false),
        BIFF.number(0, 0, 1))
    ).sheet(at: 0)
    #expect(sheet.mergedRanges.map(\.description) == ["A1:D1", "B3:B4", "A6:IV7"])
    #expect(sheet.hiddenRows == [3])
    #expect(sheet.hiddenColumns == [2, 3, 4])
  }

  @Test func moreMergesStatedThanThere() throws {
    let merges = BIFF.record(0x00E5, BIFF.u16(60_000) + BIFF.u16(0) + BIFF.u16(1) + BIFF.u16(0) + BIFF.u16(0))
    #expect(try open(TinyXLS(merges)).sheet(at: 0).mergedRanges.map(\.description) == ["A1:A2"])
    #expect(try open(TinyXLS(BIFF.record(0x00E5))).sheet(at: 0).mergedRanges.isEmpty)
  }

  @Test func chartsWithinSheetsArePassedOver() throws {
    let chart =
      BIFF.start(0x0020) + BIFF.number(0, 0, 9) + BIFF.start(0x0020) + BIFF.end + BIFF.number(1, 1, 9) + BIFF.end
    let sheet = try open(TinyXLS(BIFF.number(0, 0, 1), chart, BIFF.number(2, 0, 2))).sheet(at: 0)
    #expect(sheet.cells.compactMap(\.number) == [1, 2])
  }

  @Test func wrongPlacesOfSheetsAreErrors() throws {
    let file = TinyXLS(BIFF.number(0, 0, 1))
    let place = try #require(file.stream.firstIndex(ofRecord: 0x0085)) + 4
    for offset in [0, 4, place, file.stream.count, 0x7FFF_FFFF, 0xFFFF_FFFF] {
      var stream = file.stream
      stream.replaceSubrange(place..<(place + 4), with: BIFF.u32(offset))
      let book = try Workbook.open(bytes: TinyCompound([("Workbook", stream)]).bytes, name: "t.xls")
      let error = try #require(throws: SpreadsheetError.self) { try book.sheet(at: 0) }
      guard case .recordsDamaged = error.reason else {
        Issue.record("\(offset): \(error)")
        continue
      }
      #expect(error.sheet == "S")
    }
  }

  @Test func aSheetEndsWhereTheNextStarts() throws {
    // The end of the first sheet is missing.
    let stream = TinyXLS(sheets: [.init(name: "a", records: [BIFF.number(0, 0, 1)]), .init(name: "b", records: [])])
      .stream
    let end = try #require(stream.lastIndex(ofRecord: 0x0809)) - 4
    var shorter = stream
    shorter.replaceSubrange(end..<(end + 4), with: BIFF.u16(0x0092) + BIFF.u16(0))
    let book = try Workbook.open(bytes: TinyCompound([("Workbook", shorter)]).bytes, name: "t.xls")
    #expect(try book.sheet(at: 0).count == 1)
    #expect(try book.sheet(at: 1).isEmpty)
    // The end of the last one is missed where nothing else says that the stream is whole.
    let cut = Array(stream.dropLast(4))
    #expect(try Workbook.open(bytes: TinyCompound([("Workbook", cut)]).bytes, name: "t.xls").sheet(at: 1).isEmpty)
    let incomplete = try Workbook.open(bytes: cut, name: "t.xls")
    #expect(throws: SpreadsheetError.self) { try incomplete.sheet(at: 1) }
  }

  @Test func limitsOfSheets() throws {
    var limits = Limits.standard
    (limits.sheets, limits.cellsPerSheet, limits.mergedRanges, limits.styles) = (1, 2, 1, 2)
    func reason(_ file: TinyXLS) throws -> SpreadsheetError.Reason {
      try #require(throws: SpreadsheetError.self) {
        try Workbook.open(bytes: file.bytes, name: "t.xls", limits: limits).sheet(at: 0)
      }.reason
    }
    #expect(try reason(TinyXLS(sheets: [.init(), .init()])) == .limitExceeded(.sheets, limit: 1))
    let cells = (0..<3).flatMap { BIFF.number($0, 0, 1) }
    #expect(try reason(TinyXLS(cells)) == .limitExceeded(.cellsPerSheet, limit: 2))
    #expect(try reason(TinyXLS(BIFF.merges([(0, 0, 0, 1), (1, 1, 0, 1)]))) == .limitExceeded(.mergedRanges, limit: 1))
    let styles = (0..<3).map { BIFF.style(format: $0) }
    #expect(try reason(TinyXLS(globals: styles, cells)) == .limitExceeded(.styles, limit: 2))
    let formats = (0..<3).map { BIFF.format(164 + $0, "0") }
    #expect(try reason(TinyXLS(globals: formats, cells)) == .limitExceeded(.styles, limit: 2))
  }

  @Test func sheetsAreReadInParallel() async throws {
    let records = (0..<2_000).map { BIFF.number($0, 0, Double($0)) + BIFF.label($0, 1, "城市\($0)") }
    let book = try open(TinyXLS(sheets: [.init(name: "a", records: records), .init(name: "b", records: records)]))
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for index in 0..<12 { group.addTask { try book.sheet(at: index % 2).count } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == [Int](repeating: 4_000, count: 12))
  }
}

extension [UInt8] {
  /// Where the records of a type start.
  private func places(ofRecord type: Int) -> [Int] {
    var found: [Int] = []
    var position = 0
    while position + 4 <= count {
      if Int(self[position]) | Int(self[position + 1]) << 8 == type { found.append(position) }
      position += 4 + Int(self[position + 2]) + Int(self[position + 3]) << 8
    }
    return found
  }

  func firstIndex(ofRecord type: Int) -> Int? { places(ofRecord: type).first }
  func lastIndex(ofRecord type: Int) -> Int? { places(ofRecord: type).last }
}
