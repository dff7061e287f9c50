import Aggregate
import Definitions
import Normalize
import PanelModel
import Testing
import _TestSupport

/// Scores of Compind 3.4 (Mazziotta-Pareto), scikit-criteria 0.10, pymcdm 1.4.0 and pyDecision 5.1.8 (TOPSIS).
@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct AggregateMethodsGoldenTests {
  private func rows(_ file: String, _ codes: [String]? = nil) throws -> [[Double]] {
    let csv = try GoldenCSV(file)
    let columns = try (codes ?? Array(csv.header.dropFirst())).map { try csv.numbers($0).compactMap { $0 } }
    return columns[0].indices.map { i in columns.map { $0[i] } }
  }

  private func record(_ method: String, _ file: GoldenCSV, _ column: String, _ ours: [Double]) throws -> Double {
    let worst = worstDifference(ours, try file.numbers(column), floor: 0)
    GoldenReport.record(method: method, file: "\(file.path) \(column)", worst: worst)
    return worst
  }

  private func entropyWeights() throws -> [Double] {
    let csv = try GoldenCSV("composite/python/weights_cross_section.csv")
    let row = try #require(try csv.rows(where: "call", is: "skcriteria.entropy_weights(minmax01+1e-4)").first)
    return csv.rows[row].dropFirst().compactMap { Double($0) }
  }

  @Test func topsis() throws {
    let file = try GoldenCSV("composite/python/topsis_saw_wpm_vikor.csv")
    let values = try rows("composite/python/input_minmax01_shift1e-4.csv")
    let weights = try entropyWeights()
    let vector = try Topsis(options: MethodOptions(["over": .text("pooled")]))
    let ours = try #require(vector.scores(values, weights: weights))
    for column in ["skc_topsis_vector", "pydecision_topsis", "pymcdm_topsis_vector"] {
      #expect(try record("topsis", file, column, ours) <= 1e-12)
    }
    let plain = try Topsis(options: MethodOptions(["over": .text("pooled"), "scale": .text("none")]))
    let scores = try #require(plain.scores(values, weights: weights))
    #expect(try record("topsis, scale none", file, "pymcdm_topsis_minmax_default", scores) <= 1e-12)
  }

  /// The index of eight indicators from z-scores to (100, 10) and from min-max to [70, 130], with either penalty.
  @Test func mazziottaPareto() throws {
    let input = try GoldenCSV("composite/compind/input_8ind_shift0.01.csv")
    let file = try GoldenCSV("composite/compind/composite_8ind.csv")
    let scales: [(String, any NormalizationMethod)] = [
      ("z100_10", try ZScore(options: MethodOptions(["mean": .number(100), "sd": .number(10)]))),
      ("70_130", try MinMax(options: MethodOptions(["to": .list([.number(70), .number(130)])]))),
    ]
    for (name, scale) in scales {
      let columns = try input.header.dropFirst().map { scale.normalized(try input.numbers($0)).compactMap { $0 } }
      let weights = [Double](repeating: 1.0 / 8, count: 8)
      for (sign, column) in [("minus", "mpi_pos_on_\(name)"), ("plus", "mpi_neg_on_\(name)")] {
        let options = MethodOptions(["penalty": .text(sign)])
        let mpi = try MazziottaPareto(options: options)
        let rows = columns[0].indices.map { i in columns.map { $0[i] } }
        let ours = rows.map { mpi.score($0, weights: weights) }
        #expect(try record("mpi, penalty \(sign)", file, column, ours) <= 1e-12)
        // The adjusted index divides by n: on the same values it is not the same index.
        let ampi = try AdjustedMazziottaPareto(options: options)
        #expect(worstDifference(rows.map { ampi.score($0, weights: weights) }, try file.numbers(column)) > 1e-3)
      }
    }
  }

  /// The adjusted index of the panel, reference 100 in the first year; Compind rounds to three decimals and keeps the
  /// penalty in full.
  @Test func adjustedMazziottaPareto() throws {
    let csv = try GoldenCSV("composite/entropy/panel_minmax_global.csv")
    let codes = Array(csv.header.filter { $0 != "uCode" && $0 != "Time" }.prefix(8))
    let data = try GoldenPanel(csv, columns: codes, time: "Time")
    let rule = NormalizationRule(
      MethodChoice("ampi_scale", options: MethodOptions(["year": .number(2018)])), over: .pooled)
    var findings: [Finding] = []
    let scaled = try NormalizeStage(rule: rule).run(
      .init(panel: data.panel, items: codes.map { .init(IndicatorCode($0), .positive) }), findings: &findings
    ).panel
    let weights = [Double](repeating: 1.0 / 8, count: 8)
    let method = try AdjustedMazziottaPareto()
    let scores = try GoldenCSV("composite/compind/ampi_panel_gp_first_year_mean.csv")
    let penalties = try GoldenCSV("composite/compind/ampi_panel_penalty.csv")
    var (rounded, exact) = (0.0, 0.0)
    let years = scaled.years.map(\.rawValue)
    for (a, rows) in scaled.rowsByArea.enumerated() {
      for row in rows {
        let year = scaled.keys[row].year.rawValue
        let values = codes.compactMap { scaled[IndicatorCode($0)]?[row] }
        let score = method.score(values, weights: weights)
        rounded = max(rounded, abs(score - (try scores.numbers("\(year)")[a] ?? .nan)))
        let place = try #require(years.firstIndex(of: year)) + 1
        let penalty = zip(values, weights).map(*).reduce(0, +) - score
        exact = max(exact, abs(penalty - (try penalties.numbers("V\(place)")[a] ?? .nan)))
      }
    }
    #expect(rounded <= 5.0001e-4)
    // Differences of numbers near 100.
    #expect(exact <= 1e-12)
    GoldenReport.record(method: "ampi, normalised and scored", file: penalties.path + " (absolute)", worst: exact)
  }

  /// Compind's generalised means of this input are 1 in every row: a defect that is not reproduced.
  @Test func theGeneralisedMeansOfOnesAreNotOurs() throws {
    let values = try rows("composite/compind/input_8ind_shift0.01.csv")
    let file = try GoldenCSV("composite/compind/composite_8ind.csv")
    for p in [-1.0, 0, 2] {
      let golden = try file.numbers("genmean_p\(Int(p))")
      let mean = try PowerMean(options: MethodOptions(["p": .number(p)]))
      let ours = values.map { mean.score($0, weights: [Double](repeating: 1.0 / 8, count: 8)) }
      #expect(golden.allSatisfy { $0 == 1 } && ours.allSatisfy { $0 < 1 })
    }
  }
}
