import Foundation
import PanelModel
import Pipeline
import Spreadsheet
import Testing

/// Somebody else's cleaned tables of the same yearbook: each of the 17 sheets of chapters 2 and 11 is reproduced cell
/// by cell from the printed workbook. An answer's sheet is a print's columns in their order under one row of names, its
/// rows without indents, all cells text: a number is compared as the number its text says, bit for bit; `…` must have
/// been read as suppressed and a blank as not collected. Nothing may be read that the answers do not hold.
@Suite struct ShanghaiAnswersTests {
  private struct Place: Hashable {
    var file: String
    var series: String
    var area: AreaCode
    var year: Int32
  }

  /// What a cell says: the bits of a number, or why there is none.
  private enum Content: Hashable, CustomStringConvertible {
    case number(UInt64)
    case missing(ObservationStatus)

    var description: String {
      switch self {
      case .number(let bits): "\(Double(bitPattern: bits))"
      case .missing(let status): "\(status)"
      }
    }
  }

  private static let areas = [
    "全市": 310000, "黄浦区": 310101, "徐汇区": 310104, "长宁区": 310105, "静安区": 310106, "普陀区": 310107, "闸北区": 310108,
    "虹口区": 310109, "杨浦区": 310110, "闵行区": 310112, "宝山区": 310113, "嘉定区": 310114, "浦东新区": 310115, "金山区": 310116,
    "松江区": 310117, "青浦区": 310118, "南汇区": 310119, "奉贤区": 310120, "崇明区": 310151, "崇明县": 310230,
  ]

  private static func readings(_ reading: Reading) throws -> [Place: Content] {
    var result: [Place: Content] = [:]
    for table in reading.tables {
      for o in table.observations {
        let series = table.series[Int(o.series)].key.indicator.rawValue
        let place = Place(file: table.file, series: series, area: o.area, year: o.year.rawValue)
        #expect(result[place] == nil, "read twice: \(place)")
        result[place] = o.status.isMissing ? .missing(o.status) : .number(o.value.bitPattern)
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

  private static func answer(_ text: String) -> Content? {
    switch PrintedText.compact(text) {
    case "": .missing(.missingNotCollected)
    case "…": .missing(.missingSuppressed)
    case let digits: Double(digits).map { .number($0.bitPattern) }
    }
  }

  /// The cells of one sheet of answers. `columns` names its columns: `series`, or `series year`.
  private static func answers(_ book: Int32, _ table: String, _ columns: [String]) throws -> [(Place, Content, String)]
  {
    let real = try #require(TemporaryProject.realTables)
    let workbook = try Workbook.open(path: real.appending(path: "shanghai/census_\(book).xlsx").path)
    let info = try #require(workbook.sheetInfos.first { $0.name.hasPrefix("表\(table) ") })
    let sheet = try workbook.sheet(at: info.index)
    #expect(sheet.columnCount == columns.count + 1, "\(table)")
    var cells: [(Place, Content, String)] = []
    for row in 1..<sheet.rowCount {
      let code = try #require(areas[PrintedText.compact(sheet.text(row, 0))])
      for (i, column) in columns.enumerated() {
        let parts = column.split(separator: " ").map(String.init)
        let year = parts.count > 1 ? try #require(Int32(parts[1])) : book
        let place = Place(file: file(book, table), series: parts[0], area: AreaCode(Int32(code)), year: year)
        let cell = "census_\(book).xlsx ! \(info.name) ! \(A1Address.text(row: row, column: i + 1))"
        cells.append((place, try #require(answer(sheet.text(row, i + 1)), "\(cell)"), cell))
      }
    }
    return cells
  }

  @Test func everyCellOfTheAnswersIsReproduced() throws {
    guard TemporaryProject.realTables != nil else { return print(TemporaryProject.absence) }
    let project = try RealTablesTests.project("shanghai")
    let read = try Self.readings(try RealTablesTests.read(project))
    let sheets = DelimitedText.rows(try project.text("answers.csv")).dropFirst().map(\.fields)
    #expect(sheets.count == 17)
    var compared: Set<Place> = []
    var counts: [String: Int] = [:]
    for sheet in sheets {
      let columns = sheet[2].split(separator: "|").map(String.init)
      for (place, answer, cell) in try Self.answers(try #require(Int32(sheet[0])), sheet[1], columns) {
        #expect(read[place] == answer, "\(cell)")
        #expect(compared.insert(place).inserted, "\(cell)")
        switch answer {
        case .number: counts["numbers", default: 0] += 1
        case .missing(let status): counts["\(status)", default: 0] += 1
        }
      }
    }
    let words = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    print("shanghai: \(compared.count) cells of \(sheets.count) sheets of answers compared: \(words)")
    #expect(counts == ["numbers": 1916, "missingSuppressed": 33, "missingNotCollected": 13])
    // The other way round: nothing is read that the answers do not hold.
    #expect(Set(read.keys) == compared, "\(Set(read.keys).subtracting(compared).prefix(5))")
  }
}
