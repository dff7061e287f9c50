import Definitions
import Foundation
import Ingest
import PanelModel
import Pipeline
import Testing
import _TestSupport

/// Layouts of yearbooks in small workbooks made for the purpose: the draft alone must read every figure.
@Suite struct MadeUpDraftTests {
  private typealias Sheet = TinyWorkbook.Sheet
  private typealias Row = [TinyWorkbook.Value]

  private struct Outcome {
    var report: Inspection.Report
    var reading: Reading

    var drafts: [String] { report.drafts.map(\.draft.text) }
    var ranges: [String] { report.tables.map(\.range) }
    var layouts: [String] { report.tables.map(\.layout.rawValue) }
    /// `gdp 2020 = 3`: figures read of each series and year.
    var series: [String] {
      var counts: [String: Int] = [:]
      for table in reading.tables {
        for observation in table.observations where !observation.status.isMissing {
          counts["\(table.series[Int(observation.series)].key) \(observation.year)", default: 0] += 1
        }
      }
      return counts.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    }
    var findings: [String] { reading.findings.map { "\($0.code.rawValue) \($0.count)" } }
  }

  private static func outcome(_ sheets: [Sheet]) throws -> Outcome {
    let project = try DraftTests.project()
    let file = project.folder.appending(path: "raw/book/t.xlsx")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(TinyWorkbook(sheets: sheets).bytes()).write(to: file)
    let report = try Inspection(project.project).report(on: file.path)
    #expect(report.drafts.allSatisfy { $0.mistake == nil }, "\(report.drafts.compactMap(\.mistake))")
    return Outcome(report: report, reading: try DraftTests.read(report, project, workbook: "t.xlsx"))
  }

