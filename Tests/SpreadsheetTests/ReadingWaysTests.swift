import Foundation
import Spreadsheet
import Testing
import _TestSupport

/// The two ways of reading a part, by scanner and by the XML parser alone, must give the same cells, merged ranges, hidden
/// rows and errors for whatever they are given.
@Suite struct ReadingWaysTests {
  /// A sheet in full, or why it cannot be read.
  private enum Outcome: Equatable {
    case sheet(cells: [String], merges: [MergedRange], hiddenRows: [Int], hiddenColumns: [Int])
    case refused(SpreadsheetError)

    init(_ read: () throws(SpreadsheetError) -> Sheet) {
      do throws(SpreadsheetError) {
        let sheet = try read()
        let cells = sheet.cells.map { cell in
          "\(cell) \(cell.number?.bitPattern ?? 0) \(cell.numberFormat.code)"
        }
        self = .sheet(
          cells: cells, merges: sheet.mergedRanges, hiddenRows: sheet.hiddenRows, hiddenColumns: sheet.hiddenColumns)
      } catch {
        self = .refused(error)
      }
    }
  }

  private struct Tally {
    var sheets = 0
    var filled = 0
    var plain = 0
    var refused = 0
    var different: [String] = []
  }

  /// Reads a file both ways, and in batches, and notes where they differ.
  private func compare(_ bytes: [UInt8], _ name: String, _ tally: inout Tally, limits: Limits = .standard) {
    let quick = Result { () throws(SpreadsheetError) in
      try Workbook.open(bytes: bytes, name: name, limits: limits)
    }
    let parsed = Result { () throws(SpreadsheetError) in
      try Workbook.openByParserAlone(bytes: bytes, name: name, limits: limits)
    }
    switch (quick, parsed) {
    case (.success(let one), .success(let other)):
      guard one.sheetInfos == other.sheetInfos else {
        tally.different.append("\(name): other sheets")
        return
      }
      for info in one.sheetInfos {
        let outcome = Outcome { () throws(SpreadsheetError) in try one.sheet(at: info.index) }
        if outcome != Outcome({ () throws(SpreadsheetError) in try other.sheet(at: info.index) }) {
          tally.different.append("\(name)!\(info.name)")
        }
        tally.sheets += 1
        switch outcome {
        case .refused: tally.refused += 1
        case .sheet(let cells, _, _, _): if !cells.isEmpty { tally.filled += 1 }
        }
        if (try? one.isPlain(sheetAt: info.index)) == true { tally.plain += 1 }
      }
    case (.failure(let one), .failure(let other)):
      tally.refused += 1
      if one != other { tally.different.append("\(name): \(one) / \(other)") }
    default:
      tally.different.append("\(name): read one way only")
    }
  }

