import Foundation
import Spreadsheet
import Testing
import _TestSupport

/// What other engines read from the old workbooks of `shared/corpus` (see the README there).
private struct CorpusLine: Decodable {
  struct SheetLine: Decodable {
    let name: String
    let visible: String?
    let hash: String?
    let merged: [[[Int]]]?
  }
  let file: String
  let engine: String
  let status: String
  let sheets: [SheetLine]?
}

@Suite struct XLSCorpusTests {
  private static let folder = SharedFolder.url.map { $0.appendingPathComponent("corpus").path } ?? ""
  private static let isPresent = FileManager.default.fileExists(atPath: folder + "/expected.jsonl")
  private static let absence: Comment = "skipped: no folder shared/corpus beside the package"

  /// Files by name with what each engine says; those that are text tables or web pages are no old workbooks.
  private static func files() throws -> [(String, [CorpusLine])] {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/expected.jsonl"))
    var byFile: [String: [CorpusLine]] = [:]
    for line in data.split(separator: UInt8(ascii: "\n")) {
      let decoded = try JSONDecoder().decode(CorpusLine.self, from: line)
      if decoded.file.lowercased().hasSuffix(".xls") { byFile[decoded.file, default: []].append(decoded) }
    }
    byFile["calamine/tests__too_small.xls"] = nil
    return byFile.sorted { $0.key < $1.key }
  }

  private struct Tally {
    var equal = 0
    var merged = 0
    var refused: [String] = []
    var opened: [String] = []
    var different: [String] = []
    var wrong: [String] = []
  }

  /// Every sheet that an engine reads must be read and equal what one of them read, but for those of
  /// `CorpusDifferences.explainedXLS`, which must differ; merged ranges must be calamine's.
  @Test(.enabled(if: isPresent, absence)) func sheetsEqualThoseOfAnotherEngine() throws {
    var tally = Tally()
    for (file, lines) in try Self.files() { compare(file, lines, &tally) }
    print(
      "corpus of .xls: \(tally.equal) sheets equal to an engine, \(tally.different.count) differ, \(tally.merged) with merged"
        + " ranges equal, \(tally.refused.count) files refused that no engine reads, \(tally.wrong.count) outcomes wrong"
    )
    #expect(tally.wrong == [])
    #expect(tally.equal >= 360)
    #expect(tally.merged >= 373)
    // One file that the engines take for protected carries Excel's own password.
    #expect(tally.opened == ["calamine/tests__issue_385.xls"])
    #expect(tally.refused.count == 12)
    #expect(Set(tally.different).symmetricDifference(CorpusDifferences.explainedXLS.keys).sorted() == [])
  }

  private func compare(_ file: String, _ lines: [CorpusLine], _ tally: inout Tally) {
    let readable = lines.filter { $0.status == "ok" }
    do throws(SpreadsheetError) {
      let book = try Workbook.open(path: Self.folder + "/" + file)
      if readable.isEmpty { tally.opened.append(file) }
      for info in book.sheetInfos {
        let sheet = try book.sheet(at: info.index)
        if readable.isEmpty { continue }
        compare("\(file)!\(info.name)", sheet, readable, &tally)
      }
    } catch {
      if readable.isEmpty { tally.refused.append(file) } else { tally.wrong.append(error.description) }
    }
  }

  private func compare(_ place: String, _ sheet: Sheet, _ engines: [CorpusLine], _ tally: inout Tally) {
    var hashes: [String] = []
    for engine in engines {
      guard let expected = engine.sheets?.first(where: { $0.name == sheet.name }) else { continue }
      if let hash = expected.hash { hashes.append(hash) }
      if expected.visible?.lowercased() != sheet.visibility.rawValue.lowercased() {
        tally.wrong.append("\(place) is \(sheet.visibility)")
      }
      if engine.engine == "calamine" {
        let merges = (expected.merged ?? []).map { corners in
          MergedRange(
            CellAddress(row: corners[0][0], column: corners[0][1]),
            CellAddress(row: corners[1][0], column: corners[1][1]))
        }
        if Set(merges) == Set(sheet.mergedRanges) { tally.merged += 1 } else { tally.wrong.append("\(place): merges") }
      }
    }
    let isEqual = CorpusNotation.all.contains { hashes.contains(SHA256.prefix($0.lines(of: sheet))) }
    if isEqual { tally.equal += 1 } else { tally.different.append(place) }
  }

  @Test(
    .enabled(if: isPresent, absence),
    arguments: [
      ("xls_empty_stream", "do not start"), ("xls_filepass", "encrypted with a password"),
      ("xls_record_past_end", "cut short"), ("xls_sst_lies", "4294967295 texts"), ("xls_fat_cycle", "in a circle"),
    ])
  func hostileFiles(file: String, message: String) throws {
    let error = try #require(throws: SpreadsheetError.self) {
      try Workbook.open(path: "\(Self.folder)/hostile/\(file).xls")
    }
    #expect(error.message.contains(message))
  }

  /// Workbooks that Excel encrypted with the password "password" in all its ways, among them obfuscation.
  @Test(.enabled(if: isPresent, absence)) func encryptedWorkbooksOpenWithTheirPassword() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder + "/sheetjs").sorted().filter {
      $0.contains("password_2002") && $0.hasSuffix(".xls")
    }
    #expect(names.count == 11)
    for name in names {
      let path = "\(Self.folder)/sheetjs/\(name)"
      #expect(throws: SpreadsheetError.self) { try Workbook.open(path: path) }
      let book = try Workbook.open(path: path, password: "password")
      let texts = try book.sheetInfos.flatMap { info in try book.sheet(at: info.index).cells.map(\.text) }
      #expect(texts == Self.encryptedTexts, "\(name)")
    }
  }

  private static let encryptedTexts = ["1", "2", "10", "3", "4"]
}
