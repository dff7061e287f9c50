import Spreadsheet
import Testing
import _TestSupport

@Suite struct WorkbookConcurrencyTests {
  private func bytes(_ number: Int) throws -> [UInt8] {
    let rows = (0..<200).map { row in [TinyWorkbook.Value.text("城市\(row)"), .number("\(row * number).125")] }
    return try TinyWorkbook(sheets: [.init("甲", rows: rows), .init("乙", rows: rows)]).bytes()
  }

  @Test func workbooksOpenInParallel() async throws {
    let files = try (1...16).map { try bytes($0) }
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

  @Test func sheetsOfOneWorkbookAreReadInParallel() async throws {
    let book = try Workbook.open(bytes: bytes(3), name: "one")
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for index in 0..<12 { group.addTask { try book.sheet(at: index % 2).count } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == [Int](repeating: 400, count: 12))
  }
}
