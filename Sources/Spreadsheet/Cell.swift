/// What a cell holds.
public enum CellKind: UInt8, Sendable, Hashable, CaseIterable {
  case number, text, boolean, error
  /// A number shown as a date or time, or an ISO 8601 date.
  case date
}

/// One non-empty cell. A light view of its sheet: texts are made when they are asked for.
public struct Cell: Sendable, CustomStringConvertible {
  private let storage: SheetStorage
  private let index: Int
  /// Where the cell stands.
  public let address: CellAddress

  init(_ storage: SheetStorage, index: Int, row: Int32) {
    self.storage = storage
    self.index = index
    address = CellAddress(row: row, column: Int32(storage.cells.column(index)))
  }

  /// Row, from 0.
  public var row: Int { Int(address.row) }
  /// Column, from 0 (A).
  public var column: Int { Int(address.column) }

  /// What the cell holds.
  public var kind: CellKind { storage.cells.tag(index).kind }

  /// The number, the serial of a date (days), or 0 and 1 for false and true; nil for texts and errors.
  public var number: Double? {
    switch kind {
    case .number, .date, .boolean: Double(bitPattern: storage.cells.payload(index))
    case .text, .error: nil
    }
  }

  /// The text as stored: for a number its digits exactly as in the file ("8.530000000000001"), for an ISO date its
  /// text, "TRUE" or "FALSE" for a boolean, "#N/A" and the like for an error.
  public var text: String { storage.text(index) }

  /// The number format, such as "0.00" or "yyyy-mm-dd"; General for texts.
  public var numberFormat: NumberFormat { storage.format(index) }

  /// The date and time of a date cell in the calendar of its workbook; nil for other kinds.
  public var date: DateSerial? {
    guard kind == .date, let number else { return nil }
    return DateSerial(number, uses1904Dates: storage.uses1904Dates)
  }

  /// The text as a reader of the sheet sees it where that is simple to tell: numbers with the decimals and percent sign
  /// of their format, dates as ISO 8601; else `text`.
  public var formattedText: String {
    switch kind {
    case .number: number.flatMap { numberFormat.formatted($0) } ?? text
    case .date: date.map { numberFormat.formatted($0) } ?? text
    case .text, .boolean, .error: text
    }
  }

  /// Address, kind and text in one line, for debugging.
  public var description: String { "\(address) \(kind) \(text)" }
}
