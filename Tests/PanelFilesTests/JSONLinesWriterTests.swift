import PanelFiles
import PanelModel
import Testing

@Suite struct JSONLinesWriterTests {
  @Test func wholeText() throws {
    let table = DataTable(columns: [
      DataColumn("city_id", .int32([110_000, nil])), DataColumn("city_zh", .text(["北\"京\n", nil])),
      DataColumn("gdp", .double([3129.3, nil])), DataColumn("n", .double([2, 1e-7])),
    ])
    let text = String(decoding: try JSONLinesWriter().write(table), as: UTF8.self)
    #expect(
      text == #"{"city_id":110000,"city_zh":"北\"京\n","gdp":3129.3,"n":2}"# + "\n"
        + #"{"city_id":null,"city_zh":null,"gdp":null,"n":1e-7}"# + "\n")
  }

  @Test func tableWithoutRows() throws {
    #expect(try JSONLinesWriter().write(DataTable(columns: [DataColumn("a", .int32([]))])).isEmpty)
  }
}
