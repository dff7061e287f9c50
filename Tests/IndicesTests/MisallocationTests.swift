import Definitions
import Foundation
import Indices
import PanelModel
import Testing
import _TestSupport

struct MisallocationTests {
  private typealias Elasticities = ProductionFunction.Elasticities

  /// Two areas, Y = (60, 40), K = (30, 70), L = (50, 50), b_K = 0.5 in both: gamma_K = 0.3 / 0.6 and 0.7 / 0.4.
  @Test func byHand() {
    let half = Elasticities(capital: 0.5, labour: 0.5)
    let two = FactorMisallocation([
      .init(output: 60, capital: 30, labour: 50, elasticities: half),
      .init(output: 40, capital: 70, labour: 50, elasticities: half),
    ])
    #expect(worstDifference(two.capital.map { $0?.gamma }, [0.5, 1.75]) < 1e-15)
    #expect(worstDifference(two.capital.map { $0?.tau }, [1, 4.0 / 7 - 1]) < 1e-15)
    #expect(worstDifference(two.labour.map { $0?.tau }, [0.2, -0.2]) < 1e-15)
    // Own elasticities 0.4 and 0.6: b_K = 0.48, shares 0.24 / 0.48 each.
    let own = FactorMisallocation([
      .init(output: 60, capital: 30, labour: 50, elasticities: .init(capital: 0.4, labour: 0.6)),
      .init(output: 40, capital: 70, labour: 50, elasticities: .init(capital: 0.6, labour: 0.4)),
    ])
    #expect(worstDifference(own.capital.map { $0?.gamma }, [0.6, 1.4]) < 1e-15)
    let none = FactorMisallocation([
      .init(output: 60, capital: 30, labour: 50, elasticities: .init(capital: 0, labour: 1)),
      .init(output: 40, capital: 70, labour: 50, elasticities: half),
    ])
    #expect(none.capital[0] == nil && none.capital[1] != nil)
  }

  /// ln Y made from known elasticities, area and year effects is recovered by all four forms.
  @Test(arguments: ProductionFunction.Returns.allCases, ProductionFunction.Slopes.allCases)
  func elasticitiesAreRecovered(_ returns: ProductionFunction.Returns, _ slopes: ProductionFunction.Slopes) throws {
    var random = SplitMix64(seed: 7)
    let effects = (0..<8).map { _ in random.number(-0.2, 0.2) }
    var truth: [AreaCode: Elasticities] = [:]
    var observations: [ProductionFunction.Observation] = []
    for area in (1...6).map({ AreaCode($0) }) {
      let own = slopes == .byArea ? 0.3 + 0.05 * Double(area.rawValue) : 0.45
      truth[area] = Elasticities(capital: own, labour: returns == .constant ? 1 - own : 0.7)
      let level = random.number(0, 2)
      // Area 6 has no figures in the last two years.
      for t in 0..<(area.rawValue == 6 ? 6 : 8) {
        let (k, l) = (random.number(5, 9), random.number(2, 4))
        let b = try #require(truth[area])
        observations.append(
          .init(
            area: area, year: ReferenceYear(Int32(2010 + t)),
            output: exp(level + effects[t] + b.capital * k + b.labour * l), capital: exp(k), labour: exp(l)))
      }
    }
    let fit = try #require(ProductionFunction(observations, returns: returns, slopes: slopes))
    #expect(fit.elasticities.count == 6)
    for (area, b) in truth {
      let ours = try #require(fit.elasticities[area])
      #expect(isClose(ours.capital, b.capital, relative: 1e-10) && isClose(ours.labour, b.labour, relative: 1e-10))
    }
  }

  private let options: [String: OptionValue] = [
    "output": .text("y"), "capital": .text("k"), "labour": .text("l"),
  ]
  private let panel = SmallPanel.make([
    ("y", [60, 60, 40, 40, 10, 10]), ("k", [30, 30, 70, 70, 0, nil]), ("l", [50, 50, 50, 50, 5, 5]),
  ])
  private let given = MeasureRunner.map(("capital", .number(0.5)), ("labour", .number(0.5)))

  @Test func givenElasticitiesAndGaps() throws {
    let result = try MeasureRunner.run(
      "misallocation", options.merging(["elasticities": given]) { a, _ in a }, panel)
    // Area 3 has no capital, so that the totals are those of byHand.
    #expect(worstDifference(result.values("tau_k"), [1, 1, 4.0 / 7 - 1, 4.0 / 7 - 1, nil, nil]) < 1e-15)
    #expect(worstDifference(result.values("abs_tau_l"), [0.2, 0.2, 0.2, 0.2, nil, nil]) < 1e-15)
    #expect(result.series("tau_k")?.statuses[4] == .excluded)
    #expect(result.series("tau_k")?.statuses[5] == .missingNotCollected)
    #expect(result.findings.map(\.code) == [.leftOutOfTotals] && result.findings[0].count == 2)
  }

  @Test func winsorizedTailsAreMarked() throws {
    let result = try MeasureRunner.run(
      "misallocation",
      options.merging(["elasticities": given, "winsorize": .list([.number(0), .number(50)])]) { a, _ in a }, panel)
    // tau_K sorted: two of -3/7, two of 1; the median is 2/7.
    #expect(worstDifference(result.values("tau_k"), [2.0 / 7, 2.0 / 7, -3.0 / 7, -3.0 / 7, nil, nil]) < 1e-14)
    #expect(result.series("abs_tau_k")?.statuses[0] == .treated)
  }

