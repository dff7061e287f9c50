import Foundation
import Ingest
import PanelModel
import Pipeline
import Testing
import _TestSupport

/// Printing habits of city and provincial yearbooks, each in a small workbook made for the purpose: the draft alone must
/// read every figure, under the right code, scope and unit.
@Suite struct MadeUpYearbookTests {
  typealias Row = [TinyWorkbook.Value]

  struct Outcome {
    var report: Inspection.Report
    var reading: Reading

    var drafts: [String] { report.drafts.map(\.draft.text) }

    /// `gdp whole_city 2020 亿元 = 3`: figures read of each series and year.
    var series: [String] {
      var counts: [String: Int] = [:]
      for table in reading.tables {
        for observation in table.observations where !observation.status.isMissing {
          let series = table.series[Int(observation.series)]
          let name = "\(series.key.indicator) \(series.key.scope.rawValue) \(observation.year) \(series.unit.symbol)"
          counts[name, default: 0] += 1
        }
      }
      return counts.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    }

    var warnings: [String] {
      reading.findings.filter { $0.severity >= .warning }.map { "\($0.code.rawValue) \($0.message)" }
    }
  }

  /// Drafts and reads one sheet; `edit` changes the drafts in between, as a person would.
  static func outcome(
    _ rows: [Row], merges: [String] = [], edit: (String) -> String = { $0 }
  ) throws -> Outcome {
    let project = try DraftTests.project()
    let file = project.folder.appending(path: "raw/book/t.xlsx")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let book = TinyWorkbook(sheets: [TinyWorkbook.Sheet("Sheet1", rows: rows, merges: merges)])
    try Data(book.bytes()).write(to: file)
    var report = try Inspection(project.project).report(on: file.path)
    for i in report.drafts.indices { report.drafts[i].draft.text = edit(report.drafts[i].draft.text) }
    #expect(report.drafts.allSatisfy { $0.mistake == nil }, "\(report.drafts.compactMap(\.mistake))")
    return Outcome(report: report, reading: try DraftTests.read(report, project, workbook: "t.xlsx"))
  }

