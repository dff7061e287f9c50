import PanelFiles
import PanelModel
import Testing

@Suite struct CSVWriterTests {
  private func text(_ columns: DataColumn...) throws -> String {
    String(decoding: try CSVWriter().write(DataTable(columns: columns)), as: UTF8.self)
  }

  @Test func wholeText() throws {
    let written = try text(
      DataColumn("city_id", .int32([110_000, nil, -5])), DataColumn("city_zh", .text(["北京市", nil, ""])),
      DataColumn("gdp", .double([3129.3, 2, nil])))
    #expect(written == "city_id,city_zh,gdp\n110000,北京市,3129.3\n,,2.0\n-5,\"\",\n")
  }

  @Test func quoting() throws {
    let written = try text(DataColumn("a", .text(["x,y", "say \"no\"", "l\nf", "c\rr", " b ", "'q'", "\""])))
    #expect(written == "a\n\"x,y\"\n\"say \"\"no\"\"\"\n\"l\nf\"\n\"c\rr\"\n b \n'q'\n\"\"\"\"\n")
  }

  @Test func wholeDoublesKeepTheirPoint() throws {
    let written = try text(DataColumn("a", .double([0, -0.0, -7, 1e16, 1e-7, 0.5, 9_007_199_254_740_992])))
    #expect(written == "a\n0.0\n0.0\n-7.0\n1e16\n1e-7\n0.5\n9007199254740992.0\n")
  }

  @Test func tablesWithoutRows() throws {
    #expect(try text(DataColumn("a", .int32([])), DataColumn("b", .text([]))) == "a,b\n")
  }

  @Test func tablesThatCannotBeWritten() throws {
    #expect(throws: PanelFileError(.tableShape("it has no columns"))) { try CSVWriter().write(DataTable(columns: [])) }
    #expect(throws: PanelFileError(.notFinite, column: "b", row: 2)) {
      try text(DataColumn("a", .int32([1, 2])), DataColumn("b", .double([1, .nan])))
    }
    #expect(throws: PanelFileError(.tableShape("two columns have this name"), column: "a")) {
      try text(DataColumn("a", .int32([1])), DataColumn("a", .int32([1])))
    }
    #expect(throws: PanelFileError(.tableShape("a column has no name"))) { try text(DataColumn("", .int32([1]))) }
  }

  @Test func theMessageSaysPlaceAndRemedy() {
    let error = PanelFileError(.notFinite, file: "panel.csv", column: "gdp", row: 3)
    #expect(
      error.description
        == "panel.csv, row 3, column 'gdp': infinity or NaN cannot be written; make the value missing with a status instead"
    )
  }
}
