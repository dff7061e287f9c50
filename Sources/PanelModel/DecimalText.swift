/// The one rule between floating-point numbers and decimal text, for files, reports and messages alike.
///
/// Text made here is the shortest that reads back to the same bits: whole numbers without a point (`3`, not `3.0`),
/// plain digits for 1e-4 <= |x| <= 2^53, else `d.ddde±x` without a plus sign or leading zeros (`1.5e-7`, `1e16`).
/// pandas, polars, pyarrow and DuckDB read every such text to the same bits. Minus zero is written as `0`.
package enum DecimalText {
  /// Appends the text of a finite number. Infinity and NaN have no text here and append nothing: a caller that may
  /// hold one checks first, because an empty field means missing.
  package static func append(_ x: Double, to bytes: inout [UInt8]) {
    guard x.isFinite else { return }
    if abs(x) <= 9_007_199_254_740_992, let whole = Int64(exactly: x) {
      append(whole, to: &bytes)
      return
    }
    var text = x.description
    text.withUTF8 { shortest in
      guard let mark = shortest.firstIndex(of: UInt8(ascii: "e")) else {
        bytes.append(contentsOf: shortest)
        return
      }
      let mantissa = shortest[..<mark]
      bytes.append(contentsOf: mantissa.suffix(2).elementsEqual(".0".utf8) ? mantissa.dropLast(2) : mantissa)
      bytes.append(UInt8(ascii: "e"))
      if shortest[mark + 1] == UInt8(ascii: "-") { bytes.append(UInt8(ascii: "-")) }
      bytes.append(contentsOf: shortest[(mark + 2)...].drop { $0 == UInt8(ascii: "0") })
    }
  }

  /// Appends the decimal digits of a whole number.
  package static func append(_ x: some FixedWidthInteger & SignedInteger, to bytes: inout [UInt8]) {
    if x < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = UInt64(x.magnitude)
    if rest < 10 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest))
      return
    }
    let start = bytes.count
    while rest > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    bytes[start...].reverse()
  }

  /// The text of a finite number; empty for infinity and NaN, as `append` has it.
  package static func text(_ x: Double) -> String {
    var bytes: [UInt8] = []
    append(x, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The double nearest to a decimal text: sign, digits with at most one point, exponent. Nil for anything else:
  /// blanks, separators of thousands, `nan`, `inf`, hexadecimal, and numbers beyond the range of a double. `-0` reads
  /// as 0.
  package static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    guard let scan = DecimalScan(bytes) else { return nil }
    if let magnitude = scan.exactMagnitude { return scan.isNegative && magnitude != 0 ? -magnitude : magnitude }
    guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else { return nil }
    return value == 0 ? 0 : value
  }

  /// The double nearest to a decimal text; see `parse(_:)` over bytes.
  package static func parse(_ text: some StringProtocol) -> Double? {
    Array(text.utf8).withUnsafeBufferPointer { parse($0) }
  }
}

/// One pass over a decimal text: is it well formed, and its digits as a whole number where they fit.
private struct DecimalScan {
  var isNegative = false
  private var mantissa: UInt64 = 0
  private var scale = 0
  /// All digits are in `mantissa`.
  private var isExact = true

  /// Nil if the text is not a decimal number.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var i = 0
    if i < bytes.count, bytes[i] == UInt8(ascii: "-") || bytes[i] == UInt8(ascii: "+") {
      isNegative = bytes[i] == UInt8(ascii: "-")
      i += 1
    }
    let whole = digits(bytes, &i)
    var fraction = 0
    if i < bytes.count, bytes[i] == UInt8(ascii: ".") {
      i += 1
      fraction = digits(bytes, &i)
      scale = -fraction
    }
    guard whole + fraction > 0 else { return nil }
    if i < bytes.count, bytes[i] | 0x20 == UInt8(ascii: "e") {
      i += 1
      guard let exponent = Self.exponent(bytes, &i) else { return nil }
      scale += exponent
    }
    guard i == bytes.count else { return nil }
  }

  /// The number where one rounding gives it (Clinger 1990): digits <= 2^53 times or over a power of ten <= 1e22.
  var exactMagnitude: Double? {
    guard isExact, mantissa <= 9_007_199_254_740_992, abs(scale) <= 22 else { return nil }
    let power = Self.powersOfTen[abs(scale)]
    return scale < 0 ? Double(mantissa) / power : Double(mantissa) * power
  }

  private mutating func digits(_ bytes: UnsafeBufferPointer<UInt8>, _ i: inout Int) -> Int {
    let start = i
    while i < bytes.count, bytes[i] >= 48, bytes[i] <= 57 {
      if mantissa < 1_000_000_000_000_000_000 {
        mantissa = mantissa * 10 + UInt64(bytes[i] - 48)
      } else {
        isExact = false
      }
      i += 1
    }
    return i - start
  }

  private static func exponent(_ bytes: UnsafeBufferPointer<UInt8>, _ i: inout Int) -> Int? {
    var sign = 1
    if i < bytes.count, bytes[i] == UInt8(ascii: "-") || bytes[i] == UInt8(ascii: "+") {
      sign = bytes[i] == UInt8(ascii: "-") ? -1 : 1
      i += 1
    }
    let start = i
    var value = 0
    while i < bytes.count, bytes[i] >= 48, bytes[i] <= 57 {
      value = min(value * 10 + Int(bytes[i] - 48), 1_000_000)
      i += 1
    }
    return i > start ? sign * value : nil
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]
}
