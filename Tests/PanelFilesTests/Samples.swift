import PanelModel

/// A small repeatable source of random numbers (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A finite double of any sign and size, subnormal numbers included.
  mutating func double() -> Double {
    while true {
      let value = Double(bitPattern: next())
      if value.isFinite { return value }
    }
  }
}

enum Samples {
  /// Texts that trip readers: quotes, separators, line ends, other scripts, look-alikes of numbers and of missing.
  static let hostileTexts: [String?] = [
    "襄阳市", "a,b", "say \"no\"", "\"", "\"\"", "line\nbreak", "cr\rlf\r\n", "", nil, " blank ", "NA", "NaN", "null",
    "1.0",
    "00123", "-", "—", "…", "é", "e\u{301}", "😀", "\u{2028}", "tab\tbed", "#note", "'", ";", "\u{85}", "\\n", "\\",
    "\u{1}", "1e5", "True", "2020-01-01", "=1+1", "\u{FEFF}bom", String(repeating: "长", count: 500),
  ]

  static let hostileDoubles: [Double?] = [
    0, -0.0, 1, -1, 0.1, 1.0 / 3, -2.0 / 3, nil, .leastNonzeroMagnitude, .leastNormalMagnitude,
    Double.leastNormalMagnitude.nextDown, 1e308,
    .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1e-5, 1e-4, 9.999e-5, 1e15, 1e16, 9_007_199_254_740_992,
    9_007_199_254_740_994, -9_007_199_254_740_992, 123_456_789.123, 3129.3, 2e8, 1e22, 1e23, 0.30000000000000004,
    4.35, 100, 2006,
  ]

  /// A table whose cells are hostile in every column.
  static let hostile: DataTable = {
    let rows = hostileTexts.count
    return DataTable(columns: [
      DataColumn("city_id", .int32((0..<rows).map { 110_000 + Int32($0) })),
      DataColumn("name", .text(hostileTexts)),
      DataColumn("value", .double((0..<rows).map { hostileDoubles[$0 % hostileDoubles.count] })),
      DataColumn("count", .int32((0..<rows).map { [nil, 0, .min, .max, -1][$0 % 5] })),
      DataColumn("nothing", .double(Array(repeating: nil, count: rows))),
      DataColumn("no_text", .text(Array(repeating: nil, count: rows))),
    ])
  }()

  /// Random columns of every type, about a tenth missing.
  static func random(rows: Int, seed: UInt64) -> DataTable {
    var random = SeededGenerator(state: seed)
    func some<Value>(_ make: (inout SeededGenerator) -> Value) -> [Value?] {
      (0..<rows).map { _ in random.next() % 10 == 0 ? nil : make(&random) }
    }
    let names = (0..<50).map { "市\($0)" }
    return DataTable(columns: [
      DataColumn("key", .int32((0..<rows).map { Int32($0) })),
      DataColumn("share", .double(some { Double($0.next() % 10_000) / 100 })),
      DataColumn("score", .double(some { $0.double() })),
      DataColumn("rank", .int32(some { Int32(truncatingIfNeeded: $0.next()) })),
      DataColumn("name", .text(some { names[Int($0.next() % 50)] })),
      DataColumn("unique", .text(some { String($0.next(), radix: 36) })),
    ])
  }
}

extension DataTable {
  /// True if all columns have the same names, types and bits; `==` holds composed and decomposed letters to be equal.
  func isIdentical(to other: DataTable) -> Bool {
    columns.count == other.columns.count
      && zip(columns, other.columns).allSatisfy { $0.name == $1.name && $0.values.isIdentical(to: $1.values) }
  }
}

extension DataColumn.Values {
  /// The same type, missing cells and bits. Minus zero counts as zero, as every format has it.
  func isIdentical(to other: DataColumn.Values) -> Bool {
    switch (self, other) {
    case (.int32(let a), .int32(let b)): a == b
    case (.double(let a), .double(let b)):
      a.map { $0.map { ($0 + 0).bitPattern } } == b.map { $0.map { ($0 + 0).bitPattern } }
    case (.text(let a), .text(let b)): a.map { $0.map { Array($0.utf8) } } == b.map { $0.map { Array($0.utf8) } }
    default: false
    }
  }
}