  @Test func whatCannotBeEstimatedIsAnError() throws {
    let error = try #require(throws: MeasureError.self) {
      try MeasureRunner.run("misallocation", options.merging(["slopes": .text("common")]) { a, _ in a }, panel)
    }
    #expect(error.reason == .notIdentified && error.message.contains("4 rows"))
  }

  @Test func implausibleElasticitiesAreFound() throws {
    // Output falls as K/L rises in area 1, and rises in area 2.
    var panel = Panel(
      keys: (1...2).flatMap { a in (1...4).map { PanelKey(area: AreaCode(a), year: ReferenceYear($0)) } })
    panel["y"] = PanelSeries([8, 7, 5, 4, 4, 5, 6, 8])
    panel["k"] = PanelSeries([1, 2, 3, 5, 1, 2, 4, 5])
    panel["l"] = PanelSeries([1, 1, 1, 1, 1, 1, 1, 1])
    var own = options
    own["slopes"] = .text("by_area")
    own["year_effects"] = .flag(false)
    let kept = try MeasureRunner.run("misallocation", own, panel)
    #expect(kept.findings.map(\.code) == [.implausibleElasticity] && kept.findings[0].count == 1)
    #expect(kept.values("tau_k").allSatisfy { $0 != nil })
    #expect(kept.numbers("elasticities", "beta_k")[0] ?? 0 < 0)
    own["implausible"] = .text("missing")
    let missing = try MeasureRunner.run("misallocation", own, panel)
    #expect(missing.values("tau_k")[..<4].allSatisfy { $0 == nil })
    // The other area is alone in the totals: no distortion.
    #expect(worstDifference(missing.values("abs_tau_k").suffix(4), [0, 0, 0, 0]) == 0)
    #expect(missing.findings.map(\.code) == [.implausibleElasticity, .leftOutOfTotals])
  }

  @Test func wrongOptionsAreRefused() throws {
    func refusal(_ more: [String: OptionValue]) throws -> DefinitionError {
      try #require(throws: DefinitionError.self) {
        try MeasureRunner.run("misallocation", options.merging(more) { _, b in b }, panel)
      }
    }
    #expect(try refusal([:]).message == "'slopes' is missing")
    #expect(try refusal(["elasticities": given, "slopes": .text("common")]).message.contains("no meaning"))
    #expect(try refusal(["slopes": .text("by_city")]).remedy.contains("by_area"))
    #expect(try refusal(["capital": .text("y"), "slopes": .text("common")]).message.contains("'y'"))
    #expect(
      try refusal(["slopes": .text("common"), "winsorize": .list([.number(99), .number(1)])]).message.contains("rising")
    )
  }
}

@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct MisallocationGoldenTests {
  @Test(arguments: ["common", "cityslope"]) func reference(form: String) throws {
    let input = try GoldenCSV("spatial/inputs/misalloc_panel.csv")
    let data = try GoldenPanel(input, columns: ["Y", "K", "L"].map { $0 }, unit: "city", time: "year")
    let options: [String: OptionValue] = [
      "output": .text("y"), "capital": .text("k"), "labour": .text("l"),
      "slopes": .text(form == "common" ? "common" : "by_area"),
    ]
    var panel = Panel(keys: data.panel.keys)
    for name in ["Y", "K", "L"] { panel[IndicatorCode(name.lowercased())] = data.panel[IndicatorCode(name)] }
    let result = try MeasureRunner.run("misallocation", options, panel)
    let csv = try GoldenCSV("spatial/expected/ref_misalloc_\(form).csv")
    #expect(try csv.text("city") == input.text("city") && csv.text("year") == input.text("year"))
    var worst = 0.0
    for name in ["gamma_K", "gamma_L", "tau_K", "tau_L", "abs_tau_K", "abs_tau_L"] {
      let ours = try #require(result.series(name.lowercased()))
      // tau = 1 / gamma - 1 cancels where gamma is near 1: against sixty digits the file itself is off by 1.9e-12 of a tau
      // of 0.0023. There it is compared absolutely.
      let floor = name.hasPrefix("gamma") ? 1e-15 : 1e-14
      worst = max(worst, worstDifference(data.inFileOrder(ours), try csv.numbers(name), floor: floor))
    }
    GoldenReport.record(method: "misallocation", file: csv.path, worst: worst)
    #expect(worst <= 1e-12)

    let betas = try GoldenCSV("spatial/expected/ref_misalloc_beta.csv")
    let names = try betas.text("param")
    let values = try betas.numbers("value")
    let cities = try input.text("city")
    // The file numbers cities, the panel numbers them in order of name.
    let ours = result.numbers("elasticities", "beta_k")
    var slopes = 0.0
    for (row, city) in cities.enumerated() {
      let name = form == "common" ? "betaK_common" : "betaK_city\(city ?? "")"
      let theirs = values[try #require(names.firstIndex(of: name))]
      slopes = max(slopes, relativeDifference(ours[Int(data.panel.keys[data.rows[row]].area.rawValue) - 1], theirs))
    }
    GoldenReport.record(method: "misallocation", file: "\(betas.path) \(form)", worst: slopes)
    #expect(slopes <= 1e-12)
  }
}
