import Ingest
import PanelModel
import Pipeline
import Testing
import _TestSupport

/// Names of areas where yearbooks print them in unusual places, or mean something else by them.
@Suite struct MadeUpAreaTests {
  private typealias Books = MadeUpYearbookTests

  @Test(arguments: [true, false]) func yearsDownAndCitiesAcross(areTexts: Bool) throws {
    func year(_ y: Int) -> TinyWorkbook.Value { areTexts ? .text("\(y)年") : .number("\(y)") }
    let outcome = try Books.outcome([
      ["各市历年生产总值"], ["", "", "单位:亿元"], ["年 份", "杭州市", "宁波市", "全省"], [year(1978), 1, 2, 9], [year(1980), 3, 4, 9],
      [year(1985), 5, "—", 9],
    ])
    #expect(outcome.drafts.count == 1 && outcome.drafts[0].contains("layout: areas in columns"), "\(outcome.drafts)")
    #expect(
      outcome.series == [
        "gdp whole_city 1978 亿元 = 2", "gdp whole_city 1980 亿元 = 2", "gdp whole_city 1985 亿元 = 1",
      ])
    let table = try #require(outcome.reading.tables.first)
    let last = try #require(table.observations.first { $0.area == AreaCode(330_100) && $0.year == ReferenceYear(1985) })
    #expect(last.value == 5 && table.observations.contains { $0.status == .missingNotCollected })
    #expect(outcome.warnings.isEmpty, "\(outcome.warnings)")
  }

  @Test func aRowThatIsNoYearIsCounted() throws {
    let outcome = try Books.outcome([
      ["各市历年生产总值(亿元)"], ["年份", "杭州市", "宁波市"], [1978, 1, 2], [1980, 3, 4], [1985, 3, 4], [1990, 3, 4], [1995, 3, 4],
      ["平均增长", 5, 6],
    ])
    #expect(outcome.series.count == 5)
    #expect(outcome.warnings.contains { $0.contains("'平均增长' is no year; the row's 2 figures are left out") })
  }

  /// 宜春市 was a county-level city of 宜春地区 until 2000; 襄樊市 in 2012 is 襄阳市 under its older name.
  @Test func aCityThatBecameOneLaterIsNotThePrefecture() throws {
    func book(_ year: Int, _ name: TinyWorkbook.Value) throws -> Books.Outcome {
      try Books.outcome([
        [.text("\(year)年人口")], ["城市", "年末总人口(万人)"], ["南昌市", 1], [name, 2], ["九江市", 3],
      ])
    }
    let before = try book(1997, "宜春市")
    #expect(before.series == ["population whole_city 1997 万人 = 2"])
    #expect(
      before.warnings.contains { $0.contains("'宜春市' was a county-level city of '宜春地区' in 1997; 1 figures left out") })
    #expect(before.drafts[0].contains("# County-level cities in that year"), "\(before.drafts)")
    for (year, name) in [(1997, "宜春地区"), (1997, "宜春"), (2001, "宜春市"), (2012, "襄樊市")] as [(Int, String)] {
      let outcome = try book(year, .text(name))
      #expect(outcome.series == ["population whole_city \(year) 万人 = 3"] && outcome.warnings.isEmpty, "\(name)")
    }
  }

  @Test func zonesAreNotTheirCities() throws {
    let outcome = try Books.outcome([
      ["国家高新区主要指标(2020年)"], ["高新区", "营业收入(万元)"], ["石家庄", 1], ["唐山", 2], ["保定", 3],
    ])
    #expect(outcome.drafts.isEmpty)
    #expect(outcome.report.tables.first?.problem?.contains("they are no areas") == true)
  }

  @Test func jilinAmongThreeProvinces() throws {
    let outcome = try Books.outcome([
      ["2020年地区生产总值"], ["地区", "地区生产总值(亿元)"], ["辽 宁", 1], ["吉 林", 2], ["黑龙江", 3],
    ])
    #expect(outcome.reading.tables.allSatisfy { $0.observations.isEmpty }, "\(outcome.series)")
  }

  @Test(arguments: ["地 区", "合计"]) func theWholeBesideDistricts(whole: String) throws {
    let outcome = try Books.outcome(
      [
        ["1996年人口"], ["城市", "年末总人口(万人)", "", "人口自然增长率(‰)", ""], ["", .text(whole), "市 区", .text(whole), "市 区"],
        ["石家庄市", 7, 3, 1, 2], ["唐山市", 5, 2, 3, 4],
      ], merges: ["A2:A3", "B2:C2", "D2:E2"])
    #expect(
      outcome.series == [
        "natural_growth municipal_districts 1996 ‰ = 2", "natural_growth whole_city 1996 ‰ = 2",
        "population municipal_districts 1996 万人 = 2", "population whole_city 1996 万人 = 2",
      ], "\(outcome.drafts)")
    #expect(outcome.reading.tables[0].observations.first { $0.area == AreaCode(130_100) }?.value == 7)
    #expect(outcome.warnings.isEmpty, "\(outcome.warnings)")
  }

  @Test func partsInRowsHaveTheUnitOfTheWhole() throws {
    let outcome = try Books.outcome([
      ["2020年主要指标"], ["指标", "南京市", "无锡市"], ["一般公共预算收入(亿元)", 10, 9], ["#税收收入", 8, 7], ["年末户籍人口(万人)", 5, 4],
    ])
    #expect(
      outcome.series.contains { $0.hasSuffix("2020 亿元 = 2") && !$0.hasPrefix("fiscal_revenue") }, "\(outcome.drafts)")
  }

  /// 构成 in the title makes shares of what the headers name.
  @Test(arguments: [("构成", "primary_industry_share", "%"), ("增长速度", "primary_industry_growth", "%")])
  func titlesThatSayShares(title: String, code: String, unit: String) throws {
    let outcome = try Books.outcome([
      [.text("2020年各市地区生产总值\(title)")], ["城市", "第一产业", "第二产业"], ["石家庄市", 7, 93], ["唐山市", 5, 95],
    ])
    #expect(outcome.series.first == "\(code) whole_city 2020 \(unit) = 2", "\(outcome.drafts)")
  }

  @Test func provincesInFrontOfTheirCities() throws {
    let outcome = try Books.outcome([
      ["时间", "地区", "年末总人口(万人)"], [2015, "河北省石家庄市", 1], [2015, "江苏省石家庄市", 2], [2015, "吉林省吉林市", 3],
    ])
    #expect(outcome.series == ["population whole_city 2015 万人 = 2"], "\(outcome.warnings)")
    #expect(outcome.warnings.contains { $0.contains("'江苏省石家庄市' is no area") })
  }
}
