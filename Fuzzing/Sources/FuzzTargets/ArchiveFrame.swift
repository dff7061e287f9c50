import Compression

/// An .xlsx archive that is right in all but the part under test. Entries are stored, so that nothing is deflated in
/// vain.
enum ArchiveFrame {
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

  /// The parts a byte of the target `parts` chooses from.
  private static let choice = ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "_rels/.rels"]

  private static let parts: [String: [UInt8]] = [
    "_rels/.rels": bytes(
      """
      <Relationships xmlns="\(package)"><Relationship Id="a" Type="\(office)/officeDocument" Target="xl/workbook.xml"/>\
      </Relationships>
      """),
    "xl/workbook.xml": bytes(
      """
      <workbook xmlns="\(main)" xmlns:r="\(office)"><sheets><sheet name="甲" sheetId="1" r:id="r1"/></sheets></workbook>
      """),
    "xl/_rels/workbook.xml.rels": bytes(
      """
      <Relationships xmlns="\(package)"><Relationship Id="r1" Type="\(office)/worksheet" Target="worksheets/sheet1.xml"/>\
      <Relationship Id="r2" Type="\(office)/styles" Target="styles.xml"/>\
      <Relationship Id="r3" Type="\(office)/sharedStrings" Target="sharedStrings.xml"/>\
      <Relationship Id="r4" Type="\(office)/worksheet" Target="worksheets/sheet2.xml"/>\
      <Relationship Id="r5" Type="\(office)/worksheet" Target="worksheets/sheet3.xml"/>\
      <Relationship Id="r6" Type="\(office)/worksheet" Target="worksheets/sheet4.xml"/></Relationships>
      """),
    "xl/styles.xml": bytes(
      """
      <styleSheet xmlns="\(main)"><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>\
      <numFmt numFmtId="165" formatCode="#,##0.00_ ;[Red]\\-#,##0.00"/></numFmts><cellXfs><xf numFmtId="0"/>\
      <xf numFmtId="2"/><xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="46"/><xf numFmtId="164"/>\
      <xf numFmtId="165"/></cellXfs></styleSheet>
      """),
    "xl/sharedStrings.xml": bytes(
      """
      <sst xmlns="\(main)"><si><t>城市</t></si><si><t/></si><si><r><t>GDP </t></r><r><t>_x4EBF_元</t></r></si>\
      <si><t xml:space="preserve"> a </t></si></sst>
      """),
    "xl/worksheets/sheet1.xml": bytes(numbers),
    "xl/worksheets/sheet2.xml": bytes(sheet(texts: 1)),
    "xl/worksheets/sheet3.xml": bytes(sheet(texts: 4)),
    "xl/worksheets/sheet4.xml": bytes(sheet(texts: 40)),
  ]

  /// A workbook of the sheets that hold shared strings.
  static let workbookOfTexts = bytes(
    """
    <workbook xmlns="\(main)" xmlns:r="\(office)"><sheets><sheet name="2" sheetId="2" r:id="r4"/>\
    <sheet name="3" sheetId="3" r:id="r5"/><sheet name="4" sheetId="4" r:id="r6"/></sheets></workbook>
    """)

  /// Numbers of all sizes under each style.
  private static let numbers: String = {
    let numbers = ["0", "-1", "0.5", "60", "43831.75", "2958466", "1e15", "-1.5e300", "1e-320"]
    let rows = numbers.map { number in
      "<row>\((0..<8).map { "<c s=\"\($0)\"><v>\(number)</v></c>" }.joined())</row>"
    }
    return "<worksheet xmlns=\"\(main)\"><sheetData>\(rows.joined())</sheetData></worksheet>"
  }()

  /// The first shared strings. A text that is missing fails a sheet, so that there are sheets with few of them.
  private static func sheet(texts count: Int) -> String {
    let cells = (0..<count).map { "<c t=\"s\"><v>\($0)</v></c>" }
    return "<worksheet xmlns=\"\(main)\"><sheetData><row>\(cells.joined())</row></sheetData></worksheet>"
  }

  /// The archive with some of its parts replaced.
  static func file(_ replaced: [String: [UInt8]]) -> [UInt8] {
    let all = parts.merging(replaced) { $1 }
    let entries = all.keys.sorted().map { name in
      TinyZip.Entry(name, bytes: all[name] ?? []).with { $0.method = 0 }
    }
    return (try? TinyZip(entries).bytes()) ?? []
  }

  /// The archive with the part that the third byte of `input` names replaced by what follows it.
  static func file(part input: [UInt8]) -> [UInt8] {
    guard input.count > 3 else { return input }
    let name = choice[Int(input[2]) % choice.count]
    return file([name: TextFrame.padded(Array(input[..<2]) + input[3...])])
  }

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}
