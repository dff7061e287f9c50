import Foundation
import Spreadsheet
import Testing
import _TestSupport

/// Web pages and text tables as portals of statistics ship them under the names of workbooks (`shared/real`).
@Suite struct RealPretenderTests {
  private static let folder = SharedFolder.url.map { $0.appendingPathComponent("real").path } ?? ""
  private static let isPresent = FileManager.default.fileExists(atPath: folder + "/ccsy")
  private static let absence: Comment = "skipped: no folder shared/real beside the package"

  private func bytes(_ file: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: Self.folder + "/" + file)))
  }

  /// The texts between the tags of the cells and of the title and source, told from the bytes of the page alone.
  private func printedTexts(_ html: String) -> [String] {
    html.matches(of: /<(td|div)[^>]*>([^<]*)<\/\1>/).map {
      String($0.output.2).replacing("&nbsp;", with: "\u{A0}").trimmingCharacters(in: ["\n", " "])
    }.filter { !$0.isEmpty }
  }

  @Test(
    .enabled(if: isPresent, absence),
    arguments: [
      ("correct", 51, 7, 4), ("error2", 36, 6, 3), ("error3", 51, 7, 4), ("error4", 52, 7, 8),
    ])
  func webPages(name: String, rows: Int, columns: Int, merges: Int) throws {
    let book = try Workbook.open(path: "\(Self.folder)/ccsy/\(name).xls")
    #expect(book.format == .html)
    let sheet = try book.sheet(at: 0)
    #expect(sheet.cells.map(\.text) == printedTexts(String(decoding: try bytes("ccsy/\(name).xls"), as: UTF8.self)))
    #expect((sheet.rowCount, sheet.columnCount) == (rows, columns))
    #expect(sheet.mergedRanges.count == merges)
    // The title above and the source below, as in the workbook form of such a page.
    #expect(sheet.text(0, 0).hasPrefix("中国2014年"))
    #expect(sheet.text(rows - 1, 0) == "摘编自《中国城市统计年鉴2015》")
  }

  /// The page form has its rows where the workbook form of its sister table has them: title, unit, two rows of header.
  @Test(.enabled(if: isPresent, absence)) func thePageStandsAsItsWorkbookForm() throws {
    let page = try Workbook.open(path: Self.folder + "/ccsy/correct.xls").sheet(at: 0)
    let book = try Workbook.open(path: Self.folder + "/as-xlsx/ccsy-converter__demo_data__error.xlsx").sheet(at: 0)
    #expect(page.rowCount == book.rowCount)
    #expect(page.columnCount == book.columnCount)
    for row in 4..<(page.rowCount - 1) { #expect(page.text(row, 0) == book.text(row, 0)) }
    for column in 0..<7 { #expect(page.text(3, column) == book.text(3, column)) }
    let header = book.mergedRanges.filter { $0.first.row == 2 }
    #expect(
      page.mergedRanges.filter { $0.first.row == 2 && $0.last.column < 5 } == header.filter { $0.last.column < 5 })
    #expect(page.number(4, 1).map { $0 >= 0 && $0 <= 100 } == true)
  }

  @Test(.enabled(if: isPresent, absence)) func chineseText() throws {
    let book = try Workbook.open(path: Self.folder + "/ccsy/error5.xls")
    #expect(book.format == .delimitedText)
    let sheet = try book.sheet(at: 0)
    let lines = try bytes("ccsy/error5.xls").split(separator: 0x0A)
    #expect(sheet.rowCount == lines.count)
    #expect(sheet.count == lines.count * 7)
    #expect(sheet.text(0, 6) == "第三产业从业人员比重_市辖区")
    #expect((sheet.text(1, 0), sheet.number(1, 1)) == ("安徽省", 0.87))
    #expect(sheet.text(11, 2) == "NA")
  }

  /// Exports of the National Bureau of Statistics: three lines of caption above the table.
  @Test(.enabled(if: isPresent, absence)) func provincialExports() throws {
    for name in ["", " (1)", " (2)", " (3)", " (4)", " (5)", " (6)"] {
      let sheet = try Workbook.open(path: "\(Self.folder)/provinces/分省年度数据\(name).csv").sheet(at: 0)
      #expect(sheet.text(0, 0) == "数据库：分省年度数据")
      #expect(sheet.text(3, 0) == "地区")
      #expect(sheet.text(4, 0) == "北京市")
      #expect((20...21).contains(sheet.columnCount))
      let provinces = (4..<35).map { sheet.text($0, 0) }
      #expect(provinces.count(where: { !$0.isEmpty }) == 31 && provinces.last == "新疆维吾尔自治区")
    }
    let merged = try Workbook.open(path: Self.folder + "/provinces/分省年度数据_整合.csv").sheet(at: 0)
    #expect(merged.rowCount == 31 * 20 + 1)
    #expect(!merged.text(0, 0).hasPrefix("\u{FEFF}"))
  }

  /// No file of these folders is left without a name for what it is.
  @Test(.enabled(if: isPresent, absence)) func everyFileIsReadOrNamed() throws {
    for folder in ["ccsy", "provinces", "nbs", "au-industry", "reat", "city-panels"] {
      for file in try FileManager.default.contentsOfDirectory(atPath: Self.folder + "/" + folder).sorted() {
        do throws(SpreadsheetError) {
          let book = try Workbook.open(path: "\(Self.folder)/\(folder)/\(file)")
          for info in book.sheetInfos { _ = try book.sheet(at: info.index) }
        } catch {
          if case .unsupportedFormat = error.reason { continue }
          Issue.record("\(error)")
        }
      }
    }
  }

  /// Pretenders of the corpus: what no engine reads is refused in words, what is a table in disguise is read.
  @Test(.enabled(if: isPresent, absence)) func pretendersOfTheCorpus() throws {
    let corpus = Self.folder + "/../corpus/"
    let page = try Workbook.open(path: corpus + "hostile/html_as_xls.xls")
    #expect(page.format == .html)
    #expect(try page.sheet(at: 0).cells.map(\.description) == ["A1 text 城市", "B1 number 1.5"])
    let text = try Workbook.open(path: corpus + "hostile/csv_as_xls.xls")
    #expect(text.format == .delimitedText)
    #expect(
      try text.sheet(at: 0).cells.map(\.description) == ["A1 text 城市", "B1 text GDP", "A2 text 北京", "B2 number 1.5"])
    let line = try #require(throws: SpreadsheetError.self) {
      try Workbook.open(path: corpus + "calamine/tests__too_small.xls")
    }
    #expect(line.reason == .unknownFormat)
  }
}
