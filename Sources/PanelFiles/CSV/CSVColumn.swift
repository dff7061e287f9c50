import PanelModel

/// The fields of one column on their way to typed values.
struct CSVColumn {
  /// A field that does not read as the type wanted.
  struct Failure: Error {
    var reason: PanelFileError.Reason
    /// Index of the row, from 0.
    var row: Int
  }

  let name: String
  let bytes: UnsafeBufferPointer<UInt8>
  let fields: [CSVScanner.Field]
  let missingMarks: [[UInt8]]

  /// The values as `type`, or as the narrowest type that holds them all if it is nil. A column without a value is text.
  func values(_ type: ColumnType?) throws(Failure) -> DataColumn.Values {
    switch type {
    case .int32: return .int32(try int32s())
    case .double: return .double(try doubles())
    case .text: return .text(try texts())
    case nil:
      if fields.allSatisfy({ isMissing($0) }) { return .text(try texts()) }
      if let values = try? int32s() { return .int32(values) }
      if let values = guessedDoubles() { return .double(values) }
      return .text(try texts())
    }
  }

  private func int32s() throws(Failure) -> [Int32?] {
    var values: [Int32?] = []
    values.reserveCapacity(fields.count)
    for (row, field) in fields.enumerated() {
      if isMissing(field) {
        values.append(nil)
      } else if let value = Self.int32(slice(field)) {
        values.append(value)
      } else {
        throw Failure(reason: .wrongType(expected: .int32, text: quotable(field)), row: row)
      }
    }
    return values
  }

  private func doubles() throws(Failure) -> [Double?] {
    var values: [Double?] = []
    values.reserveCapacity(fields.count)
    for (row, field) in fields.enumerated() {
      if isMissing(field) {
        values.append(nil)
      } else if let value = DecimalText.parse(slice(field)) {
        values.append(value)
      } else {
        throw Failure(reason: .wrongType(expected: .double, text: quotable(field)), row: row)
      }
    }
    return values
  }

  /// The numbers of a column whose type is not stated; nil where reading them as doubles would lose something.
  private func guessedDoubles() -> [Double?]? {
    var values: [Double?] = []
    values.reserveCapacity(fields.count)
    for field in fields {
      if isMissing(field) {
        values.append(nil)
      } else if Self.isLossless(slice(field)), let value = DecimalText.parse(slice(field)) {
        values.append(value)
      } else {
        return nil
      }
    }
    return values
  }

  private func texts() throws(Failure) -> [String?] {
    var values: [String?] = []
    values.reserveCapacity(fields.count)
    for (row, field) in fields.enumerated() {
      if field.isQuoted ? isMarked(field) : isMissing(field) {
        values.append(nil)
      } else if row > 0, let last = values[row - 1], isSame(field, fields[row - 1]) {
        values.append(last)
      } else if let text = Self.text(of: field, bytes) {
        values.append(text)
      } else {
        throw Failure(reason: .notUTF8, row: row)
      }
    }
    return values
  }

  // MARK: One field

  private func slice(_ field: CSVScanner.Field) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[field.range])
  }

  private func isMissing(_ field: CSVScanner.Field) -> Bool { field.length == 0 || isMarked(field) }

  private func isMarked(_ field: CSVScanner.Field) -> Bool {
    // Most fields are numbers, and few marks begin as one does.
    guard let first = bytes[field.range].first else { return missingMarks.contains([]) }
    return missingMarks.contains { $0.first == first && slice(field).elementsEqual($0) }
  }

  /// The same bytes, read the same way; neighbours often hold the same name, which then shares one string.
  private func isSame(_ a: CSVScanner.Field, _ b: CSVScanner.Field) -> Bool {
    a.length == b.length && a.hasEscapes == b.hasEscapes && slice(a).elementsEqual(slice(b))
  }

  /// The start of a field for a message.
  private func quotable(_ field: CSVScanner.Field) -> String {
    String(String(decoding: slice(field), as: UTF8.self).prefix(40))
  }

  /// The text of a field with doubled quotation marks made single; nil if it is not UTF-8.
  static func text(of field: CSVScanner.Field, _ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard field.hasEscapes else { return String(validating: bytes[field.range], as: UTF8.self) }
    var plain: [UInt8] = []
    plain.reserveCapacity(Int(field.length))
    var i = field.range.lowerBound
    while i < field.range.upperBound {
      plain.append(bytes[i])
      i += bytes[i] == UInt8(ascii: "\"") ? 2 : 1
    }
    return String(validating: plain, as: UTF8.self)
  }

  /// A whole number in its one spelling: no plus sign, no leading zeros.
  private static func int32(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    let digits = isNegative ? bytes.dropFirst() : bytes[...]
    guard let first = digits.first, digits.count <= 10 else { return nil }
    if first == 48 && (digits.count > 1 || isNegative) { return nil }
    var value: Int64 = 0
    for digit in digits {
      guard digit >= 48 && digit <= 57 else { return nil }
      value = value * 10 + Int64(digit - 48)
    }
    return Int32(exactly: isNegative ? -value : value)
  }

  /// False for digits that are rather a code: leading zeros, or a whole number beyond what a double holds.
  private static func isLossless(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let digits = bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes[...]
    let whole = digits.prefix { $0 >= 48 && $0 <= 57 }
    if whole.count > 1 && whole.first == 48 { return false }
    return whole.count < digits.count || whole.count <= 15
  }
}
