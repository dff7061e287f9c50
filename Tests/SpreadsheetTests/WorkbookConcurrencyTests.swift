import Compression
import Foundation
import Spreadsheet
import Testing
import _TestSupport

/// Workbooks and sheets are read on many threads at once; `Scripts/sanitize thread` looks for races here.
@Suite struct WorkbookConcurrencyTests {
  private static let threads = 16

  private static func archive(_ number: Int) throws -> [UInt8] {
    let rows = (0..<200).map { row in [TinyWorkbook.Value.text("城市\(row)"), .number("\(row * number).125")] }
    var workbook = TinyWorkbook(sheets: [
      .init("甲", rows: rows, merges: ["A1:B2", "A4:A9"]), .init("乙", rows: rows.reversed(), hiddenRows: [3]),
      .init(
        "丙", data: "<row><c s=\"1\"><v>43831</v></c><c t=\"inlineStr\"><is><t>a&amp;b</t></is></c></row><!-- c -->"),
    ])
    workbook.formats = ["yyyy-mm-dd", "0.00%"]
    return try workbook.bytes()
  }

  /// An .xls workbook of two sheets under the password that spreadsheets try of their own accord, so that opening it
  /// takes the hashes and ciphers too; gzip in base64.
  private static let encrypted = """
    H4sIAAAAAAACA7twXvDBwo1SDxnQgB0DM8O//5wMbEhijEDMCuMIMDCwQMX+/f//Hyb8fxQMKfAXiJmA8cYMjUcYHgUjA3ByADMyGyvDbt4z7I7A\
    NADK7/oMJ4D5mgkIQTm8jgGS08ElQAaQ3cDA0ADN+TDgy5DJkMxQxJDPUAzEaQwlDAoMrgx5DBkMiUAymSGVIQUo4gxUUclQAJTNZ0gHshOB7Ayw\
    TgWGALDuMiAvBai6CChSxmDIoMdgAClqgNYxMbOwsrFzcHJx8/Dy8S9QWTT1psCdi9namSfvv5eUFAEqKVnOt+G5eqPZi3DD7nmzhC9OFL3K7QTy\
    x30lILnkqByLNIPYvQgOmRevvFafCeCdxRrvnJA/+U1+gKmk2tETcizcDMEO/Ykzj9UVLE/b9oBBhEH0RcnJmEsnbEPm2ISF+8iEBU1I2AgSb62d\
    OXX9rbU/hTUOVMpcedy7X+7uepC40Pl592+XHlF2Fp6aM+nqjqUu6kedQeIbf2f2LvRP3nspnktsaWYpS+uEhy4g8V61ySxLrtoadJ+9drJsjUrA\
    x6KliSDxpjVBq+e8qj79JPLoZdGO4r/ZNhcmtzJwMRgDs6qD48c7/31AvLvATLt86s2PlU//AMvrTvtDL709L33L0+N8/me1fWqYO+e+V/WctjeV\
    FdTPfwtcMI9//f2p9mp7b7DeXhnntvSsV4lRBp9gXEnKtfx4v0U2DMoMRY3+7iZBAq8Zcq90lbfdc+j8P9vvvYF68oOiSr+1F9pKNtSHcwGDGZJk\
    BFCSDAeTAMM8z3a518Fbuttb+lM95jPdBomdmsnxNWr6I941Vq7zp8ReXfEX6Ox9Mg127NrScspzQLysIwFlb9x3TL/4kZmJj6Fxf7fKp7adPGYm\
    s+abn6hj4mJYKev/Ksm2mXH1VBAvZCVnzr4pxxayV7AycTCwFEQltisGPgKxeXv+Plq5RX4dIxMbQ82UY3uNbPYBTa/5sXdnrdch2X8KexmEGK49\
    4rr245nz7euCXVvXnL7hPcuahYmb4RvH7U3dCxzsvgRtuAZMa+0ae092BCYVvdjKdlby4YcVbAxiDKuPvzqk9G6i/4XqDHGb2gluHeckrO/NYgPG\
    VNX6qSmiW9TC3/hWdT+2WXtv+qrk+exMnAw33t+cN/He5UvfQYq0q2++FGc/+vl5S8HPSKUk2S8P5F1A4sJLe+SKPix3WL7pkv/5vWJnE1YF3dnD\
    wsZwdPUb9UkvQCruzd3jf0PSZf351Qc294lm8TB1CebUMvAwzKtIcLSOPis958XEpqdAn/XGvSxqeci4zfXo60spQWffOf/HFVOgUF7IGLtlTd5t\
    XlunV9mzH4BEvP2aRZzVVq5W0xM9ufoMSGRn8BXl5auE65KOKSSqpnAxjIJhCUClOKz+Z4G270DJhB2UqUFJCIhBkc8NxDxAzAvEfEDMDy2XR9sK\
    QxsEAWvdfHh9XQKuoUkBYgysjDCzGElIcw7QJkU40PYihmyGJLA7sklOv0IMTIzI/iFWnzbLaN4HAQBiWd/zAA4AAA==
    """

