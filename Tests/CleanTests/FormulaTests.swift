import Clean
import PanelModel
import Testing
import _TestSupport

/// Formulas against numbers worked by hand.
@Suite struct FormulaTests {
  private func book(_ formula: String, _ unit: String, _ more: String = "") throws -> SmallBook {
    var book = SmallBook()
    try book.add("gdp", from: 2006, [1: [100, 120, 150, 130, 160]])
    try book.add("gdp_index", from: 2006, [1: [112, 110, 120, 90, 105]])
    try book.add("cpi", from: 2006, [1: [101, 104, 106, 99, 103]])
    try book.add("sales", from: 2006, [1: [40, nil, 0, 60, 80]])
    try book.add("people", from: 2006, [1: [10, 10, 12, 0, 16]])
    book.define("x", formula, unit, more)
    return book
  }

  private func expect(
    _ formula: String, _ unit: String, _ expected: [Double?], _ letters: String, line: Int = #line
  ) throws {
    let cleaned = try book(formula, unit).clean()
    let values = cleaned.values("x")
    #expect(zip(values, expected).allSatisfy { isClose($0, $1) }, "\(formula): \(values), line \(line)")
    #expect(cleaned.letters("x") == letters, "\(formula), line \(line)")
  }

  @Test func aVolumeIndexMovesTheValueOfTheBaseYear() throws {
    // 120 in 2007; 2008: x 1.2; 2009: x 0.9; 2010: x 1.05; 2006: 120 over the index of 2007, 1.1.
    try expect(
      "at_prices_of(gdp, volume_index=gdp_index, year=2007)", "万元",
      [120 / 1.1, 120, 144, 144 * 0.9, 144 * 0.9 * 1.05], "AAAAA")
  }

  @Test func aPriceIndexDividesNominalValues() throws {
    try expect(
      "deflate(gdp, price_index=cpi, year=2006)", "万元",
      [100, 120 / 1.04, 150 / (1.04 * 1.06), 130 / (1.04 * 1.06 * 0.99), 160 / (1.04 * 1.06 * 0.99 * 1.03)], "AAAAA")
    try expect(
      "deflate(gdp, price_index=cpi, year=2008)", "万元",
      [100 * 1.04 * 1.06, 120 * 1.06, 150, 130 / 0.99, 160 / (0.99 * 1.03)], "AAAAA")
  }

  @Test func aChainEndsWhereTheIndexIsMissing() throws {
    var book = SmallBook()
    try book.add("gdp", from: 2006, [1: [100, 120, 150, 130, 160]])
    try book.add("gdp_index", from: 2006, [1: [112, 110, nil, 90, 105]])
    book.define("x", "at_prices_of(gdp, volume_index=gdp_index, year=2006)", "万元")
    let cleaned = try book.clean()
    #expect(isClose(cleaned.values("x")[1], 110))
    #expect(Array(cleaned.values("x")[2...]) == [nil, nil, nil])
  }

  @Test func lagsAndGrowthGoByYear() throws {
    try expect("lag(gdp, years=1)", "万元", [nil, 100, 120, 150, 130], "MAAAA")
    try expect("lag(sales, years=2)", "万元", [nil, nil, 40, nil, 0], "MMALA")
    try expect("growth(gdp)", "%", [nil, 20, 25, -100.0 * 20 / 150, 100.0 * 30 / 130], "MAAAA")
  }

  @Test func aMissingFigureIsReplacedOnlyWhereItIsMissing() throws {
    try expect("if_missing(sales, gdp)", "万元", [40, 120, 0, 60, 80], "AEAAA")
    try expect("if_missing(sales, 2 * sales)", "万元", [40, nil, 0, 60, 80], "ALAAA")
  }

  @Test func whatCannotExistIsMissingAndNeverInfinite() throws {
    // Units: 万元 over 万人 is CNY/person.
    try expect("per(gdp, people)", "CNY/person", [10, 12, 12.5, nil, 10], "AAAMA")
    try expect(
      "log(sales / 1)", "1", [12.89921982609012, nil, nil, 13.304684934198282, 13.592367006650065], "ALMAA")
  }

  @Test func sumsMeansAndShares() throws {
    try expect("sum(gdp, sales, gdp)", "万元", [240, nil, 300, 320, 400], "ALAAA")
    try expect("mean(gdp, sales)", "万元", [70, nil, 75, 95, 120], "ALAAA")
    try expect("share(sales, gdp)", "%", [40, nil, 0, 6000.0 / 130, 50], "ALAAA")
    try expect("gdp - sales * 2", "万元", [20, nil, 150, 10, 0], "ALAAA")
    try expect("-(gdp - sales)", "亿元", [-0.006, nil, -0.015, -0.007, -0.008], "ALAAA")
  }

  @Test func anIndicatorReadsOthersInBaseUnits() throws {
    var book = try book("rich * 2", "CNY/person")
    book.define("rich", "gdp / people", "CNY/person")
    book.define("gdp", "gdp", "亿元")
    let cleaned = try book.clean()
    // rich reads the indicator gdp (亿元), which reads the column gdp (万元).
    #expect(isClose(cleaned.values("gdp")[0], 0.01))
    #expect(isClose(cleaned.values("rich")[0], 10))
    #expect(isClose(cleaned.values("x")[0], 20))
  }

  @Test func aColumnNobodyPrintsIsAFinding() throws {
    let cleaned = try book("gdp * rate", "万元").clean()
    #expect(cleaned.values("x") == [nil, nil, nil, nil, nil])
    #expect(cleaned.findings(.seriesMissing).map(\.message) == ["No workbook gives 'rate', which 'x' is computed from"])
    #expect(cleaned.findings(.valueMissing).map(\.count) == [10])
  }
}
