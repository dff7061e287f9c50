import Emit
import Foundation
import PanelModel
import Testing

/// Runs Scripts/check-panel-files.py, which reads the files with pandas, polars, pyarrow and DuckDB.
@Suite struct PanelFilesScriptTests {
  private static let python = ProcessInfo.processInfo.environment["ALMANAC_PYTHON"]

  private static var script: URL {
    var root = URL(filePath: #filePath)
    while root.path != "/", !FileManager.default.fileExists(atPath: root.appending(path: "Scripts").path) {
      root.deleteLastPathComponent()
    }
    return root.appending(path: "Scripts/check-panel-files.py")
  }

  /// Writes the files to a folder of their own and returns the script's exit code and words.
  private func check(_ files: [EmittedFile], _ python: String) throws -> (code: Int32, words: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "almanac-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in files { try Data(file.bytes).write(to: folder.appending(path: file.name)) }
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: python)
    process.arguments = [Self.script.path, folder.path]
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  @Test func otherProgramsReadTheSame() throws {
    guard let python = Self.python else { return print("skipped: ALMANAC_PYTHON does not name an interpreter") }
    for emission in [Sample.emission, Self.large, Self.withoutRows] {
      let result = try check(try Sample.files(emission), python)
      #expect(result.code == 0, "\(result.words)")
      #expect(result.words.contains("panel.parquet: \(emission.table.rowCount) rows"), "\(result.words)")
    }
  }

  @Test func aDifferenceIsFound() throws {
    guard let python = Self.python else { return print("skipped: ALMANAC_PYTHON does not name an interpreter") }
    var other = Sample.emission
    other.table.columns[4].values = .double([(1.0 / 3).nextUp, 2, nil, 4e5, 0])
    var files = try Sample.files()
    files[1] = try Sample.files(other)[1]
    let result = try check(files, python)
    #expect(result.code == 1)
    #expect(result.words.contains("polars: column gdp_per_capita differs, row 1"), "\(result.words)")
    #expect(result.words.contains("the hash differs"), "\(result.words)")
  }

  private static let withoutRows: Emission = {
    let table = DataTable(columns: [
      DataColumn("city_id", .int32([])), DataColumn("year", .int32([])), DataColumn("name", .text([])),
      DataColumn("gdp", .double([])),
    ])
    return Emission(panel: "empty", title: Title(), table: table, manifest: PanelManifest(program: "1"))
  }()

  /// More rows than a row group, with numbers and texts of every kind.
  private static let large: Emission = {
    let rows = 131_100
    var state: UInt64 = 42
    func bits() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
    func anyDouble() -> Double? {
      let value = Double(bitPattern: bits())
      return value.isFinite ? value : nil
    }
    let texts: [String?] = ["é", "e\u{301}", "a,b", "\"", "x\ny", "\r", "NA", "", nil, "😀", "1", "\u{2028}", " b "]
    let ids: [Int32?] = (0..<rows).map { 110_000 + Int32($0 / 15) }
    let years: [Int32?] = (0..<rows).map { 2006 + Int32($0 % 15) }
    let table = DataTable(columns: [
      DataColumn("city_id", .int32(ids)), DataColumn("year", .int32(years)),
      DataColumn("any", .double((0..<rows).map { _ in anyDouble() })),
      DataColumn("rounded", .double((0..<rows).map { _ in Double(bits() % 1_000_000) / 100 })),
      DataColumn("whole", .double((0..<rows).map { $0 < 500 ? Double($0) : Double($0) + 0.5 })),
      DataColumn("count", .int32((0..<rows).map { $0 % 9 == 0 ? nil : Int32(truncatingIfNeeded: bits()) })),
      DataColumn("text", .text((0..<rows).map { texts[$0 % texts.count] })),
      DataColumn("unique", .text((0..<rows).map { "市\($0)" })),
    ])
    return Emission(panel: "large", title: Title(), table: table, manifest: PanelManifest(program: "1"))
  }()
}
