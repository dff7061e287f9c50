import PanelModel
import Spreadsheet

/// The cells of a workbook as JSON lines: one for each non-empty cell, sheet by sheet and row by row, and at the end one
/// for each sheet with its merged ranges and visibility.
///
/// A sheet that cannot be read does not keep the others from being printed; what is wrong with it is handed back.
package struct CellLines {
  private static let pieceSize = 1 << 16

  private let write: ([UInt8]) -> Void
  private var bytes: [UInt8] = []

  /// Prints the cells of a file (or of its sheet `name`) through `write`, in pieces.
  /// - Returns: what is wrong with the sheets that could not be read, in order.
  /// - Throws: `SpreadsheetError` if the file as a whole cannot be read.
  package static func print(
    _ path: String, named name: String? = nil, limits: Limits = .standard, write: @escaping ([UInt8]) -> Void
  ) throws(SpreadsheetError) -> [SpreadsheetError] {
    let workbook = try Workbook.open(path: path, limits: limits)
    let chosen = try name.map { wanted throws(SpreadsheetError) in [try workbook.sheetInfo(named: wanted)] }
    var lines = CellLines(write: write)
    var failures: [SpreadsheetError] = []
    var summaries: [JSONValue] = []
    for info in chosen ?? workbook.sheetInfos {
      do throws(SpreadsheetError) {
        // Read whole before the first line: of a sheet that breaks off nothing is printed.
        let sheet = try workbook.sheet(at: info.index)
        lines.append(sheet)
        summaries.append(Self.summary(sheet, workbook.format))
      } catch { failures.append(error) }
    }
    for summary in summaries { lines.bytes += summary.bytes(indent: nil, endingLine: true) }
    lines.flush()
    return failures
  }

  private init(write: @escaping ([UInt8]) -> Void) { self.write = write }

  private mutating func append(_ sheet: Sheet) {
    var head: [UInt8] = Array("{\"sheet\":".utf8)
    JSONValue.append(sheet.name, to: &head)
    for cell in sheet.cells {
      append(cell, head)
      if bytes.count >= Self.pieceSize { flush() }
    }
  }

  private static func summary(_ sheet: Sheet, _ format: FileFormat) -> JSONValue {
    .object([
      ("sheet", .string(sheet.name)), ("merged", .array(sheet.mergedRanges.map { .string($0.description) })),
      ("visibility", .string(sheet.visibility.rawValue)), ("format", .string(format.rawValue)),
    ])
  }

  private mutating func append(_ cell: Cell, _ head: [UInt8]) {
    bytes += head
    bytes += ",\"row\":".utf8
    DecimalText.append(cell.row, to: &bytes)
    bytes += ",\"column\":".utf8
    DecimalText.append(cell.column, to: &bytes)
    bytes += ",\"address\":\"\(cell.address)\",\"kind\":\"\(Self.letter(cell.kind))\",\"value\":".utf8
    JSONValue.append(cell.isoText ?? cell.text, to: &bytes)
    if cell.kind == .number, let number = cell.number {
      bytes += ",\"bits\":\"".utf8
      let digits = String(number.bitPattern, radix: 16)
      bytes += repeatElement(UInt8(ascii: "0"), count: 16 - digits.utf8.count)
      bytes += digits.utf8
      bytes.append(UInt8(ascii: "\""))
    }
    bytes += "}\n".utf8
  }

  private mutating func flush() {
    write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  private static func letter(_ kind: CellKind) -> Character {
    switch kind {
    case .number: "n"
    case .text: "s"
    case .boolean: "b"
    case .error: "e"
    case .date: "d"
    }
  }
}
