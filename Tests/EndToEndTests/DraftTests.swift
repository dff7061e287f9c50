import Definitions
import Foundation
import Ingest
import PanelModel
import Pipeline
import Spreadsheet
import Testing

/// The draft `inspect` writes for a real workbook, put into a project with a sidecar: the definitions' parser takes it,
/// the reader makes no error of it, and every printed figure is read, a label, or counted by a finding.
@Suite struct DraftTests {
  /// What a person finds in the workbook: file, tables, drafts, layout, year (0: not one), unit of its caption, columns
  /// of figures of the first table.
  struct Book: Sendable, CustomTestStringConvertible {
    var file: String
    var tables = 1
    var drafts = 1
    var layout: String
    var year: Int32
    var unit = ""
    var columns: Int
    var testDescription: String { file }

    init(_ file: String, _ layout: String, _ year: Int32, _ columns: Int, tables: Int = 1, drafts: Int = 1) {
      self.init(file, layout, year, "", columns, tables: tables, drafts: drafts)
    }

    init(
      _ file: String, _ layout: String, _ year: Int32, _ unit: String, _ columns: Int, tables: Int = 1,
      drafts: Int = 1
    ) {
      (self.file, self.layout, self.year, self.unit, self.columns) = (file, layout, year, unit, columns)
      (self.tables, self.drafts) = (tables, drafts)
    }
  }

  private static let (rows, across, years, tidy) = (
    "areas in rows", "indicators in rows", "years in columns", "one row per observation"
  )

  static let books: [Book] = [
    Book("ccsy/cnki.xls", rows, 0, 6), Book("ccsy/correct.xls", rows, 2014, "%", 6),
    Book("ccsy/error.xls", rows, 2014, "人", 6), Book("ccsy/error2.xls", rows, 2014, 5),
    Book("ccsy/error3.xls", rows, 2014, "%", 6), Book("ccsy/error4.xls", rows, 2014, "万元", 6),
    Book("ccsy/error5.xls", tidy, 0, 6),
    Book("guangdong/广州人口自然变动情况.xlsx", rows, 2022, 6, tables: 15, drafts: 2),
    Book("guangdong/广州市人口迁移情况.xlsx", rows, 2022, 6, tables: 15),
    Book("guangdong/惠州市人口变动情况.xlsx", across, 2022, 17, tables: 14),
    Book("guangdong/珠海市人口变动情况.xlsx", across, 2022, 11, tables: 15),
    Book("shanghai/2012/C0202.xls", rows, 2012, 4), Book("shanghai/2012/C0205.xls", rows, 2012, 4),
    Book("shanghai/2012/C0206.xls", rows, 2012, "万人", 5), Book("shanghai/2012/C0207.xls", rows, 2012, "万人", 4),
    Book("shanghai/2012/C0208.xls", rows, 2012, 5), Book("shanghai/2012/C1105.xls", rows, 2012, "万平方米", 3),
    Book("shanghai/2012/C1106.xls", rows, 2012, "万平方米", 17),
    Book("shanghai/2012/C1107.xls", rows, 2012, "万平方米", 12), Book("shanghai/2012/C1117.xls", rows, 2012, 4),
    Book("shanghai/2017/C0202.xls", rows, 2017, 4), Book("shanghai/2017/C0205.xls", rows, 0, "人", 4),
    Book("shanghai/2017/C0206.xls", rows, 2017, "万人", 5), Book("shanghai/2017/C0207.xls", rows, 2017, "万人", 4),
    Book("shanghai/2017/C1105.xls", rows, 2017, "万平方米", 3),
    Book("shanghai/2017/C1106.xls", rows, 2017, "万平方米", 17),
    Book("shanghai/2017/C1107.xls", rows, 2017, "万平方米", 12), Book("shanghai/2017/C1117.xls", rows, 2017, 5),
    Book("nbs/主要城市年度数据.xls", years, 0, 1), Book("nbs/分省年度GDP数据.xls", years, 0, 1),
    Book("nbs/分省年度数据.xls", years, 0, 1), Book("provinces/分省年度数据.csv", years, 0, 1),
    Book("provinces/分省年度数据 (1).csv", years, 0, 1), Book("provinces/分省年度数据 (2).csv", years, 0, 1),
    Book("provinces/分省年度数据 (3).csv", years, 0, 1), Book("provinces/分省年度数据 (4).csv", years, 0, 1),
    Book("provinces/分省年度数据 (5).csv", years, 0, 1), Book("provinces/分省年度数据 (6).csv", years, 0, 1),
    Book("provinces/分省年度数据_整合.csv", tidy, 0, 21),
    Book("city-panels/1999-2018 Cities data.xlsx", tidy, 0, 18),
    Book("city-panels/data_calculate.xlsx", tidy, 0, 2, tables: 17),
    Book("entropy-16-cities/data.xlsx", tidy, 0, 9), Book("au-industry/LGA__Year_IndustryOfEmployment.csv", tidy, 0, 1),
  ]

