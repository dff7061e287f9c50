import PanelFiles
import PanelModel
import Testing

@Suite struct CSVReaderTests {
  private func read(_ text: String, _ reader: CSVReader = CSVReader()) throws -> DataTable {
    try reader.read(Array(text.utf8), file: "a.csv")
  }

  private func types(_ table: DataTable) -> [String: ColumnType] {
    Dictionary(uniqueKeysWithValues: table.columns.map { ($0.name, $0.type) })
  }

  @Test func writtenTablesReadBack() throws {
    let random = Samples.random(rows: 3000, seed: 11)
    let tables = [Samples.hostile, random, DataTable(columns: [DataColumn("a", .text(Samples.hostileTexts))])]
    for table in tables {
      let read = try CSVReader(types: types(table)).read(try CSVWriter().write(table))
      #expect(read.isIdentical(to: table))
      #expect(try CSVWriter().write(read) == CSVWriter().write(table))
    }
    #expect(try CSVReader().read(try CSVWriter().write(random)).isIdentical(to: random), "types found from values")
  }

  @Test func columnOfMissingTextReadsBack() throws {
    let table = DataTable(columns: [DataColumn("a", .text([nil, "", "b", nil]))])
    #expect(try CSVReader().read(try CSVWriter().write(table)).isIdentical(to: table))
  }

  @Test func typesFromValues() throws {
    let table = try read(
      """
      whole,big,number,code,long,name,none,quoted
      1,3000000000,1.5,010100,12345678901234567890,a,,"1"
      -2,,2,5,1,,,""

      """)
    let expected: [ColumnType] = [.int32, .double, .double, .text, .text, .text, .text, .int32]
    #expect(table.columns.map(\.type) == expected)
    #expect(table["big"]?.values == .double([3e9, nil]))
    #expect(table["quoted"]?.values == .int32([1, nil]))
    #expect(table["name"]?.values == .text(["a", nil]))
  }

  @Test func otherLineEndsAndByteOrderMark() throws {
    for end in ["\n", "\r\n", "\r"] {
      let table = try read("\u{FEFF}a,b" + end + "1,x" + end + end + "2,\"y" + end + "z\"" + end)
      #expect(table.columns.map(\.name) == ["a", "b"])
      #expect(table["a"]?.values == .int32([1, 2]))
      #expect(table["b"]?.values == .text(["x", "y\(end)z"]))
    }
    #expect(try read("a,b\n1,2")["b"]?.values == .int32([2]))
  }

  @Test func missingMarks() throws {
    let table = try read("a,b,c\nNA,1,NA\n2,-,x\n", CSVReader(missingMarks: ["NA", "-"]))
    #expect(table["a"]?.values == .int32([nil, 2]))
    #expect(table["b"]?.values == .int32([1, nil]))
    #expect(table["c"]?.values == .text([nil, "x"]))
  }

  @Test(arguments: [
    ("a,b\n1,2\n3\n", PanelFileError(.fieldCount(expected: 2, found: 1), file: "a.csv", line: 3, row: 2)),
    ("a,b\n\"x\ny\",1\n3,4,5\n", PanelFileError(.fieldCount(expected: 2, found: 3), file: "a.csv", line: 4, row: 2)),
    ("a\n\"x\n", PanelFileError(.unclosedQuote, file: "a.csv", line: 2)),
    ("a\n\"x\"y\n", PanelFileError(.textAfterQuote, file: "a.csv", line: 2)),
    ("a,a\n1,2\n", PanelFileError(.tableShape("two columns have this name"), file: "a.csv", line: 1, column: "a")),
    ("a,\n1,2\n", PanelFileError(.tableShape("header field 2 is empty"), file: "a.csv", line: 1)),
    ("", PanelFileError(.tableShape("header field 1 is empty"), file: "a.csv", line: 1)),
  ])
  func brokenFiles(_ text: String, _ expected: PanelFileError) {
    #expect(throws: expected) { try read(text) }
  }

  @Test func valuesOfTheWrongType() {
    let wrong = PanelFileError.Reason.wrongType(expected: .double, text: "1,000")
    #expect(throws: PanelFileError(wrong, file: "a.csv", line: 4, column: "b", row: 2)) {
      try read("a,b\n\"x\ny\",1.5\nz,\"1,000\"\n", CSVReader(types: ["b": .double]))
    }
    #expect(
      throws: PanelFileError(.wrongType(expected: .int32, text: "2.0"), file: "a.csv", line: 2, column: "a", row: 1)
    ) {
      try read("a\n2.0\n", CSVReader(types: ["a": .int32]))
    }
    #expect(
      throws: PanelFileError(.wrongType(expected: .double, text: "nan"), file: "a.csv", line: 2, column: "a", row: 1)
    ) {
      try read("a\nnan\n", CSVReader(types: ["a": .double]))
    }
    #expect(throws: PanelFileError(.columnNotFound, file: "a.csv", column: "z")) {
      try read("a\n1\n", CSVReader(types: ["z": .double]))
    }
  }

  @Test func bytesThatAreNotUTF8() {
    let bytes = Array("a\nok\n".utf8) + [0xCF, 0xE5, 10]
    #expect(throws: PanelFileError(.notUTF8, file: "g.csv", line: 3, column: "a", row: 2)) {
      try CSVReader().read(bytes, file: "g.csv")
    }
  }

  @Test func anyBytesGiveATableOrAnError() {
    var random = SeededGenerator(state: 99)
    let alphabet = Array("a,\"\n\r1.e-\u{FEFF}市".utf8)
    for _ in 0..<20_000 {
      let bytes = (0..<(random.next() % 24)).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
      guard let table = try? CSVReader().read(bytes) else { continue }
      #expect(Set(table.columns.map(\.count)).count == 1)
    }
  }
}
