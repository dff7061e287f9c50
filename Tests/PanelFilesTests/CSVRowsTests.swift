import Foundation
import PanelFiles
import PanelModel
import Testing

/// Rows read block by block are those of the whole file, wherever a block ends.
@Suite struct CSVRowsTests {
  private func rows(_ bytes: [UInt8], blockSize: Int) throws -> (header: [String], rows: [[String?]]) {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("rows-\(UUID().uuidString).csv")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let file = try #require(try CSVRows(path: url.path, blockSize: blockSize))
    var result: [[String?]] = []
    try file.forEach { row throws(PanelFileError) in
      #expect(row.number == result.count + 1)
      result.append(file.header.indices.map { row.text($0) })
    }
    return (file.header, result)
  }

  @Test(arguments: [16, 17, 40, 1 << 18]) func blocksEndAnywhere(size: Int) throws {
    for table in [Samples.hostile, Samples.random(rows: 300, seed: 3)] {
      let bytes = try CSVWriter().write(table)
      let types = Dictionary(uniqueKeysWithValues: table.columns.map { ($0.name, ColumnType.text) })
      let whole = try CSVReader(types: types).read(bytes)
      let read = try rows(bytes, blockSize: size)
      #expect(read.header == table.columns.map(\.name) && read.rows.count == table.rowCount)
      for (c, column) in whole.columns.enumerated() {
        guard case .text(let texts) = column.values else { continue }
        #expect(read.rows.map { $0[c] ?? "" } == texts.map { $0 ?? "" }, "\(column.name)")
      }
    }
  }

  @Test func lineEndsAndByteOrderMark() throws {
    for end in ["\n", "\r\n", "\r"] {
      for size in 16...40 {
        let text = "\u{FEFF}name,b" + end + "一,\"x\"\"y\"" + end + end + "long name of a row,\"y" + end + "z\""
        let read = try rows(Array(text.utf8), blockSize: size)
        #expect(read.header == ["name", "b"])
        #expect(read.rows == [["一", "x\"y"], ["long name of a row", "y\(end)z"]])
      }
    }
  }

  @Test func mistakesNameTheRow() throws {
    let short = #expect(throws: PanelFileError.self) { try rows(Array("a,b\n1,2\n3\n".utf8), blockSize: 16) }
    #expect(short?.reason == .fieldCount(expected: 2, found: 1) && short?.row == 2)
    let open = #expect(throws: PanelFileError.self) { try rows(Array("a,b\n1,\"2\n3,4\n5,6\n".utf8), blockSize: 16) }
    #expect(open?.reason == .unclosedQuote && open?.row == 1)
    let twice = #expect(throws: PanelFileError.self) { try rows(Array("a,a\n1,2\n".utf8), blockSize: 16) }
    #expect("\(try #require(twice))".contains("name of another"))
    let absent = try CSVRows(path: "/nowhere/plants.csv")
    #expect(absent == nil)
  }
}