  /// A small file of each format.
  private static func files() throws -> [(name: String, bytes: [UInt8])] {
    let rows = (0..<100).map { "<tr><td>城市\($0)</td><td>\($0).5</td></tr>" }
    let page = "<html><meta charset=utf-8><table><tr><th colspan=2>表</th></tr>\(rows.joined())</table></html>"
    let space = "urn:schemas-microsoft-com:office:spreadsheet"
    let cell = "<Cell ss:MergeDown=\"1\"><Data ss:Type=\"Number\">1.5</Data></Cell>"
    let xml = """
      <?xml version="1.0"?><Workbook xmlns="\(space)" xmlns:ss="\(space)"><Worksheet ss:Name="s"><Table><Row>\(cell)</Row>\
      </Table></Worksheet></Workbook>
      """
    let lines = (0..<100).map { "城市\($0),\($0).25,\"a \"\"b\"\"\"\r\n" }.joined()
    let wide = [0xFEFF] + lines.utf16
    let old = try Gzip.decompress(Array(try #require(Data(base64Encoded: encrypted))))
    return [
      ("a.xlsx", try archive(7)), ("b.html", Array(page.utf8)), ("c.xml", Array(xml.utf8)),
      ("d.csv", Array(lines.utf8)),
      ("e.csv", wide.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }), ("f.xls", old),
    ]
  }

  /// All that is in a sheet, as text.
  private static func transcript(of sheet: Sheet) -> [String] {
    let cells = sheet.cells.map { cell in
      let merged = sheet.mergedRange(containing: cell.address)?.description ?? ""
      return "\(cell) \(cell.formattedText) \(cell.numberFormat) \(merged)"
    }
    return ["\(sheet.name) \(sheet.mergedRanges) \(sheet.hiddenRows)"] + cells
  }

  private static func transcript(of workbook: Workbook) throws -> [String] {
    try workbook.sheetInfos.flatMap { transcript(of: try workbook.sheet(at: $0.index)) }
  }

  /// Runs `body` on many threads at once and returns what each says.
  private func onManyThreads(_ body: @escaping @Sendable (Int) throws -> [String]) async throws -> [[String]] {
    try await withThrowingTaskGroup(of: [String].self) { group in
      for number in 0..<Self.threads { group.addTask { try body(number) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  @Test func workbooksOpenInParallel() async throws {
    let files = try (1...16).map { try Self.archive($0) }
    let sums = try await withThrowingTaskGroup(of: (Int, Double).self) { group in
      for (position, file) in files.enumerated() {
        group.addTask {
          let book = try Workbook.open(bytes: file, name: "\(position)")
          return (position, try book.sheet(at: 0).cells.compactMap(\.number).reduce(0, +))
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    for position in files.indices {
      #expect(sums[position] == Double(199 * 200 / 2 * (position + 1)) + 200 * 0.125)
    }
  }

  @Test func filesOfAllFormatsOpenInParallel() async throws {
    let files = try Self.files()
    let alone = try files.map { try Self.transcript(of: Workbook.open(bytes: $0.bytes, name: $0.name)) }
    #expect(alone.allSatisfy { $0.count > 1 })
    let parallel = try await onManyThreads { number in
      // Each thread starts at another file, so that all readers start together.
      let order = files.indices.map { ($0 + number) % files.count }
      let read = try order.map { try Self.transcript(of: Workbook.open(bytes: files[$0].bytes, name: files[$0].name)) }
      return order.indices.sorted { order[$0] < order[$1] }.flatMap { read[$0] }
    }
    #expect(parallel.allSatisfy { $0 == alone.flatMap { $0 } })
  }

  @Test func sheetsOfOneWorkbookAreReadInParallel() async throws {
    for file in try Self.files() {
      let workbook = try Workbook.open(bytes: file.bytes, name: file.name)
      let alone = try Self.transcript(of: workbook)
      let parallel = try await onManyThreads { _ in try Self.transcript(of: workbook) }
      #expect(parallel.allSatisfy { $0 == alone }, "\(file.name)")
    }
  }

  @Test func oneSheetIsLookedUpInParallel() async throws {
    for file in try Self.files() {
      let sheet = try Workbook.open(bytes: file.bytes, name: file.name).sheet(at: 0)
      let alone = Self.transcript(of: sheet)
      let parallel = try await onManyThreads { _ in Self.transcript(of: sheet) }
      #expect(parallel.allSatisfy { $0 == alone }, "\(file.name)")
    }
  }

  @Test func fileOnDiskIsReadInParallel() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("parallel-\(UUID().uuidString).xlsx").path
    try Data(Self.archive(3)).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let workbook = try Workbook.open(path: path)
    let alone = try Self.transcript(of: workbook)
    let parallel = try await onManyThreads { number in
      try Self.transcript(of: number % 2 == 0 ? workbook : Workbook.open(path: path))
    }
    #expect(parallel.allSatisfy { $0 == alone })
  }

  @Test func batchesAreReadInParallel() async throws {
    for file in try Self.files() {
      let workbook = try Workbook.open(bytes: file.bytes, name: file.name)
      let alone = try workbook.sheet(at: 0).count
      let counts = try await onManyThreads { number in
        var cells = 0
        try workbook.readBatches(ofSheetAt: 0, cellsPerBatch: 1 + number) { cells += $0.count }
        return ["\(cells)"]
      }
      #expect(counts.allSatisfy { $0 == ["\(alone)"] }, "\(file.name)")
    }
  }
}
