import Report
import Testing

@Suite struct TextTableTests {
  @Test(
    "Chinese characters are two columns wide",
    arguments: [("", 0), ("abc", 3), ("杭州市", 6), ("杭州 HZ", 7), ("（）", 4), ("e\u{301}", 1), ("한", 2), ("½", 1)])
  func width(text: String, columns: Int) {
    #expect(TextTable.width(text) == columns)
  }

  @Test func columnsAlignUnderMixedScripts() {
    let table = TextTable(
      header: ["city", "gdp"], rows: [["杭州市", "1"], ["Urumqi", "12345"], ["A", "-2"]], alignments: [.left, .right])
    #expect(
      table.text == """
        city      gdp
        ------  -----
        杭州市      1
        Urumqi  12345
        A          -2
        """)
  }

  @Test func noBlanksAtLineEnds() {
    let table = TextTable(header: ["a", "note"], rows: [["1", ""], ["2", "long one"]], alignments: [.right, .left])
    #expect(table.text.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") })
  }

  @Test func aTableWithoutRowsIsItsHeader() {
    #expect(TextTable(header: ["a", "bc"], rows: []).text == "a  bc\n-  --")
  }
}