  @Test func aPageWithOtherColumnsIsATableOfItsOwn() throws {
    let outcome = try Self.outcome([
      ["2-1 人口(2009年)"], ["城市", "年末总人口(万人)", "年平均人口(万人)"], ["石家庄市", 7, 8], ["唐山市", 5, 6], ["2-1 续表1"],
      ["城市", "自然增长率(‰)", "非农业人口(万人)"], ["石家庄市", 1, 2], ["唐山市", 3, 4],
    ])
    #expect(outcome.report.tables.count == 2)
    #expect(
      outcome.series == [
        "natural_growth whole_city 2009 ‰ = 2", "population whole_city 2009 万人 = 2",
        "population_mean whole_city 2009 万人 = 2", "population_non_agricultural whole_city 2009 万人 = 2",
      ])
    #expect(outcome.warnings.isEmpty, "\(outcome.warnings)")
  }

  @Test func theTitleMayStateTheScope() throws {
    let outcome = try Self.outcome([
      ["2-4 在岗职工(市辖区)(2015年)"], ["城市", "在岗职工平均人数(万人)", "在岗职工平均工资(元)"], ["石家庄市", 7, 8], ["唐山市", 5, 6],
    ])
    #expect(
      outcome.series == [
        "staff_mean municipal_districts 2015 万人 = 2", "wage municipal_districts 2015 CNY = 2",
      ])
  }

  @Test func namesInTwoLanguagesInOneCell() throws {
    let outcome = try Self.outcome([
      ["2-10 各市生产总值(2016年)"], ["单位：亿元"], ["地区\nRegion", "生产总值\nGDP", "人均生产总值(元)\nPer Capita GDP (yuan)"],
      ["全 省 Total", 9, 9], ["杭 州 Hangzhou", 1, 2], ["台 州 Taizhou", 3, 4], ["吉安市 Ji'an", 5, 6],
    ])
    #expect(
      outcome.series == ["gdp whole_city 2016 亿元 = 3", "gdp_per_capita whole_city 2016 CNY = 3"])
    #expect(outcome.warnings.isEmpty, "\(outcome.warnings)")
  }

  @Test func englishNamesOfAreasAcrossDoNotCount() throws {
    let outcome = try Self.outcome([
      ["主要指标(2018年)"], ["指标", "单位", "台 州", "嘉 兴"], [nil, "Unit", "Taizhou", "Jiaxing"], ["地区生产总值", "亿元", 1, 2],
      ["财政总收入", "亿元", 3, 4],
    ])
    #expect(
      outcome.series == ["fiscal_revenue_all whole_city 2018 亿元 = 2", "gdp whole_city 2018 亿元 = 2"])
  }

  @Test func groupsSayWhatIsCountedAndInWhat() throws {
    let outcome = try Self.outcome(
      [
        ["2-19 学校(2013年)"], ["城市", "学校数（所）", nil, "专任教师数（人）", nil, "全年用电量(万千瓦时)"],
        [nil, "普通高等学校", "普通中学", "普通高等学校", "普通中学", nil], ["石家庄市", 1, 2, 3, 4, 5],
      ], merges: ["A2:A3", "B2:C2", "D2:E2", "F2:F3"])
    #expect(
      outcome.series == [
        "electricity whole_city 2013 万千瓦时 = 1", "schools_middle whole_city 2013 facility = 1",
        "schools_university whole_city 2013 facility = 1", "teachers_middle whole_city 2013 person = 1",
        "teachers_university whole_city 2013 person = 1",
      ])
  }

  @Test func wordsInBracketsAreNoUnitAndMergedRangesEndWhereTheyEnd() throws {
    let outcome = try Self.outcome(
      [
        ["2-17 投资(2011年)"], ["单位：万元"], ["城市", "固定资产投资(不含农户)", "房地产开发投资完成额", nil], [nil, nil, nil, "其中：住宅"],
        ["石家庄市a)", 1, 2, 3], ["唐山市", 4, 5, 6], ["a) 不含北戴河区。"],
      ], merges: ["A3:A4", "B3:B4", "C3:D3"])
    #expect(
      outcome.series == [
        "investment whole_city 2011 万元 = 2", "investment_housing whole_city 2011 万元 = 2",
        "investment_realestate whole_city 2011 万元 = 2",
      ])
    #expect(outcome.warnings.isEmpty, "\(outcome.warnings)")
  }

  @Test func yearsAcrossUnderATitleHaveItsIndicator() throws {
    let outcome = try Self.outcome([
      ["3-4 各市年末常住人口"], ["单位：万人"], ["县（市、区）", "2018年", "2019年"], ["南京市", 1, 2], ["无锡市", 3, 4],
    ])
    #expect(
      outcome.series == ["population_resident whole_city 2018 万人 = 2", "population_resident whole_city 2019 万人 = 2"])
  }

  @Test func levelsBesideTheirGrowth() throws {
    let outcome = try Self.outcome(
      [
        ["表1 2021年各市主要经济指标"], ["地区", "地区生产总值", nil, "社会消费品零售总额", nil],
        [nil, "绝对数\n(亿元)", "比上年增长\n(%)", "绝对数\n(亿元)", "比上年增长\n(%)"], ["杭州市", 1, 2, 3, 4],
      ], merges: ["A2:A3", "B2:C2", "D2:E2"])
    #expect(
      outcome.series == [
        "gdp whole_city 2021 亿元 = 1", "gdp_growth whole_city 2021 % = 1", "retail_sales whole_city 2021 亿元 = 1",
        "retail_sales_growth whole_city 2021 % = 1",
      ])
  }

  @Test func aPageWithOtherYearsIsATableOfItsOwn() throws {
    let outcome = try Self.outcome([
      ["2-3 各市生产总值"], ["单位：亿元"], ["市别", "2000年", "2001年"], ["杭州市", 1, 2], ["宁波市", 3, 4], ["续表"],
      ["市别", "2002年", "2003年"], ["杭州市", 5, 6], ["宁波市", 7, 8],
    ])
    #expect(outcome.report.tables.count == 2)
    #expect(outcome.series.count == 4)
    #expect(outcome.warnings.isEmpty, "\(outcome.warnings)")
  }

  /// A portal's download of one city: 地区：石家庄 above indicators by years.
  @Test func oneAreaAboveIndicatorsByYears() throws {
    let outcome = try Self.outcome([
      ["数据库：主要城市年度数据"], ["地区：石家庄"], ["时间：最近2年"], ["指标", "2019年", "2018年"], ["年末户籍人口(万人)", 1, 2],
      ["地区生产总值(当年价格)(亿元)", 3, 4], ["数据来源：国家统计局"],
    ])
    #expect(outcome.drafts.first?.contains("areas: {from: caption, header: [指标]}") == true)
    #expect(
      outcome.series == [
        "gdp whole_city 2018 亿元 = 1", "gdp whole_city 2019 亿元 = 1", "population_registered whole_city 2018 万人 = 1",
        "population_registered whole_city 2019 万人 = 1",
      ])
    #expect(Set(outcome.reading.tables.flatMap { $0.observations.map(\.area) }) == [AreaCode(130100)])
    #expect(outcome.warnings.isEmpty, "\(outcome.warnings)")
  }

  /// A yearbook's long series of its own city, the province's name in front: years down the side are labels.
  @Test func oneAreaInTheTitleAndYearsDown() throws {
    let outcome = try Self.outcome([
      ["江苏省苏州市主要年份国民经济指标"], ["年份", "地区生产总值(亿元)", "年末户籍人口(万人)"], [1978, 3, 5], [1990, 4, 6], ["2000年", 7, 8],
      ["注：本表按当年价格计算。"],
    ])
    #expect(
      outcome.series == [
        "gdp whole_city 1978 亿元 = 1", "gdp whole_city 1990 亿元 = 1", "gdp whole_city 2000 亿元 = 1",
        "population_registered whole_city 1978 万人 = 1", "population_registered whole_city 1990 万人 = 1",
        "population_registered whole_city 2000 万人 = 1",
      ])
    #expect(Set(outcome.reading.tables.flatMap { $0.observations.map(\.area) }) == [AreaCode(320500)])
    #expect(outcome.warnings.isEmpty, "\(outcome.warnings)")
  }

  /// Without a name of an area above it the same table is not taken for one.
  @Test func yearsDownWithoutAnAreaAreNotRead() throws {
    let outcome = try Self.outcome([
      ["主要年份国民经济指标"], ["年份", "地区生产总值(亿元)", "年末户籍人口(万人)"], [1978, 3, 5], [1990, 4, 6],
    ])
    #expect(outcome.series.isEmpty)
    #expect(!outcome.warnings.isEmpty)
  }

  /// A portal's long table: a row an indicator and city, its unit beside it, years across.
  @Test func indicatorsAndUnitsInRowsOverYears() throws {
    let outcome = try Self.outcome([
      ["中国城市数据库"], ["指标", "地区", "单位", "2015", "2016"], ["年末总人口_全市", "石家庄市", "万人", 1, 2],
      ["年末总人口_全市", "唐山市", "万人", 3, 4], ["年末总人口_市辖区", "石家庄市", "人", 5, 6],
      ["地区生产总值_市辖区", "石家庄市", "万元", 7, 8],
    ])
    #expect(outcome.drafts.first?.contains("category: [指标]\nunit_column: [单位]\n") == true)
    #expect(
      outcome.series == [
        "gdp municipal_districts 2015 万元 = 1", "gdp municipal_districts 2016 万元 = 1",
        "population municipal_districts 2015 person = 1", "population municipal_districts 2016 person = 1",
        "population whole_city 2015 万人 = 2", "population whole_city 2016 万人 = 2",
      ])
    #expect(outcome.warnings.isEmpty, "\(outcome.warnings)")
  }

  /// An indicator that the definition does not know is counted, not read.
  @Test func unknownIndicatorsOfALongTableAreCounted() throws {
    let rows: [Row] = [
      ["中国城市数据库"], ["指标", "地区", "单位", "2015", "2016"], ["年末总人口_全市", "石家庄市", "万人", 1, 2],
      ["地区生产总值_全市", "石家庄市", "万元", 7, 8], ["地区生产总值_全市", "唐山市", "万元", 9, 9],
    ]
    let outcome = try Self.outcome(rows) { draft in
      draft.split(separator: "\n").filter { !$0.hasPrefix("  gdp:") }.joined(separator: "\n")
    }
    #expect(
      outcome.series == ["population whole_city 2015 万人 = 1", "population whole_city 2016 万人 = 1"])
    #expect(
      outcome.warnings == ["ING-002 The indicator '地区生产总值_全市' is not in the definition; 4 figures not read"])
  }

  /// Each row of tidy data may state its own unit.
  @Test func unitsOfTheRowsOfTidyData() throws {
    let outcome = try Self.outcome([
      ["时间", "地区", "指标", "数值", "单位"], ["2012年", "石家庄市", "年末总人口", 1, "万人"],
      ["2012年", "石家庄市", "地区生产总值", 2, "亿元"], ["2013年", "石家庄市", "年末总人口", 3, "人"],
      ["2013年", "石家庄市", "地区生产总值", 4, "万元"],
    ])
    #expect(
      outcome.series == [
        "gdp whole_city 2012 亿元 = 1", "gdp whole_city 2013 万元 = 1", "population whole_city 2012 万人 = 1",
        "population whole_city 2013 person = 1",
      ])
    #expect(outcome.warnings.isEmpty, "\(outcome.warnings)")
  }

  /// Provincial books print two years and the growth between them: each column keeps its year and unit.
  @Test func yearsBesideTheirGrowth() throws {
    let outcome = try Self.outcome(
      [
        ["3-5 各市地区生产总值(2020-2021年)"], ["单位：亿元"], ["地区", "地区生产总值", "", ""],
        ["", "2020年", "2021年", "2021年比上年增长(%)"], ["石家庄市", 1, 2, 3], ["唐山市", 4, 5, 6],
      ], merges: ["A3:A4", "B3:D3"])
    #expect(
      outcome.series == [
        "gdp whole_city 2020 亿元 = 2", "gdp whole_city 2021 亿元 = 2", "gdp_growth whole_city 2021 % = 2",
      ])
    #expect(outcome.warnings.isEmpty, "\(outcome.warnings)")
  }

  /// A lone column of growth beside years names no year of its own: it is counted, not read.
  @Test func growthBesideYearsAlone() throws {
    let outcome = try Self.outcome([
      ["3-6 各市地区生产总值(2021年)"], ["单位：亿元"], ["城市", "2021年", "2020年", "增减%"], ["石家庄市", 1, 2, 3], ["唐山市", 4, 5, 6],
    ])
    #expect(
      outcome.series == ["gdp whole_city 2020 亿元 = 2", "gdp whole_city 2021 亿元 = 2"])
    #expect(outcome.warnings.count == 1 && outcome.warnings[0].contains("2 figures not read"), "\(outcome.warnings)")
  }

  /// The year beside 年鉴 is that of the book; a month is no year.
  @Test func editionsAndMonthsAreNoReferenceYears() throws {
    let book = try Self.outcome([
      ["中国城市统计年鉴2006"], ["2-1 人口(2005年)"], ["单位：万人"], ["城市", "年末总人口"], ["石家庄市", 7], ["唐山市", 5],
    ])
    #expect(book.series == ["population whole_city 2005 万人 = 2"])
    let month = try Self.outcome([
      ["2-1 规模以上工业(2023年1-6月)"], ["城市", "工业总产值(万元)"], ["石家庄市", 7], ["唐山市", 5],
    ])
    #expect(month.report.tables.first?.yearPlace == .nowhere)
  }

  /// Researchers' own panels name the province before the city.
  @Test func provinceBesideCityIsNoName() throws {
    let outcome = try Self.outcome([
      ["年份", "省份", "城市", "年末总人口(万人)"], [2017, "浙江省", "杭州市", 1], [2017, "浙江省", "宁波市", 2],
      [2018, "浙江省", "杭州市", 3], [2018, "浙江省", "宁波市", 4],
    ])
    #expect(
      outcome.series == ["population whole_city 2017 万人 = 2", "population whole_city 2018 万人 = 2"])
    #expect(outcome.warnings.isEmpty, "\(outcome.warnings)")
  }

  /// 续表 before a title leaves the title, and its scope.
  @Test func aContinuedTitleKeepsItsScope() throws {
    let outcome = try Self.outcome([
      ["2-13 续表 地区生产总值(市辖区)(2020年)"], ["城市", "地区生产总值(万元)"], ["石家庄市", 7], ["唐山市", 5],
    ])
    #expect(outcome.series == ["gdp municipal_districts 2020 万元 = 2"])
  }

  /// A name on two lines stays inside its comment, so that the draft remains YAML.
  @Test func namesOnTwoLinesInComments() throws {
    let outcome = try Self.outcome([
      ["2-1 人口(2020年)"], ["城市", "年末总人口(万人)"], ["石家庄市", 7], ["唐山市", 5], ["某某\nSomewhere", 3],
    ])
    #expect(outcome.series == ["population whole_city 2020 万人 = 2"])
    #expect(outcome.drafts.first?.contains("# 1 name is in no list of indicators/areas: 某某 Somewhere\n") == true)
  }

  /// Each unit of a caption holds for the columns it can measure; a change over the year has none of them.
  @Test func severalUnitsInTheCaption() throws {
    let outcome = try Self.outcome([
      ["1-2 城市人口和建设用地(2021年)"], ["面积单位：平方公里", "", "人口单位：万人"], ["城市", "城区面积", "城区人口", "建成区面积", "人口同比增长"],
      ["石家庄市", 1, 2, 3, 4], ["唐山市", 5, 6, 7, 8],
    ])
    let units = outcome.series.map { $0.split(separator: " ").dropFirst(3).first.map(String.init) ?? "" }
    #expect(units.sorted() == ["%", "km2", "km2", "万人"], "\(outcome.series)")
  }

  /// 续表 alone over other years belongs to the table above.
  @Test func aBareContinuationHasTheTitleOfItsTable() throws {
    let outcome = try Self.outcome([
      ["2-3 各市生产总值"], ["单位：亿元"], ["市别", "2000年", "2001年"], ["石家庄市", 1, 2], ["唐山市", 3, 4], ["续表"],
      ["市别", "2002年", "2003年"], ["石家庄市", 5, 6], ["唐山市", 7, 8],
    ])
    #expect(outcome.drafts.count == 1)
    #expect(outcome.series == (2000...2003).map { "gdp whole_city \($0) 亿元 = 2" })
    #expect(outcome.warnings.isEmpty, "\(outcome.warnings)")
  }

  @Test func jilinAmongProvincesIsTheProvince() throws {
    let names: [TinyWorkbook.Value] = ["北京", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江"]
    let outcome = try Self.outcome(
      [["2-6 分地区年末总人口"], ["单位：万人"], ["地区", "2016年", "2017年"]] + names.map { [$0, 1, 2] })
    #expect(
      outcome.series == ["population whole_city 2016 万人 = 1", "population whole_city 2017 万人 = 1"])
  }

  @Test func aSourceLineBelowTidyDataIsNoError() throws {
    let outcome = try Self.outcome([
      ["时间", "地区", "年末总人口(万人)"], ["2015年", "石家庄市", 1], ["2016年", "石家庄市", 2], [], ["数据来源：年鉴"],
    ])
    #expect(
      outcome.series == ["population whole_city 2015 万人 = 1", "population whole_city 2016 万人 = 1"])
    #expect(outcome.reading.findings.allSatisfy { $0.severity < .error })
  }
}
