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

  /// A format, the letters a file of it starts with, and the bytes after them.
  private struct Start {
    let format: FileFormat
    let bytes: [UInt8]

    init(_ format: FileFormat, _ text: String, _ rest: UInt8...) {
      self.format = format
      bytes = Array(text.utf8) + rest
    }
  }

  private static let binaryStarts: [Start] = [
    Start(.caj, "CAJ\0"), Start(.caj, "KDH ", 1, 2), Start(.caj, "HN", 0x1D, 2), Start(.caj, "TEB", 1),
    Start(.caj, "NH", 0x12, 0), Start(.caj, "", 0xC8, 0, 1), Start(.richText, "{\\rtf1\\ansi"),
    Start(.archive, "", 0x28, 0xB5, 0x2F, 0xFD), Start(.archive, "BZh91AY&SY"),
    Start(.archive, "", 0xFD, 0x37, 0x7A, 0x58, 0x5A, 0), Start(.image, "", 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A),
    Start(.image, "", 0xFF, 0xD8, 0xFF, 0xE0), Start(.image, "GIF89a"), Start(.image, "II*\0"),
    Start(.sqlite, "SQLite format 3\0"), Start(.access, "\0\u{1}\0\0Standard Jet DB"),
    Start(.stata, "<stata_dta><header>"), Start(.stata, "", 0x72, 2, 1, 0), Start(.spss, "$FL2@(#) SPSS"),
    Start(.parquet, "PAR1", 0x15, 4), Start(.sas, "\0\0\0\0\0\0\0\0\0\0\0\0", 0xC2, 0xEA, 0x81, 0x60),
    Start(.lotus, "", 0, 0, 2, 0, 6, 4, 6, 0), Start(.lotus, "", 0, 0, 0x1A, 0, 2, 0x10),
    Start(.quattro, "", 0, 0, 2, 0, 0x20, 0x51), Start(.program, "MZ", 0x90, 0), Start(.program, "\u{7F}ELF", 2, 0),
    Start(.sideFile, "", 0, 5, 0x16, 7, 0, 2),
    Start(.dBase, "\u{3}{\u{5}\u{C}\u{2}\0\0\0A\0\u{9}\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
  ]

  /// Formats in binary that are named and not read, each by its first bytes.
  @Test func binaryFormats() throws {
    let filling = (0..<400).map { UInt8(truncatingIfNeeded: $0 &* 7 | 1) }
    for start in Self.binaryStarts {
      #expect(try refused(start.bytes + filling, name: "a.xls") == .unsupportedFormat(start.format), "\(start.format)")
    }
    var lock = [UInt8](repeating: 0x20, count: 165)
    lock.replaceSubrange(0..<4, with: Array("\u{3}abc".utf8))
    lock.replaceSubrange(55..<57, with: [3, 0] as [UInt8])
    #expect(try refused(lock) == .unsupportedFormat(.lockFile))
  }

  private static let textStarts: [Start] = [
    Start(.sylk, "ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K\"a\"\r\nE\r\n"), Start(.dif, "TABLE\r\n0,1\r\n\"EXCEL\"\r\n"),
    Start(.gitPointer, "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"),
    Start(.gitPointer, "/annex/objects/SHA256E-s1--00.xlsx\n"),
    Start(.shortcut, "[InternetShortcut]\r\nURL=http://a\r\n"),
    Start(.json, "\n{\"code\": 404, \"msg\": \"a,b\"}\n"), Start(.json, "[{\"a\":1},\n{\"a\":2}]"),
    Start(.xml, "<?xml version=\"1.0\"?><rss><channel/></rss>"),
    Start(.image, "<?xml version=\"1.0\"?><svg xmlns=\"a\"/>"),
    Start(.openDocument, "<?xml version=\"1.0\"?><office:document xmlns:office=\"a\"/>"),
    Start(.wordDocument, "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>"),
  ]

  /// Texts that are named and not read.
  @Test func textFormats() throws {
    for start in Self.textStarts {
      #expect(try refused(start.bytes, name: "a.xls") == .unsupportedFormat(start.format), "\(start.format)")
    }
  }

  /// Tables whose first letters are those of another format.
  @Test(arguments: [
    "ID;Population\n1;2\n", "HN,a\n1,2\n", "PAR1,a\n1,2\n", "BZh9,a\n1,2\n", "TABLE 1\na,b\n", "TEB\ta\n1\t2\n",
    "[1] a,b\n1,2\n", "{a},b\n1,2\n", "MZ,a\n1,2\n", "From: a,b\n1,2\n", "a<table,b\n1,2\n",
    "\"<table><tr><td>\",b\n1,2\n",
  ])
  func tablesThatLookLikeSomethingElse(text: String) throws {
    let book = try Workbook.open(bytes: Array(text.utf8), name: "a.csv")
    #expect(book.format == .delimitedText)
    #expect(try book.sheet(at: 0).rowCount >= 2)
  }

  @Test(arguments: [
    "\n\n  \u{FEFF}<!-- c --><html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">", "<!DOCTYPE html>",
    "<style>a</style>",
    "<div>", "<center>", "<script>var a=1</script>", "<meta charset=utf-8>", "Warning: Undefined index in a.php<br />",
    "<!-- <html> -->", "<unknown-element>", "</div>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><html>",
    "<TABLE></TABLE>",
  ])
  func webPages(start: String) throws {
    let page = Array((start + "<table><tr><td>1</td></tr></table>").utf8)
    #expect(try Workbook.open(bytes: page, name: "a.xls").format == .html)
  }

  @Test func archivesOfOtherFiles() throws {
    func archive(_ names: String...) throws -> SpreadsheetError.Reason {
      try refused(TinyZip(names.map { TinyZip.Entry($0, "x") }).bytes())
    }
    #expect(try archive("2016.xls", "2017.xlsx") == .unsupportedFormat(.zip))
    #expect(try archive("Index/Document.iwa", "Metadata/x.plist") == .unsupportedFormat(.numbers))
    #expect(try archive("Index.zip", "preview.jpg") == .unsupportedFormat(.numbers))
    #expect(try archive("OFD.xml", "Doc_0/Document.xml") == .unsupportedFormat(.ofd))
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
