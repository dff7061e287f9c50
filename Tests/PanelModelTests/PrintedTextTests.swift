import PanelModel
import Testing

@Suite struct PrintedTextTests {
  @Test(
    "Two prints of one name have one compact form",
    arguments: [
      ("北 京 市", "北京市"), ("北\u{3000}京\u{3000}市", "北京市"), ("\u{A0}上海市\u{A0}", "上海市"),
      ("地区生产\n总值\r\n", "地区生产总值"), ("（万元）", "(万元)"), ("单位：亿元", "单位:亿元"), ("ＧＤＰ１２", "GDP12"),
      ("Gross Regional\tProduct", "GrossRegionalProduct"), ("\u{FEFF}a\u{200B}b\u{2003}c", "abc"), ("", ""),
      ("2－7", "2-7"), ("plain", "plain"), ("Xi'an", "Xi'an"),
    ])
  func compact(printed: String, expected: String) {
    #expect(PrintedText.compact(printed) == expected)
    #expect(PrintedText.compact(PrintedText.compact(printed)) == expected)
  }

  @Test func trimsBothEndsOnly() {
    #expect(PrintedText.trimmed("\u{3000} 呼和浩特 市 \n") == "呼和浩特 市")
    #expect(PrintedText.trimmed(" \u{A0}\u{3000}") == "")
    #expect(PrintedText.trimmed("a") == "a")
  }

  @Test func knowsChineseCharacters() {
    #expect(PrintedText.hasHan("GDP 总值"))
    #expect(!PrintedText.hasHan("Gross Product 2012 （）"))
    #expect(PrintedText.hasHan("\u{20000}"))
  }

  /// Told by bytes or not, lower case is what the standard library makes of it: a look at every block of characters.
  @Test func lowerCaseIsThatOfTheStandardLibrary() {
    let blocks: [ClosedRange<UInt32>] = [
      0x20...0x24F, 0x370...0x5FF, 0x1E00...0x33FF, 0x4DF0...0x4E20, 0x9FF0...0xA0FF,
      0xA640...0xA7FF, 0xFF00...0xFFEF, 0x10400...0x10450,
    ]
    for block in blocks {
      for scalar in block.compactMap(Unicode.Scalar.init) {
        for text in ["\(Character(scalar))", "市A\(Character(scalar))b"] {
          #expect(PrintedText.lowercased(text) == text.lowercased(), "U+\(String(scalar.value, radix: 16))")
        }
      }
    }
  }

  @Test func theRestBehindANameIsToldByBytes() {
    #expect(PrintedText.rest(of: "常住人口万人", behind: "常住人口") == "万人")
    #expect(PrintedText.rest(of: "常住人口", behind: "常住人口") == nil)
    #expect(PrintedText.rest(of: "常住", behind: "常住人口") == nil)
    #expect(PrintedText.areEqual("市", "市") && !PrintedText.areEqual("市", "州") && !PrintedText.areEqual("市", "市a"))
  }

  /// What a file holds after binary arithmetic, and what a spreadsheet shows of it.
  @Test(arguments: [
    ("87.93000000000001", "87.93"), ("1.2101000000000002", "1.2101"), ("-0.30000000000000004", "-0.3"),
    ("123456789012345678", "123456789012345678"), ("87.93", "87.93"), ("1234.5678901234567 ", "1234.5678901234567 "),
    ("—", "—"), ("", ""),
  ]) func dustIsNotPrinted(_ text: String, _ shown: String) {
    #expect(PrintedText.withoutDust(text) == shown)
  }
}
