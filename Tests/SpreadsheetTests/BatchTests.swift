import Foundation
import Spreadsheet
import Testing
import _TestSupport

/// A sheet read in batches of rows is the sheet read whole.
@Suite struct BatchTests {
  private struct Stop: Error {}

  private func described(_ sheet: Sheet) -> [String] { sheet.cells.map { "\($0) \($0.numberFormat.code)" } }

  /// A workbook of several hundred rows of every kind of cell, with gaps.
  private func workbook(seed: UInt64, unusual: Bool = false) throws -> Workbook {
    var random = SplitMix64(seed: seed)
    var data = ""
    var row = 0
    for _ in 0..<400 {
      row += 1 + Int(random.next() % 3)
      data += "<row r=\"\(row)\"\(random.next() % 9 == 0 ? " hidden=\"1\"" : "")>"
      for column in ["A", "B", "D", "AA"] {
        switch random.next() % 6 {
        case 0: data += "<c r=\"\(column)\(row)\" t=\"s\"><v>\(random.next() % 3)</v></c>"
        case 1: data += "<c r=\"\(column)\(row)\" t=\"inlineStr\"><is><t>城市\(random.next() % 50)</t></is></c>"
        case 2: data += "<c r=\"\(column)\(row)\" s=\"1\"><v>\(random.unit() * 1e5)</v></c>"
        case 3: data += "<c r=\"\(column)\(row)\" t=\"e\"><v>#N/A</v></c>"
        case 4: data += "<c r=\"\(column)\(row)\" t=\"b\"><v>1</v></c><c r=\"\(column)\(row)\"><v>1.50</v></c>"
        default: break
        }
      }
      data += "</row>"
    }
    if unusual { data += "<!-- the parser has to start again here -->" }
    let merges = "<mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"D4:D5\"/></mergeCells>"
    var book = TinyWorkbook(sheets: [.init("S", data: data, tail: merges)])
    book.sharedItems = ["<si><t>甲</t></si>", "<si><t>乙</t></si>", "<si><t/></si>"]
    book.formats = ["yyyy"]
    return try Workbook.open(bytes: book.bytes(), name: "b.xlsx")
  }

  @Test(arguments: [1, 2, 7, 100, 100_000], [false, true])
  func batchesJoinToTheWhole(cellsPerBatch: Int, unusual: Bool) throws {
    for seed in 0..<6 {
      let book = try workbook(seed: UInt64(seed), unusual: unusual)
      let whole = try book.sheet(at: 0)
      #expect(try book.isPlain(sheetAt: 0) == !unusual)
      var cells: [String] = []
      var lastRow = -1
      var sizes: [Int] = []
      let summary = try book.readBatches(ofSheetAt: 0, cellsPerBatch: cellsPerBatch) { batch in
        cells += described(batch)
        #expect(batch.filledRows.first ?? 0 > lastRow)
        #expect(batch.mergedRanges.isEmpty)
        lastRow = batch.rowCount - 1
        sizes.append(batch.count)
      }
      #expect(cells == described(whole))
      #expect(sizes.allSatisfy { $0 < cellsPerBatch + 8 })
      #expect(summary.count == whole.count)
      #expect((summary.rowCount, summary.columnCount) == (whole.rowCount, whole.columnCount))
      #expect(summary.mergedRanges == whole.mergedRanges)
      #expect(summary.hiddenRows == whole.hiddenRows)
      #expect(summary.name == "S")
    }
  }

  @Test func whatTheCallerThrowsEndsTheReading() throws {
    let book = try workbook(seed: 1)
    var count = 0
    #expect(throws: Stop.self) {
      try book.readBatches(ofSheetAt: 0, cellsPerBatch: 10) { _ in
        count += 1
        if count == 3 { throw Stop() }
      }
    }
    #expect(count == 3)
  }

  @Test func rowsOutOfOrder() throws {
    func read(_ data: String) throws -> [String] {
      let book = try Workbook.open(bytes: TinyWorkbook(sheets: [.init("S", data: data)]).bytes(), name: "o.xlsx")
      var cells: [String] = []
      try book.readBatches(ofSheetAt: 0, cellsPerBatch: 2) { cells += described($0) }
      return cells
    }
    func row(_ number: Int) -> String { "<row r=\"\(number)\"><c><v>\(number)</v></c></row>" }
    // Within a batch the order does not matter.
    #expect(try read(row(2) + row(1) + row(4) + row(3)).count == 4)
    for data in [row(1) + row(2) + row(3) + row(2), row(1) + row(3) + row(2)] {
      let error = try #require(throws: SpreadsheetError.self) { try read(data) }
      #expect(error.reason == .rowOutOfOrder)
      #expect(error.sheet == "S")
      #expect(error.cell == CellAddress("A2"))
    }
  }

  @Test func errorsComeAfterTheBatchesBeforeThem() throws {
    let rows = (1...9).map { "<row r=\"\($0)\"><c><v>\($0)</v></c></row>" }.joined()
    let bytes = try TinyWorkbook(sheets: [.init("S", data: rows + "<row><c><v>x</v></c></row>")]).bytes()
    let book = try Workbook.open(bytes: bytes, name: "e.xlsx")
    var cells: [String] = []
    let error = try #require(throws: SpreadsheetError.self) {
      try book.readBatches(ofSheetAt: 0, cellsPerBatch: 2) { cells += $0.cells.map(\.text) }
    }
    #expect(error.reason == .badNumber("x"))
    #expect(error.cell == CellAddress("A10"))
    #expect(cells == ["1", "2", "3", "4", "5", "6", "7", "8"])
  }

  @Test func limitsCountAllBatches() throws {
    var limits = Limits.standard
    limits.cellsPerSheet = 7
    let rows = (1...9).map { "<row r=\"\($0)\"><c><v>\($0)</v></c></row>" }.joined()
    let bytes = try TinyWorkbook(sheets: [.init("S", data: rows)]).bytes()
    let error = try #require(throws: SpreadsheetError.self) {
      try Workbook.open(bytes: bytes, name: "l", limits: limits).readBatches(ofSheetAt: 0, cellsPerBatch: 2) { _ in }
    }
    #expect(error.reason == .limitExceeded(.cellsPerSheet, limit: 7))
  }

  @Test func textTablesAndEmptySheets() throws {
    let text = (0..<500).map { "城市\($0),\($0).50,x" }.joined(separator: "\n")
    let book = try Workbook.open(bytes: Array(text.utf8), name: "t.csv")
    var cells: [String] = []
    let summary = try book.readBatches(ofSheetAt: 0, cellsPerBatch: 7) { cells += described($0) }
    #expect(try cells == described(book.sheet(at: 0)))
    #expect((summary.count, summary.rowCount, summary.columnCount) == (1_500, 500, 3))
    let empty = try Workbook.open(bytes: TinyWorkbook(sheets: [.init("E")]).bytes(), name: "e")
    #expect(try empty.readBatches(ofSheetAt: 0) { _ in Issue.record("no batch expected") }.count == 0)
    #expect(throws: SpreadsheetError.self) { try empty.readBatches(ofSheetAt: 1) { _ in } }
  }

  /// Every format hands its rows on: .xls, XML spreadsheets, web pages and text as well.
  @Test(.enabled(if: CorpusFolder.isPresent, CorpusFolder.absence)) func batchesOfTheCorpusJoinToTheWhole() throws {
    let files = FileManager.default.enumerator(
      at: URL(fileURLWithPath: CorpusFolder.path), includingPropertiesForKeys: nil)
    var sheets: [FileFormat: Int] = [:]
    var outOfOrder = 0
    while let file = files?.nextObject() as? URL {
      guard !["json", "jsonl", "gz", "md"].contains(file.pathExtension), let book = try? Workbook.open(path: file.path)
      else { continue }
      for info in book.sheetInfos {
        guard let whole = try? book.sheet(at: info.index), whole.count < 20_000 else { continue }
        var cells: [String] = []
        do {
          let summary = try book.readBatches(ofSheetAt: info.index, cellsPerBatch: 40) { cells += described($0) }
          #expect(cells == described(whole), "\(file.lastPathComponent)!\(info.name)")
          #expect(summary.mergedRanges == whole.mergedRanges)
          #expect(summary.hiddenRows == whole.hiddenRows)
          #expect(summary.hiddenColumns == whole.hiddenColumns)
          sheets[book.format, default: 0] += 1
        } catch let error as SpreadsheetError {
          #expect(error.reason == .rowOutOfOrder, "\(error)")
          outOfOrder += 1
        }
      }
    }
    let counts = sheets.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", ")
    print("sheets read in batches: \(counts); \(outOfOrder) with rows out of order")
    #expect(sheets[.xlsx, default: 0] > 1_000)
    #expect(sheets[.xls, default: 0] > 300)
  }
}
