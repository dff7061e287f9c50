import Spreadsheet
import Testing
import _TestSupport

@Suite struct NumberTextTests {
  @Test(arguments: [
    ("0", 0), ("-0", -0.0), ("1", 1), ("-12.5", -12.5), ("+3", 3), (".5", 0.5), ("5.", 5), ("1E+2", 100),
    ("1e308", 1e308), ("5e-324", .leastNonzeroMagnitude), ("0.30000000000000004", 0.1 + 0.2), ("007", 7), ("1e-400", 0),
    ("8.5300000000000011", 8.530000000000001), ("123456789012345678901234567890", 1.2345678901234568e29),
    ("9007199254740993", 9_007_199_254_740_992), ("0.1e1", 1), ("100000000000000000000000e-23", 1),
  ])
  func reads(text: String, value: Double) throws {
    let parsed = try #require(NumberText.parse(text))
    #expect(parsed.bitPattern == value.bitPattern)
  }

  @Test(arguments: [
    "", " ", "-", "+", ".", "-.", "e5", "1e", "1e+", "1,5", "0x10", "NaN", "INF", "inf", "1e999", "-1e999", "１２",
    "1 2", " 1", "1 ", "--1", "1.2.3", "1e5.5", "1_000",
  ])
  func refuses(text: String) {
    #expect(NumberText.parse(text) == nil)
  }

  /// The standard library's own reading is correctly rounded and serves as the judge.
  @Test func agreesWithTheStandardLibrary() {
    var random = SplitMix64(seed: 20_260_714)
    var wrong: [String] = []
    for _ in 0..<200_000 {
      let digits = String(random.next() % 10_000_000_000_000_000_000)
      let point = Int(random.next() % UInt64(digits.utf8.count + 1))
      let zeros = String(repeating: "0", count: Int(random.next() % 6))
      let text = "\(digits.prefix(point)).\(point == 0 ? zeros : "")\(digits.dropFirst(point))"
      if NumberText.parse(text)?.bitPattern != Double(text)?.bitPattern { wrong.append(text) }
    }
    #expect(wrong == [])
  }

  @Test func agreesOnShortestFormsOfRandomDoubles() {
    var random = SplitMix64(seed: 7)
    var wrong: [Double] = []
    for _ in 0..<200_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      if NumberText.parse("\(value)")?.bitPattern != value.bitPattern { wrong.append(value) }
    }
    #expect(wrong == [])
  }

  @Test(arguments: [
    (0.0, "0"), (1, "1"), (-2.5, "-2.5"), (1_000_000, "1000000"), (8.530000000000001, "8.530000000000001"),
    (0.0001, "0.0001"), (1e20, "1e+20"),
  ])
  func prints(value: Double, text: String) {
    #expect(NumberText.text(value) == text)
  }

  /// What a workbook stores comes back digit by digit, whether the digits are kept or made again.
  @Test func storedDigitsComeBackExactly() throws {
    var random = SplitMix64(seed: 99)
    var texts = ["0", "-0", "0.0", "1.50", "007", "+1", "1E3", "0.0001", "0.00001", "0.00012", "-0.5", ".5", "5."]
    texts += ["999999999999999", "1000000000000000", "123456789.123456", "8.530000000000001", "8.5300000000000011"]
    for _ in 0..<2_000 {
      let whole = random.next() % 1_000_000
      let fraction = String(random.next() % 10_000_000_000).prefix(Int(random.next() % 11))
      texts.append(fraction.isEmpty ? "\(whole)" : "\(whole).\(fraction)")
    }
    let rows = texts.map { [TinyWorkbook.Value.number($0)] }
    let sheet = try Workbook.open(bytes: TinyWorkbook(sheets: [.init("n", rows: rows)]).bytes(), name: "n").sheet(at: 0)
    #expect(sheet.count == texts.count)
    for (row, text) in texts.enumerated() {
      #expect(sheet.text(row, 0) == text)
      #expect(sheet.number(row, 0)?.bitPattern == Double(text.hasSuffix(".") ? text + "0" : text)?.bitPattern)
    }
  }
}
