import Foundation
import PanelModel
import Pipeline
import Report
import Testing

/// Weights as an explanation tells them: whoever has the figures on the page must be able to compute them again.
@Suite struct ExplainWeightsTests {
  /// The project of three cities with an index of two dimensions, weighed by entropy; one indicator has a gap.
  private static func project() throws -> TemporaryProject {
    let project = try TemporaryProject("explained")
    try project.write(
      "code: doctors_total\ntitle: {zh: 医生数, en: Doctors}\nformula: doctors\nunit: 万人\n",
      to: "indicators/base/doctors-total.yaml")
    try project.write(
      """
      code: wellbeing
      title: {zh: 民生指数, en: Well-being index}
      normalize: {method: min_max, over: pooled}
      weight: {method: entropy, over: pooled, shift: 0.01}
      aggregate: {method: weighted_arithmetic, when_missing: {at_least: 0.2}}
      tree:
        product: {title: {zh: 产出, en: Product}, of: [gdp_per_capita]}
        health: {title: {zh: 健康, en: Health}, of: [doctors_per_1000, doctors_total]}

      """, to: "indicators/indices/wellbeing.yaml")
    return project
  }

  private static func explain(_ project: TemporaryProject, _ area: String, _ year: Int32, _ code: String) throws
    -> Explanation
  {
    let catalog = try Validation.load(project.project)
    let explanation = try withExtendedLifetime(project) {
      try Explainer(project.project, catalog: catalog, panel: "cities").explain(area: area, year: year, code: code)
    }
    #expect(explanation.isSound, "\(ExplanationText(explanation).text)")
    return explanation
  }

  private static func number(_ name: String, _ fact: ExplanationStep.Fact) -> Double? {
    switch fact.values.first(where: { $0.name == name })?.value {
    case .double(let x)?: x
    case .int(let n)?: Double(n)
    default: nil
    }
  }

  /// e of the twelve values less the two missing, from the shift and the formula the page states.
  @Test func theEntropyFollowsFromWhatIsStated() throws {
    let project = try Self.project()
    let explainer = try Explainer(
      project.project, catalog: try Validation.load(project.project), panel: "cities")
    var z: [Double] = []
    var facts: [ExplanationStep.Fact] = []
    var root: [ExplanationStep.Fact] = []
    for key in explainer.keys {
      let whole = try explainer.explain(area: key.area.description, year: key.year.rawValue, code: "wellbeing").root
      let step = try #require(whole.all.first { $0.kind == .normalised && $0.code == "doctors_total" })
      if let value = step.value?.number { z.append(value) }
      (facts, root) = (step.facts, whole.facts)
    }
    let weighting = try #require(root.first { $0.name == "weighting" })
    let shift = try #require(Self.number("shift", weighting))
    #expect(shift == 0.01)
    #expect(weighting.text.contains("p = (z + 0.01) / sum of (z + 0.01), e = -k x sum of p x ln(p) with k = 1 / ln(n)"))
    let sum = z.map { $0 + shift }.reduce(0, +)
    let e = -z.map { ($0 + shift) / sum }.map { $0 * log($0) }.reduce(0, +) / log(Double(z.count))
    let fact = try #require(facts.first { $0.name == "entropy" })
    #expect(Self.number("n", fact) == Double(z.count))
    #expect(abs(try #require(Self.number("entropy", fact)) - e) < 1e-12)
    let d = try #require(Self.number("divergence", fact))
    let total = try #require(Self.number("divergence_sum", fact))
    #expect(abs(d / total - (Self.number("value", fact) ?? 0)) < 1e-15)
  }

