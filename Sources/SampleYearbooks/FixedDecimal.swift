/// Numbers as a yearbook prints them.
package enum FixedDecimal {
  /// The number rounded half away from zero to so many decimals, without grouping: `-0.32`, `1363`. A rounded zero has no
  /// sign.
  package static func text(_ number: Double, decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (number * scale).rounded(.toNearestOrAwayFromZero)
    guard abs(scaled) < 9e15 else { return "\(number)" }
    let digits = Int64(abs(scaled))
    let sign = scaled < 0 ? "-" : ""
    if decimals == 0 { return sign + "\(digits)" }
    let unit = Int64(scale)
    let fraction = "\(digits % unit)"
    return sign + "\(digits / unit)." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  /// The same number as a double: what a workbook stores when figures are numbers.
  package static func number(_ number: Double, decimals: Int) -> Double {
    Double(text(number, decimals: decimals)) ?? number
  }
}
