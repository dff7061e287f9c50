import Definitions
import PanelModel
import Testing

@Suite struct ExpressionParserTests {
  private typealias Formula = Definitions.Expression

  private func parse(_ text: String) throws -> Definitions.Expression {
    try ExpressionParser.parse(value("f: \"\(text)\"").map().required("f"))
  }

  private func said(_ text: String) -> String? { message { try parse(text) } }

  private func ref(_ code: IndicatorCode, _ scope: StatisticalScope? = nil) -> Definitions.Expression {
    .reference(code, scope: scope)
  }

  @Test func timesBindsBeforePlusAndBothGoFromTheLeft() throws {
    #expect(try parse("a + b * c") == .binary(.plus, ref("a"), .binary(.times, ref("b"), ref("c"))))
    #expect(try parse("a - b - c") == .binary(.minus, .binary(.minus, ref("a"), ref("b")), ref("c")))
    #expect(try parse("a / b / c") == .binary(.over, .binary(.over, ref("a"), ref("b")), ref("c")))
    #expect(try parse("a / b * c") == .binary(.times, .binary(.over, ref("a"), ref("b")), ref("c")))
  }

  @Test func bracketsAndSigns() throws {
    #expect(try parse("(a + b) * c") == .binary(.times, .binary(.plus, ref("a"), ref("b")), ref("c")))
    #expect(try parse("-a * b") == .binary(.times, .negated(ref("a")), ref("b")))
    #expect(try parse("a - -b") == .binary(.minus, ref("a"), .negated(ref("b"))))
    #expect(try parse("- - a") == .negated(.negated(ref("a"))))
  }

  @Test func numbers() throws {
    #expect(try parse("1.5e3") == .number(1500))
    #expect(try parse("2e-3") == .number(0.002))
    #expect(try parse("1-2") == .binary(.minus, .number(1), .number(2)))
    for text in ["1.2.3", "1e", "１"] { #expect(said(text) != nil, "\(text)") }
  }

  @Test func aScopeMayBeWrittenAfterACode() throws {
    #expect(try parse("gdp@municipal_districts") == ref("gdp", .municipalDistricts))
    #expect(try parse("gdp @whole_city / gdp") == .binary(.over, ref("gdp", .wholeCity), ref("gdp")))
    #expect(said("gdp@whole_cty")?.contains("Did you mean 'whole_city'?") == true)
  }

  @Test func callsTakePositionalAndNamedArguments() throws {
    #expect(
      try parse("at_prices_of(gdp, volume_index=gdp_index, year=2006)")
        == .call(
          .atPricesOf, [ref("gdp")],
          named: [.init(name: "volume_index", value: ref("gdp_index")), .init(name: "year", value: .number(2006))]))
    #expect(try parse("sum(a, b, 1)") == .call(.sum, [ref("a"), ref("b"), .number(1)], named: []))
    #expect(
      try parse("lag( a ,years = 2 )") == .call(.lag, [ref("a")], named: [.init(name: "years", value: .number(2))]))
    #expect(try parse("per(a, mean(b, c))").references.map(\.code) == ["a", "b", "c"])
  }

  private static let mistakeCases: [(String, Int, String)] = [
    ("a +", 9, "The formula ends too early"), ("(a + b", 12, "')' is missing"),
    ("a b", 8, "'b' is not expected here"), ("a $ b", 8, "'$' is not expected here"),
    ("* a", 6, "'*' is not expected here"), ("A + b", 8, "'A' is not a code"), ("gdp ** 2", 11, "'*' is not expected"),
    ("sum(a, b", 14, "')' is missing after the arguments of sum"), ("sum()", 10, "')' is not expected here"),
    ("summ(a)", 11, "'summ' is not a function. Did you mean 'sum'?"),
    ("log(a, b)", 15, "log takes 1 argument before its named ones"),
    ("share(a)", 14, "share takes 2 arguments before its named ones"),
    ("lag(a)", 12, "lag needs 'years='"), ("lag(a, year=1)", 20, "lag needs 'years='"),
    ("log(a, base=2)", 20, "log has no 'base='"),
    ("lag(a, years=1, yeers=2)", 30, "lag has no 'yeers='. Did you mean 'years'?"),
    ("lag(a, years=1.5)", 23, "'years=' of lag takes a whole number"),
    ("deflate(a, price_index=cpi, year=b)", 41, "'year=' of deflate takes a whole number"),
    ("deflate(a, price_index=100, year=2006)", 44, "'price_index=' of deflate takes the code of a series"),
  ]

  @Test("Every mistake is named, with the column it stands at", arguments: mistakeCases)
  func mistakes(text: String, column: Int, expected: String) throws {
    let said = try #require(self.said(text))
    // The formula begins at column 4 with a quotation mark.
    #expect(said.hasPrefix("f.yaml:1:\(column - 2): \(expected)"), "\(said)")
  }

  @Test func nestingHasALimit() throws {
    #expect(try parse(String(repeating: "(", count: 60) + "a" + String(repeating: ")", count: 60)) == ref("a"))
    let deep = String(repeating: "(", count: 100_000) + "a" + String(repeating: ")", count: 100_000)
    #expect(said(deep)?.contains("nested more than 64 deep") == true)
    #expect(said(String(repeating: "-", count: 100_000) + "a")?.contains("nested more than 64 deep") == true)
  }
}
