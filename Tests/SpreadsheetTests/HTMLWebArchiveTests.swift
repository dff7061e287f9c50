import Foundation
import Spreadsheet
import Testing

@Suite struct HTMLWebArchiveTests {
  private static let end = "\r\n"

  private static func part(_ location: String, _ html: String, _ encoding: String) -> String {
    let body =
      switch encoding {
      case "base64": Data(html.utf8).base64EncodedString(options: .lineLength76Characters)
      case "quoted-printable": quoted(html).replacing("<tr>", with: "<tr=\r\n>")
      default: html
      }
    return [
      "------=_Next", "Content-Location: file:///C:/\(location)", "Content-Transfer-Encoding: \(encoding)",
      "Content-Type: text/html; charset=\"utf-8\"", "", body, "",
    ].joined(separator: end)
  }

  private static func quoted(_ html: String) -> String {
    var text = ""
    for byte in html.utf8 {
      if byte == 0x3D || byte >= 0x80 {
        text += "=" + String(byte, radix: 16, uppercase: true)
      } else {
        text.unicodeScalars.append(UnicodeScalar(byte))
      }
    }
    return text
  }

  private static func archive(_ parts: [String]) -> [UInt8] {
    let head = [
      "MIME-Version: 1.0", "X-Document-Type: Workbook", "Content-Type: multipart/related;", "\tboundary=\"----=_Next\"",
      "", "This document is a web archive.", "",
    ].joined(separator: end)
    return Array((head + end + parts.joined() + "------=_Next--" + end).utf8)
  }

  private static let frames = """
    <html><!--[if gte mso 9]><xml><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>甲</x:Name>
    <x:WorksheetSource HRef="b.files/sheet002.htm"/></x:ExcelWorksheet><x:ExcelWorksheet><x:Name>乙</x:Name>
    <x:WorksheetSource HRef="b.files/sheet001.htm"/></x:ExcelWorksheet></x:ExcelWorksheets></xml><![endif]--><frameset>
    <frame src="b.files/sheet001.htm"></frameset></html>
    """

  @Test(arguments: ["base64", "quoted-printable", "8bit"])
  func severalSheets(encoding: String) throws {
    let parts = [
      Self.part("b.htm", Self.frames, encoding),
      Self.part("b.files/tabstrip.htm", "<table><tr><td>甲</table>", encoding),
      Self.part("b.files/sheet001.htm", "<table><tr><td>城市<td>1.50</table>", encoding),
      Self.part("b.files/sheet002.htm", "<table><tr><td>北京<td colspan=2>2</table>", encoding),
    ]
    let book = try Workbook.open(bytes: Self.archive(parts), name: "b.xls")
    #expect(book.format == .webArchive)
    #expect(book.sheetNames == ["甲", "乙"])
    #expect(try book.sheet(at: 0).cells.map(\.description) == ["A1 text 北京", "B1 number 2"])
    #expect(try book.sheet(named: "乙").cells.map(\.description) == ["A1 text 城市", "B1 number 1.50"])
    let error = try #require(throws: SpreadsheetError.self) {
      try Workbook.open(bytes: Self.archive(Array(parts.prefix(3))), name: "b.xls")
    }
    #expect(error.reason == .partMissing)
    #expect(error.sheet == "甲")
  }

  @Test func onePage() throws {
    let page = Self.part("a.htm", "<table><tr><td>1</table>", "base64")
    #expect(try Workbook.open(bytes: Self.archive([page]), name: "a.mht").sheet(at: 0).name == "a")
    let login = Self.archive([Self.part("a.htm", "<title>Login</title>", "base64")])
    let error = try #require(throws: SpreadsheetError.self) { try Workbook.open(bytes: login, name: "a.mht") }
    #expect(error.reason == .pageWithoutTable(title: "Login"))
    let none = try #require(throws: SpreadsheetError.self) { try Workbook.open(bytes: Self.archive([]), name: "a.mht") }
    #expect(none.reason == .unsupportedFormat(.webArchive))
  }

  @Test func cutAtEveryByte() throws {
    let bytes = Self.archive([Self.part("a.htm", "<table><tr><td>城市=1</table>", "quoted-printable")])
    var read = 0
    for length in 1...bytes.count {
      if (try? Workbook.open(bytes: Array(bytes[..<length]), name: "a.mht")) != nil { read += 1 }
    }
    #expect(read > 10)
  }
}
