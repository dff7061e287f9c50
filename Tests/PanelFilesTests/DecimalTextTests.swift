import PanelModel
import Testing

@Suite struct DecimalTextTests {
  private static let texts: [(Double, String)] = [
    (0.0, "0"), (-0.0, "0"), (3, "3"), (-3, "-3"), (0.5, "0.5"), (1.0 / 3, "0.3333333333333333"), (1e-4, "0.0001"),
    (1e-5, "1e-5"), (1.5e-7, "1.5e-7"), (.leastNonzeroMagnitude, "5e-324"), (1e308, "1e308"), (1.5e16, "1.5e16"),
    (-1e23, "-1e23"),
    (9_007_199_254_740_992, "9007199254740992"), (9_007_199_254_740_994, "9.007199254740994e15"),
    (0.30000000000000004, "0.30000000000000004"), (1.7976931348623157e308, "1.7976931348623157e308"),
    (3129.3, "3129.3"), (123_456_789_012, "123456789012"),
  ]

  @Test(arguments: texts)
  func text(_ x: Double, _ expected: String) {
    #expect(DecimalText.text(x) == expected)
    #expect(DecimalText.parse(expected) == x)
  }

  @Test func textReadsBackToTheSameBits() {
    var random = SeededGenerator(state: 7)
    for _ in 0..<200_000 {
      let x = random.double()
      #expect(DecimalText.parse(DecimalText.text(x))?.bitPattern == x.bitPattern, "\(x)")
    }
    for i in 0..<100_000 {
      let x = Double(i) / 1000
      #expect(DecimalText.parse(DecimalText.text(x)) == x)
    }
  }

  @Test func numbersWithoutTextAppendNothing() {
    for x in [Double.nan, .infinity, -.infinity] { #expect(DecimalText.text(x).isEmpty) }
  }

  @Test(arguments: [
    "", "-", ".", "e5", "1e", "1e+", "1,000", " 1", "1 ", "nan", "inf", "Infinity", "0x10", "1.2.3", "--1", "1e400",
    "１",
  ])
  func isNotANumber(_ text: String) {
    #expect(DecimalText.parse(text) == nil)
  }

  private static let spellings: [(String, Double)] = [
    (".5", 0.5), ("5.", 5), ("+7", 7), ("007", 7), ("1E3", 1000), ("1e+03", 1000), ("-0", 0), ("0.1e1", 1),
    ("12345678901234567890", 12_345_678_901_234_567_168), ("1e-400", 0), ("0000000000000000000000000.25", 0.25),
    ("0.000000000000000000000000000001", 1e-30),
    ("9007199254740993", 9_007_199_254_740_992), ("123456789012345678901234567890e-20", 1_234_567_890.1234567),
  ]

  @Test(arguments: spellings)
  func otherSpellings(_ text: String, _ expected: Double) {
    #expect(DecimalText.parse(text) == expected)
    #expect(DecimalText.parse(text)?.sign == .plus)
  }

  private static let roundings: [(Double, String)] = [
    (1.0 / 3, "0.333333"), (2.0 / 3, "0.666667"), (123_456.789, "123457"), (999_999.96, "1000000"), (1234.5, "1234.5"),
    (0.00012345678, "0.000123457"), (1e-9, "1e-9"), (1.23456789e-9, "1.23457e-9"), (-2.5e20, "-2.5e20"), (0, "0"),
    (123_456_789, "123456789"), (1_234_567.5, "1234570"), (0.9999999, "1"), (1.0000005, "1"), (1.00005, "1.00005"),
  ]

  @Test(arguments: roundings)
  func rounding(_ x: Double, _ expected: String) {
    #expect(DecimalText.rounded(x) == expected)
  }
}
