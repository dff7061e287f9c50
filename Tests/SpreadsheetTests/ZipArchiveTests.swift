import Spreadsheet
import Testing
import _TestSupport

@Suite struct ZipArchiveTests {
  private let baseline = TinyWorkbook(sheets: [.init("S", rows: [["城市", "GDP"], ["北京", 1.5]])])
  private let expected = ["城市", "GDP", "北京", "1.5"]
  private let sheetPart = "xl/worksheets/sheet1.xml"

  private func texts(_ bytes: [UInt8], limits: Limits = .standard) throws -> [String] {
    try Workbook.open(bytes: bytes, name: "z.xlsx", limits: limits).sheet(at: 0).cells.map(\.text)
  }

  private func zip(
    _ change: (inout TinyZip) -> Void = { _ in }, sheet: (inout TinyZip.Entry) -> Void = { _ in }
  ) throws -> [UInt8] {
    var archive = TinyZip(baseline.entries().map { $0.name == sheetPart ? $0.with(sheet) : $0 })
    change(&archive)
    return try archive.bytes()
  }

  private func reason(_ bytes: [UInt8], limits: Limits = .standard) throws -> SpreadsheetError.Reason {
    try #require(throws: SpreadsheetError.self) { try texts(bytes, limits: limits) }.reason
  }

  @Test func honestForms() throws {
    #expect(try texts(zip()) == expected)
    #expect(try texts(zip(sheet: { $0.method = 0 })) == expected)
    #expect(try texts(zip(sheet: { $0.hasDataDescriptor = true })) == expected)
    #expect(try texts(zip(sheet: { $0.isZip64 = true })) == expected)
    #expect(try texts(zip({ $0.isZip64 = true }, sheet: { $0.isZip64 = true })) == expected)
    #expect(try texts(zip { $0.prefix = Array("MZ program".utf8) + [0, 1, 2] }) == expected)
    #expect(
      try texts(zip { $0.comment = Array("comment PK\u{5}\u{6}".utf8) + [UInt8](repeating: 0, count: 40) }) == expected)
    #expect(try texts(zip() + Array("trailing bytes".utf8)) == expected)
    #expect(
      try texts(
        zip {
          $0.isZip64 = true
          $0.prefix = [UInt8](repeating: 7, count: 99)
        }) == expected)
  }

  @Test func pathsLeadNowhere() throws {
    let bytes = try zip { $0.entries.append(TinyZip.Entry("../../../../tmp/almanac-escape", "x")) }
    #expect(try texts(bytes) == expected)
  }

  @Test func damagedEntries() throws {
    #expect(try reason(zip(sheet: { $0.claimedChecksum = 1 })) == .checksumMismatch)
    #expect(try reason(zip(sheet: { $0.flags |= 1 })) == .zipEntryEncrypted)
    #expect(try reason(zip(sheet: { $0.method = 99 })) == .zipMethodUnknown(99))
    #expect(try reason(zip(sheet: { $0.claimedSize = 10 })) == .sizeMismatch(stated: 10))
    #expect(try reason(zip(sheet: { $0.claimedSize = 0xFFFF_FFF0 })) == .sizeMismatch(stated: 0xFFFF_FFF0))
    #expect(
      try reason(zip(sheet: { $0.claimedOffset = 0x7FFF_FFFF })) == .zipDamaged(detail: "an entry lies behind the end"))
    #expect(try reason(zip(sheet: { $0.claimedOffset = 3 })) == .zipDamaged(detail: "an entry has no local header"))
    #expect(
      try reason(zip(sheet: { $0.claimedCompressedSize = 0x7FFF_FFFF }))
        == .zipDamaged(detail: "an entry reaches behind the end"))
    #expect(
      try reason(zip(sheet: { $0.claimedCompressedSize = 20 })) == .deflateDamaged(detail: "the stream ends too early"))
    #expect(
      try reason(zip(sheet: { $0.localName = "xl/worksheets/sheet2.xml" }))
        == .zipDamaged(detail: "directory and local header name different parts"))
    let twice = try zip { archive in archive.entries += archive.entries.filter { $0.name == sheetPart } }
    #expect(try reason(twice) == .zipEntryDuplicate)
    let claimsAllOnes = try zip(sheet: { $0.claimedSize = 0xFFFF_FFFF })
    #expect(try reason(claimsAllOnes) == .sizeMismatch(stated: 0xFFFF_FFFF))
  }

  @Test func badDeflate() throws {
    let bytes = try zip(sheet: { entry in
      entry.method = 0
      entry.content = [0x07, 0xFF, 0xFF, 0xFF]
    })
    // The directory is told to call the stored bytes deflated.
    var patched = bytes
    let name = Array(sheetPart.utf8)
    for start in 0..<(bytes.count - name.count) where bytes[start...].starts(with: name) {
      let local = start - 30
      let central = start - 46
      if bytes[max(0, local)...].starts(with: [0x50, 0x4B, 0x03, 0x04]) { patched[local + 8] = 8 }
      if bytes[max(0, central)...].starts(with: [0x50, 0x4B, 0x01, 0x02]) { patched[central + 10] = 8 }
    }
    #expect(try reason(patched) == .deflateDamaged(detail: "invalid block type"))
  }

  /// Whatever is cut off or changed, the answer is a workbook or an error, and never a trap.
  @Test func everyTruncationIsAnError() throws {
    let bytes = try zip()
    for count in 0..<bytes.count {
      #expect(throws: SpreadsheetError.self) { try texts(Array(bytes[..<count])) }
    }
    #expect(try reason([]) == .emptyFile)
    #expect(try reason(Array(bytes.dropLast(1))) == .zipDirectoryMissing)
    #expect(try reason(Array(bytes.prefix(bytes.count / 2))) == .zipDirectoryMissing)
  }

  @Test func changedBytesAreNeverATrap() throws {
    let bytes = try zip({ $0.isZip64 = true }, sheet: { $0.isZip64 = true })
    var outcomes = (read: 0, refused: 0)
    for position in bytes.indices {
      for change: UInt8 in [0x01, 0x80, 0xFF] {
        var damaged = bytes
        damaged[position] ^= change
        if (try? texts(damaged)) == nil { outcomes.refused += 1 } else { outcomes.read += 1 }
      }
    }
    #expect(outcomes.refused > outcomes.read)
    #expect(outcomes.read > 0)
  }

  @Test func limits() throws {
    var limits = Limits.standard
    limits.zipEntries = 6
    #expect(try reason(zip(), limits: limits) == .limitExceeded(.zipEntries, limit: 6))
    limits = .standard
    limits.fileSize = 100
    #expect(try reason(zip(), limits: limits) == .limitExceeded(.fileSize, limit: 100))
    limits = .standard
    limits.partSize = 300
    #expect(try reason(zip(), limits: limits) == .limitExceeded(.partSize, limit: 300))
  }

  @Test func bombsAreStopped() throws {
    let blanks = String(repeating: " ", count: 40 << 20)
    let xml = "<worksheet xmlns=\"\(TinyWorkbook.Sheet.main)\"><sheetData/>\(blanks)</worksheet>"
    let bytes = try TinyWorkbook(sheets: [.init("S", xml: xml)]).bytes()
    #expect(bytes.count < 100_000)
    #expect(try reason(bytes) == .limitExceeded(.inflateRatio, limit: 200))
  }
}
