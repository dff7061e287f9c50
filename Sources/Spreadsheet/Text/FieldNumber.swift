/// Tells numbers among the fields of text tables and web pages.
enum FieldNumber {
  /// The number a field is, blanks around it apart; nil for texts and for identifiers: whole numbers of more than 15
  /// digits and those with needless leading zeros, unless the file states that it is a number.
  static func plain(_ field: UnsafeBufferPointer<UInt8>, isStated: Bool = false) -> NumberText.Parsed? {
    var bytes = field
    while let first = bytes.first, first == 0x20 { bytes = UnsafeBufferPointer(rebasing: bytes.dropFirst()) }
    while let last = bytes.last, last == 0x20 { bytes = UnsafeBufferPointer(rebasing: bytes.dropLast()) }
    guard let first = bytes.first, bytes.count < 64, first < 0x3A, let parsed = NumberText.parse(bytes: bytes) else {
      return nil
    }
    let digits = bytes.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    if !isStated {
      if digits.count > 15 && digits.allSatisfy(isDigit) { return nil }
      if digits.count > 1 && digits.first == 0x30, let second = digits.dropFirst().first, isDigit(second) { return nil }
    }
    return NumberText.Parsed(value: parsed.value, isCanonical: parsed.isCanonical && bytes.count == field.count)
  }

  /// The number a field with commas between all its thousands is ("1,234,567.8"); nil for anything else.
  static func grouped(_ field: UnsafeBufferPointer<UInt8>) -> NumberText.Parsed? {
    guard field.count < 32, field.contains(UInt8(ascii: ",")) else { return nil }
    let unsigned = field.drop { $0 == UInt8(ascii: "-") }
    guard field.count - unsigned.count <= 1 else { return nil }
    let whole = unsigned.prefix { $0 != UInt8(ascii: ".") }
    let groups = whole.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count), first.first != 0x30, first.allSatisfy(isDigit),
      groups.dropFirst().allSatisfy({ $0.count == 3 && $0.allSatisfy(isDigit) })
    else { return nil }
    let bare = field.filter { $0 != UInt8(ascii: ",") }
    let parsed = bare.withUnsafeBufferPointer { plain($0) }
    return parsed.map { NumberText.Parsed(value: $0.value, isCanonical: false) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
