import Spreadsheet
import Testing
import _TestSupport

@Suite struct XLSCompoundFileTests {
  private func stream(_ rows: Int, start value: Double = 0) -> [UInt8] {
    TinyXLS((0..<rows).flatMap { BIFF.number($0, 0, Double($0) + value) }).stream
  }

  private func numbers(_ bytes: [UInt8]) throws -> [Double] {
    try Workbook.open(bytes: bytes, name: "t.xls").sheet(at: 0).cells.compactMap(\.number)
  }

  @Test(arguments: [9, 12]) func sectorsOfBothSizes(shift: Int) throws {
    for rows in [3, 250, 5_000] {
      var file = TinyCompound([("Workbook", stream(rows))])
      file.sectorShift = shift
      #expect(try numbers(file.bytes) == (0..<rows).map(Double.init))
    }
  }

  @Test(arguments: ["Workbook", "WORKBOOK", "workbook", "Book", "BOOK"]) func namesOfTheStream(name: String) throws {
    #expect(try numbers(TinyCompound([("x", [1, 2, 3]), (name, stream(2))]).bytes) == [0, 1])
  }

  @Test func theNewerOfTwoStreamsIsRead() throws {
    #expect(try numbers(TinyCompound([("Book", stream(1)), ("Workbook", stream(2))]).bytes) == [0, 1])
  }

  @Test func embeddedWorkbooksAreNotTheWorkbook() throws {
    var file = TinyCompound([("Workbook", stream(1, start: 50)), ("Workbook", stream(2))])
    file.hasFolder = true
    #expect(try numbers(file.bytes) == [0, 1])
    file = TinyCompound([("Workbook", stream(1, start: 50)), ("x", [1])])
    file.hasFolder = true
    #expect(try numbers(file.bytes) == [50])
  }

  @Test func otherDocumentsAreNamed() throws {
    func reason(_ name: String) throws -> SpreadsheetError.Reason {
      try #require(throws: SpreadsheetError.self) {
        try Workbook.open(bytes: TinyCompound([(name, [1, 2])]).bytes, name: "t.xls")
      }.reason
    }
    #expect(try reason("WordDocument") == .unsupportedFormat(.wordDocument))
    #expect(try reason("PowerPoint Document") == .unsupportedFormat(.presentation))
    #expect(try reason("x") == .notAWorkbook(detail: "the compound file holds none"))
  }

  @Test func theLastSectorMayBeCutShort() throws {
    // The stream comes before the directory and the table: make it the end of the file.
    let plain = TinyCompound([("Workbook", stream(400))]).bytes
    var moved = plain
    // Counts of sectors in the header are not believed.
    for place in [40, 44, 64, 72] { moved.replaceSubrange(place..<(place + 4), with: BIFF.u32(0x00FF_FFFF)) }
    #expect(try numbers(moved).count == 400)
    // The file ends within the sectors of the table, whose rest is not needed.
    #expect(try numbers(Array(plain.dropLast(300))).count == 400)
  }

  @Test func chainsThatTurnInACircle() throws {
    let plain = TinyCompound([("Workbook", stream(400))]).bytes
    let table = Int(plain[76]) | Int(plain[77]) << 8
    var bytes = plain
    // Sector 3 of the stream leads back to sector 1.
    let entry = (table + 1) * 512 + 3 * 4
    bytes.replaceSubrange(entry..<(entry + 4), with: BIFF.u32(1))
    let error = try #require(throws: SpreadsheetError.self) { try Workbook.open(bytes: bytes, name: "t.xls") }
    #expect(error.reason == .compoundFileDamaged(detail: "a chain of sectors turns in a circle"))
    bytes.replaceSubrange(entry..<(entry + 4), with: BIFF.u32(0x1234_5678))
    let outside = try #require(throws: SpreadsheetError.self) { try Workbook.open(bytes: bytes, name: "t.xls") }
    #expect(outside.reason == .compoundFileDamaged(detail: "sector 305419896 lies past its end"))
  }
}
