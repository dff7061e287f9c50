import Spreadsheet
import Testing
import _TestSupport

@Suite struct HostileXMLTests {
  private func reason(xml: String, limits: Limits = .standard) throws -> SpreadsheetError.Reason {
    let bytes = try TinyWorkbook(sheets: [.init("S", xml: xml)]).bytes()
    return try #require(throws: SpreadsheetError.self) {
      try Workbook.open(bytes: bytes, name: "h.xlsx", limits: limits).sheet(at: 0)
    }.reason
  }

  private func worksheet(_ data: String, before: String = "") -> String {
    "\(before)<worksheet xmlns=\"\(TinyWorkbook.Sheet.main)\"><sheetData>\(data)</sheetData></worksheet>"
  }

  @Test(arguments: [
    "<!DOCTYPE worksheet>", "<!DOCTYPE worksheet SYSTEM \"http://127.0.0.1:9/x.dtd\">",
    "<!DOCTYPE worksheet [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
    "<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
    "<?xml version=\"1.0\"?>\n<!-- x --><!DOCTYPE w PUBLIC \"-//x\" \"y\">",
  ])
  func documentTypesStopTheParser(declaration: String) throws {
    let xml = worksheet("<row><c t=\"inlineStr\"><is><t>&x;</t></is></c></row>", before: declaration)
    #expect(try reason(xml: xml) == .documentType)
  }

  @Test func documentTypesInOtherParts() throws {
    for part in [
      "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels",
    ] {
      var book = TinyWorkbook(sheets: [.init("S", rows: [["x"]])])
      book.parts = [TinyZip.Entry(part, "<!DOCTYPE x [<!ENTITY e \"v\">]><x>&e;</x>")]
      let error = try #require(throws: SpreadsheetError.self) { try Workbook.open(bytes: book.bytes(), name: "h.xlsx") }
      #expect(error.reason == .documentType)
      #expect(error.part == part)
    }
  }

  @Test func depthIsBounded() throws {
    let open = String(repeating: "<a>", count: 100_000)
    #expect(try reason(xml: worksheet(open)) == .limitExceeded(.xmlDepth, limit: 256))
    var limits = Limits.standard
    limits.xmlDepth = 3
    #expect(try reason(xml: worksheet("<row><c/></row>"), limits: limits) == .limitExceeded(.xmlDepth, limit: 3))
  }

  @Test(arguments: [
    ("<row><c></row>", "mismatch"), ("<row>&undefined;</row>", "Entity"), ("<row a=1/>", "AttValue"),
    ("<row a=\"1\" a=\"2\"/>", "redefined"), ("<row>\u{1}</row>", "invalid"), ("&#1;", "invalid xmlChar value 1"),
  ])
  func damageIsNamed(data: String, word: String) throws {
    let reason = try reason(xml: worksheet(data))
    guard case .xmlMalformed(let line, let detail) = reason else {
      Issue.record("\(reason)")
      return
    }
    #expect(line == 1)
    #expect(detail.contains(word), "\(detail)")
  }

  @Test func endsTooEarlyOrTooLate() throws {
    for xml in [
      String(worksheet("<row/>").dropLast(5)), worksheet("<row/>") + "garbage", "", "not xml at all", "<a/><b/>",
    ] {
      guard case .xmlMalformed = try reason(xml: xml) else {
        Issue.record("\(xml.prefix(20))")
        continue
      }
    }
  }

  @Test func bytesThatAreNotUTF8() throws {
    var bytes = Array(worksheet("<row><c t=\"str\"><v>@@</v></c></row>").utf8)
    for index in bytes.indices where bytes[index] == UInt8(ascii: "@") { bytes[index] = 0xC0 }
    var book = TinyWorkbook(sheets: [.init("S")])
    book.parts = [TinyZip.Entry("xl/worksheets/sheet1.xml", bytes: bytes)]
    let error = try #require(throws: SpreadsheetError.self) {
      try Workbook.open(bytes: book.bytes(), name: "h.xlsx").sheet(at: 0)
    }
    guard case .xmlMalformed(_, let detail) = error.reason else {
      Issue.record("\(error)")
      return
    }
    #expect(detail.contains("UTF-8"))
  }

  @Test func longTokens() throws {
    let attribute = "<row x=\"\(String(repeating: "ab", count: 6_000_000))\"/>"
    #expect(try reason(xml: worksheet(attribute)) == .xmlOversized)
    let comment = "<!--\(String(repeating: "ab", count: 6_000_000))-->"
    #expect(try reason(xml: worksheet(comment)) == .xmlOversized)
    let text = "<row><c t=\"str\"><v>\(String(repeating: "ab", count: 6_000_000))</v></c></row>"
    #expect(try reason(xml: worksheet(text)) == .limitExceeded(.charactersPerCell, limit: 32_767))
  }

  @Test func countedLimits() throws {
    var limits = Limits.standard
    limits.cellsPerSheet = 2
    let cells = "<row><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c></row>"
    #expect(try reason(xml: worksheet(cells), limits: limits) == .limitExceeded(.cellsPerSheet, limit: 2))
    limits = .standard
    limits.textSize = 9
    let texts = "<row><c t=\"str\"><v>北京</v></c><c t=\"str\"><v>北京</v></c><c t=\"str\"><v>上海</v></c></row>"
    #expect(try reason(xml: worksheet(texts), limits: limits) == .limitExceeded(.textSize, limit: 9))
    limits = .standard
    limits.mergedRanges = 1
    let merges = worksheet("").replacing(
      "</worksheet>", with: "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:B2\"/></mergeCells></worksheet>")
    #expect(try reason(xml: merges, limits: limits) == .limitExceeded(.mergedRanges, limit: 1))
    limits = .standard
    limits.sheets = 1
    let two = try TinyWorkbook(sheets: [.init("A"), .init("B")]).bytes()
    #expect(throws: SpreadsheetError(file: "h", part: "xl/workbook.xml", reason: .limitExceeded(.sheets, limit: 1))) {
      try Workbook.open(bytes: two, name: "h", limits: limits)
    }
    limits = .standard
    limits.sharedStrings = 1
    let shared = try TinyWorkbook(sheets: [.init("A", rows: [["a", "b"]])]).bytes()
    let tooMany = SpreadsheetError.Reason.limitExceeded(.sharedStrings, limit: 1)
    #expect(throws: SpreadsheetError(file: "h", part: "xl/sharedStrings.xml", reason: tooMany)) {
      try Workbook.open(bytes: shared, name: "h", limits: limits)
    }
    limits = .standard
    limits.styles = 1
    var styled = TinyWorkbook(sheets: [])
    styled.formats = ["0", "0.0"]
    #expect(throws: SpreadsheetError(file: "h", part: "xl/styles.xml", reason: .limitExceeded(.styles, limit: 1))) {
      try Workbook.open(bytes: styled.bytes(), name: "h", limits: limits)
    }
  }

  /// Bytes of every part are changed before packing, so that sizes and checksums agree with them.
  @Test func changedXMLIsNeverATrap() throws {
    var book = TinyWorkbook(
      sheets: [
        .init("S", rows: [["甲_x000D_", 1.5, .styled("43890", style: 1), true, .error("#N/A")]], merges: ["A1:B2"]),
        .init(
          "T",
          data:
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><r><t>x</t></r></is></c><c t=\"d\"><v>2020-02-29</v></c></row>"
        ),
      ])
    book.formats = ["yyyy-mm-dd"]
    let entries = book.entries()
    var random = SplitMix64(seed: 11)
    var outcomes = (read: 0, refused: 0)
    let replacements = Array("<>/\"'=&;:0129-.eE_ \u{0}ZzX[]%#".utf8) + [0x80, 0xFF]
    for _ in 0..<3_000 {
      var changed = entries
      let part = Int(random.next() % UInt64(entries.count))
      for _ in 0...Int(random.next() % 3) {
        let position = Int(random.next() % UInt64(changed[part].content.count))
        changed[part].content[position] = replacements[Int(random.next() % UInt64(replacements.count))]
      }
      changed[part].method = 0
      let bytes = try TinyZip(changed).bytes()
      do throws(SpreadsheetError) {
        let opened = try Workbook.open(bytes: bytes, name: "f")
        for info in opened.sheetInfos { for cell in try opened.sheet(at: info.index).cells { _ = cell.formattedText } }
        outcomes.read += 1
      } catch {
        outcomes.refused += 1
      }
    }
    #expect(outcomes.read > 300)
    #expect(outcomes.refused > 300)
  }

  /// Each limit and each reason has a message of its own that says what to do.
  @Test func messages() {
    let limits = Limits.Name.allCases.map { SpreadsheetError(reason: .limitExceeded($0, limit: 7)).message }
    #expect(Set(limits).count == Limits.Name.allCases.count)
    #expect(limits.allSatisfy { $0.contains("raise the limit") && $0.contains("7") })
    let reasons: [SpreadsheetError.Reason] = [
      .cannotRead(detail: "d"), .emptyFile, .unknownFormat, .zipDirectoryMissing, .zipDamaged(detail: "d"),
      .zipEntryEncrypted, .zipMethodUnknown(9), .zipEntryDuplicate, .checksumMismatch, .sizeMismatch(stated: 1),
      .deflateDamaged(detail: "d"), .partMissing, .targetExternal(target: "t"), .targetOutsideArchive(target: "t"),
      .notAWorkbook(detail: "d"), .xmlMalformed(line: 1, detail: "d"), .xmlOversized, .documentType, .noSuchSheet,
      .badReference("r"), .badNumber("n"), .badBoolean("b"), .badDate("d"), .sharedStringMissing("0"),
      .unknownCellType("t"), .badText(detail: "d"),
    ]
    let messages = reasons.map { SpreadsheetError(reason: $0).message }
    #expect(Set(messages).count == reasons.count)
    #expect(!messages.contains("the file cannot be read"))
  }
}
