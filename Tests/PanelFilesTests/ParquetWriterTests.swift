import PanelFiles
import PanelModel
import Testing

@Suite struct ParquetWriterTests {
  @Test func hostileTableReadsBack() throws {
    let file = ParquetProbe(try ParquetWriter().write(Samples.hostile))
    #expect(try file.table().isIdentical(to: Samples.hostile))
    #expect(file.footer[3].int == Samples.hostile.rowCount)
    #expect(file.footer[6].text == "almanac")
  }

  @Test func randomTablesReadBack() throws {
    for rows in [1, 7, 8, 9, 63, 64, 65, 1000, 4097] {
      let table = Samples.random(rows: rows, seed: UInt64(rows))
      #expect(try ParquetProbe(try ParquetWriter().write(table)).table().isIdentical(to: table), "\(rows) rows")
    }
  }

  @Test func twoWritesGiveTheSameBytes() throws {
    let table = Samples.random(rows: 5000, seed: 1)
    #expect(try ParquetWriter().write(table) == ParquetWriter().write(table))
  }

  @Test func columnsKeepTheirOrder() throws {
    var table = Samples.random(rows: 100, seed: 2)
    table.columns.reverse()
    let read = try ParquetProbe(try ParquetWriter().write(table)).table()
    #expect(read.isIdentical(to: table))
  }

  @Test func moreRowsThanOneGroup() throws {
    let rows = ParquetWriter.rowGroupSize + 5
    let table = Samples.random(rows: rows, seed: 5)
    let file = ParquetProbe(try ParquetWriter().write(table))
    #expect(file.rowGroups.map { $0[3].int } == [ParquetWriter.rowGroupSize, 5])
    #expect(file.rowGroups.map { $0[7].int } == [0, 1])
    #expect(try file.table().isIdentical(to: table))
  }

  @Test func tableWithoutRows() throws {
    let table = DataTable(columns: [DataColumn("a", .int32([])), DataColumn("b", .text([]))])
    let file = ParquetProbe(try ParquetWriter().write(table))
    #expect(file.rowGroups.isEmpty)
    #expect(try file.table().isIdentical(to: table))
  }

  @Test func statistics() throws {
    let table = DataTable(columns: [
      DataColumn("a", .int32([3, nil, -2])), DataColumn("b", .double([0.5, -0.0, nil])),
      DataColumn("c", .text(["b", "é", nil])), DataColumn("d", .double([nil, nil, nil])),
      DataColumn("e", .text([String(repeating: "x", count: 65), "y", "z"])),
    ])
    let file = ParquetProbe(try ParquetWriter().write(table))
    let statistics = (0..<5).map { file.chunk(0, $0)[12] }
    #expect(statistics.map { $0[3].int } == [1, 1, 1, 3, 0])
    #expect(statistics[0][6].bytes == [0xFE, 0xFF, 0xFF, 0xFF])
    #expect(statistics[0][5].bytes == [3, 0, 0, 0])
    #expect(statistics[1][6].bytes == Array(repeating: 0, count: 8))
    #expect(statistics[2][6].bytes == Array("b".utf8))
    #expect(statistics[2][5].bytes == Array("é".utf8))
    #expect(statistics[3][5].bytes == nil)
    #expect(statistics[3][6].bytes == nil)
    #expect(statistics[4][6].bytes == nil, "a long least value is left out")
    #expect(statistics[4][5].bytes == Array("z".utf8))
  }

  @Test func repeatedTextsGetADictionary() throws {
    let texts = (0..<40_000).map { Optional("name of area number \($0 % 33_000)") }
    let distinct = (0..<40_000).map { Optional("x\($0)") }
    let table = DataTable(columns: [
      DataColumn("few", .text((0..<40_000).map { Optional("市\($0 % 3)") })), DataColumn("many", .text(texts)),
      DataColumn("distinct", .text(distinct)),
    ])
    let file = ParquetProbe(try ParquetWriter().write(table))
    #expect(try file.pages(file.chunk(0, 0))[0].header[7][1].int == 3)
    #expect(try file.pages(file.chunk(0, 1))[0].header[7][1].int == 33_000, "indices of 16 bits")
    #expect(file.chunk(0, 2)[11].int == -1, "no dictionary where it saves nothing")
    #expect(try file.table().isIdentical(to: table))
  }

  @Test func longTextsAreSplitOverPages() throws {
    let texts = (0..<300).map { i in i % 7 == 0 ? nil : Optional(String(repeating: "文\(i)", count: 2000)) }
    let table = DataTable(columns: [DataColumn("a", .text(texts))])
    let file = ParquetProbe(try ParquetWriter().write(table))
    #expect(try file.pages(file.chunk(0, 0)).count > 2)
    #expect(try file.table().isIdentical(to: table))
  }

  @Test func metadataOfTheFile() throws {
    let metadata = FileMetadata([.init(key: "almanac.panel", value: "面板"), .init(key: "b", value: "")])
    let table = DataTable(columns: [DataColumn("a", .int32([1]))])
    let file = ParquetProbe(try ParquetWriter().write(table, metadata: metadata))
    #expect(file.footer[5].items.map { $0[1].text } == ["almanac.panel", "b"])
    #expect(file.footer[5].items[0][2].text == "面板")
    #expect(file.footer[7].items.count == 1)
  }
}