  @Test func tablesBelowEachOtherAreTwo() throws {
    let outcome = try Self.outcome([
      Sheet(
        "Sheet1",
        rows: [
          ["1-1 地区生产总值(2020年)"], ["单位：万元"], ["城市", "地区生产总值", "第一产业增加值"], ["石家庄市", 10, 1], ["唐山市", 20, 2], [],
          ["注：按当年价格计算"], [], ["1-2 人口(2020年)"], ["单位：万人"], ["城市", "年末总人口", "常住人口"], ["石家庄市", 7, 8], ["唐山市", 5, 6],
          ["秦皇岛市", 3, 4],
        ])
    ])
    #expect(outcome.ranges == ["A3:C5", "A11:C14"])
    #expect(outcome.report.tables.map { $0.unit?.value } == ["万元", "万人"])
    #expect(outcome.drafts.count == 2)
    #expect(
      outcome.series == [
        "gdp 2020 = 2", "gdp_primary 2020 = 2", "population 2020 = 3", "population_resident 2020 = 3",
      ])
    #expect(outcome.findings.isEmpty, "\(outcome.reading.findings.map(\.message))")
  }

  @Test func theSameHeaderUnderAnotherYearIsAnotherTable() throws {
    let rows: [Row] = [
      ["城市人口(2019年)"], ["单位：万人"], ["城市", "年末总人口", "常住人口"], ["石家庄市", 7, 8], ["唐山市", 5, 6], [], ["城市人口(2020年)"],
      ["城市", "年末总人口", "常住人口"], ["石家庄市", 9, 8], ["唐山市", 4, 6],
    ]
    let outcome = try Self.outcome([Sheet("Sheet1", rows: rows)])
    #expect(outcome.report.tables.count == 2)
    #expect(outcome.drafts.count == 1)
    #expect(
      outcome.series == [
        "population 2019 = 2", "population 2020 = 2", "population_resident 2019 = 2", "population_resident 2020 = 2",
      ])
    // The unit of the caption at the top holds for both.
    #expect(outcome.report.tables.map { $0.unit?.value } == ["万人", "万人"])
    #expect(outcome.findings.isEmpty, "\(outcome.reading.findings.map(\.message))")
  }

  @Test func aPageThatRepeatsTheHeaderIsTheSameTable() throws {
    let rows: [Row] = [
      ["2-1 人口(2020年)"], ["城市", "年末总人口(万人)", "常住人口(万人)"], ["石家庄市", 7, 8], ["2-1 续表"], ["城市", "年末总人口(万人)", "常住人口(万人)"],
      ["唐山市", 5, 6],
    ]
    let outcome = try Self.outcome([Sheet("Sheet1", rows: rows)])
    #expect(outcome.report.tables.count == 1)
    #expect(outcome.series == ["population 2020 = 2", "population_resident 2020 = 2"])
  }

  @Test func aRepeatedStubBeginsATableBeside() throws {
    let rows: [Row] = [
      ["城市人口(2020年)"], ["单位：万人"], ["城市", "年末总人口", "常住人口", "城市", "年末总人口", "常住人口"], ["石家庄市", 7, 8, "唐山市", 5, 6],
      ["秦皇岛市", 3, 4, "邯郸市", 1, 2],
    ]
    let outcome = try Self.outcome([Sheet("Sheet1", rows: rows)])
    #expect(outcome.ranges == ["A3:C5", "D3:F5"])
    #expect(outcome.drafts.count == 1)
    #expect(outcome.series == ["population 2020 = 4", "population_resident 2020 = 4"])
    #expect(outcome.findings.isEmpty, "\(outcome.reading.findings.map(\.message))")
  }

  @Test func blankColumnsDivideTables() throws {
    let rows: [Row] = [
      ["2020年主要指标"], ["城市", "地区生产总值(万元)", nil, "地区", "年末总人口(万人)"], ["石家庄市", 10, nil, "唐山市", 5],
      ["秦皇岛市", 20, nil, "邯郸市", 6],
    ]
    let outcome = try Self.outcome([Sheet("Sheet1", rows: rows)])
    #expect(outcome.report.tables.count == 2)
    #expect(outcome.series == ["gdp 2020 = 2", "population 2020 = 2"])
    #expect(outcome.findings.isEmpty, "\(outcome.reading.findings.map(\.message))")
  }

  @Test func aSheetAYearIsOneDraft() throws {
    let sheets = [2018, 2019, 2020].map { year in
      Sheet(
        "\(year)",
        rows: [
          ["城市", "地区生产总值(万元)", year == 2020 ? "年末总人口(万人)" : "总人口(万人)"], ["石家庄市", 10, 7], ["唐山市", 20, 5],
        ])
    }
    let outcome = try Self.outcome(sheets)
    #expect(outcome.drafts.count == 1)
    #expect(outcome.drafts[0].contains("year: sheet name"))
    #expect(outcome.drafts[0].contains("population: {header: [总人口, 年末总人口], unit: 万人}"))
    #expect(outcome.series.count == 6)
    #expect(outcome.findings.isEmpty, "\(outcome.reading.findings.map(\.message))")
  }

  @Test func indicatorsDownTheSideAndAreasAcross() throws {
    let rows: [Row] = [
      ["主要指标(2020年)"], ["指标", "单位", "石家庄市", "唐山市", "秦皇岛市"], ["地区生产总值", "亿元", 1, 2, 3], ["年末总人口", "万人", 4, 5, 6],
      ["人均地区生产总值", "元", 7, 8, "—"],
    ]
    let outcome = try Self.outcome([Sheet("Sheet1", rows: rows)])
    #expect(outcome.layouts == ["indicators in rows"])
    #expect(outcome.drafts[0].contains("unit_column: [单位]"))
    #expect(outcome.series == ["gdp 2020 = 3", "gdp_per_capita 2020 = 2", "population 2020 = 3"])
  }

  @Test func tidyDataWithCategories() throws {
    let rows: [Row] = [
      ["city", "year", "industry", "workers"], ["石家庄市", 2019, "Mining", 1], ["石家庄市", 2019, "Retail trade", 2],
      ["唐山市", 2019, "Mining", 3], ["唐山市", 2019, "Retail trade", 4],
    ]
    let outcome = try Self.outcome([Sheet("Sheet1", rows: rows)])
    #expect(outcome.layouts == ["one row per observation"])
    #expect(outcome.drafts[0].contains("category: [industry]"))
    #expect(outcome.series == ["employment_mining 2019 = 2", "retail_trade 2019 = 2"])
    #expect(outcome.findings.isEmpty, "\(outcome.reading.findings.map(\.message))")
  }

  @Test func headersOfIndicatorScopeAndUnit() throws {
    let rows: [Row] = [
      ["城市", "年份", "人均GDP_全市_元", "年末总人口_全市_万人", "年末总人口_市辖区_万人", "地区生产总值_当年价格_全市_亿元"], ["石家庄市", 2019, 1, 2, 3, 4],
      ["石家庄市", 2020, 5, 6, 7, 8],
    ]
    let outcome = try Self.outcome([Sheet("Sheet1", rows: rows)])
    #expect(
      outcome.drafts[0].contains(
        "population:     {header: [年末总人口], unit: 万人, scopes: [whole_city, municipal_districts]}"))
    #expect(outcome.drafts[0].contains("gdp_per_capita: {header: [人均GDP], unit: CNY}"))
    #expect(outcome.series.count == 8)
    #expect(outcome.findings.isEmpty, "\(outcome.reading.findings.map(\.message))")
  }

  @Test func yearsOverTheColumns() throws {
    let rows: [Row] = [
      ["人口与产值"], ["城市", "2019年", nil, "2020年", nil], [nil, "年末总人口(万人)", "地区生产总值(亿元)", "年末总人口(万人)", "地区生产总值(亿元)"],
      ["石家庄市", 1, 2, 3, 4], ["唐山市", 5, 6, 7, 8],
    ]
    let outcome = try Self.outcome([Sheet("Sheet1", rows: rows, merges: ["B2:C2", "D2:E2", "A2:A3"])])
    #expect(outcome.drafts[0].contains("year: header"))
    #expect(outcome.series == ["gdp 2019 = 2", "gdp 2020 = 2", "population 2019 = 2", "population 2020 = 2"])
    #expect(outcome.findings.isEmpty, "\(outcome.reading.findings.map(\.message))")
  }

  @Test func aTableNobodyDefinesIsCounted() throws {
    let rows: [Row] = [
      ["人口(2020年)"], ["城市", "年末总人口(万人)", "常住人口(万人)"], ["石家庄市", 7, 8], [], ["教师(2020年)"], ["城市", "教师", "学生"],
      ["石家庄市", 1, 2],
      ["唐山市", 3, 4],
    ]
    let project = try DraftTests.project()
    let file = project.folder.appending(path: "raw/book/t.xlsx")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(TinyWorkbook(sheets: [Sheet("Sheet1", rows: rows)]).bytes()).write(to: file)
    var report = try Inspection(project.project).report(on: file.path)
    #expect(report.drafts.count == 2)
    report.drafts.removeLast()
    let reading = try DraftTests.read(report, project, workbook: "t.xlsx")
    let left = reading.findings.filter { $0.code == .blockNotUsed }
    #expect(left.map(\.count) == [4])
    #expect(left.first?.location?.cell == "A6")
  }
}
