import Spreadsheet
import Testing

@Suite struct CellAddressTests {
  @Test(arguments: [
    ("A1", 0, 0), ("C7", 6, 2), ("Z1", 0, 25), ("AA1", 0, 26), ("AZ2", 1, 51), ("BA2", 1, 52), ("ZZ9", 8, 701),
    ("AAA10", 9, 702), ("XFD1048576", 1_048_575, 16_383),
  ])
  func readsAndPrints(text: String, row: Int, column: Int) throws {
    let address = try #require(CellAddress(text))
    #expect(address == CellAddress(row: row, column: column))
    #expect(address.description == text)
  }

  @Test func everyColumnRoundTrips() {
    for column in 0..<CellAddress.maximumColumns {
      let text = CellAddress.columnLetters(column) + "5"
      #expect(CellAddress(text) == CellAddress(row: 4, column: column))
    }
  }

  @Test func laxForms() {
    #expect(CellAddress("c7") == CellAddress(row: 6, column: 2))
    #expect(CellAddress("$C$7") == CellAddress(row: 6, column: 2))
  }

  @Test(arguments: [
    "", "A", "7", "A0", "XFE1", "A1048577", "A-1", "A1B", "1A", "A 1", "A1 ", "é1", "A１",
    "AAAAAAAAAAAAAAAAAA99999999999999999999", "A99999999999999999999", "$", "$$A1", "A$",
  ])
  func refusals(text: String) {
    #expect(CellAddress(text) == nil)
  }

  @Test func orderIsByRowThenColumn() {
    let texts = ["B1", "A2", "AA1", "A1", "B2"]
    #expect(texts.compactMap { CellAddress($0) }.sorted().map(\.description) == ["A1", "B1", "AA1", "A2", "B2"])
  }
}

@Suite struct MergedRangeTests {
  @Test func readsCornersInAnyOrder() throws {
    let range = try #require(MergedRange("B6:A5"))
    #expect(range.description == "A5:B6")
    #expect(range.first == CellAddress("A5"))
    #expect(range.last == CellAddress("B6"))
    #expect((range.rowCount, range.columnCount) == (2, 2))
    #expect(MergedRange("C3")?.description == "C3:C3")
  }

  @Test(arguments: ["", ":", "A1:", ":A1", "A1:B2:C3", "A1-B2", "A1:XFE1"])
  func refusals(text: String) {
    #expect(MergedRange(text) == nil)
  }

  @Test func containsItsCornersOnly() throws {
    let range = try #require(MergedRange("B2:C4"))
    let inside = (0..<6).flatMap { row in (0..<6).map { CellAddress(row: row, column: $0) } }.filter(range.contains)
    #expect(inside.map(\.description) == ["B2", "C2", "B3", "C3", "B4", "C4"])
  }
}
