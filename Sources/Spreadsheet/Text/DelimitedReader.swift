/// Reads comma-, tab-, semicolon- and bar-separated text (RFC 4180) into one sheet.
///
/// A field is a number where it is a plain decimal number without needless leading zeros and, if whole, with at most 15
/// digits (longer ones are identifiers); its text is kept as printed. Empty fields are empty cells.
enum DelimitedReader {
  static func read(_ source: ByteSource, limits: Limits) throws(SpreadsheetError) -> Sheet {
    let decoder = try TextDecoder(source, encoding: TextEncoding.detect(source))
    var parser = DelimitedParser(limits: limits)
    while let piece = try decoder.next() {
      if let failure = parser.append(piece) { throw located(failure, source) }
    }
    if let failure = parser.finish() { throw located(failure, source) }
    let storage = SheetStorage(
      parser.takeBuilder(), name: sheetName(source.name), visibility: .visible, uses1904Dates: false)
    return Sheet(storage: storage)
  }

  private static func located(_ failure: SpreadsheetError, _ source: ByteSource) -> SpreadsheetError {
    var located = failure
    located.file = source.name
    return located
  }

  /// The name of the file without folders and extension.
  private static func sheetName(_ file: String) -> String {
    let last = file.split(separator: "/").last ?? ""
    guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return String(last) }
    return String(last[..<dot])
  }
}
