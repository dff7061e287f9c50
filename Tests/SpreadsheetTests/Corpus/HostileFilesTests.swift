import Foundation
import Spreadsheet
import Testing

/// Each of the hostile files is read or refused as `HostileExpectations` says; none may trap or hang.
@Suite struct HostileFilesTests {
  @Test(.enabled(if: CorpusFolder.isPresent, CorpusFolder.absence)) func endAsExpected() throws {
    let folder = CorpusFolder.path + "/hostile"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasSuffix(".json") }
    #expect(Set(files) == Set(HostileExpectations.byFile.keys))
    var outcomes = (read: 0, refused: 0)
    for file in files.sorted() {
      switch (read(folder + "/" + file), HostileExpectations.byFile[file]) {
      case (.success(let cells), .cells(let expected)):
        #expect(cells == expected, "\(file)")
        outcomes.read += 1
      case (.success(let cells), .count(let expected)):
        #expect(cells.count == expected, "\(file)")
        outcomes.read += 1
      case (.failure(let error), .refused(let words)):
        #expect(error.description.contains(words), "\(file): \(error)")
        outcomes.refused += 1
      case (.success, _): Issue.record("\(file) was read")
      case (.failure(let error), _): Issue.record("\(file) was refused: \(error)")
      }
    }
    print("hostile files: \(outcomes.read) read and \(outcomes.refused) refused as expected, of \(files.count)")
  }

  private func read(_ path: String) -> Result<[String], SpreadsheetError> {
    Result { () throws(SpreadsheetError) in
      let book = try Workbook.open(path: path)
      var cells: [String] = []
      for info in book.sheetInfos {
        cells += try book.sheet(at: info.index).cells.map { "\($0.address)=\($0.isoText ?? $0.text)" }
      }
      return cells
    }
  }

  /// Visibility, names and merges of the files made for them.
  @Test(.enabled(if: CorpusFolder.isPresent, CorpusFolder.absence)) func keepWhatIsNoCell() throws {
    func open(_ file: String) throws -> Workbook { try Workbook.open(path: CorpusFolder.path + "/hostile/" + file) }
    #expect(try open("wb_hidden_sheets.xlsx").sheetInfos.map(\.visibility) == [.visible, .hidden, .veryHidden])
    #expect(try open("wb_sheet_name_entities.xlsx").sheetNames == ["1-1 A&B「表」"])
    #expect(try !open("merge_header.xlsx").sheet(at: 0).mergedRanges.isEmpty)
    #expect(try open("html_as_xls.xls").format == .html)
    #expect(try open("csv_as_xls.xls").format == .delimitedText)
  }
}
