import Spreadsheet
import Testing

/// Pages made to exhaust a reader: each must be read or refused at once, and never trap.
@Suite struct HTMLHostileTests {
  private func open(_ html: String, limits: Limits = .standard) throws -> Sheet {
    try Workbook.open(bytes: Array(html.utf8), name: "a.xls", limits: limits).sheet(at: 0)
  }

  private func reason(_ html: String, limits: Limits = .standard) throws -> SpreadsheetError.Reason {
    try #require(throws: SpreadsheetError.self) { try open(html, limits: limits) }.reason
  }

  private static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  @Test func spansWithoutEnd() throws {
    let sheet = try open("<table><tr><td colspan=1000000000 rowspan=99999999999999999999>1<tr><td></table>")
    #expect(sheet.mergedRanges.map(\.description) == ["A1:XFD2"])
    let many = "<table>" + Self.repeated("<tr><td colspan=99999 rowspan=99999>", 100_000) + "<tr><td>1"
    #expect(try reason(many) == .badReference("column 16385"))
    #expect(try open("<table><tr><td colspan=0 rowspan=-3>1<td colspan=x>2<td colspan=' 2px'>3<td>4").columnCount == 5)
  }

  @Test func nestingWithoutEnd() throws {
    let limit = SpreadsheetError.Reason.limitExceeded(.xmlDepth, limit: 256)
    #expect(try reason(Self.repeated("<table><tr><td>", 100_000)) == limit)
    #expect(try reason("<table><tr><td>1" + Self.repeated("<b>", 100_000)) == limit)
    #expect(try open("<table><tr><td>1" + Self.repeated("</b></table></tr>", 50_000)).count == 1)
    #expect(try open("<table>" + Self.repeated("<table>", 200) + "<tr><td>1").count == 1)
  }

  @Test func textsWithoutEnd() throws {
    let limit = SpreadsheetError.Reason.limitExceeded(.charactersPerCell, limit: 32_767)
    #expect(try reason("<table><tr><td>" + Self.repeated("x", 40_000_000) + "</td></tr></table>") == limit)
    #expect(try reason("<table><tr><td>" + Self.repeated("&", 4_000_000)) == limit)
    #expect(try reason("<table><tr><td>" + Self.repeated("<", 1_000_000)) == limit)
    #expect(try open("<table><tr><td>1" + Self.repeated(" ", 4_000_000) + "</table>").count == 1)
    let table = "<table><tr><td>1</table>"
    for end in ["<!-- ", "<script>", "<style>", "<title>", "<!", "<textarea>", "<select><option>"] {
      #expect(try open(table + end + Self.repeated("z", 2_000_000)).count == 1, "\(end)")
    }
  }

  @Test func tagsWithoutEnd() throws {
    let table = "<table><tr><td>1</table>"
    let attributes = (0..<100_000).map { "a\($0)" }.joined(separator: " ")
    #expect(try reason(table + "<div " + attributes + ">") == .oversizedTag)
    #expect(try reason(table + Self.repeated("<div " + attributes.prefix(20_000) + ">", 100)) == .oversizedTag)
    #expect(try reason(table + "<div a=\"" + Self.repeated("z", 12_000_000)) == .oversizedTag)
    // The state that some servers keep in a hidden field is large but harmless.
    #expect(try open("<input value='" + Self.repeated("A", 1_000_000) + "'>" + table).count == 1)
  }

  @Test func limits() throws {
    var limits = Limits.standard
    limits.cellsPerSheet = 3
    #expect(try reason("<table><tr><td>1<td>2<td>3<td>4", limits: limits) == .limitExceeded(.cellsPerSheet, limit: 3))
    limits = .standard
    limits.mergedRanges = 1
    let merged = "<table><tr><td colspan=2>1<td colspan=2>2"
    #expect(try reason(merged, limits: limits) == .limitExceeded(.mergedRanges, limit: 1))
    limits = .standard
    limits.textSize = 4
    #expect(try reason("<table><tr><td>abcdef", limits: limits) == .limitExceeded(.textSize, limit: 4))
    let rows = "<table>" + Self.repeated("<tr>", 1_048_576) + "<tr><td>1"
    #expect(try reason(rows) == .badReference("row 1048577"))
  }

  /// Cut off at every byte and with every byte replaced, a page is read or refused.
  @Test func damagedAtEveryByte() throws {
    let html = """
      \u{FEFF}<!DOCTYPE html><html xmlns:x="urn"><!-- a --><style>.a{mso-number-format:"0\\.0"}</style><table border='1'>
      <caption>标题&amp;</caption><tr><th rowspan=2 x:num="1.5">城&#24066;<br>City&nbsp<td colspan=2>1,2</tr><![if x]><tfoot>
      <tr style="display:none"><td class=a>2<table><tr><td>x<td>y</table></td></tr></table></body></html><p>end
      """
    let bytes = Array(html.utf8)
    var read = 0
    for length in 1...bytes.count {
      if let sheet = try? Workbook.open(bytes: Array(bytes[..<length]), name: "a.xls").sheet(at: 0) {
        read += sheet.count
      }
    }
    for index in bytes.indices {
      for byte: UInt8 in [0, 0x22, 0x3C, 0x3E, 0xFF] {
        var damaged = bytes
        damaged[index] = byte
        if let sheet = try? Workbook.open(bytes: damaged, name: "a.xls").sheet(at: 0) { read += sheet.count }
      }
    }
    #expect(read > 1_000)
  }
}