  /// The product shown must give the effective weight shown, and the first of its factors is that of the table.
  @Test func theEffectiveWeightIsDerivedFromThoseOfTheTableAndOfTheDimension() throws {
    let root = try Self.explain(Self.project(), "乙市", 2018, "wellbeing").root
    let step = try #require(root.all.first { $0.kind == .normalised && $0.code == "doctors_per_1000" })
    let text = try #require(step.facts.first { $0.name == "weight" }?.text)
    let match = try #require(
      text.firstMatch(of: /^effective weight in wellbeing: ([0-9.]+) in health x ([0-9.]+) of health = ([0-9.]+)$/),
      "\(text)")
    let (own, above, whole) = (Double(match.1) ?? 0, Double(match.2) ?? 0, Double(match.3) ?? 0)
    #expect(abs(own * above - whole) < 1e-7)
    let entropy = try #require(step.facts.first { $0.name == "entropy" })
    #expect(entropy.text.hasSuffix(" = \(match.3)"), "\(entropy.text)")
    let health = try #require(root.steps.first { $0.code == "health" })
    #expect(
      health.facts.contains {
        $0.text == "weight in wellbeing \(match.2), the sum of the effective weights of its 2 indicators"
      }, "\(health.facts.map(\.text))")
    // Asked for the dimension alone, the table holds the first factor.
    let table = try #require(try Self.explain(Self.project(), "乙市", 2018, "health").root.table)
    guard case .double(let weights)? = table["weight"]?.values else { throw CancellationError() }
    #expect(abs((weights[0] ?? 0) - own) < 1e-6)
  }

  /// 甲市's doctors of 2018 are a dash: its row has no part, and the weights of the others are those used.
  @Test(arguments: ["wellbeing", "health"]) func theTableHoldsTheWeightsUsed(_ code: String) throws {
    let root = try Self.explain(Self.project(), "甲市", 2018, code).root
    let table = try #require(root.table)
    guard case .double(let weights)? = table["weight"]?.values, case .double(let values)? = table["normalised"]?.values,
      case .double(let parts)? = table["contribution"]?.values
    else { throw CancellationError() }
    #expect(weights.last == .some(nil))
    #expect(abs(weights.compactMap { $0 }.reduce(0, +) - 1) < 1e-14)
    for (i, part) in parts.enumerated() {
      if let part {
        #expect(abs((weights[i] ?? 0) * (values[i] ?? 0) - part) < 1e-15)
      } else {
        #expect(weights[i] == nil)
      }
    }
    // Without the steps below it, the score still says why.
    let shown = ExplanationText(try Self.explain(Self.project(), "甲市", 2018, code).limited(to: 0)).text
    #expect(shown.contains("doctors_total is missing"), "\(shown)")
    #expect(shown.contains("scaled up"), "\(shown)")
  }

  /// The factor of the sum and the words beside it say the same.
  @Test func theUnitsFactorIsThatOfTheSum() throws {
    let small = try Self.explain(Self.project(), "乙市", 2018, "doctors_per_1000")
    let words = "in 1/1000: 1 1/1000 is 0.001, hence x 1000"
    #expect(small.root.facts.contains { $0.name == "formula" && $0.text.hasSuffix(words) })
    #expect(small.root.equation?.text() == "520 / 400000 x 1000")
    let large = try Self.explain(Self.project(), "乙市", 2018, "doctors_total")
    #expect(
      large.root.facts.contains { $0.text == "doctors_total = doctors, in 万人: 1 万人 is 10000 person, hence / 10000" })
    #expect(large.root.equation?.text() == "520 / 10000")
  }

  @Test func jsonAndCodebookStateTheShift() throws {
    let project = try Self.project()
    let json = ExplanationJSON(try Self.explain(project, "乙市", 2018, "wellbeing")).text
    #expect(json.contains("\"shift\": 0.01"))
    #expect(json.contains("\"score\": \"unshifted\""))
    try project.build()
    let codebook = try project.text("output/panels/cities/codebook.md")
    #expect(
      codebook.contains(
        "- Weights of `wellbeing`: weights by entropy (熵值法) over all 3 indicators together, shift 0.01, score unshifted: "
      ))
    #expect(codebook.contains("rows of the node `effective`"))
    #expect(codebook.contains("- `missing.csv` counts every cell once, under its final status"))
  }

  /// A dimension is asked for like an index.
  @Test func weightsOfADimensionAreFound() throws {
    let project = try Self.project()
    try project.build()
    let table = try BuiltWeights.read(project.project, index: "health", panel: nil)
    guard case .text(let indices)? = table["index"]?.values, case .text(let indicators)? = table["indicator"]?.values
    else { throw CancellationError() }
    #expect(indices == ["wellbeing", "wellbeing"])
    #expect(indicators == ["doctors_per_1000", "doctors_total"])
    #expect(try BuiltWeights.read(project.project, index: "wellbeing", panel: "cities")["index"] == nil)
    #expect(throws: PipelineError.self) { try BuiltWeights.read(project.project, index: "healt", panel: nil) }
  }
}
