import Definitions
import Foundation
import PanelModel
import Pipeline
import Spreadsheet
import Testing

/// Every table of four collections as their publishers printed them, .xls, web page and CSV: each cell that shows a
/// number is read once, as that number, or listed by a finding that says why not.
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
      }, read: 4816, listed: 4),
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

  /// A cell that shows a number, the number, and the text at the head of its row.
  private struct Printed {
    var number: Double?
    var label: String
    var row: Int
  }

  /// All cells of a workbook that show a number by `sheet!cell`, told without the reader of tables: number cells, and
  /// texts of digits with at most a sign, a point and thousands separators, blanks and full width aside.
  private static func printed(_ path: String) throws -> [String: Printed] {
    let workbook = try Workbook.open(path: path)
    var cells: [String: Printed] = [:]
    for info in workbook.sheetInfos {
      let sheet = try workbook.sheet(at: info.index)
      for cell in sheet.cells where cell.kind == .number || cell.kind == .text {
        let number = cell.kind == .number ? cell.number : number(cell.text)
        if cell.kind == .text && number == nil { continue }
        let label = PrintedText.compact(sheet.text(cell.row, 0))
        cells["\(info.name)!\(cell.address)"] = Printed(number: number, label: label, row: cell.row)
      }
    }
    return cells
  }

  private static func number(_ text: String) -> Double? {
    let blanks = CharacterSet.whitespacesAndNewlines.union(CharacterSet(charactersIn: "\u{200B}\u{FEFF}\u{2060}"))
    let narrow = text.applyingTransform(.fullwidthToHalfwidth, reverse: false) ?? text
    let compact = narrow.components(separatedBy: blanks).joined().replacing("−", with: "-")
    guard compact.wholeMatch(of: #/[-+]?(\d+|\d{1,3}(,\d{3})+)?(\.\d+)?/#) != nil,
      compact.contains(where: \.isNumber)
    else { return nil }
    return Double(compact.replacing(",", with: ""))
  }

  /// Findings that count figures nobody read.
  static let listing: Set<FindingCode> = [
    .tableNotDefined, .headerNotUnderstood, .areaNotMatched, .duplicateAreaYear, .rowNotUnderstood, .yearNotStated,
    .sheetNotUsed, .valueLeftOut, .headerFigures,
  ]

  /// What is read of a workbook, by `sheet!cell`.
  private static func figures(_ reading: Reading, _ path: String) -> [String: Double] {
    var figures: [String: Double] = [:]
    for table in reading.tables where table.file == path {
      for observation in table.observations where !observation.status.isMissing {
        let place = table.location(of: observation)
        let cell = "\(place.sheet ?? "")!\(place.cell ?? "")"
        #expect(figures[cell] == nil, "\(path) ! \(cell) is read twice")
        figures[cell] = observation.value
      }
    }
    return figures
  }

  /// Whether a finding lists a cell nobody read: it names the cell's row by its label, or stands in that row.
  private static func lists(_ finding: Finding, _ cell: Printed) -> Bool {
    let row = finding.location?.cell.flatMap { CellAddress($0) }.map { Int($0.row) }
    return row == cell.row || (!cell.label.isEmpty && PrintedText.compact(finding.message).contains(cell.label))
  }

  @Test(arguments: books) func everyFigureIsReadOrListed(_ book: Book) throws {
    guard TemporaryProject.realTables != nil else { return print(TemporaryProject.absence) }
    let project = try Self.project(book.project)
    let reading = try Self.read(project)
    #expect(!reading.findings.contains { $0.severity == .error }, "\(reading.findings.map(\.message).prefix(5))")
    var (read, listed, all) = (0, 0, 0)
    for (_, path) in book.files {
      let printed = try Self.printed(project.folder.appending(path: path).path)
      let figures = Self.figures(reading, path)
      for (cell, value) in figures { #expect(printed[cell]?.number == value, "\(path) ! \(cell)") }
      let findings = reading.findings.filter { $0.location?.file == path && Self.listing.contains($0.code) }
      #expect(findings.allSatisfy { !$0.message.isEmpty && !$0.remedy.isEmpty })
      // Sheet by sheet, what is not read is what findings count, and each cell of it is named by one.
      let left = printed.filter { figures[$0.key] == nil }
      for (sheet, cells) in Dictionary(grouping: left, by: { $0.key.prefix { $0 != "!" } }) {
        let reasons = findings.filter { $0.location?.sheet == String(sheet) }
        #expect(reasons.reduce(0) { $0 + $1.count } == cells.count, "\(path) ! \(sheet)")
        for (name, cell) in cells { #expect(reasons.contains { Self.lists($0, cell) }, "\(path) ! \(name)") }
      }
      #expect(findings.reduce(0) { $0 + $1.count } == left.count, "\(path)")
      (read, listed, all) = (read + figures.count, listed + left.count, all + printed.count)
    }
    print("\(book.project): \(all) figures = \(read) read + \(listed) listed by findings")
    #expect(read == book.read)
    #expect(listed == book.listed)
  }
}
