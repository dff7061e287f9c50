import Aggregate
import Definitions
import Normalize
import PanelModel
import Testing
import Weight
import _TestSupport

/// The three stages one after the other: raw panel, min-max, entropy weights, scores.
struct WholeIndexTests {
  private struct Result {
    var normalized: Panel
    var weights: WeightStage.Output
    var scores: Panel
  }

  private func score(
    _ panel: Panel, _ items: [NormalizationItem], _ tree: IndexNode, shift: Double = 0, score: String = "unshifted",
    aggregate: String = "weighted_arithmetic"
  ) throws -> Result {
    var findings: [Finding] = []
    let normalized = try NormalizeStage(rule: NormalizationRule(MethodChoice("min_max"), over: .pooled))
      .run(.init(panel: panel, items: items), findings: &findings).panel
    let options = MethodOptions(["shift": .number(shift), "score": .text(score)])
    let weights = try WeightStage(rule: WeightRule(MethodChoice("entropy", options: options)))
      .run(.init(panel: normalized, tree: tree), findings: &findings)
    let scores = try AggregateStage(rule: AggregationRule(MethodChoice(aggregate), atLeast: 0.5)).run(
      .init(panel: normalized, tree: tree, weights: weights.nodes, shift: weights.scoreShift), findings: &findings)
    return Result(normalized: normalized, weights: weights, scores: scores)
  }

  private func flat(_ codes: [String]) -> IndexNode {
    IndexNode(code: "index", children: codes.map { IndexNode(code: IndicatorCode($0)) })
  }

