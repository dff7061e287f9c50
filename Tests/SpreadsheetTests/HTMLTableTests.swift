import Spreadsheet
import Testing

@Suite struct HTMLTableTests {
  private func sheet(_ html: String, name: String = "f/表.xls") throws -> Sheet {
    let book = try Workbook.open(bytes: Array(html.utf8), name: name)
    #expect(book.format == .html)
    return try book.sheet(at: 0)
  }

  private func cells(_ html: String) throws -> [String] { try sheet(html).cells.map(\.description) }

  /// A page as a portal writes it: the title and the source stand outside the tables, the unit in a table of its own.
  @Test func textsAndTablesStandBelowEachOther() throws {
    let html = """
      \n\n<!-- excel --><html><head><title>档案</title><style>td{height:1px}</style></head><body>
      <div id=t>2014年人口</div><div></div>
      <table class=exp><tr><td>单位:人</td></tr></table>
      <table><tr><td rowspan=2>城市</td><td colspan="2">人口</td></tr><tr><td>全市</td><td>市辖区</td></tr>
      <tr><td>&nbsp;&nbsp;北京</td><td>1,234</td><td>5.60</td></tr></table>
      <p>来源：年鉴<br>注</p></body></html>
      """
    let sheet = try sheet(html)
    #expect(sheet.name == "表")
    #expect(
      sheet.cells.map(\.description) == [
        "A1 text 2014年人口", "A2 text 单位:人", "A3 text 城市", "B3 text 人口", "B4 text 全市", "C4 text 市辖区",
        "A5 text \u{A0}\u{A0}北京", "B5 number 1,234", "C5 number 5.60", "A6 text 来源：年鉴", "A7 text 注",
      ])
    #expect(sheet.number(4, 1) == 1_234)
    #expect(sheet.mergedRanges.map(\.description) == ["A3:A4", "B3:C3"])
  }

  /// The parser is fed in pieces, which end anywhere in a tag.
  @Test(arguments: ["<td align=\"left\">", "<td title='\"'  class=\"a>b\">", "<td>"])
  func longTables(cell: String) throws {
    let row = "<tr>" + String(repeating: cell + "京</td>", count: 20) + "</tr>\n"
    let sheet = try sheet("<html><body><table>" + String(repeating: row, count: 2_000) + "</table></body></html>")
    #expect(sheet.count == 40_000)
    #expect(sheet.text(1_999, 19) == "京")
  }

  /// Worked by hand, letter by letter.
  @Test func spansInterlock() throws {
    let html = """
      <table><tr><td rowspan=3>a<td colspan=2 rowspan=2>b<td>c
      <tr><td rowspan=2>d<td>e
      <tr><td>f<td colspan=9>g<td>h
      <tr><td colspan=2>i<td>j</table>
      """
    // a b b c .     a b b d e     a f g d . (g is cut by d, yet h comes after all nine)     i i j
    let sheet = try sheet(html)
    #expect(
      sheet.cells.map(\.description) == [
        "A1 text a", "B1 text b", "D1 text c", "D2 text d", "E2 text e", "B3 text f", "C3 text g", "L3 text h",
        "A4 text i", "C4 text j",
      ])
    #expect(sheet.mergedRanges.map(\.description) == ["A1:A3", "B1:C2", "D2:D3", "A4:B4"])
  }

  @Test func rowGroups() throws {
    let html = """
      <table><tfoot><tr><td>foot</tfoot><thead><tr><th rowspan=9>h<th>i</thead>
      <tbody><tr><td rowspan=0>a<td>b<tr><td>c</tbody><tbody><tr><td>d</tbody></table>
      """
    let sheet = try sheet(html)
    #expect(
      sheet.cells.map(\.description) == [
        "A1 text h", "B1 text i", "A2 text a", "B2 text b", "B3 text c", "A4 text d", "A5 text foot",
      ])
    #expect(sheet.mergedRanges.map(\.description) == ["A2:A3"])
  }

  @Test func textOfCells() throws {
    let html = """
      <table><tr><td>  two \n words </td><td>城市<br/>City<br><br>x</td><td><p>甲</p><p>乙</p></td>
      <td>　全角\u{3000}</td><td>&lt;b&gt; &amp;nbsp; &#20013;&#x6587; &copy; &#150;&nbsp&nbsp1</td>
      <td>a<!-- no -->b<script>document.write("<td>no</td>")</script><span style="display: none">007</span>c</td>
      <td>x<b>y</b> <i> z</i></td></tr></table>
      """
    #expect(
      try sheet(html).cells.map(\.text) == [
        "two words", "城市\nCity\n\nx", "甲\n乙", "\u{3000}全角\u{3000}", "<b> &nbsp; 中文 © –\u{A0}\u{A0}1", "abc", "xy z",
      ])
  }

  @Test func numbersOfCells() throws {
    let texts = [
      "12", "-1.50", "1,234", "1,234,567.8", "12,34", "0,123", "007", "1234567890123456", "12.5%", "2014-01", "…",
    ]
    let html = "<table><tr>" + texts.map { "<td>\($0)</td>" }.joined() + "</table>"
    let sheet = try sheet(html)
    #expect(texts.indices.map { sheet.text(0, $0) } == texts)
    #expect(
      texts.indices.map { sheet[0, $0]?.number } == [12, -1.5, 1_234, 1_234_567.8, nil, nil, nil, nil, nil, nil, nil])
  }

  @Test func attributesOfSpreadsheetPrograms() throws {
    let html = """
      <html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
      <!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>表 A&amp;B</x:Name>
      </x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->
      <style>.xl1 {color:red;mso-number-format:"\\@";} td.xl2, .xl3{mso-number-format:"yyyy\\0022年\\0022m\\0022月\\0022";}
      .xl4{mso-number-format:"0\\.00";}</style></head><body><table>
      <col><col style='display:none'><tr style='display:none'><td x:num="1.23456789">1.2</td><td class=xl1>123</td>
      <td class="a xl3" x:num="42000">2014年12月</td><td x:str="a  b">a b</td><td x:bool="TRUE">TRUE</td>
      <td x:err="#N/A">#N/A</td><td style="vnd.ms-excel.numberformat:@">5</td><td x:num>1,000</td><td class=xl4>2.5</td>
      <td sdval="0.125" sdnum="1033;">12.5%</td><td colspan=2 style='mso-ignore:colspan'>wide</td><td>after</td></tr>
      <![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=72></td></tr><![endif]></table>
      """
    let sheet = try sheet(html)
    #expect(sheet.name == "表 A&B")
    #expect(
      sheet.cells.map(\.description) == [
        "A1 number 1.23456789", "B1 text 123", "C1 date 42000", "D1 text a  b", "E1 boolean TRUE", "F1 error #N/A",
        "G1 text 5", "H1 number 1,000", "I1 number 2.5", "J1 number 0.125", "K1 text wide", "M1 text after",
      ])
    #expect(sheet[0, 2]?.date?.description == "2014-12-27")
    #expect(sheet[0, 8]?.formattedText == "2.50")
    #expect(sheet.mergedRanges.isEmpty)
    #expect(sheet.hiddenRows == [0, 1])
    #expect(sheet.hiddenColumns == [1])
  }

  @Test func nestedTables() throws {
    // Tables that only place others dissolve; nothing is told twice.
    let layout = """
      <table><tr><td>menu</td><td>head<table><tr><td>城市</td><td>人口</td></tr><tr><td>北京</td><td>1</td></tr></table>
      foot</td></tr></table>
      """
    #expect(
      try cells(layout) == [
        "A1 text menu", "A2 text head", "A3 text 城市", "B3 text 人口", "A4 text 北京", "B4 number 1", "A5 text foot",
      ])
    // A table inside a cell of data is the text of that cell.
    let data = """
      <table><tr><td>城市</td><td>人口<table><tr><td>▲</td><td>▼</td></tr></table></td><td>x</td></tr>
      <tr><td>北京</td><td><table><tr><td>12</td></tr></table></td><td>3</td></tr></table>
      """
    #expect(
      try cells(data) == [
        "A1 text 城市", "B1 text 人口\n▲ ▼", "C1 text x", "A2 text 北京", "B2 number 12", "C2 number 3",
      ])
  }

  @Test(arguments: [
    "<tr><td>1</td><td>2</td></tr><tr><td>3</td></tr>", "</td></tr></table><table><td>1<td>2<tr><td>3",
    "<table><tr><td><span>1<td>2<tr><td><font>3</table>", "<TABLE><TR><TH>1</TH><TD>2</TD><TR><TD>3</TABLE></TABLE>",
    "<center><form><table><form><tr><td>1</form><td>2</tr></form><tr><td>3</td></tr></table></center>",
    "<tbody><tr><td>1<td>2</tbody><tbody><tr><td>3",
    "<table><tr><td>1</td><td>2</td></tr></html><tr><td>3</td></tr></table>",
    "<!--[if !mso]><!--><table><td>1<td>2<tr><td>3</table><!--<![endif]-->",
    "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body><table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table></body></html>",
  ])
  func sloppyPages(html: String) throws {
    #expect(try cells(html) == ["A1 number 1", "B1 number 2", "A2 number 3"])
  }

  @Test func pagesBehindEachOther() throws {
    let page = "<html><head><title>t</title></head><body><table><tr><td>1</td></tr></table></body></html>\n"
    #expect(try cells(page + page + "end") == ["A1 number 1", "A2 number 1", "A3 text end"])
  }

  @Test func pagesWithoutATable() throws {
    let pages = [
      "<html><head><title>用户 登录</title></head><body><form><input name=a></form>请登录</body></html>",
      "<!DOCTYPE html><html><head><title>用户\n登录</title><body><table><tr><td> </td></tr></table>",
    ]
    for page in pages {
      let error = try #require(throws: SpreadsheetError.self) { try sheet(page) }
      #expect(error.reason == .pageWithoutTable(title: "用户 登录"))
      #expect(error.message.contains("asks for a login"))
      #expect(error.file == "f/表.xls")
    }
  }
}
