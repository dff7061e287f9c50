/// Numbers as files print them: exact reading into doubles and exact printing of canonical forms.
package enum NumberText {
  /// What reading a number found.
  struct Parsed {
    let value: Double
    /// `text(value)` gives back the very bytes that were read, so they need not be kept.
    let isCanonical: Bool
  }

  /// Reads a decimal number (sign, digits, point, exponent; no blanks, separators, names or hexadecimal digits).
  ///
  /// Nil for anything else and for numbers beyond the range of a double. The result is the nearest double.
  package static func parse(_ text: some StringProtocol) -> Double? {
    var copy = String(text)
    return copy.withUTF8 { parse(bytes: $0)?.value }
  }

  static func parse(bytes: UnsafeBufferPointer<UInt8>) -> Parsed? {
    guard let scan = DecimalScan(bytes) else { return nil }
    if scan.significand == 0 && !scan.isTruncated {
      return Parsed(value: scan.isNegative ? -0.0 : 0, isCanonical: bytes.count == 1)
    }
    let magnitude = scan.isTruncated ? nil : nearest(scan.significand, exponent: scan.exponent)
    let value = magnitude.map { scan.isNegative ? -$0 : $0 } ?? Double(String(decoding: bytes, as: UTF8.self))
    guard let value, value.isFinite else { return nil }
    return Parsed(value: value, isCanonical: scan.isPlain && scan.digitCount <= 15)
  }

  /// Reads digits with at most one point and a minus sign, 19 digits in all, in memory that ends with another byte.
  ///
  /// The number and where it ends, the same as `parse` gives for these bytes; nil where it takes `parse` to tell.
  @inline(__always)
  static func parsePlain(_ start: UnsafePointer<UInt8>) -> (Parsed, end: UnsafePointer<UInt8>)? {
    var at = start
    let isNegative = at[0] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    let digits = at
    var significand: UInt64 = 0
    while true {
      let digit = at[0] &- UInt8(ascii: "0")
      if digit >= 10 { break }
      significand = significand &* 10 &+ UInt64(digit)
      at += 1
    }
    let wholeCount = at - digits
    var fractionCount = 0
    if at[0] == UInt8(ascii: ".") {
      at += 1
      let fraction = at
      while true {
        let digit = at[0] &- UInt8(ascii: "0")
        if digit >= 10 { break }
        significand = significand &* 10 &+ UInt64(digit)
        at += 1
      }
      fractionCount = at - fraction
      if fractionCount == 0 { return nil }
    }
    // Zeros, however many and with or without a sign, are rare enough.
    guard wholeCount > 0, wholeCount + fractionCount <= 19, significand != 0,
      let magnitude = nearest(significand, exponent: -fractionCount)
    else { return nil }
    // Canonical: no needless zero at either end, and no digits a double may not keep.
    let startsWithZero = digits[0] == UInt8(ascii: "0")
    let isCanonical =
      significand < 1_000_000_000_000_000 && (!startsWithZero || wholeCount == 1)
      && (fractionCount == 0 || at[-1] != UInt8(ascii: "0"))
      && (!startsWithZero || significand >= integerPowers[max(0, fractionCount - 4)])
    return (Parsed(value: isNegative ? -magnitude : magnitude, isCanonical: isCanonical), at)
  }

  /// The shortest decimal text that reads back as `value`: "8.53", "1000000", "1e+20".
  package static func text(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Powers of ten that a double holds exactly.
  private static let exactPowers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// Powers of ten that 64 bits hold exactly.
  private static let integerPowers: [UInt64] = (0..<20).map { count in (0..<count).reduce(1) { power, _ in power * 10 }
  }

  /// The double nearest to significand x 10^exponent, or nil where the cheap exact ways do not reach.
  private static func nearest(_ significand: UInt64, exponent: Int) -> Double? {
    if exponent == 0 { return Double(significand) }
    if significand <= 1 << 53 {
      if exponent > 0 && exponent <= 22 { return Double(significand) * exactPowers[exponent] }
      if exponent < 0 && exponent >= -22 { return Double(significand) / exactPowers[-exponent] }
    }
    if exponent < 0 && exponent >= -19 { return quotient(significand, integerPowers[-exponent]) }
    return nil
  }

  /// numerator / denominator rounded once, to the nearest double with ties to even. Both are at least 1.
  private static func quotient(_ numerator: UInt64, _ denominator: UInt64) -> Double {
    let shiftUp = numerator.leadingZeroBitCount
    let shiftDown = denominator.leadingZeroBitCount
    let dividend = numerator << UInt64(shiftUp)
    let divisor = denominator << UInt64(shiftDown)
    // The dividend is halved so that its high word is below the divisor; the quotient then has 63 or 64 bits.
    let division = divisor.dividingFullWidth((dividend >> 1, dividend << 63))
    // A sticky last bit stands for the remainder: it lies below the rounding bit, so one rounding is exact.
    let sticky = division.quotient | (division.remainder == 0 ? 0 : 1)
    // A power of two between 2^-127 and 2^63, which a double holds exactly.
    let scale = Double(bitPattern: UInt64(truncatingIfNeeded: 1_023 + shiftDown - shiftUp - 63) << 52)
    return Double(sticky) * scale
  }
}

/// One pass over the bytes of a decimal number.
private struct DecimalScan {
  var isNegative = false
  /// The first 19 digits; `isTruncated` when there are more.
  var significand: UInt64 = 0
  var isTruncated = false
  /// Power of ten of the last digit of `significand`.
  var exponent = 0
  /// Significant digits, leading zeros apart.
  var digitCount = 0
  /// Written the canonical way: no plus, no exponent, no needless zeros, at least 0.0001 in size.
  var isPlain = true

  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var position = 0
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      isPlain = isNegative
      position = 1
    }
    let wholeStart = position
    while position < bytes.count, take(bytes[position]) { position += 1 }
    let wholeCount = position - wholeStart
    if wholeCount == 0 || (wholeCount > 1 && bytes[wholeStart] == UInt8(ascii: "0")) { isPlain = false }
    var fractionCount = 0
    if position < bytes.count && bytes[position] == UInt8(ascii: ".") {
      let start = position + 1
      position = start
      while position < bytes.count, take(bytes[position]) { position += 1 }
      fractionCount = position - start
      if fractionCount == 0 || bytes[position - 1] == UInt8(ascii: "0") { isPlain = false }
      // Beyond "0.000ddd" the canonical form turns to an exponent.
      if fractionCount - digitCount > 3 { isPlain = false }
    }
    guard wholeCount + fractionCount > 0 else { return nil }
    exponent -= fractionCount
    if position < bytes.count {
      isPlain = false
      guard let power = Self.power(UnsafeBufferPointer(rebasing: bytes[position...])) else { return nil }
      exponent += power
    }
  }

  /// Takes one digit; false for any other byte.
  private mutating func take(_ byte: UInt8) -> Bool {
    let digit = byte &- UInt8(ascii: "0")
    guard digit < 10 else { return false }
    if digitCount == 0 && digit == 0 { return true }
    digitCount += 1
    if digitCount <= 19 {
      significand = significand &* 10 &+ UInt64(digit)
    } else {
      isTruncated = true
      exponent += 1
    }
    return true
  }

  /// Reads "e-7"; sizes beyond any double are clamped.
  private static func power(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes[0] | 0x20 == UInt8(ascii: "e") else { return nil }
    var position = 1
    var sign = 1
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
      sign = bytes[position] == UInt8(ascii: "-") ? -1 : 1
      position += 1
    }
    guard position < bytes.count else { return nil }
    var power = 0
    while position < bytes.count {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      power = min(power * 10 + Int(digit), 1_000_000)
      position += 1
    }
    return sign * power
  }
}
