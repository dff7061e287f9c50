extension DecimalText {
  /// The number rounded to at most `significant` digits, for people's eyes: `0.333333`, `1.235e9` stays `1235000000`.
  ///
  /// Rounds the shortest decimal text half away from zero, so what a person sees agrees with the printed full number.
  /// Whole numbers of up to 15 digits keep all their digits. Empty for infinity and NaN.
  package static func rounded(_ x: Double, significant: Int = 6) -> String {
    guard x.isFinite else { return "" }
    if abs(x) < 1e15, Int64(exactly: x) != nil { return text(x) }
    var digits = ShortestDigits(x)
    digits.round(to: max(1, significant))
    return digits.text
  }
}

/// The shortest decimal digits of a number: 0.d1d2d3… times 10^point.
private struct ShortestDigits {
  private var isNegative = false
  private var digits: [UInt8] = []
  private var point = 0

  init(_ x: Double) {
    var seenPoint = false
    var exponent = 0
    for (i, byte) in x.magnitude.description.utf8.enumerated() {
      if byte == UInt8(ascii: ".") {
        seenPoint = true
      } else if byte == UInt8(ascii: "e") {
        exponent = Int(x.magnitude.description.dropFirst(i + 1)) ?? 0
        break
      } else {
        digits.append(byte - 48)
        if !seenPoint { point += 1 }
      }
    }
    point += exponent
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    point -= leading
    isNegative = x < 0
  }

  mutating func round(to count: Int) {
    if digits.count > count {
      let up = digits[count] >= 5
      digits.removeSubrange(count...)
      if up { increment() }
    }
    while digits.last == 0 { digits.removeLast() }
  }

  private mutating func increment() {
    var i = digits.count - 1
    while i >= 0, digits[i] == 9 {
      digits[i] = 0
      i -= 1
    }
    if i >= 0 {
      digits[i] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
    }
  }

  /// Plain digits for 1e-4 <= |x| < 1e15, else with an exponent.
  var text: String {
    guard !digits.isEmpty else { return "0" }
    let sign = isNegative ? "-" : ""
    let all = digits.map { String($0) }.joined()
    if point < -3 || point > 15 {
      return "\(sign)\(all.prefix(1))\(digits.count > 1 ? "." : "")\(all.dropFirst())e\(point - 1)"
    }
    if point <= 0 { return "\(sign)0.\(String(repeating: "0", count: -point))\(all)" }
    if digits.count <= point { return sign + all + String(repeating: "0", count: point - digits.count) }
    return "\(sign)\(all.prefix(point)).\(all.dropFirst(point))"
  }
}
