import PanelModel
import Report
import Testing

@Suite struct FindingsTextTests {
  private func jump(_ year: Int32) -> Finding {
    Finding(
      .jumpInTime, location: SourceLocation(file: "raw/x.xlsx", sheet: "2-7", cell: "C\(year)"),
      area: AreaCode(340100), year: ReferenceYear(year), message: "gdp jumps in \(year)", remedy: "Look")
  }

  private var findings: [Finding] {
    (2010..<2014).map(jump) + [
      Finding(.workbookMissing, message: "No file", remedy: "Put it back."),
      Finding(.valuesImputed, message: "gdp: 3 filled", remedy: "Nothing.", count: 3),
      Finding(.valuesImputed, message: "beds: 1 filled", remedy: "Nothing."),
    ]
  }

  @Test func errorsFirstWarningsUpToTheLimitNotesByCount() {
    #expect(
      FindingsText(findings, limit: 2).text == """
        error ING-010: No file. Put it back.
        warning CLN-006 raw/x.xlsx ! 2-7 ! C2010: gdp jumps in 2010. Look
        warning CLN-006 raw/x.xlsx ! 2-7 ! C2011: gdp jumps in 2011. Look
        warning CLN-006: 2 more like it (findings.json)
        note CLN-007: 2 notes, such as: beds: 1 filled

        """)
  }

  @Test func countsEachSeverity() {
    #expect(FindingsText(findings).counts == "1 error, 4 warnings, 2 notes")
    #expect(FindingsText([]).counts == "0 errors, 0 warnings, 0 notes")
    #expect(FindingsText([]).text == "")
  }

  @Test func theTableHoldsEveryFindingInOrder() throws {
    let table = FindingsText(findings).table
    #expect(table.rowCount == 7)
    let code = try #require(table["code"])
    #expect(code.values == .text(["ING-010", "CLN-006", "CLN-006", "CLN-006", "CLN-006", "CLN-007", "CLN-007"]))
    #expect(table["cell"]?.values == .text([nil, "C2010", "C2011", "C2012", "C2013", nil, nil]))
    #expect(table["count"]?.values == .int32([1, 1, 1, 1, 1, 1, 3]))
  }
}