  @Test(.enabled(if: CorpusFolder.isPresent, CorpusFolder.absence)) func agreeOnTheCorpus() throws {
    let folder = URL(fileURLWithPath: CorpusFolder.path)
    var tally = Tally()
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard ["xlsx", "xlsm", "xltx", "xltm"].contains(file.pathExtension) else { continue }
      compare(Array(try Data(contentsOf: file)), file.lastPathComponent, &tally)
    }
    print(
      "two ways: \(tally.sheets) sheets, \(tally.filled) with cells, \(tally.plain) plain; \(tally.refused) refusals;"
        + " \(tally.different.count) differ")
    #expect(tally.different == [])
    #expect(tally.sheets > 1_000)
    #expect(tally.plain * 10 > tally.filled * 9)
  }

  /// Rows in every form the scanner knows, and in some it does not.
  private static let rows = [
    "<row r=\"1\" spans=\"1:3\" ht=\"15\" customHeight=\"1\" x14ac:dyDescent=\"0.25\"><c r=\"A1\"><v>1.50</v></c></row>",
    "<row><c t=\"s\"><v>0</v></c><c t=\"s\" s=\"2\"><v>2</v></c><c/><c s=\"1\"/><c><v/></c></row>",
    "<row r=\"9\" hidden=\"1\"/>\r\n<row r=\"10\"><c r=\"C10\" t=\"str\"><f>A1&amp;\"x\"</f><v>a&lt;b&#20013;</v></c></row>",
    "<row><c t=\"inlineStr\"><is><t xml:space=\"preserve\"> 北京 </t></is></c><c t=\"inlineStr\"><is/></c></row>",
    "<row><c t=\"inlineStr\"><is><r><rPr><b/><sz val=\"11\"/><rFont val=\"宋体\"/></rPr><t>上</t></r><r><t>海</t></r></is></c></row>",
    "<row><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c><c t=\"d\"><v>2020-02-29</v></c><c t=\"str\"><v>_x4E2D_</v></c></row>",
    "<row><c><f t=\"shared\" ref=\"A1:A9\" si=\"0\">B1*2</f><v>-0.00012</v></c><c><f si=\"0\"/><v>1e-7</v></c></row>",
    "<row r=\"30\"><c r=\"B30\"><v>12345678901234567890</v></c><c r=\"A30\"><v> 7 </v></c></row><!-- x -->",
    "<row><c><v>8.5300000000000011</v></c><c t=\"str\"><v><![CDATA[x]]></v></c><c r='F40'><v>3</v></c></row>",
    "<row ><c r=\"A1\" s=\"1\" /><c r=\"B1\"\n t=\"s\" ><v>1</v></c><c r=\"C1\"><v /></c></row><row r=\"9\" />",
    "<row r=\"41\"><c r=\"a41\"><v>3</v><extLst><ext/></extLst></c><c t=\"n\" cm=\"1\"><v>0</v></c></row>",
  ]

  private static let items = [
    "<si><t>城市</t></si>",
    "<si><r><rPr><i/><color rgb=\"FF000000\"/></rPr><t>甲</t></r><r><t xml:space=\"preserve\"> 乙</t></r></si>",
    "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウ</t></rPh><phoneticPr fontId=\"1\" type=\"noConversion\"/></si>",
    "<si/>", "<si><t/></si>", "<si><t>a_x000D_&amp;</t></si>",
  ]

  private func entries(_ rows: [String]) -> [TinyZip.Entry] {
    let tail = "<mergeCells count=\"1\"><mergeCell ref=\"A1:B2\"/></mergeCells>"
    var book = TinyWorkbook(sheets: [.init("S", data: rows.joined(), tail: tail)])
    book.formats = ["yyyy-mm-dd", "0.00"]
    book.sharedItems = Self.items
    return book.entries()
  }

  @Test func agreeOnEveryFormOfRow() throws {
    var tally = Tally()
    for row in Self.rows { compare(try TinyZip(entries([row])).bytes(), row, &tally) }
    #expect(tally.different == [])
    #expect(tally.refused == 0)
    #expect(tally.plain == 8)
  }

  /// Bytes are changed, taken out and put in, alone and several at a time, so that what is left is nearly right.
  @Test func agreeOnDamagedParts() throws {
    let replacements = Array("<>/\"'=&;:0129-.eE_ \u{0}ZzX[]%#\n\r".utf8) + [0x7F, 0x80, 0xC0, 0xE5, 0xED, 0xF4, 0xFF]
    let inserts = [
      "<!-- -->", "]]>", "&amp;", "&x;", "&#0;", " r=\"B2\"", " x:y=\"1\"", "<v>1</v>", "</c>", "\u{FFFF}", "<?p?>",
    ]
    var random = SplitMix64(seed: 23)
    var tally = Tally()
    for round in 0..<6_000 {
      let plainRows = Self.rows.indices.filter { $0 != 8 && $0 != 10 && $0 != 7 }.map { Self.rows[$0] }
      var changed = entries(round % 4 == 0 ? Self.rows : plainRows)
      let part = try #require(
        changed.firstIndex { $0.name == (round % 3 == 0 ? "xl/sharedStrings.xml" : "xl/worksheets/sheet1.xml") })
      for _ in 0...Int(random.next() % 3) {
        let position = Int(random.next() % UInt64(changed[part].content.count))
        switch random.next() % 4 {
        case 0: changed[part].content.remove(at: position)
        case 1:
          let insert = inserts[Int(random.next() % UInt64(inserts.count))]
          changed[part].content.insert(contentsOf: insert.utf8, at: position)
        default:
          changed[part].content[position] = replacements[Int(random.next() % UInt64(replacements.count))]
        }
      }
      changed[part].method = 0
      compare(try TinyZip(changed).bytes(), "round \(round)", &tally)
    }
    #expect(tally.different == [])
    #expect(tally.refused > 1_000)
    #expect(tally.plain > 300)
  }

  /// Windows may end within any row, cell or text; large sheets take several.
  @Test func agreeWhereverAWindowEnds() throws {
    var tally = Tally()
    for shift in [0, 1, 2, 3, 5, 7, 11, 13, 29, 31] {
      var data = String(repeating: " ", count: shift)
      for row in 0..<4_000 {
        data += "<row r=\"\(row + 1)\"><c r=\"A\(row + 1)\" t=\"inlineStr\"><is><t>城市\(row % 97)</t></is></c>"
        data +=
          "<c r=\"B\(row + 1)\" s=\"1\"><v>\(row).25</v></c><c r=\"C\(row + 1)\" t=\"s\"><v>\(row % 6)</v></c></row>"
      }
      var book = TinyWorkbook(sheets: [.init("S", data: data)])
      book.sharedItems = Self.items
      compare(try book.bytes(), "shift \(shift)", &tally)
    }
    #expect(tally.different == [])
    #expect(tally.plain == tally.sheets)
  }

  /// What limits allow does not depend on the way.
  @Test func agreeOnLimits() throws {
    let bytes = try TinyZip(entries(Array(Self.rows.prefix(7)))).bytes()
    var tally = Tally()
    for limit in 0..<24 {
      var limits = Limits.standard
      limits.cellsPerSheet = limit
      compare(bytes, "cells \(limit)", &tally, limits: limits)
      limits = .standard
      limits.xmlDepth = limit
      compare(bytes, "depth \(limit)", &tally, limits: limits)
      limits = .standard
      limits.charactersPerCell = limit
      compare(bytes, "characters \(limit)", &tally, limits: limits)
      limits = .standard
      limits.textSize = limit
      compare(bytes, "text \(limit)", &tally, limits: limits)
      limits = .standard
      limits.sharedStrings = limit
      compare(bytes, "shared \(limit)", &tally, limits: limits)
    }
    #expect(tally.different == [])
    #expect(tally.refused > 10)
  }
}
