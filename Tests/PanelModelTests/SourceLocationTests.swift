import PanelModel
import Testing

@Suite struct A1AddressTests {
  @Test(
    "Columns count A to Z, then AA",
    arguments: [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")])
  func columns(index: Int, letters: String) {
    #expect(A1Address.columnName(index) == letters)
  }

  @Test func rowsCountFromOneInText() {
    #expect(A1Address.text(row: 0, column: 0) == "A1")
    #expect(A1Address.text(row: 6, column: 2) == "C7")
  }
}

@Suite struct SourceLocationTests {
  @Test func readsAsFileSheetCell() {
    #expect(
      PanelModel.SourceLocation(file: "raw/x.xlsx", sheet: "2-7", cell: "C12").description == "raw/x.xlsx ! 2-7 ! C12")
    #expect(PanelModel.SourceLocation(file: "raw/x.xlsx").description == "raw/x.xlsx")
  }

  @Test func cellsSortAsAPersonReadsThem() {
    func at(_ cell: String?) -> PanelModel.SourceLocation { .init(file: "f", sheet: "s", cell: cell) }
    let sorted = [at(nil), at("C7"), at("C12"), at("AA3")]
    #expect(sorted.reversed().sorted() == [at(nil), at("C7"), at("AA3"), at("C12")])
    #expect(PanelModel.SourceLocation(file: "a", sheet: "z") < PanelModel.SourceLocation(file: "b", sheet: "a"))
  }

  @Test func anObservationKnowsItsCell() {
    let figure = Observation(
      area: AreaCode(110000), year: ReferenceYear(2012), value: 1, status: .normal, series: 0, sheet: 1, row: 11,
      column: 2)
    let table = IngestedTable(
      file: "raw/x.xlsx", sheets: ["cover", "2-7"], table: "gdp", yearbook: "book", edition: EditionYear(2013),
      referenceYear: ReferenceYear(2012), observations: [figure])
    #expect(table.location(of: figure).description == "raw/x.xlsx ! 2-7 ! C12")
  }
}
