import Definitions
import Foundation
import PanelModel
import Pipeline
import Spreadsheet
import Testing

/// Every table of four collections as their publishers printed them, .xls, web page and CSV: each cell that shows a
/// number is read as an observation or counted by a finding.
@Suite struct RealTablesTests {
  struct Book: CustomTestStringConvertible, Sendable {
    var project: String
    /// Real file below shared/real -> place in the project.
    var files: [(real: String, path: String)]
    /// Cells read, and cells findings list.
    var read: Int
    var listed: Int
    var testDescription: String { project }
  }

  private static let shanghai: [(String, String)] = [2012, 2017].flatMap { year in
    ["0202", "0205", "0206", "0207", "0208", "1105", "1106", "1107", "1117"].compactMap { table in
      year == 2017 && table == "0208"
        ? nil : ("shanghai/\(year)/C\(table).xls", "raw/shanghai/\(year + 1)/C\(table).xls")
    }
  }

  static let books: [Book] = [
    Book(
      project: "ccsy",
      files: ["cnki", "error", "correct", "error2", "error3", "error4", "error5"].map {
        ("ccsy/\($0).xls", "raw/ccsy/\($0).xls")
      }, read: 4810, listed: 10),
    Book(
      project: "guangzhou",
      files: [
        ("guangdong/广州人口自然变动情况.xlsx", "raw/guangzhou/natural.xlsx"),
        ("guangdong/广州市人口迁移情况.xlsx", "raw/guangzhou/migration.xlsx"),
      ], read: 2244, listed: 168),
    Book(
      project: "huizhou", files: [("guangdong/惠州市人口变动情况.xlsx", "raw/huizhou/population.xlsx")], read: 1776,
      listed: 90),
    Book(
      project: "zhuhai", files: [("guangdong/珠海市人口变动情况.xlsx", "raw/zhuhai/population.xlsx")], read: 495, listed: 0),
    Book(project: "shanghai", files: shanghai, read: 1916, listed: 2),
    Book(
      project: "national",
      files: [
        ("nbs/分省年度GDP数据.xls", "raw/provinces/2024.xls"), ("nbs/分省年度数据.xls", "raw/provinces/2020.xls"),
        ("nbs/主要城市年度数据.xls", "raw/main-cities/2020.xls"),
      ], read: 923, listed: 0),
  ]

  /// The project with its workbooks linked; sidecars name the files by their real ending.
  static func project(_ name: String) throws -> TemporaryProject {
    let project = try TemporaryProject(name)
    if name == "ccsy" {
      try project.copyAreas()
      try project.write(try project.text("whole-provinces.csv"), to: "indicators/areas/whole-provinces.csv")
    }
    for (real, path) in books.first(where: { $0.project == name })?.files ?? [] {
      try project.link(real, to: path)
      if path.hasSuffix(".xls") {
        let sidecar = String(path.dropLast(4)) + ".source.yaml"
        try project.write(try project.text(sidecar).replacing(".xlsx}", with: ".xls}"), to: sidecar)
      }
    }
    return project
  }

  static func read(_ project: TemporaryProject) throws -> Reading {
    Reading.read(
      project.project, catalog: try Validation.load(project.project), sources: try Sources.find(project.project),
      threads: 2, progress: SilentProgress())
  }

  /// Places of all cells of a workbook that show a number, told without the reader of tables: number cells, and texts of
  /// digits with at most a sign, a point and thousands separators, blanks and full width aside.
  private static func printed(_ path: String) throws -> Set<String> {
    let workbook = try Workbook.open(path: path)
    var places: Set<String> = []
    for info in workbook.sheetInfos {
      for cell in try workbook.sheet(at: info.index).cells {
        let isNumber = cell.kind == .number || (cell.kind == .text && isNumber(cell.text))
        if isNumber { places.insert("\(info.name)!\(cell.address)") }
      }
    }
    return places
  }

  private static func isNumber(_ text: String) -> Bool {
    let blanks = CharacterSet.whitespacesAndNewlines.union(CharacterSet(charactersIn: "\u{200B}\u{FEFF}\u{2060}"))
    let narrow = text.applyingTransform(.fullwidthToHalfwidth, reverse: false) ?? text
    let compact = narrow.components(separatedBy: blanks).joined()
    return compact.wholeMatch(of: #/[-+−]?(\d+|\d{1,3}(,\d{3})+)?(\.\d+)?/#) != nil
      && compact.contains(where: \.isNumber)
  }

  /// Findings that count figures nobody read.
  static let listing: Set<FindingCode> = [
    .tableNotDefined, .headerNotUnderstood, .areaNotMatched, .duplicateAreaYear, .rowNotUnderstood, .yearNotStated,
    .sheetNotUsed, .valueLeftOut, .headerFigures,
  ]

  @Test(arguments: books) func everyFigureIsReadOrListed(_ book: Book) throws {
    guard TemporaryProject.realTables != nil else { return print(TemporaryProject.absence) }
    let project = try Self.project(book.project)
    let reading = try Self.read(project)
    #expect(!reading.findings.contains { $0.severity == .error }, "\(reading.findings.map(\.message).prefix(5))")
    var (read, listed, all) = (0, 0, 0)
    for (_, path) in book.files {
      let printed = try Self.printed(project.folder.appending(path: path).path)
      var places: Set<String> = []
      for table in reading.tables where table.file == path {
        for observation in table.observations where !observation.status.isMissing {
          let place = table.location(of: observation)
          places.insert("\(place.sheet ?? "")!\(place.cell ?? "")")
        }
      }
      #expect(places.isSubset(of: printed), "\(path): \(places.subtracting(printed).sorted().prefix(5))")
      let left = reading.findings.filter { $0.location?.file == path && Self.listing.contains($0.code) }
      let count = left.reduce(0) { $0 + $1.count }
      #expect(places.count + count == printed.count, "\(path)")
      #expect(left.allSatisfy { !$0.message.isEmpty && !$0.remedy.isEmpty })
      (read, listed, all) = (read + places.count, listed + count, all + printed.count)
    }
    print("\(book.project): \(all) figures = \(read) read + \(listed) listed by findings")
    #expect(read == book.read)
    #expect(listed == book.listed)
  }

  /// Two exports of the statistical office, years apart: the series was revised, and each revision is listed.
  @Test func revisionsOfProvincialProductAreListed() throws {
    guard TemporaryProject.realTables != nil else { return print(TemporaryProject.absence) }
    let project = try Self.project("national")
    let result = try project.build()
    let file = try #require(project.output().keys.first { $0.hasSuffix("revisions.csv") })
    let lines = try project.text(file).split(separator: "\n").map(String.init)
    let tianjin = lines.filter { $0.contains("120000") && $0.contains("2016") }
    #expect(tianjin.count == 1, "\(tianjin)")
    #expect(tianjin.first?.contains("17885.39") == true && tianjin.first?.contains("11477.2") == true, "\(tianjin)")
    let findings = try project.text(file.replacing("revisions.csv", with: "findings.json"))
    #expect(findings.contains("CLN-001"))
    _ = result
  }
}