  /// A project with the repository's areas, units and header words.
  static func project() throws -> TemporaryProject {
    let project = try TemporaryProject()
    try project.copyAreas()
    for path in ["indicators/units.yaml", "indicators/vocabulary"] {
      try FileManager.default.copyItem(
        at: TemporaryProject.repository.appending(path: path), to: project.folder.appending(path: path))
    }
    return project
  }

  /// Writes the drafts and a sidecar into a project and reads its one workbook.
  static func read(_ report: Inspection.Report, _ project: TemporaryProject, workbook name: String) throws -> Reading {
    for draft in report.drafts.map(\.draft) {
      try project.write(draft.text, to: "indicators/tables/\(draft.yearbook)/\(draft.code).yaml")
    }
    let drafts = report.drafts.map(\.draft)
    let year =
      drafts.contains(where: \.needsReferenceYear) ? drafts.lazy.compactMap(\.fittingYear).first?.rawValue ?? 2020 : nil
    let line = year.map { "reference_year: \($0)\n" } ?? ""
    let stem = name.split(separator: ".").dropLast().joined(separator: ".")
    try project.write(
      "yearbook: my-yearbook\nedition: 2023\n\(line)file: {name: \"\(name)\"}\n", to: "raw/book/\(stem).source.yaml")
    return Reading.read(
      project.project, catalog: try Validation.load(project.project), sources: try Sources.find(project.project),
      threads: 1, progress: SilentProgress())
  }

  @Test(arguments: books) func theDraftIsTakenAndEveryFigureAccountedFor(_ book: Book) throws {
    guard let real = TemporaryProject.realTables else { return print(TemporaryProject.absence) }
    let project = try Self.project()
    let name = book.file.split(separator: "/").last.map(String.init) ?? ""
    try project.link(book.file, to: "raw/book/\(name)")
    let report = try Inspection(project.project).report(on: real.appending(path: book.file).path)
    let first = try #require(report.tables.first)
    #expect(report.tables.count == book.tables)
    #expect(report.drafts.count == book.drafts)
    #expect(report.tables.allSatisfy { $0.problem == nil }, "\(report.tables.compactMap(\.problem))")
    #expect(first.layout.rawValue == book.layout)
    #expect(first.year?.value.rawValue ?? 0 == book.year)
    #expect(first.unit?.value ?? "" == book.unit)
    #expect(first.figureLines.count == book.columns)
    #expect(report.drafts.allSatisfy { $0.mistake == nil }, "\(report.drafts.compactMap(\.mistake))")

    let reading = try Self.read(report, project, workbook: name)
    let errors = reading.findings.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors.map(\.message))")
    let account = FigureAccount(reading.tables, reading.findings)
    let printed = report.sheets.reduce(0) { $0 + $1.figureCount }
    let labels = report.tables.reduce(0) { $0 + $1.labelCount }
    print("\(book.file): \(printed) figures, \(account.read) read, \(account.leftOut) counted, \(labels) labels")
    #expect(account.read + account.leftOut + labels == printed)
  }
}
