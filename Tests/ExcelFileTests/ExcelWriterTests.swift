import ExcelFile
import Foundation
import Testing

@Suite struct ExcelWriterTests {
  private func temporaryPath(_ name: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("excel-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appendingPathComponent(name).path
  }

  private func writeSmall(_ path: String) throws {
    let writer = try ExcelWriter(path: path, properties: ExcelProperties(title: "合成数据", comments: "SYNTHETIC"))
    let sheet = try writer.addSheet("表")
    let header = ExcelStyle(isBold: true, hasBorder: true, wraps: true, alignment: .center)
    try writer.merge("全市\r\nTotal City", rows: 0...0, columns: 0...1, style: header, to: sheet)
    try writer.write("  石家庄市", row: 1, column: 0, to: sheet)
    try writer.write(1038.25, row: 1, column: 1, style: ExcelStyle(numberFormat: "0.00"), to: sheet)
    try writer.close()
  }

  @Test func sameCallsGiveSameBytes() throws {
    let first = try temporaryPath("a.xlsx")
    let second = try temporaryPath("b.xlsx")
    try writeSmall(first)
    try writeSmall(second)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: first))
    #expect(bytes == (try Data(contentsOf: URL(fileURLWithPath: second))))
    #expect(bytes.prefix(4) == Data([0x50, 0x4B, 0x03, 0x04]))
  }

  @Test func createdChangesBytesOnlyWhenItChanges() throws {
    let paths = try ["a", "b"].map { try temporaryPath("\($0).xlsx") }
    for (i, path) in paths.enumerated() {
      let writer = try ExcelWriter(path: path, properties: ExcelProperties(created: 1_000_000_000 + i))
      _ = try writer.addSheet("A")
      try writer.close()
    }
    let bytes = try paths.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    #expect(bytes[0] != bytes[1])
  }

  @Test func wrongSheetNameNamesTheSheet() throws {
    let writer = try ExcelWriter(path: try temporaryPath("a.xlsx"))
    _ = try writer.addSheet("A")
    for name in ["a/b", String(repeating: "长", count: 32), "a"] {
      do {
        _ = try writer.addSheet(name)
        Issue.record("'\(name)' was taken")
      } catch {
        #expect(error.message.contains("sheet '\(name)'"))
      }
    }
  }

  @Test func cellsOutsideTheSheetAndNumbersThatAreNoneAreRefused() throws {
    let writer = try ExcelWriter(path: try temporaryPath("a.xlsx"))
    let sheet = try writer.addSheet("A")
    #expect(throws: ExcelFileError.self) { try writer.write("x", row: 1_048_576, column: 0, to: sheet) }
    #expect(throws: ExcelFileError.self) { try writer.write("x", row: 0, column: -1, to: sheet) }
    #expect(throws: ExcelFileError.self) { try writer.write(.nan, row: 0, column: 0, to: sheet) }
    #expect(throws: ExcelFileError.self) {
      try writer.write(String(repeating: "a", count: 32_768), row: 0, column: 0, to: sheet)
    }
  }

  @Test func anUnwritableFolderIsAnErrorNotACrash() throws {
    let path = try temporaryPath("missing") + "/none/a.xlsx"
    let writer = try ExcelWriter(path: path)
    _ = try writer.addSheet("A")
    #expect(throws: ExcelFileError.self) { try writer.close() }
    #expect(throws: ExcelFileError.self) { try writer.close() }
  }

  @Test func aDroppedWriterLeavesNoFile() throws {
    let path = try temporaryPath("a.xlsx")
    do {
      let writer = try ExcelWriter(path: path)
      let sheet = try writer.addSheet("A")
      try writer.write("x", row: 0, column: 0, to: sheet)
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
