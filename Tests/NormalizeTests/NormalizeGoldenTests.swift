import Definitions
import Normalize
import PanelModel
import Testing
import _TestSupport

/// Reference numbers of COINr 1.1.14 (R package) and of a pooled min-max in numpy.
@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct NormalizeGoldenTests {
  /// Directions as listed in the indicator table of the data set.
  private func directions() throws -> [String: IndicatorDirection] {
    let meta = try GoldenCSV("composite/input/asem_iMeta.csv")
    var result: [String: IndicatorDirection] = [:]
    for (code, direction) in zip(try meta.text("iCode"), try meta.numbers("Direction")) {
      if let code, let direction { result[code] = direction < 0 ? .negative : .positive }
    }
    return result
  }

  private func worst(
    _ rule: NormalizationRule, input: String, expected: String, time: String? = nil
  ) throws -> Double {
    let file = try GoldenCSV("composite/" + expected)
    let columns = file.header.filter { $0 != "uCode" && $0 != "Time" }
    let raw = try GoldenPanel(try GoldenCSV("composite/" + input), columns: columns, time: time)
    let golden = try GoldenPanel(file, columns: columns, time: time)
    let directions = try directions()
    let items = columns.map { NormalizationItem(IndicatorCode($0), directions[$0] ?? .positive) }
    var findings: [Finding] = []
    let output = try NormalizeStage(rule: rule).run(.init(panel: raw.panel, items: items), findings: &findings)
    #expect(findings.isEmpty)
    #expect(columns.count >= 33)
    return try GoldenReport.compare(
      method: rule.method.name, output.panel, in: golden, with: file, columns: columns, floor: 0)
  }

  private func minMax(_ lo: Double, _ hi: Double, over: NormalizationScope = .pooled) -> NormalizationRule {
    NormalizationRule(
      MethodChoice("min_max", options: MethodOptions(["to": .list([.number(lo), .number(hi)])])), over: over)
  }

  private func zScore(_ mean: Double, _ sd: Double) -> NormalizationRule {
    NormalizationRule(
      MethodChoice("z_score", options: MethodOptions(["mean": .number(mean), "sd": .number(sd)])), over: .pooled)
  }

  @Test func minMaxOfOneYear() throws {
    let input = "coinr/step3_treated_default.csv"
    #expect(try worst(minMax(0, 1), input: input, expected: "coinr/norm_minmax_0_1.csv") <= 1e-12)
    #expect(try worst(minMax(0, 100), input: input, expected: "coinr/norm_minmax_0_100.csv") <= 1e-12)
    #expect(try worst(minMax(1, 100), input: input, expected: "coinr/step4_norm_minmax_1_100.csv") <= 1e-12)
  }

  @Test func minMaxOfOneYearInNumpy() throws {
    let input = "coinr/step2_imputed_mean_grp_GDP.csv"
    #expect(try worst(minMax(0, 1), input: input, expected: "python/input_minmax01_dir.csv") <= 1e-12)
  }

  @Test func zScoreOfOneYear() throws {
    let input = "coinr/step3_treated_default.csv"
    #expect(try worst(zScore(0, 1), input: input, expected: "coinr/norm_zscore_0_1.csv") <= 1e-12)
    #expect(try worst(zScore(10, 2), input: input, expected: "coinr/norm_zscore_10_2.csv") <= 1e-12)
  }

  @Test func minMaxOfAPanel() throws {
    let raw = "coinr/panel_raw.csv"
    let pooled = "coinr/panel_minmax_global_TRUE.csv"
    let yearly = "coinr/panel_minmax_global_FALSE.csv"
    #expect(try worst(minMax(0, 100), input: raw, expected: pooled, time: "Time") <= 1e-12)
    #expect(try worst(minMax(0, 100, over: .eachYear), input: raw, expected: yearly, time: "Time") <= 1e-12)
    #expect(
      try worst(minMax(0, 1), input: raw, expected: "entropy/panel_minmax_global.csv", time: "Time") <= 1e-12)
  }
}
