import Foundation
import PanelModel
import Pipeline
import Spreadsheet
import Testing

/// Two exports of the national portal, years apart, print 155 figures both: every one that differs is a line of
/// `revisions.csv`, and no other. What must be listed is worked out here from the bare cells, in whole hundredths of
/// 亿元, by nothing of the product but its reader of workbooks.
@Suite struct NationalRevisionsTests {
  /// Area as printed and year -> hundredths of 亿元 and cell.
  private typealias Grid = [String: (hundredths: Int, cell: String)]

  /// One export: a row of years (2019年) below three captions, a row an area, notes below.
  private static func grid(_ file: String, names: [String: String] = [:]) throws -> Grid {
    let real = try #require(TemporaryProject.realTables)
    let sheet = try Workbook.open(path: real.appending(path: "nbs/\(file)").path).sheet(at: 0)
    let header = try #require((0..<sheet.rowCount).first { sheet.text($0, 0) == "地区" })
    var grid: Grid = [:]
    for row in (header + 1)..<sheet.rowCount {
      for column in 1..<sheet.columnCount {
        guard let value = Double(sheet.text(row, column)) else { continue }
        let name = sheet.text(row, 0)
        let year = sheet.text(header, column).replacing("年", with: "")
        grid["\(names[name] ?? name) \(year)"] = (
          Int((value * 100).rounded()), A1Address.text(row: row, column: column)
        )
      }
    }
    return grid
  }

  /// Digits behind the point that the column's figures need at most: 1 or 2.
  private static func step(_ grid: Grid) -> Int { grid.values.allSatisfy { $0.hundredths % 10 == 0 } ? 10 : 1 }

  /// The lines a comparison of the bare cells gives: area, year, kind, both figures, both cells.
  private static func expected(_ later: Grid, _ earlier: Grid) -> Set<[String]> {
    let halfSteps = step(later) + step(earlier)
    var lines: Set<[String]> = []
    for (key, old) in earlier {
      guard let new = later[key], new.hundredths != old.hundredths else { continue }
      // Both may be roundings of one figure: they differ by half of either step together at most.
      let isRounding = 2 * abs(new.hundredths - old.hundredths) <= halfSteps
      let figures = [new, old].flatMap { [String($0.hundredths), $0.cell] }
      lines.insert(key.split(separator: " ").map(String.init) + [isRounding ? "re-rounded" : "revised"] + figures)
    }
    return lines
  }

  /// The lines of `revisions.csv` in the same form.
  private static func listed(_ text: String) throws -> [[String]] {
    let rows = DelimitedText.rows(text)
    let header = try #require(rows.first?.fields)
    return try rows.dropFirst().map { row in
      let line = Dictionary(uniqueKeysWithValues: zip(header, row.fields))
      func hundredths(_ key: String) throws -> String {
        String(Int((try #require(line[key].flatMap { Double($0) }) * 100).rounded()))
      }
      #expect(line["series"] == "gdp" && line["scope"] == "whole_city")
      #expect(line["kept_unit"] == "亿元" && line["superseded_unit"] == "亿元")
      let change = try #require(line["relative_change"].flatMap { Double($0) })
      let (kept, old) = (try hundredths("kept_value"), try hundredths("superseded_value"))
      let ratio = try #require(Double(kept)) / #require(Double(old)) - 1
      #expect(abs(change - ratio) < 1e-12)
      return [
        line["area_name"] ?? "", line["year"] ?? "", line["kind"] ?? "", kept, line["kept_cell"] ?? "", old,
        line["superseded_cell"] ?? "",
      ]
    }
  }

  private static let (newer, older) = ("分省年度GDP数据.xls", "分省年度数据.xls")

  @Test func everyRevisionIsListedAndNothingElse() throws {
    guard TemporaryProject.realTables != nil else { return print(TemporaryProject.absence) }
    let (later, earlier) = (try Self.grid(Self.newer), try Self.grid(Self.older))
    #expect(later.count == 620 && earlier.count == 155)
    #expect(Self.step(later) == 10 && Self.step(earlier) == 1)
    #expect(Set(earlier.keys).isSubset(of: later.keys))
    let expected = Self.expected(later, earlier)
    #expect(expected.contains(["天津市", "2016", "revised", "1147720", "I6", "1788539", "E6"]))

    let project = try RealTablesTests.project("national")
    let result = try project.build()
    let listed = try Self.listed(try project.text("output/panels/national/revisions.csv"))
    #expect(Set(listed).count == listed.count)
    #expect(Set(listed) == expected, "\(Set(listed).symmetricDifference(expected).prefix(5))")
    let kinds = Dictionary(grouping: expected) { $0[2] }.mapValues(\.count)
    #expect(kinds == ["revised": 112, "re-rounded": 38])
    let alike = earlier.count - expected.count
    print("national: \(earlier.count) figures in both exports, \(kinds) listed, \(alike) alike")

    // The findings say the same sum, and what counts is the later print.
    let found = result.findings.filter { $0.code == .supersededValue }
    #expect(found.reduce(0) { $0 + $1.count } == expected.count)
    #expect(found.allSatisfy { !$0.message.isEmpty && !$0.remedy.isEmpty })
  }

  /// By the rule `first` the same pairs are listed the other way round.
  @Test func theFirstPrintMayHoldInstead() throws {
    guard TemporaryProject.realTables != nil else { return print(TemporaryProject.absence) }
    let (later, earlier) = (try Self.grid(Self.newer), try Self.grid(Self.older))
    let project = try RealTablesTests.project("national")
    try project.edit("indicators/panels/national.yaml", "years:", "revisions: first\nyears:")
    try project.build()
    let listed = try Self.listed(try project.text("output/panels/national/revisions.csv"))
    #expect(Set(listed) == Self.expected(earlier, later))
  }

  /// The export of main cities is of the earlier vintage: the four municipalities stand in both, figure for figure, so
  /// no revision hides between the two tables.
  @Test func theMunicipalitiesOfTheCitiesAreOfTheEarlierVintage() throws {
    guard TemporaryProject.realTables != nil else { return print(TemporaryProject.absence) }
    let short = ["北京": "北京市", "天津": "天津市", "上海": "上海市", "重庆": "重庆市"]
    let (cities, earlier) = (try Self.grid("主要城市年度数据.xls", names: short), try Self.grid(Self.older))
    let both = cities.filter { earlier[$0.key] != nil }
    #expect(both.count == 20)
    for (key, figure) in both { #expect(figure.hundredths == earlier[key]?.hundredths, "\(key)") }
  }
}
