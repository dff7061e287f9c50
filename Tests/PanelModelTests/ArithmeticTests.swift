import PanelModel
import Testing

/// Sums with their numbers put in: what they print is what they come to.
@Suite struct ArithmeticTests {
  private static let cases: [(Arithmetic, String, Double)] = [
    (.sum([.product([0.5, 3]), .product([0.25, 8])]), "0.5 x 3 + 0.25 x 8", 3.5),
    (.quotient(.difference(7, 4), .difference(10, 4)), "(7 - 4) / (10 - 4)", 0.5),
    (.difference(5, .sum([1, 2])), "5 - (1 + 2)", 2),
    (.difference(5, .number(-2)), "5 - (-2)", 7),
    (.quotient(8, .quotient(4, 2)), "8 / (4 / 2)", 4),
    (.quotient(.product([2, 6]), 3), "2 x 6 / 3", 4),
    (.product([.quotient(6, 3), 5]), "6 / 3 x 5", 10),
    (.call(.sqrt, [.product([2, 8])]), "sqrt(2 x 8)", 4),
    (.call(.min, [.call(.max, [3, 5]), 4]), "min(max(3, 5), 4)", 4),
    (.call(.mean, [1, 2, 6]), "mean(1, 2, 6)", 3),
    (.call(.power, [2, 10]), "pow(2, 10)", 1024),
    (.call(.atan2, [0, 1]), "atan2(0, 1)", 0),
    (.call(.exp, [.call(.ln, [1])]), "exp(ln(1))", 1),
    (.call(.abs, [.difference(1, 4)]), "abs(1 - 4)", 3),
  ]

  @Test(arguments: cases.indices) func itPrintsWhatItComputes(_ i: Int) {
    let (sum, text, value) = Self.cases[i]
    #expect(sum.text() == text)
    #expect(sum.value == value)
  }

  @Test func digitsAreRoundedForTheEyeOnly() {
    let sum = Arithmetic.product([.number(1.0 / 3), 3])
    #expect(sum.text(significant: 4) == "0.3333 x 3")
    #expect(sum.text() == "0.3333333333333333 x 3")
    #expect(sum.value == 1)
  }

  @Test func aStepComparesItsSumWithItsValue() {
    var step = ExplanationStep(.formula, "x", area: AreaCode(1), areaName: "", year: ReferenceYear(2020))
    step.equation = .quotient(1, 3)
    #expect(step.agrees)
    step.value = .number(1.0 / 3)
    #expect(step.agrees)
    step.value = .number(1.0 / 3 * (1 + 5e-13))
    #expect(step.agrees)
    step.value = .number(1.0 / 3 * (1 + 5e-12))
    #expect(!step.agrees)
  }

  @Test func whatIsShownTwicePointsToItsFirstShowing() {
    func step(_ code: String, _ identity: String, _ steps: [ExplanationStep] = []) -> ExplanationStep {
      var step = ExplanationStep(.series, code, area: AreaCode(1), areaName: "", year: ReferenceYear(2020))
      step.identity = identity
      step.steps = steps
      return step
    }
    let shared = step("b", "b 2020", [step("c", "c 2020")])
    let explanation = Explanation(
      panel: "p", area: AreaCode(1), areaName: Title(), year: ReferenceYear(2020), code: "a",
      root: step("a", "a 2020", [shared, shared])
    ).numbered()
    #expect(explanation.root.all.map(\.number) == [1, 2, 3, 4])
    #expect(explanation.root.all.map(\.sameAs) == [nil, nil, nil, 2])
  }
}
