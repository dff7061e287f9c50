/// Where a cell stands in its sheet: row and column counted from 0, printed as Excel does ("C7").
public struct CellAddress: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Rows of the largest sheet Excel knows (1,048,576).
  public static let maximumRows: Int32 = 1_048_576
  /// Columns of the widest sheet Excel knows (16,384: A to XFD).
  public static let maximumColumns: Int32 = 16_384

  /// Row, from 0.
  public let row: Int32
  /// Column, from 0 (A).
  public let column: Int32

  /// Takes row and column, both from 0.
  public init(row: Int32, column: Int32) {
    self.row = row
    self.column = column
  }

  /// Takes rows and columns as `Int`, as indices of loops come.
  public init(row: Int, column: Int) {
    self.init(row: Int32(clamping: row), column: Int32(clamping: column))
  }

  /// Reads "C7", "c7" or "$C$7"; nil for anything else and for cells beyond XFD1048576.
  public init?(_ a1: some StringProtocol) {
    var text = String(a1)
    let parsed = text.withUTF8 { CellAddress(bytes: $0) }
    guard let parsed else { return nil }
    self = parsed
  }

  /// The bytes form of `init(_:)`, for parsers.
  init?(bytes: UnsafeBufferPointer<UInt8>) {
    var position = 0
    var column: Int32 = 0
    if position < bytes.count && bytes[position] == UInt8(ascii: "$") { position += 1 }
    while position < bytes.count {
      let letter = (bytes[position] | 0x20) &- UInt8(ascii: "a")
      if letter >= 26 { break }
      column = column * 26 + Int32(letter) + 1
      if column > Self.maximumColumns { return nil }
      position += 1
    }
    if position < bytes.count && bytes[position] == UInt8(ascii: "$") { position += 1 }
    let rest = UnsafeBufferPointer(rebasing: bytes[position...])
    guard column > 0, let row = Self.rowNumber(bytes: rest) else { return nil }
    self.init(row: row, column: column - 1)
  }

  /// Reads a row number as printed (from 1) and returns it from 0; nil unless it lies within 1...1048576.
  static func rowNumber(bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
    guard !bytes.isEmpty else { return nil }
    var row: Int32 = 0
    for byte in bytes {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      row = row * 10 + Int32(digit)
      if row > maximumRows { return nil }
    }
    return row > 0 ? row - 1 : nil
  }

  /// The letters of a column counted from 0: 0 is "A", 26 is "AA".
  public static func columnLetters(_ column: Int32) -> String {
    var letters: [UInt8] = []
    var rest = max(0, Int(column)) + 1
    while rest > 0 {
      letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  /// The address as Excel prints it: "C7".
  public var description: String { "\(Self.columnLetters(column))\(Int(row) + 1)" }

  /// Row by row, then from left to right.
  public static func < (left: CellAddress, right: CellAddress) -> Bool {
    left.row != right.row ? left.row < right.row : left.column < right.column
  }
}
