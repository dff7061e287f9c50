import Foundation
import Spreadsheet
import Testing

@Suite struct EncryptedWorkbooksTests {
  /// Workbooks that Excel encrypted with the password "password" in all its ways, among them obfuscation.
  @Test(.enabled(if: CorpusFolder.isPresent, CorpusFolder.absence)) func encryptedWorkbooksOpenWithTheirPassword()
    throws
  {
    let names = try FileManager.default.contentsOfDirectory(atPath: CorpusFolder.path + "/sheetjs").sorted().filter {
      $0.contains("password_2002") && $0.hasSuffix(".xls")
    }
    #expect(names.count == 11)
    for name in names {
      let path = "\(CorpusFolder.path)/sheetjs/\(name)"
      #expect(throws: SpreadsheetError.self) { try Workbook.open(path: path) }
      let book = try Workbook.open(path: path, password: "password")
      let texts = try book.sheetInfos.flatMap { info in try book.sheet(at: info.index).cells.map(\.text) }
      #expect(texts == Self.encryptedTexts, "\(name)")
    }
  }

  private static let encryptedTexts = ["1", "2", "10", "3", "4"]
}
