import Compression

@testable import Spreadsheet

/// What the bytes of the fuzzer stand for. A target turns them into a whole file, so that they get past the wrapping
/// and what fails can be opened as it is.
enum FuzzTarget: String, CaseIterable {
  /// A ZIP archive: its directory and its entries.
  case zip
  /// A worksheet part of an .xlsx archive that is right in all else.
  case sheet
  /// The shared strings of such an archive.
  case strings
  /// Its other parts: workbook, relationships, styles.
  case parts
  /// A compound file, the wrapping of .xls.
  case compound
  /// The records of an .xls workbook in a compound file that is right in all else.
  case biff
  /// A web page.
  case html
  /// Text with separators.
  case csv
  /// An XML spreadsheet of 2003.
  case spreadsheetml
  /// A file of any format.
  case workbook

  /// The file that an input stands for.
  func file(from input: [UInt8]) -> [UInt8] {
    switch self {
    case .zip, .workbook: input
    case .sheet: ArchiveFrame.file(["xl/worksheets/sheet1.xml": TextFrame.padded(input)])
    case .strings:
      ArchiveFrame.file([
        "xl/sharedStrings.xml": TextFrame.padded(input), "xl/workbook.xml": ArchiveFrame.workbookOfTexts,
      ])
    case .parts: ArchiveFrame.file(part: input)
    case .compound: CompoundFrame.signed(input)
    case .biff: CompoundFrame.file(workbook: input)
    case .html, .spreadsheetml: TextFrame.padded(input)
    case .csv: TextFrame.encoded(input)
    }
  }

  /// The name the file is opened under.
  var name: String {
    switch self {
    case .compound, .biff: "input.xls"
    case .html: "input.html"
    case .csv: "input.csv"
    case .spreadsheetml: "input.xml"
    default: "input.xlsx"
    }
  }
}

/// Opens every entry of an archive, those too that a workbook does not refer to.
func readEntries(of file: [UInt8]) {
  guard let source = try? ByteSource(bytes: file, name: "input.zip", limits: WorkbookExercise.limits),
    let archive = try? ZipArchive(source, limits: WorkbookExercise.limits)
  else { return }
  for entry in archive.entries {
    guard let reader = try? archive.open(entry.name) else { continue }
    while let chunk = try? reader.next(), !chunk.isEmpty {}
  }
}
