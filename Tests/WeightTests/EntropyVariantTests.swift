import Definitions
import Foundation
import Normalize
import PanelModel
import Testing
import Weight
import _TestSupport

/// Variants of panel entropy weights found in published code: the right ones are reproduced, the wrong ones are shown
/// to differ.
@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct EntropyVariantTests {
  private let variants: GoldenCSV
  private let codes: [String]
  private let scaled: GoldenPanel

  init() throws {
    variants = try GoldenCSV("composite/entropy/panel_variants.csv")
    codes = Array(variants.header.dropFirst())
    scaled = try GoldenPanel(
      try GoldenCSV("composite/entropy/panel_minmax_global.csv"), columns: codes, time: "Time")
  }

  private func golden(_ start: String) throws -> [Double?] {
    let row = try #require(variants.rows.first { $0[0].hasPrefix(start) })
    return row.dropFirst().map { Double($0) }
  }

  private func ours(_ panel: Panel, shift: Double = 0) throws -> [Double?] {
    let method = try EntropyWeighting(options: MethodOptions(["shift": .number(shift)]))
    return try method.weights(
      of: codes.map { WeightingColumn(IndicatorCode($0), panel[IndicatorCode($0)]?.values ?? []) }
    ).entries.map(\.weight)
  }

  private func check(_ ours: [Double?], _ variant: String, to tolerance: Double = 1e-12) throws {
    let worst = worstDifference(ours, try golden(variant), floor: 0)
    GoldenReport.record(method: "entropy", file: "\(variants.path) \(variant)", worst: worst)
    #expect(worst <= tolerance, "\(variant)")
  }

  /// Min-max to another interval, or year by year, of values that are min-max already.
  private func rescaled(to lo: Double, _ hi: Double, over scope: NormalizationScope) throws -> Panel {
    let options = MethodOptions(["to": .list([.number(lo), .number(hi)])])
    let rule = NormalizationRule(MethodChoice("min_max", options: options), over: scope)
    var findings: [Finding] = []
    let items = codes.map { NormalizationItem(IndicatorCode($0), .positive) }
    return try NormalizeStage(rule: rule).run(.init(panel: scaled.panel, items: items), findings: &findings).panel
  }

  private func year(_ year: Int32, of panel: Panel) -> Panel {
    let rows = panel.keys.indices.filter { panel.keys[$0].year.rawValue == year }
    var result = Panel(keys: rows.map { panel.keys[$0] })
    for code in panel.codes { result[code] = PanelSeries(rows.map { panel[code]?[$0] }) }
    return result
  }

  @Test func shifts() throws {
    try check(ours(scaled.panel), "A_global_minmax")
    try check(ours(scaled.panel, shift: 0.0001), "B_global_shift_0.0001")
    try check(ours(scaled.panel, shift: 0.001), "B2_global_shift_0.001")
    try check(ours(scaled.panel, shift: 0.01), "B3_global_shift_0.01")
  }

  @Test func intervalMaps() throws {
    try check(ours(rescaled(to: 0.0001, 0.9999, over: .pooled)), "F_interval_map_0.0001_0.9999")
    try check(ours(rescaled(to: 0.002, 0.998, over: .pooled)), "G_interval_map_0.002_0.998")
  }

  @Test func weightsYearByYear() throws {
    let yearly = try rescaled(to: 0, 1, over: .eachYear)
    var sums = [Double](repeating: 0, count: codes.count)
    for year in Int32(2018)...2022 {
      let weights = try ours(self.year(year, of: yearly))
      try check(weights, "H_per_year_minmax_per_year_weights_\(year)")
      try check(ours(self.year(year, of: scaled.panel)), "J_global_minmax_per_year_entropy_\(year)")
      for j in sums.indices { sums[j] += weights[j] ?? .nan }
    }
    try check(sums.map { $0 / 5 }, "I_mean_of_per_year_weights")
  }

  @Test func anEpsilonAddedToTheSharesIsNotOurs() throws {
    let worst = worstDifference(try ours(scaled.panel), try golden("C_epsilon_added_to_p"))
    #expect(worst > 1e-12 && worst < 1e-5)
  }

  /// The published slip: 1 / ln(years), or 1 / ln(areas), in the place of 1 / ln(areas x years). Every entropy is then
  /// above 1, every divergence below 0, and their shares look like weights in the opposite order.
  @Test(arguments: [("D_WRONG_ln(T)", 5.0), ("E_WRONG_ln(N)", 51.0)])
  func theWrongLogarithmTurnsTheOrderRound(variant: String, count: Double) throws {
    var divergences: [Double] = []
    for code in codes {
      let z = try #require(scaled.panel[IndicatorCode(code)]).values.compactMap { $0 }
      let sum = z.stableSum()
      let p = z.map { $0 / sum + 1e-10 }
      divergences.append(1 + p.map { $0 * log($0) }.stableSum() / log(count))
    }
    #expect(divergences.allSatisfy { $0 < 0 })
    let total = divergences.stableSum()
    let wrong = try golden(variant)
    #expect(worstDifference(divergences.map { $0 / total }, wrong) < 1e-8)
    let ours = try ours(scaled.panel)
    let right = codes.indices.sorted { ours[$0] ?? 0 < ours[$1] ?? 0 }
    let turned = codes.indices.sorted { wrong[$0] ?? 0 > wrong[$1] ?? 0 }
    #expect(right == turned)
    #expect(zip(ours, wrong).contains { !isClose($0, $1, relative: 0.5) })
  }
}
