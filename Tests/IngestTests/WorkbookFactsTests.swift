import Ingest
import PanelModel
import Testing

@Suite struct WorkbookFactsTests {
  private struct Facts {
    var number = ""
    var zh = ""
    var en = ""
    var year: Int32?
    var edition: Int32?
  }

  private func expect(_ lines: [String], _ facts: Facts) {
    let found = WorkbookFacts(lines: lines)
    #expect(found.number == facts.number)
    #expect(found.title == Title(zh: facts.zh, en: facts.en))
    #expect(found.referenceYear?.rawValue == facts.year)
    #expect(found.edition?.rawValue == facts.edition)
  }

  @Test func chapterThenNumberedTitleInTwoLanguages() {
    expect(
      [
        "(二)综合经济", "General Economy", "2-7 地区生产总值及构成", "Gross Regional Product and Its Composition",
        "单位：万元 Unit: 10 000 yuan",
      ],
      Facts(number: "2-7", zh: "地区生产总值及构成", en: "Gross Regional Product and Its Composition"))
  }

  @Test func yearAndUnitInBracketsAreNoPartOfTheTitle() {
    expect(
      ["表11.6 各区各类房屋分布情况（2017）", "单位：万平方米"], Facts(number: "11.6", zh: "各区各类房屋分布情况", year: 2017))
    expect(["2－15 财政收支（2012年）（万元）"], Facts(number: "2-15", zh: "财政收支", year: 2012))
  }

  @Test func aPartInBracketsBelongsToTheTitle() {
    expect(["2-5 年末单位从业人员(二)(万人)"], Facts(number: "2-5", zh: "年末单位从业人员(二)"))
  }

  @Test func bothLanguagesOnOneLine() {
    expect(["2-1 人口状况 Population"], Facts(number: "2-1", zh: "人口状况", en: "Population"))
  }

  @Test func theBooksNameGivesTheEditionNotTheYear() {
    expect(
      ["中国城市统计年鉴 2013", "2-3 土地资源 (2012年)"], Facts(number: "2-3", zh: "土地资源", year: 2012, edition: 2013))
  }

  @Test func severalYearsAreNone() {
    expect(["历年人口（1990-2012年）"], Facts(zh: "历年人口"))
  }

  @Test func aPortalNamesItsIndicator() {
    expect(["数据库：主要城市年度数据", "指标：国内生产总值(亿元)", "时间：最近5年"], Facts(zh: "国内生产总值"))
  }

  @Test func lineEndsWithinACellAreBlanks() {
    expect(["2-7\u{3000}地区生产总值_x000D_\n(2014年)", "续表"], Facts(number: "2-7", zh: "地区生产总值", year: 2014))
  }

  @Test func nothingIsNothing() {
    expect([], Facts())
    expect(["单位：人", "\u{3000}"], Facts())
    // A year is no table number.
    expect(["2014-2016 上海"], Facts(zh: "2014-2016 上海"))
  }
}
