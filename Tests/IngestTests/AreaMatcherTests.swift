import Definitions
import Foundation
import Ingest
import PanelModel
import Testing

/// Printed names against the repository's own areas.
@Suite struct AreaMatcherTests {
  static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  private static let loaded = Result { AreaMatcher(try CatalogLoader.load(project: repository).areas) }

  private func match(_ text: String, _ year: Int32, province: Int32? = nil) throws -> AreaMatcher.Match {
    try Self.loaded.get().match(text, year: ReferenceYear(year), province: province.map { AreaCode($0) })
  }

  @Test(
    "Blanks, marks and widths do not matter",
    arguments: [
      "石家庄市", "石 家 庄 市", "石家庄", "\u{3000}石家庄市", "石家庄市\u{A0}", "\u{A0}\u{A0}石家\u{3000}庄", "石家庄\u{200B}市", "\u{FEFF}石家庄市",
      "石家庄市\u{2060}", "石家庄\u{200D}", "石家庄\u{2009}市\t", "石家庄市\r\n", "石家庄市*", "石家庄市＊", "石家庄市①", "石家庄#", "Shijiazhuang",
      "SHIJIAZHUANG",
      "Shi jia zhuang", "Ｓｈｉｊｉａｚｈｕａｎｇ",
    ])
  func normalized(text: String) throws {
    #expect(try match(text, 2010) == .area(AreaCode(130_100)))
  }

  private static let suffixes: [(String, Int32)] = [
    ("大兴安岭地区", 232_700), ("大兴安岭", 232_700), ("兴安盟", 152_200), ("兴安", 152_200), ("锡林郭勒", 152_500),
    ("延边朝鲜族自治州", 222_400), ("延边朝鲜族", 222_400), ("延边州", 222_400), ("延边", 222_400), ("阿坝", 513_200),
    ("喀什地区", 653_100), ("喀什", 653_100), ("海南州", 632_500), ("伊犁州直属县（市）", 654_000), ("伊犁州直属县(市)", 654_000),
  ]

  @Test("市, 地区, 盟 and 自治州 may be left out", arguments: suffixes)
  func suffix(text: String, code: Int32) throws {
    #expect(try match(text, 2010) == .area(AreaCode(code)))
  }

  @Test(
    "Nothing is matched by likeness",
    arguments: ["石家庄县", "石家", "石庄市", "石家庄地区", "家庄市", "石家庄市区", "市", "地区", "州", "", "   ", "兴安地区", "Shijiazhung", "x"])
  func unlike(text: String) throws {
    #expect(try match(text, 2010) == .none)
  }

  @Test func misprintsAreSaid() throws {
    #expect(try match("毫州市", 2010) == .misprint(AreaCode(341_600), meant: "亳州市"))
    #expect(try match("毫州", 2010) == .misprint(AreaCode(341_600), meant: "亳州市"))
  }

  /// A name follows the year of the figures; the name of another year leads to the unit of that year and says so.
  private static let timely: [(String, Int32, AreaMatcher.Match)] = [
    ("晋中地区", 1998, .area(AreaCode(142_400))), ("晋中", 1998, .area(AreaCode(142_400))),
    ("晋中市", 1999, .area(AreaCode(140_700))), ("晋中", 1999, .area(AreaCode(140_700))),
    ("晋中地区", 2005, .otherSpell(AreaCode(140_700), now: "晋中市")),
    ("晋中市", 1998, .otherSpell(AreaCode(142_400), now: "晋中地区")),
    ("哲里木盟", 1998, .area(AreaCode(152_300))), ("哲里木", 2010, .otherSpell(AreaCode(150_500), now: "通辽市")),
    ("银南地区", 2003, .otherSpell(AreaCode(640_300), now: "吴忠市")),
    ("达川", 2000, .otherSpell(AreaCode(511_700), now: "达州市")),
    ("思茅", 2000, .area(AreaCode(532_700))), ("思茅", 2004, .area(AreaCode(530_800))),
    ("重庆市", 1996, .area(AreaCode(510_200))), ("重庆", 1997, .area(AreaCode(500_000))),
    ("万县市", 1997, .otherSpell(AreaCode(500_000), now: "重庆市")),
    ("东川市", 1997, .area(AreaCode(530_200))), ("东川市", 1998, .otherSpell(AreaCode(530_100), now: "昆明市")),
    ("巢湖", 1998, .area(AreaCode(342_600))), ("巢湖", 2010, .area(AreaCode(341_400))),
    ("巢湖", 2015, .otherSpell(AreaCode(341_400), now: "巢湖市")),
    ("贺州地区", 2001, .area(AreaCode(452_400))), ("梧州地区", 2001, .otherSpell(AreaCode(452_400), now: "贺州地区")),
  ]

  @Test("Names of their time", arguments: timely)
  func eras(text: String, year: Int32, expected: AreaMatcher.Match) throws {
    #expect(try match(text, year) == expected)
  }

  /// Until 2001 南宁市 stood beside 南宁地区; only the full name tells them apart.
  @Test func aCityAndAPrefectureOfOneName() throws {
    #expect(try match("南宁市", 1999) == .area(AreaCode(450_100)))
    #expect(try match("南宁地区", 1999) == .area(AreaCode(452_100)))
    #expect(try match("南宁", 1999) == .ambiguous([AreaCode(450_100), AreaCode(452_100)]))
    #expect(try match("Nanning", 1999) == .area(AreaCode(450_100)))
    #expect(try match("南宁", 2002) == .area(AreaCode(450_100)))
  }

  @Test func theProvinceDecidesBetweenEnglishNames() throws {
    #expect(try match("Fuzhou", 2010) == .ambiguous([AreaCode(350_100), AreaCode(361_000)]))
    #expect(try match("Fuzhou", 2010, province: 360_000) == .area(AreaCode(361_000)))
    #expect(try match("Fuzhou", 1998, province: 360_000) == .area(AreaCode(362_500)))
    #expect(try match("海南", 2010) == .province(AreaCode(460_000)))
  }
}
