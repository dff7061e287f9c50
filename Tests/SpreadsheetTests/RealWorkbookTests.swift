import Foundation
import Spreadsheet
import Testing
import _TestSupport

/// Old workbooks of statistical offices in `shared/real` against their forms in .xlsx, which another program made.
@Suite struct RealWorkbookTests {
  private static let folder = SharedFolder.url.map { $0.appendingPathComponent("real").path } ?? ""
  private static let isPresent = FileManager.default.fileExists(atPath: folder + "/as-xlsx")
  private static let absence: Comment = "skipped: no folder shared/real beside the package"

  /// Old form and new form, the latter in the folder as-xlsx.
  private static let pairs: [(old: String, new: String)] =
    [
      ("ccsy/cnki.xls", "ccsy-converter__cnki_decrypted_VelvetSweatshop.xlsx"),
      ("ccsy/error.xls", "ccsy-converter__demo_data__error.xlsx"),
      ("nbs/分省年度GDP数据.xls", "guangdong-city-yearbook__wangzhen__分省年度GDP数据.xlsx"),
      ("nbs/主要城市年度数据.xls", "nbs-exports-2020di__主要城市年度数据.xlsx"),
      ("nbs/分省年度数据.xls", "nbs-exports-2020di__分省年度数据.xlsx"),
    ] + tables(2012, ["C0202", "C0205", "C0206", "C0207", "C0208", "C1105", "C1106", "C1107", "C1117"])
    + tables(2017, ["C0202", "C0205", "C0206", "C0207", "C1105", "C1106", "C1107", "C1117"])

  private static func tables(_ year: Int, _ names: [String]) -> [(old: String, new: String)] {
    names.map { ("shanghai/\(year)/\($0).xls", "shanghai-yearbook__Data__\(year)__\($0).xlsx") }
  }

  /// Numbers of the new form that were written with 16 digits.
  private static func isRounded(_ old: Cell, _ new: Cell) -> Bool {
    guard let one = old.number, let other = new.number else { return false }
    return one != other && abs(one - other) <= 1e-15 * abs(one)
  }

  @Test(.enabled(if: isPresent, absence)) func oldFormsEqualTheNewOnes() throws {
    var (cells, rounded) = (0, 0)
    for pair in Self.pairs {
      let old = try Workbook.open(path: "\(Self.folder)/\(pair.old)")
      let new = try Workbook.open(path: "\(Self.folder)/as-xlsx/\(pair.new)")
      #expect(old.format == .xls)
      #expect(old.sheetNames == new.sheetNames, "\(pair.old)")
      for (index, _) in zip(old.sheetInfos, new.sheetInfos).enumerated() {
        let (one, other) = (try old.sheet(at: index), try new.sheet(at: index))
        #expect(one.count == other.count, "\(pair.old)")
        #expect(one.mergedRanges == other.mergedRanges, "\(pair.old)")
        for (cell, expected) in zip(one.cells, other.cells) {
          cells += 1
          #expect(cell.address == expected.address && cell.kind == expected.kind, "\(pair.old) \(cell)")
          if Self.isRounded(cell, expected) {
            rounded += 1
          } else {
            #expect(cell.number == expected.number, "\(pair.old) \(cell)")
            // XML turns the line ends of the old form into line feeds.
            let text = cell.text.replacingOccurrences(of: "\r\n", with: "\n")
            if cell.number == nil { #expect(Array(text.utf8) == Array(expected.text.utf8), "\(pair.old) \(cell)") }
          }
        }
      }
    }
    print("real: \(cells) cells of \(Self.pairs.count) old workbooks equal their new forms, \(rounded) rounded there")
    #expect(cells == 6_345)
    #expect(rounded == 65)
  }

  /// The yearbook of cities is encrypted with Excel's own password; 293 of its names are indented.
  @Test(.enabled(if: isPresent, absence)) func theYearbookOfCitiesOpensWithoutAPassword() throws {
    let book = try Workbook.open(path: Self.folder + "/ccsy/cnki.xls")
    let sheet = try book.sheet(at: 0)
    #expect(book.sheetInfos.count == 2)
    #expect(book.sheetInfos[1].visibility == .hidden)
    #expect(sheet.text(4, 2).contains("\r\n"))
    #expect(sheet.text(6, 0) == "北京市")
    #expect(sheet.count == 2_489)
    #expect(sheet.mergedRanges.count == 35)
  }
}
