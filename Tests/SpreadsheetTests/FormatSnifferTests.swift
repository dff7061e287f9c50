import Compression
import Spreadsheet
import Testing
import _TestSupport

@Suite struct FormatSnifferTests {
  private static func office(main: String) throws -> [UInt8] {
    let relationships = """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r"
      Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="\(main)"/></Relationships>
      """
    return try TinyZip([TinyZip.Entry("_rels/.rels", relationships), TinyZip.Entry(main, "x")]).bytes()
  }

  private func refused(_ bytes: [UInt8], name: String = "f.xlsx") throws -> SpreadsheetError.Reason {
    try #require(throws: SpreadsheetError.self) { try Workbook.open(bytes: bytes, name: name) }.reason
  }

  @Test func formatsAreNamedInErrors() throws {
    let encrypted = TinyCompound([("EncryptedPackage", [1, 2, 3])]).bytes
    #expect(try refused(encrypted) == .unsupportedFormat(.encryptedWorkbook))
    #expect(try refused(Self.office(main: "xl/workbook.bin")) == .unsupportedFormat(.xlsb))
    #expect(try refused(Self.office(main: "word/document.xml")) == .unsupportedFormat(.wordDocument))
    #expect(try refused(Self.office(main: "ppt/presentation.xml")) == .unsupportedFormat(.presentation))
    let ods = TinyZip([TinyZip.Entry("mimetype", "application/vnd.oasis"), TinyZip.Entry("content.xml", "<x/>")])
    #expect(try refused(ods.bytes()) == .unsupportedFormat(.openDocument))
    #expect(try refused(Array("%PDF-1.7 ...".utf8)) == .unsupportedFormat(.pdf))
    #expect(try refused(Gzip.compress([1])) == .unsupportedFormat(.gzip))
    #expect(try refused(Array("Rar!\u{1A}".utf8)) == .unsupportedFormat(.rar))
    #expect(try refused([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0]) == .unsupportedFormat(.sevenZip))
  }

  @Test func neitherWorkbookNorText() throws {
    #expect(try refused((0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* 37) }) == .unknownFormat)
    #expect(try refused([0]) == .onlyZeroBytes)
    #expect(try refused([UInt8](repeating: 0, count: 200_000)) == .onlyZeroBytes)
    #expect(try refused(Array("hello, not a workbook".utf8)) == .unknownFormat)
    #expect(try refused(Array("<?xml version=\"1.0\"?><a/>".utf8)) == .unsupportedFormat(.xml))
    #expect(try refused(TinyZip([]).bytes()) == .notAWorkbook(detail: "the archive names no main document"))
  }

  @Test func theNameIsNotTrusted() throws {
    let book = try TinyWorkbook(sheets: [.init("S", rows: [[1]])]).bytes()
    #expect(try Workbook.open(bytes: book, name: "a.csv").format == .xlsx)
    let text = try Workbook.open(bytes: Array("a,b\n1,2\n".utf8), name: "a.xlsx")
    #expect(text.format == .delimitedText)
    #expect(try text.sheet(at: 0).count == 4)
  }

  @Test func refusalsSayWhatToDo() {
    for format in FileFormat.allCases where ![.xlsx, .delimitedText, .unknown].contains(format) {
      let message = SpreadsheetError(reason: .unsupportedFormat(format)).message
      let remedies = ["save", "unpack", "export", "download", "fetch", "read the"]
      #expect(remedies.contains(where: message.contains), "\(format)")
    }
  }

  @Test func filesThatCannotBeOpened() throws {
    let absent = try #require(throws: SpreadsheetError.self) { try Workbook.open(path: "/nonexistent/a.xlsx") }
    guard case .cannotRead(let detail) = absent.reason else {
      Issue.record("\(absent)")
      return
    }
    #expect(detail.contains("No such file"))
    #expect(absent.file == "/nonexistent/a.xlsx")
    let folder = try #require(throws: SpreadsheetError.self) { try Workbook.open(path: "/") }
    #expect(folder.reason == .cannotRead(detail: "it is a folder"))
  }
}
