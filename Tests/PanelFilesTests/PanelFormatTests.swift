import Compression
import Foundation
import PanelFiles
import PanelModel
import Testing

/// What holds for every format; a new one inherits these tests through the registry.
@Suite struct PanelFormatTests {
  private let tables = [
    Samples.hostile, Samples.random(rows: 500, seed: 4),
    DataTable(columns: [DataColumn("a", .int32([])), DataColumn("b", .double([])), DataColumn("c", .text([]))]),
    DataTable(columns: [DataColumn("a", .double([nil, nil])), DataColumn("b", .text([nil, nil]))]),
  ]

  @Test func namesAreUniqueAndFindTheirFormat() {
    let names = PanelFormats.all.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names { #expect(PanelFormats.named(name)?.name == name) }
    #expect(PanelFormats.named("doc") == nil)
    for format in PanelFormats.all {
      #expect(format.name == format.base || format.name == "\(format.base).\(format.compression ?? "")")
      #expect(format.mediaType.contains("/"))
    }
  }

  @Test func equalTablesGiveEqualBytes() throws {
    for format in PanelFormats.all {
      for table in tables {
        let metadata = FileMetadata([.init(key: "k", value: "v")])
        #expect(
          try format.write(table, metadata: metadata) == format.write(table, metadata: metadata), "\(format.name)")
      }
    }
  }

  @Test func noFormatWritesNotANumber() {
    let table = DataTable(columns: [DataColumn("a", .double([.infinity]))])
    for format in PanelFormats.all {
      #expect(throws: PanelFileError(.notFinite, column: "a", row: 1), "\(format.name)") {
        try format.write(table, metadata: FileMetadata())
      }
    }
  }

  @Test func compressedFormatsHoldTheCSV() throws {
    let csv = try CSVWriter().write(Samples.hostile)
    let zstd = try CompressedCSVFormat().write(Samples.hostile, metadata: FileMetadata())
    let gzip = try GzipCSVFormat().write(Samples.hostile, metadata: FileMetadata())
    #expect(try Zstd.decompress(zstd) == csv)
    #expect(try Gzip.decompress(gzip) == csv)
    #expect(PanelFormats.compressor == "zstd \(Zstd.version)")
  }

  /// A file in Formats/ that is not in the registry fails here, with the line to add.
  @Test func everyFileInFormatsIsRegistered() throws {
    var root = URL(filePath: #filePath)
    while root.path != "/", !FileManager.default.fileExists(atPath: root.appending(path: "Package.swift").path) {
      root.deleteLastPathComponent()
    }
    let folder = root.appending(path: "Sources/PanelFiles/Formats")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let declared = files.filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) }
    let registered = Set(PanelFormats.all.map { "\(type(of: $0))" })
    #expect(!declared.isEmpty)
    for name in declared {
      #expect(registered.contains(name), "add to PanelFormats.all in PanelFormat.swift: \(name)(),")
    }
    #expect(declared.count == registered.count)
  }
}
