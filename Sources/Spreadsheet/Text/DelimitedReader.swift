/// Reads text separated by commas, tabs, semicolons or bars (RFC 4180) into one sheet.
///
/// A field is a number where it is a plain decimal number without needless leading zeros and, if whole, with at most 15
/// digits (longer ones are identifiers); its text is kept as printed. Empty fields are empty cells. A first line
/// `sep=;` tells the separator and is no row, as in Excel. Runs of blanks never separate: which would be a guess.
struct DelimitedReader: Sendable {
  private let source: ByteSource
  private let limits: Limits
  /// The name of the file without folders and extension.
  let sheetName: String

  /// Looks at no more than the start of the file; it is read with the sheet.
  init(_ source: ByteSource, limits: Limits) throws(SpreadsheetError) {
    self.source = source
    self.limits = limits
    sheetName = Self.sheetName(source.name)
    // Tables in text are often saved under the name of a workbook; a lone line under such a name is no table.
    let name = source.name.lowercased()
    if [".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".et"].contains(where: { name.hasSuffix($0) }) {
      let head = try source.bytes(at: 0, count: 65_536)
      let lines = head.split { $0 == 0x0A || $0 == 0x0D }.filter { line in line.contains { $0 > 0x20 } }
      if lines.count < 2 { throw SpreadsheetError(file: source.name, reason: .unknownFormat) }
    }
  }

  /// Reads the whole text.
  func readSheet() throws(SpreadsheetError) -> Sheet {
    let storage = SheetStorage(try read(nil), name: sheetName, visibility: .visible, uses1904Dates: false)
    return Sheet(storage: storage)
  }

  /// The cells of the text, or what is left of them where `batches` takes them.
  func read(_ batches: BatchReceiver?) throws(SpreadsheetError) -> SheetBuilder {
    let decoder = try TextDecoder(source, encoding: TextEncoding.detect(source))
    var parser = DelimitedParser(limits: limits, batches: batches)
    while let piece = try decoder.next() {
      if let failure = parser.append(piece) { throw located(failure) }
    }
    if let failure = parser.finish() { throw located(failure) }
    return parser.takeBuilder()
  }

  private func located(_ failure: SpreadsheetError) -> SpreadsheetError {
    var located = failure
    located.file = source.name
    return located
  }

  /// The name of a file without folders and extension.
  static func sheetName(_ file: String) -> String {
    let last = file.split(separator: "/").last ?? ""
    guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return String(last) }
    return String(last[..<dot])
  }
}
