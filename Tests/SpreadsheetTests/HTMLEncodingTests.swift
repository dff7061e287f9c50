import Spreadsheet
import Testing

@Suite struct HTMLEncodingTests {
  /// "城市" and "北京" in GB 2312 and "臺北人口" in Big5.
  private static let chengshi: [UInt8] = [0xB3, 0xC7, 0xCA, 0xD0]
  private static let beijing: [UInt8] = [0xB1, 0xB1, 0xBE, 0xA9]
  private static let taipei: [UInt8] = [0xBB, 0x4F, 0xA5, 0x5F, 0xA4, 0x48, 0xA4, 0x66]

  private func cells(_ bytes: [UInt8]) throws -> [String] {
    try Workbook.open(bytes: bytes, name: "a.xls").sheet(at: 0).cells.map(\.text)
  }

  private func page(_ head: String, _ text: [UInt8], after: [UInt8] = []) -> [UInt8] {
    Array("<html><head>\(head)</head><body><table><tr><td>".utf8) + text + Array("</td><td>1</td></tr></table>".utf8)
      + after
  }

  @Test(arguments: [
    "", "<meta charset=gb2312>", "<meta http-equiv='Content-Type' content='text/html; charset=GBK'>",
    "<meta charset=\"utf-8\">", "<meta charset=iso-8859-1>", "<meta charset=nonsense>",
  ])
  func chineseStandardWhateverIsStated(head: String) throws {
    #expect(try cells(page(head, Self.chengshi + Self.beijing)) == ["城市北京", "1"])
  }

  @Test(arguments: ["", "<meta charset=gb2312>", "<meta charset=utf-8>", "<meta charset=big5>"])
  func validUTF8IsNeverMangled(head: String) throws {
    #expect(try cells(page(head, Array("城市𠮷é".utf8))) == ["城市𠮷é", "1"])
  }

  @Test func otherEncodings() throws {
    #expect(try cells(page("<meta charset=big5>", Self.taipei)) == ["臺北人口", "1"])
    #expect(try cells(page("<meta charset=windows-1252>", [0x63, 0xE9, 0x96])) == ["cé–", "1"])
    let html = "<table><tr><td>城市</td><td>1</td></tr></table>"
    var little: [UInt8] = []
    var big: [UInt8] = []
    for unit in html.utf16 {
      little += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      big += [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    }
    let marked: [[UInt8]] = [[0xFF, 0xFE] + little, [0xFE, 0xFF] + big, Array(("\u{FEFF}" + html).utf8)]
    for bytes in marked + [little, big] {
      #expect(try cells(bytes) == ["城市", "1"])
    }
  }

  /// A character cut in two does no harm in a footer; in a cell it would be a wrong text.
  @Test func bytesThatAreNoCharacters() throws {
    let text = String(repeating: "城", count: 100)
    let many = Array(text.utf8)
    let footer = page("<meta charset=utf-8>", many, after: Array(many.dropLast()))
    #expect(try cells(footer) == [text, "1", text.dropLast() + "\u{FFFD}"])
    let error = try #require(throws: SpreadsheetError.self) { try cells(page("", many + many.dropLast())) }
    #expect(error.message.contains("byte 637"))
    #expect(throws: SpreadsheetError.self) { try cells(page("<meta charset=gb2312>", Self.chengshi + [0xFF])) }
  }
}
