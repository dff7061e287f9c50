import Foundation
import PanelModel
import Pipeline
import Spreadsheet
import Testing

/// Somebody else's cleaned tables of the same yearbook: every number of chapters 2 and 11 is the observation read from
/// the printed table. The answers hold numbers as text; they are compared as the numbers the texts say, exactly.
@Suite struct ShanghaiAnswersTests {
  private struct Place: Hashable {
    var file: String
    var series: String
    var area: AreaCode
    var year: Int32
  }

  private static let areas = [
    "全市": 310000, "黄浦区": 310101, "徐汇区": 310104, "长宁区": 310105, "静安区": 310106, "普陀区": 310107, "闸北区": 310108,
    "虹口区": 310109, "杨浦区": 310110, "闵行区": 310112, "宝山区": 310113, "嘉定区": 310114, "浦东新区": 310115, "金山区": 310116,
    "松江区": 310117, "青浦区": 310118, "南汇区": 310119, "奉贤区": 310120, "崇明区": 310151, "崇明县": 310230,
  ]

  /// Cells of the answers that differ from the print, `book table cell` -> why.
  private static let explained: [String: String] = [:]

  private static func observations(_ reading: Reading) -> [Place: Double] {
    var result: [Place: Double] = [:]
    for table in reading.tables {
      for o in table.observations where !o.status.isMissing {
        let series = table.series[Int(o.series)].key.indicator.rawValue
        result[Place(file: table.file, series: series, area: o.area, year: o.year.rawValue)] = o.value
      }
    }
    return result
  }

  /// `11.7` of the book of 2012 -> `raw/shanghai/2013/C1107.xls`.
  private static func file(_ book: Int32, _ table: String) -> String {
    let parts = table.split(separator: ".").compactMap { Int($0) }
    let digits = parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
    return "raw/shanghai/\(book + 1)/C\(digits).xls"
  }

  @Test func everyNumberOfTheAnswersIsRead() throws {
    guard let real = TemporaryProject.realTables else { return print(TemporaryProject.absence) }
    let project = try RealTablesTests.project("shanghai")
    let read = Self.observations(try RealTablesTests.read(project))
    let lines = DelimitedText.rows(try project.text("answers.csv")).dropFirst().map(\.fields)
    #expect(lines.count == 17)
    var compared: Set<Place> = []
    var differing: Set<String> = []
    for line in lines {
      let book = try #require(Int32(line[0]))
      let workbook = try Workbook.open(path: real.appending(path: "shanghai/census_\(book).xlsx").path)
      let info = try #require(workbook.sheetInfos.first { $0.name.hasPrefix("表\(line[1]) ") })
      let sheet = try workbook.sheet(at: info.index)
      let columns = line[2].split(separator: "|").map(String.init)
      #expect(sheet.columnCount == columns.count + 1, "\(line[1])")
      for row in 1..<sheet.rowCount {
        let code = try #require(Self.areas[PrintedText.compact(sheet.text(row, 0))])
        for (i, column) in columns.enumerated() {
          let parts = column.split(separator: " ").map(String.init)
          let year = parts.count > 1 ? Int32(parts[1]) ?? 0 : book
          let place = Place(
            file: Self.file(book, line[1]), series: parts[0], area: AreaCode(Int32(code)), year: year)
          let answer = Double(PrintedText.compact(sheet.text(row, i + 1)))
          if answer != nil { compared.insert(place) }
          if answer != read[place] {
            differing.insert("\(book) \(line[1]) \(A1Address.text(row: row, column: i + 1))")
            if Self.explained["\(book) \(line[1]) \(A1Address.text(row: row, column: i + 1))"] == nil {
              Issue.record("\(place): \(answer as Double?) in the answers, \(read[place] as Double?) read")
            }
          }
        }
      }
    }
    print(
      "shanghai: \(compared.count) numbers of the answers, \(read.count) figures read, \(differing.count) explained")
    #expect(differing == Set(Self.explained.keys))
    #expect(compared == Set(read.keys))
  }
}
