import Report
import Testing

/// Lines for the terminal: none is wider than asked for, and nothing is lost.
@Suite struct TextWrapTests {
  @Test func linesBreakAtBlanks() {
    #expect(TextWrap.lines("one two three", width: 8) == ["one two", "  three"])
    #expect(TextWrap.lines("one two three", indent: 2, hanging: 0, width: 9) == ["  one two", "  three"])
  }

  @Test func chineseBreaksAnywhereButNotBeforeAClosingMark() {
    #expect(TextWrap.lines("地区生产总值", hanging: 0, width: 8) == ["地区生产", "总值"])
    #expect(TextWrap.lines("地区，生产", hanging: 0, width: 4) == ["地", "区，", "生产"])
  }

  @Test func aWordLongerThanALineIsBrokenWhereItEnds() {
    #expect(TextWrap.lines("abcdefgh", hanging: 1, width: 4) == ["abcd", " efg", " h"])
  }

  @Test(arguments: [12, 17, 30, 100]) func noLineIsTooWide(_ width: Int) {
    let text = "raw/sample/2013/2-7-gdp.xlsx ! 2-7 ! C12 prints \"1718.53\" 亿元，地区生产总值及构成 Gross Regional Product"
    let lines = TextWrap.lines(text, indent: 4, width: width)
    #expect(lines.allSatisfy { TextTable.width($0) <= width })
    let joined = lines.joined().filter { $0 != " " }
    #expect(joined == text.filter { $0 != " " })
  }

  /// A name, a unit or a title is looked for as it stands: it is not cut in two.
  @Test(arguments: 20...60) func quotedNamesUnitsAndTitlesStayWhole(_ width: Int) {
    let text = "under \"地区生产总值 (万元) / 全市 Total City\", at \"遵义市\"; in 亿元/km2, title (城乡收入比) of it"
    let lines = TextWrap.lines(text, indent: 4, width: width)
    for whole in ["\"遵义市\";", "亿元/km2,", "(城乡收入比)", "(万元)"] {
      #expect(lines.contains { $0.contains(whole) }, "\(lines)")
    }
    #expect(lines.allSatisfy { TextTable.width($0) <= width })
  }
}
