import Definitions
import Foundation
import Normalize
import PanelModel
import Testing
import Weight
import _TestSupport

/// Entropy weights of two panels, in double and in 50-digit arithmetic (mpmath 1.4.1), and of scikit-criteria 0.10.
@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct EntropyGoldenTests {
  private func compare(
    _ ours: [Double?], _ csv: GoldenCSV, _ rows: [Int], _ column: String, _ what: String
  ) throws -> Double {
    let numbers = try csv.numbers(column)
    let worst = worstDifference(ours, rows.map { numbers[$0] }, floor: 0)
    GoldenReport.record(method: "entropy", file: "\(csv.path) \(what) \(column)", worst: worst)
    return worst
  }

  @Test(arguments: ["0", "0.0001", "0.001", "0.01"]) func asemPanel(shift: String) throws {
    let csv = try GoldenCSV("composite/entropy/panel_weights.csv")
    let rows = try csv.rows(where: "shift", is: shift)
    let codes = rows.compactMap { csv.rows[$0][1] }
    #expect(codes.count == 33)
    let data = try GoldenPanel(
      try GoldenCSV("composite/entropy/panel_minmax_global.csv"), columns: codes, time: "Time")
    let tree = IndexNode(code: "index", children: codes.map { IndexNode(code: IndicatorCode($0)) })
    let options = MethodOptions(["shift": .number(try #require(Double(shift)))])
    var findings: [Finding] = []
    let set = try WeightStage(rule: WeightRule(MethodChoice("entropy", options: options)))
      .run(.init(panel: data.panel, tree: tree), findings: &findings).effective
    #expect(findings.isEmpty && set.entries.allSatisfy { $0.rows == 255 })
    let what = "shift \(shift)"
    let weights = set.entries.map(\.weight)
    let divergences = set.entries.map(\.divergence)
    #expect(try compare(set.entries.map(\.entropy), csv, rows, "entropy", what) <= 1e-12)
    #expect(try compare(weights, csv, rows, "weight", what) <= 1e-12)
    #expect(try compare(weights, csv, rows, "weight_skcriteria", what) <= 1e-12)
    // Against 50 digits the divergences themselves agree, not only 1 - e: nothing cancels.
    #expect(try compare(divergences, csv, rows, "divergence_mp50", what) <= 1e-14)
    #expect(try compare(weights, csv, rows, "weight_mp50", what) <= 1e-14)
  }

  @Test func cityPanelOfPublishedCode() throws {
    let weights = try GoldenCSV("composite/entropy/china16x6_weights_shift0.001.csv")
    let codes = try weights.text("indicator").compactMap { $0 }
    let raw = try GoldenPanel(
      try GoldenCSV("composite/entropy/china16x6_input.csv"), columns: codes, unit: "city", time: "year")
    let items = zip(codes, try weights.numbers("negative")).map { code, negative in
      NormalizationItem(IndicatorCode(code), negative == 1 ? .negative : .positive)
    }
    var findings: [Finding] = []
    let normalized = try NormalizeStage(rule: NormalizationRule(MethodChoice("min_max"), over: .pooled))
      .run(.init(panel: raw.panel, items: items), findings: &findings).panel
    let method = try EntropyWeighting(options: MethodOptions(["shift": .number(0.001)]))
    let set = try method.weights(of: items.map { WeightingColumn($0.code, normalized[$0.code]?.values ?? []) })
    #expect(set.entries.allSatisfy { $0.rows == 96 })
    let rows = Array(codes.indices)
    #expect(try compare(set.entries.map(\.weight), weights, rows, "weight", "16 cities x 6 years") <= 1e-12)
    #expect(try compare(set.entries.map(\.entropy), weights, rows, "entropy", "16 cities x 6 years") <= 1e-12)
  }

  @Test func oneYearOfSkcriteriaAndPymcdm() throws {
    let csv = try GoldenCSV("composite/python/weights_cross_section.csv")
    let codes = Array(csv.header.dropFirst())
    let calls = [
      "skcriteria.entropy_weights(minmax01)": ("composite/python/input_minmax01_dir.csv", 0.0),
      "skcriteria.entropy_weights(minmax01+1e-4)": ("composite/python/input_minmax01_dir.csv", 1e-4),
      "pymcdm.entropy_weights(minmax01+1e-4)": ("composite/python/input_minmax01_shift1e-4.csv", 0.0),
    ]
    for (call, (input, shift)) in calls.sorted(by: { $0.key < $1.key }) {
      let data = try GoldenPanel(try GoldenCSV(input), columns: codes)
      let method = try EntropyWeighting(options: MethodOptions(["shift": .number(shift)]))
      let set = try method.weights(
        of: codes.map { WeightingColumn(IndicatorCode($0), data.panel[IndicatorCode($0)]?.values ?? []) })
      let row = try #require(try csv.rows(where: "call", is: call).first)
      let worst = worstDifference(set.entries.map(\.weight), csv.rows[row].dropFirst().map { Double($0) }, floor: 0)
      GoldenReport.record(method: "entropy", file: "\(csv.path) \(call)", worst: worst)
      #expect(worst <= 1e-12)
    }
  }
}
