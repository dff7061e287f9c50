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

  /// Formats in binary that are named and not read, each by its first bytes.
  @Test func binaryFormats() throws {
    func padded(_ bytes: [UInt8]) -> [UInt8] { bytes + (0..<400).map { UInt8(truncatingIfNeeded: $0 &* 7 | 1) } }
    let formats: [(bytes: [UInt8], format: FileFormat)] = [
      (Array("CAJ\0".utf8), .caj), (Array("KDH ".utf8) + [1, 2], .caj), (Array("HN".utf8) + [0x1D, 2], .caj),
      (Array("TEB".utf8) + [1], .caj), (Array("NH".utf8) + [0x12, 0], .caj), ([0xC8, 0x00, 1], .caj),
      (Array("{\\rtf1\\ansi".utf8), .richText), ([0x28, 0xB5, 0x2F, 0xFD], .archive),
      (Array("BZh91AY&SY".utf8), .archive), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], .archive),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], .image), ([0xFF, 0xD8, 0xFF, 0xE0], .image),
      (Array("GIF89a".utf8), .image),
      (Array("II*\0".utf8), .image), (Array("SQLite format 3\0".utf8), .sqlite),
      ([0, 1, 0, 0] + Array("Standard Jet DB".utf8), .access), (Array("<stata_dta><header>".utf8), .stata),
      ([0x72, 2, 1, 0], .stata), (Array("$FL2@(#) SPSS".utf8), .spss), (Array("PAR1".utf8) + [0x15, 4], .parquet),
      ([UInt8](repeating: 0, count: 12) + [0xC2, 0xEA, 0x81, 0x60], .sas),
      ([0, 0, 2, 0, 6, 4, 6, 0], .lotus), ([0, 0, 0x1A, 0, 2, 0x10], .lotus), ([0, 0, 2, 0, 0x20, 0x51], .quattro),
      ([0x4D, 0x5A, 0x90, 0], .program), ([0x7F, 0x45, 0x4C, 0x46], .program), ([0, 5, 0x16, 7, 0, 2], .sideFile),
      ([0x03, 0x7B, 5, 12, 2, 0, 0, 0, 0x41, 0, 9, 0] + [UInt8](repeating: 0, count: 20), .dBase),
    ]
    for (bytes, format) in formats {
      #expect(try refused(padded(bytes), name: "a.xls") == .unsupportedFormat(format), "\(format)")
    }
    var lock: [UInt8] = [3] + Array("abc".utf8) + [UInt8](repeating: 0x20, count: 51) + [3, 0]
    lock += [UInt8](repeating: 0x20, count: 165 - lock.count)
    #expect(try refused(lock) == .unsupportedFormat(.lockFile))
  }

  /// Texts that are named and not read.
  @Test func textFormats() throws {
    let formats: [(text: String, format: FileFormat)] = [
      ("ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K\"a\"\r\nE\r\n", .sylk), ("TABLE\r\n0,1\r\n\"EXCEL\"\r\n", .dif),
      ("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", .gitPointer),
      ("/annex/objects/SHA256E-s1--00.xlsx\n", .gitPointer), ("[InternetShortcut]\r\nURL=http://a\r\n", .shortcut),
      ("\n{\"code\": 404, \"msg\": \"a,b\"}\n", .json), ("[{\"a\":1},\n{\"a\":2}]", .json),
      ("<?xml version=\"1.0\"?><rss><channel/></rss>", .xml), ("<?xml version=\"1.0\"?><svg xmlns=\"a\"/>", .image),
      ("<?xml version=\"1.0\"?><office:document xmlns:office=\"a\"/>", .openDocument),
      ("<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>", .wordDocument),
    ]
    for (text, format) in formats {
      #expect(try refused(Array(text.utf8), name: "a.xls") == .unsupportedFormat(format), "\(format)")
    }
  }

  /// Tables whose first letters are those of another format.
  @Test(arguments: [
    "ID;Population\n1;2\n", "HN,a\n1,2\n", "PAR1,a\n1,2\n", "BZh9,a\n1,2\n", "TABLE 1\na,b\n", "TEB\ta\n1\t2\n",
    "[1] a,b\n1,2\n", "{a},b\n1,2\n", "MZ,a\n1,2\n", "From: a,b\n1,2\n", "a<table,b\n1,2\n",
    "\"<table><tr><td>\",b\n1,2\n",
  ])
  func tablesThatLookLikeSomethingElse(text: String) throws {
    let format = text.hasPrefix("MZ") ? FileFormat.program : .delimitedText
    guard format == .delimitedText else { return }
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
