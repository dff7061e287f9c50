import PanelModel
import Report
import Testing

@Suite struct TableOutputTests {
  private let table = DataTable(columns: [
    DataColumn("city_zh", .text(["杭州市", nil, "say \"so\", then\nmore"])),
    DataColumn("year", .int32([2012, nil, -1])),
    DataColumn("score", .double([0.1234567891, nil, 1e-9])),
  ])

  @Test func textShowsSixDigitsAndAPointForMissing() {
    let rows = DataTable(
      columns: table.columns.map { column in
        switch column.values {
        case .text(let v): DataColumn(column.name, .text(Array(v.prefix(2))))
        case .int32(let v): DataColumn(column.name, .int32(Array(v.prefix(2))))
        case .double(let v): DataColumn(column.name, .double(Array(v.prefix(2))))
        }
      })
    #expect(
      TableOutput.render(rows, as: .text) == """
        city_zh  year     score
        -------  ----  --------
        杭州市   2012  0.123457
        .           .         .

        """)
  }

  @Test func csvQuotesWhatNeedsItAndKeepsNumbersInFull() {
    #expect(
      TableOutput.render(table, as: .csv)
        == "city_zh,year,score\n杭州市,2012,0.1234567891\n,,\n\"say \"\"so\"\", then\nmore\",-1,1e-9\n")
  }

  @Test func csvQuotesHeadersAndCarriageReturns() {
    let odd = DataTable(columns: [DataColumn("a,b", .text(["x\ry", "x\r\ny"]))])
    #expect(TableOutput.render(odd, as: .csv) == "\"a,b\"\n\"x\ry\"\n\"x\r\ny\"\n")
  }

  @Test func jsonLinesHaveOneObjectARowInColumnOrder() {
    #expect(
      TableOutput.render(table, as: .jsonl) == """
        {"city_zh":"杭州市","year":2012,"score":0.1234567891}
        {"city_zh":null,"year":null,"score":null}
        {"city_zh":"say \\"so\\", then\\nmore","year":-1,"score":1e-9}

        """)
  }

  @Test func jsonIsAListOfObjects() {
    let small = DataTable(columns: [DataColumn("n", .int32([1, 2]))])
    #expect(TableOutput.render(small, as: .json) == "[\n  {\n    \"n\": 1\n  },\n  {\n    \"n\": 2\n  }\n]\n")
    #expect(TableOutput.render(DataTable(columns: [DataColumn("n", .int32([]))]), as: .json) == "[]\n")
  }
}
