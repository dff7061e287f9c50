extension NumberFormat {
  /// The number as a plain pattern shows it: decimals rounded half away from zero on the shortest decimal digits of the
  /// double, percent and thousands separators as the code says. Nil where the code is no plain pattern.
  public func formatted(_ value: Double) -> String? {
    guard let decimals, var digits = DecimalDigits(value) else { return nil }
    if isPercent { digits.point += 2 }
    digits.round(to: decimals)
    let whole = isGrouped ? Self.grouped(digits.whole) : digits.whole
    let fraction = decimals > 0 ? "." + digits.fraction(decimals) : ""
    return (digits.isNegative ? "-" : "") + whole + fraction + (isPercent ? "%" : "")
  }

  /// Date and time as ISO 8601, whatever order the code puts them in.
  public func formatted(_ date: DateSerial) -> String { date.description }

  private static func grouped(_ digits: String) -> String {
    var groups: [Substring] = []
    var rest = digits[...]
    while rest.utf8.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return ([rest] + groups).joined(separator: ",")
  }
}

/// The decimal digits of a double in its shortest form, to round the way people do.
private struct DecimalDigits {
  private var digits: [UInt8]
  /// Number of digits before the decimal point; may be negative or beyond the digits.
  var point: Int
  var isNegative: Bool

  /// Nil for numbers whose shortest form has an exponent: they are too large or too small for a plain pattern.
  init?(_ value: Double) {
    let text = NumberText.text(value.magnitude)
    guard text.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || (48...57).contains($0) }) else { return nil }
    let parts = text.split(separator: ".")
    digits = parts.flatMap { $0.utf8.map { $0 - 48 } }
    point = parts.first?.utf8.count ?? 0
    isNegative = value < 0
  }

  /// Rounds to `decimals` places, half away from zero.
  mutating func round(to decimals: Int) {
    let kept = point + decimals
    guard kept < digits.count else { return }
    let roundsUp = kept >= 0 && digits[kept] >= 5
    digits = Array(digits.prefix(max(0, kept)))
    if kept < 0 { (digits, point) = ([], -decimals) }
    if roundsUp { increment() }
    if digits.allSatisfy({ $0 == 0 }) { isNegative = false }
  }

  private mutating func increment() {
    var position = digits.count - 1
    while position >= 0 && digits[position] == 9 {
      digits[position] = 0
      position -= 1
    }
    if position >= 0 {
      digits[position] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
    }
  }

  private func digit(_ position: Int) -> UInt8 { digits.indices.contains(position) ? digits[position] + 48 : 48 }

  var whole: String {
    guard point > 0 else { return "0" }
    let text = (0..<point).map(digit).drop { $0 == 48 }
    return text.isEmpty ? "0" : String(decoding: text, as: UTF8.self)
  }

  func fraction(_ count: Int) -> String {
    String(decoding: (point..<(point + count)).map(digit), as: UTF8.self)
  }
}