  @Test(
    .enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)),
    arguments: ["0", "0.0001", "0.001", "0.01"])
  func asemPanelScores(shift: String) throws {
    let csv = try GoldenCSV("composite/entropy/panel_scores_shift\(shift).csv")
    let codes = Array(try GoldenCSV("composite/entropy/panel_variants.csv").header.dropFirst())
    let raw = try GoldenPanel(try GoldenCSV("composite/coinr/panel_raw.csv"), columns: codes, time: "Time")
    let golden = try GoldenPanel(csv, columns: [], time: "Time")
    let meta = try GoldenCSV("composite/input/asem_iMeta.csv")
    let negative = Set(
      zip(try meta.text("iCode"), try meta.numbers("Direction")).compactMap { $1 == -1 ? $0 : nil })
    let items = codes.map { NormalizationItem(IndicatorCode($0), negative.contains($0) ? .negative : .positive) }
    for (score, column) in [("unshifted", "score_sum_w_z"), ("shifted", "score_sum_w_zshift")] {
      let result = try self.score(
        raw.panel, items, flat(codes), shift: try #require(Double(shift)), score: score)
      let ours = golden.inFileOrder(try #require(result.scores["index"]))
      let worst = worstDifference(ours, try csv.numbers(column), floor: 0)
      GoldenReport.record(
        method: "min_max + entropy + weighted_arithmetic", file: "\(csv.path) \(column)", worst: worst)
      #expect(worst <= 1e-12)
    }
  }

  @Test(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
  func cityPanelOfPublishedCode() throws {
    let weights = try GoldenCSV("composite/entropy/china16x6_weights_shift0.001.csv")
    let csv = try GoldenCSV("composite/entropy/china16x6_scores_shift0.001.csv")
    let codes = try weights.text("indicator").compactMap { $0 }
    let raw = try GoldenPanel(
      try GoldenCSV("composite/entropy/china16x6_input.csv"), columns: codes, unit: "city", time: "year")
    let golden = try GoldenPanel(csv, columns: [], unit: "city", time: "year")
    let items = zip(codes, try weights.numbers("negative")).map { code, negative in
      NormalizationItem(IndicatorCode(code), negative == 1 ? .negative : .positive)
    }
    let result = try score(raw.panel, items, flat(codes), shift: 0.001, score: "shifted")
    let worst = worstDifference(
      golden.inFileOrder(try #require(result.scores["index"])), try csv.numbers("score_shifted"), floor: 0)
    GoldenReport.record(method: "min_max + entropy + weighted_arithmetic", file: csv.path, worst: worst)
    #expect(worst <= 1e-12)
  }

  /// Raw columns of 30 areas x 5 years with gaps, and a tree of two dimensions.
  private func made(seed: Int) -> (Panel, [NormalizationItem], IndexNode) {
    var random = SplitMix64(seed: UInt64(seed))
    var keys: [PanelKey] = []
    for area: Int32 in 1...30 {
      for year: Int32 in 2001...2005 { keys.append(PanelKey(area: AreaCode(area), year: ReferenceYear(year))) }
    }
    var panel = Panel(keys: keys)
    var items: [NormalizationItem] = []
    for j in 0..<7 {
      let values = keys.map { _ -> Double? in
        random.unit() < 0.05 ? nil : 10 + 1000 * random.unit() * random.unit()
      }
      items.append(NormalizationItem(IndicatorCode("x\(j)"), j % 3 == 2 ? .negative : .positive))
      panel[items[j].code] = PanelSeries(values)
    }
    let leaves = items.map { IndexNode(code: $0.code) }
    let tree = IndexNode(
      code: "index",
      children: [
        IndexNode(code: "d1", children: Array(leaves[..<3])), IndexNode(code: "d2", children: Array(leaves[3...])),
      ])
    return (panel, items, tree)
  }

  @Test(arguments: 1...10) func rescalingUnitsChangesNoScore(seed: Int) throws {
    let (panel, items, tree) = made(seed: seed)
    let expected = try score(panel, items, tree)
    var scaled = panel
    for (item, scale) in zip(items, [1e-12, 1e15, 1e4, 1e8, 0.1, 1e-4, 3]) {
      scaled[item.code] = PanelSeries(try #require(panel[item.code]).values.map { $0.map { $0 * scale } })
    }
    let result = try score(scaled, items, tree)
    for code in expected.scores.codes {
      #expect(
        worstDifference(
          try #require(result.scores[code]).values, try #require(expected.scores[code]).values, floor: 1e-13) <= 1e-12)
    }
  }

  @Test(arguments: 1...10) func renumberingAreasChangesOnlyTheOrder(seed: Int) throws {
    let (panel, items, tree) = made(seed: seed)
    let expected = try score(panel, items, tree)
    var random = SplitMix64(seed: UInt64(seed) + 77)
    let numbers = (1...30).map { Int32($0) }.shuffled(using: &random)
    func renumbered(_ key: PanelKey) -> PanelKey {
      PanelKey(area: AreaCode(numbers[Int(key.area.rawValue) - 1]), year: key.year)
    }
    var other = Panel(keys: panel.keys.map(renumbered))
    let rows = try panel.keys.map { try #require(other.row(of: renumbered($0))) }
    for code in panel.codes {
      var values = [Double?](repeating: nil, count: rows.count)
      for (i, row) in rows.enumerated() { values[row] = panel[code]?[i] }
      other[code] = PanelSeries(values)
    }
    let result = try score(other, items, tree)
    let ours = try #require(result.scores["index"])
    #expect(worstDifference(rows.map { ours[$0] }, try #require(expected.scores["index"]).values) <= 1e-12)
  }

  @Test(arguments: 1...10) func scoresLieWithinTheirPartsAndStatusesTellOfGaps(seed: Int) throws {
    let (panel, items, tree) = made(seed: seed)
    let result = try score(panel, items, tree)
    for node in tree.innerNodes {
      let own = try #require(result.scores[node.code])
      for i in 0..<own.count {
        let children = node.children.map { (result.scores[$0.code] ?? result.normalized[$0.code])?[i] }
        guard let score = own[i] else { continue }
        let present = children.compactMap { $0 }
        #expect(try score >= #require(present.min()) - 1e-15 && score <= #require(present.max()) + 1e-15)
        if present.count < children.count { #expect(own.statuses[i] == .estimated) }
      }
    }
  }
}
