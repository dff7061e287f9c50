import Spreadsheet
import Testing

@Suite struct XLSEncryptionTests {
  private static let texts = (0..<40).map { "城市统计年鉴 \($0)" }

  /// A workbook of more than two blocks of 1,024 bytes.
  private func workbook(_ filePass: [UInt8]) -> TinyXLS {
    let cells = (0..<90).flatMap { BIFF.number($0, 0, Double($0) / 3) + BIFF.shared($0, 1, $0 % 40) }
    return TinyXLS(
      globals: [BIFF.record(0x002F, filePass), BIFF.record(0x00E1, BIFF.u16(1_200))],
      tail: [BIFF.sharedTexts(Self.texts)], cells)
  }

  @Test(arguments: ["rc4", "40", "56", "128", "xor"])
  func theDefaultPasswordOpens(name: String) throws {
    let encryption: TinyEncryption =
      switch name {
      case "rc4": .rc4
      case "40": .cryptoAPI40
      case "56": .cryptoAPI56
      case "128": .cryptoAPI128
      default: .xor
      }
    let plain = workbook(encryption.filePass).stream
    // The fixtures know the keys of four blocks.
    #expect(plain.count > 3_100 && plain.count <= 4_096)
    let stream = encryption.encrypt(plain)
    let sheet = try Workbook.open(bytes: TinyCompound([("Workbook", stream)]).bytes, name: "t.xls").sheet(at: 0)
    #expect(sheet.name == "S")
    #expect(sheet.count == 180)
    for row in 0..<90 {
      #expect(sheet.number(row, 0) == Double(row) / 3)
      #expect(sheet.text(row, 1) == Self.texts[row % 40])
    }
  }

  private func reason(_ filePass: [UInt8]) throws -> SpreadsheetError.Reason {
    try #require(throws: SpreadsheetError.self) {
      try Workbook.open(bytes: workbook(filePass).bytes, name: "t.xls")
    }.reason
  }

  @Test func otherPasswordsAreNamed() throws {
    for encryption in [TinyEncryption.rc4, .cryptoAPI40, .cryptoAPI128] {
      var other = encryption.filePass
      other[other.count - 1] ^= 1
      #expect(try reason(other) == .passwordProtected)
      for length in 0..<encryption.filePass.count where length >= 4 {
        #expect(try reason(Array(encryption.filePass.prefix(length))) == .passwordProtected)
      }
    }
    #expect(try reason(BIFF.u16(0) + BIFF.u16(0xB359) + BIFF.u16(0x9A0B)) == .obfuscated)
    #expect(try reason([]) == .obfuscated)
    let messages = [SpreadsheetError.Reason.passwordProtected, .obfuscated, .unsupportedFormat(.encryptedWorkbook)].map
    {
      SpreadsheetError(reason: $0).message
    }
    #expect(Set(messages).count == 3)
    #expect(messages.allSatisfy { $0.contains("password") })
  }

  @Test func encryptedPackagesAreNamedWhateverTheFileIsCalled() throws {
    for name in ["a.xls", "a.xlsx"] {
      let file = TinyCompound([("EncryptionInfo", [4, 0]), ("EncryptedPackage", [UInt8](repeating: 7, count: 5_000))])
      let error = try #require(throws: SpreadsheetError.self) { try Workbook.open(bytes: file.bytes, name: name) }
      #expect(error.reason == .unsupportedFormat(.encryptedWorkbook))
    }
  }

  @Test func obfuscationBeforeBIFF8() throws {
    let label = BIFF.cell(0x0204, 0, 0, BIFF.u16(3) + Array("GDP".utf8))
    let filePass = BIFF.u16(0xB359) + BIFF.u16(0x9A0A)
    let file = TinyXLS(version: 0x0500, globals: [BIFF.record(0x002F, filePass)], label, BIFF.number(1, 0, 2.5))
    let bytes = TinyCompound([("Book", TinyEncryption.xor.encrypt(file.stream))]).bytes
    let sheet = try Workbook.open(bytes: bytes, name: "t.xls").sheet(at: 0)
    #expect(sheet.cells.map(\.text) == ["GDP", "2.5"])
  }
}
