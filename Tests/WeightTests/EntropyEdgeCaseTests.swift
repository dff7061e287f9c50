import Definitions
import Foundation
import PanelModel
import Testing
import Weight
import _TestSupport

/// The twelve edge cases run through scikit-criteria 0.10: equal to 10 printed digits where it is right, and a named
/// outcome where it gives NaN.
@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct EntropyEdgeCaseTests {
  private static let file = "composite/edge/edge_cases.csv"

  /// The columns of a case; NaN is a gap.
  private func columns(_ name: String) throws -> [[Double?]] {
    let text = try String(contentsOf: SharedFolder.golden("composite/edge/edge_inputs.json"), encoding: .utf8)
    let data = Data(text.replacing("NaN", with: "null").utf8)
    let cases = try #require(try JSONSerialization.jsonObject(with: data) as? [String: [[Any]]])
    let rows = try #require(cases[name])
    return try #require(rows.first).indices.map { j in rows.map { ($0[j] as? NSNumber)?.doubleValue } }
  }

  @Test(arguments: [
    "plain", "constant_col", "zero_in_col", "two_rows_minmax", "one_nonzero", "identical_cols", "huge_scale",
  ])
  func equalToSkcriteria(name: String) throws {
    let csv = try GoldenCSV(Self.file)
    let row = try #require(
      try csv.rows(where: "case", is: name).first { csv.rows[$0][1] == "skcriteria.entropy_weights" })
    let expected = csv.rows[row][2].split(separator: " ").map { Double($0) }
    let ours = try entropy(try columns(name)).entries.map(\.weight)
    let worst = worstDifference(ours, expected, floor: 1e-12)
    GoldenReport.record(method: "entropy (10 printed digits)", file: "\(Self.file) \(name)", worst: worst)
    #expect(worst <= 1e-9)
  }

  @Test(arguments: [
    ("all_zero_col", WeightingError.Reason.sumIsZero, String?("c")), ("negative", .negativeValue, "a"),
    ("single_row", .tooFewRows, "a"), ("all_constant", .allZero, nil),
  ])
  func refusedByName(name: String, reason: WeightingError.Reason, indicator: String?) throws {
    let error = try #require(throws: WeightingError.self) { try entropy(try columns(name)) }
    #expect(error.reason == reason)
    #expect(error.indicator?.rawValue == indicator)
    #expect(!error.message.isEmpty && !error.remedy.isEmpty)
  }

  @Test func aGapIsLeftOutOfItsOwnColumnOnly() throws {
    let gap = try entropy(try columns("nan"))
    let plain = try entropy(try columns("plain"))
    #expect(gap.entries.map(\.rows) == [3, 4, 4])
    #expect(gap.entries[1].divergence == plain.entries[1].divergence)
    // 2, 3, 4 of 9: d = 1 + (2/9 ln 2/9 + 3/9 ln 3/9 + 4/9 ln 4/9) / ln 3
    let p = [2.0 / 9, 3.0 / 9, 4.0 / 9]
    #expect(isClose(gap.entries[0].divergence, 1 + p.map { $0 * log($0) }.stableSum() / log(3)))
  }

  @Test func aConstantColumnHasNoTraceOfAWeight() throws {
    #expect(try entropy(try columns("constant_col")).entries[2].weight == 0)
  }
}
