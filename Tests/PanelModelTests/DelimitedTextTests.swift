import PanelModel
import Testing

@Suite struct DelimitedTextTests {
  private func fields(_ text: String) -> [[String]] { DelimitedText.rows(text).map(\.fields) }

  @Test func readsFieldsAndEmptyFields() {
    #expect(fields("a,b\n1,\n,2\n") == [["a", "b"], ["1", ""], ["", "2"]])
    #expect(fields("a,b") == [["a", "b"]])
    #expect(fields("") == [])
  }

  @Test func quotedFieldsHoldCommasQuotesAndLineEnds() {
    #expect(fields("\"a,b\",\"say \"\"so\"\"\",\"two\nlines\"\n") == [["a,b", "say \"so\"", "two\nlines"]])
    #expect(fields("a\"b,c\n") == [["a\"b", "c"]])
    #expect(fields("\"\"\n\"\",x\n") == [[""], ["", "x"]])
  }

  @Test func countsLinesFromOneAndPastLineEndsInQuotes() {
    let rows = DelimitedText.rows("h\n\n\"x\ny\"\nz\n")
    #expect(rows.map(\.line) == [1, 3, 5])
    #expect(rows.map(\.fields) == [["h"], ["x\ny"], ["z"]])
  }

  @Test func windowsLineEndsAndTheByteOrderMarkLeaveNoTrace() {
    #expect(fields("\u{FEFF}code,名称\r\n110000,北京市\r\n") == [["code", "名称"], ["110000", "北京市"]])
  }

  @Test func aQuoteThatNeverClosesEndsWithTheText() {
    #expect(fields("a,\"b\nc") == [["a", "b\nc"]])
  }
}
