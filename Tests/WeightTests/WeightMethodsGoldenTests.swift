import Definitions
import Foundation
import PanelModel
import Testing
import Weight
import _TestSupport

/// Reference weights of scikit-criteria 0.10, pymcdm 1.4.0, pyDecision 5.1.8, COINr 1.1.14 and numpy 2.4.6.
@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct WeightMethodsGoldenTests {
  private let plain = "composite/python/input_minmax01_dir.csv"
  private let shifted = "composite/python/input_minmax01_shift1e-4.csv"
  private let panel = "composite/entropy/panel_minmax_global.csv"

  private func columns(_ file: String, _ codes: [String]? = nil) throws -> [WeightingColumn] {
    let csv = try GoldenCSV(file)
    let names = codes ?? csv.header.filter { $0 != "uCode" && $0 != "Time" }
    return try names.map { WeightingColumn(IndicatorCode($0), try csv.numbers($0)) }
  }

  private func method(_ name: String, _ options: [String: OptionValue] = [:]) throws -> any WeightingMethod {
    try WeightingRegistry.method(MethodChoice(name, options: MethodOptions(options)))
  }

  private func row(_ file: String, _ key: String, _ value: String) throws -> [Double?] {
    let csv = try GoldenCSV(file)
    let row = try #require(try csv.rows(where: key, is: value).first)
    return csv.rows[row].dropFirst().map { Double($0) }
  }

  /// The worst difference from a row of the cross-section file.
  private func worst(_ name: String, _ input: String, _ call: String) throws -> Double {
    try worst(name, [:], input, call)
  }

  private func worst(
    _ name: String, _ options: [String: OptionValue], _ input: String, _ call: String
  ) throws -> Double {
    let file = "composite/python/weights_cross_section.csv"
    let ours = try method(name, options).weights(of: columns(input)).entries.map(\.weight)
    #expect(ours.count == 49 && isClose(ours.stableSum(), 1))
    let worst = worstDifference(ours, try row(file, "call", call), floor: 0)
    GoldenReport.record(method: name, file: "\(file) \(call)", worst: worst)
    return worst
  }

  @Test func singleColumnStatistics() throws {
    #expect(try worst("standard_deviation", plain, "skcriteria.std_weights(minmax01)") <= 1e-12)
    #expect(try worst("standard_deviation", plain, "pymcdm.standard_deviation_weights(minmax01)") <= 1e-12)
    #expect(try worst("variance", plain, "pymcdm.variance_weights(minmax01)") <= 1e-12)
    #expect(try worst("gini", shifted, "pymcdm.gini_weights(minmax01+1e-4)") <= 1e-12)
    #expect(try worst("gini", shifted, "skcriteria.gini_weights(minmax01+1e-4)") <= 1e-12)
  }

  @Test func critic() throws {
    #expect(try worst("critic", plain, "skcriteria.critic_weights(X,objectives)") <= 1e-12)
    #expect(try worst("critic", plain, "pymcdm.critic_weights(minmax01)") <= 1e-12)
    let spearman: [String: OptionValue] = ["correlation": .text("spearman")]
    #expect(try worst("critic", spearman, plain, "skcriteria.critic_weights(minmax01,all max,spearman)") <= 1e-12)
    // pyDecision adds 1e-10 to the range: near, but not the formula.
    let theirs = try row("composite/python/weights_cross_section.csv", "call", "pyDecision.critic_method(X,types)")
    let ours = try method("critic").weights(of: columns(plain)).entries.map(\.weight)
    let difference = worstDifference(ours, theirs)
    #expect(difference > 1e-10 && difference < 1e-6)
  }

  @Test func merecCilosIdocriw() throws {
    let shift: [String: OptionValue] = ["shift": .number(1e-4)]
    #expect(try worst("merec", shifted, "pymcdm.merec_weights(minmax01+1e-4,1)") <= 1e-12)
    #expect(try worst("merec", shift, plain, "skcriteria.merec_weights(minmax01+1e-4)") <= 1e-12)
    #expect(try worst("cilos", shifted, "pymcdm.cilos_weights(minmax01+1e-4,1)") <= 1e-12)
    #expect(try worst("idocriw", shift, plain, "pymcdm.idocriw_weights(minmax01+1e-4,1)") <= 1e-12)
  }

  /// The golden variants of the panel, by the start of their names.
  private func variant(_ start: String) throws -> (codes: [String], weights: [Double?]) {
    let csv = try GoldenCSV("composite/entropy/panel_variants.csv")
    let row = try #require(csv.rows.first { $0[0].hasPrefix(start) })
    return (Array(csv.header.dropFirst()), row.dropFirst().map { Double($0) })
  }

  private func check(_ name: String, _ ours: [Double?], _ start: String, to tolerance: Double = 1e-12) throws {
    let worst = worstDifference(ours, try variant(start).weights, floor: 0)
    GoldenReport.record(method: name, file: "composite/entropy/panel_variants.csv \(start)", worst: worst)
    #expect(worst <= tolerance, "\(start)")
  }

  @Test func panelVariants() throws {
    let codes = try variant("A_").codes
    let data = try columns(panel, codes)
    func weights(_ name: String) throws -> [Double?] { try method(name).weights(of: data).entries.map(\.weight) }
    try check("critic", weights("critic"), "N_CRITIC_panel_pooled")
    try check("variation_coefficient", weights("variation_coefficient"), "O_coefficient_of_variation")
    try check("vertical_horizontal", weights("vertical_horizontal"), "L_zongheng_lakai_global_minmax_sum1", to: 1e-9)
    let vector = try VerticalHorizontalScatter.vector(of: data)
    try check("vertical_horizontal", vector, "L_zongheng_lakai_global_minmax_unit_norm", to: 1e-9)
  }

  /// z-scores of the raw panel: four entries below 0 in the file, which Almanac computes but does not take as weights.
  @Test func scatterOfZScores() throws {
    let (codes, _) = try variant("A_")
    let meta = try GoldenCSV("composite/input/asem_iMeta.csv")
    let signs = Dictionary(
      zip(try meta.text("iCode").map { $0 ?? "" }, try meta.numbers("Direction")), uniquingKeysWith: { a, _ in a })
    let data = try columns("composite/coinr/panel_raw.csv", codes).map { column -> WeightingColumn in
      let x = column.values.compactMap { $0 }
      let mean = x.stableSum() / Double(x.count)
      let sd = (x.map { ($0 - mean) * ($0 - mean) }.stableSum() / Double(x.count)).squareRoot()
      let sign: Double = (signs[column.indicator.rawValue] ?? 1) ?? 1
      let scores: [Double?] = column.values.map { value -> Double? in
        value.map { (v: Double) -> Double in sign * (v - mean) / sd }
      }
      return WeightingColumn(column.indicator, scores)
    }
    let vector = try VerticalHorizontalScatter.vector(of: data)
    #expect(vector.count { $0 < 0 } == 4)
    try check("vertical_horizontal", vector, "L_zongheng_lakai_pooled_zscore_unit_norm", to: 1e-9)
    let total = vector.stableSum()
    try check("vertical_horizontal", vector.map { $0 / total }, "L_zongheng_lakai_pooled_zscore_sum1", to: 1e-9)
    let error = #expect(throws: WeightingError.self) { try method("vertical_horizontal").weights(of: data) }
    #expect(error?.reason == .negativeWeight)
  }

  @Test func combinations() throws {
    let (codes, given) = try variant("M_subjective_example_weights")
    let fixed = OptionValue.map([
      OptionEntry("method", .text("fixed")),
      OptionEntry("weights", .map(zip(codes, given).map { OptionEntry($0, .number($1 ?? 0)) })),
    ])
    let entropy = OptionValue.map([OptionEntry("method", .text("entropy"))])
    func combined(_ by: String) throws -> [Double?] {
      let method = try method("combined", ["of": .list([fixed, entropy]), "by": .text(by)])
      try method.check(names: codes.map { IndicatorCode($0) })
      return try method.weights(of: columns(panel, codes)).entries.map(\.weight)
    }
    try check("combined, product", combined("product"), "M_comb_product")
    try check("combined, linear", combined("linear"), "M_comb_linear_0.5")
    try check("combined, minimum_relative_entropy", combined("minimum_relative_entropy"), "M_comb_sqrt_product")
  }

  @Test func meanOfYears() throws {
    let (codes, _) = try variant("A_")
    let csv = try GoldenCSV(panel)
    let data = try GoldenPanel(csv, columns: codes, time: "Time").panel
    let columns = codes.map { WeightingColumn(IndicatorCode($0), data[IndicatorCode($0)]?.values ?? []) }
    let golden = try (2018...2022).map { try variant("J_global_minmax_per_year_entropy_\($0)").weights }
    let means = codes.indices.map { j in golden.compactMap { $0[j] }.stableSum() / 5 }
    let ours = try method("entropy_mean_of_years").weights(of: columns, keys: data.keys).entries.map(\.weight)
    #expect(worstDifference(ours, means, floor: 0) <= 1e-12)
    let one = try method("entropy", ["year": .number(2020)])
    try check(
      "entropy", one.weights(of: columns, keys: data.keys).entries.map(\.weight),
      "J_global_minmax_per_year_entropy_2020")
    #expect(one.rowCount(of: data.keys) == 51)
  }

  /// COINr takes loadings of either sign for weights; Almanac computes them and refuses mixtures.
  @Test func principalComponents() throws {
    let input = "composite/coinr/step4_norm_minmax_1_100.csv"
    let all = try GoldenCSV("composite/coinr/pca_weights_all.csv")
    let codes = try all.text("iCode").compactMap { $0 }
    let (loadings, eigenvalues) = try PrincipalComponentWeighting.loadings(of: columns(input, codes))
    let golden = try all.numbers("Weight").compactMap { $0 }
    let sign: Double = zip(loadings, golden).map(*).stableSum() < 0 ? -1 : 1
    let worst = worstDifference(loadings.map { $0 * sign }, golden, floor: 1e-14)
    GoldenReport.record(method: "pca, loadings up to sign", file: all.path, worst: worst)
    #expect(worst <= 1e-9)
    let sdev = try GoldenCSV("composite/coinr/pca_sdev_all.csv")
    // The last components have next to no variance: their square roots hold half the digits.
    let deviations = worstDifference(eigenvalues.map { max($0, 0).squareRoot() }, try sdev.numbers("sdev"), floor: 1e-7)
    GoldenReport.record(method: "pca, standard deviations", file: sdev.path, worst: deviations)
    #expect(deviations <= 1e-9)
    try groups(input)
  }

  private func groups(_ input: String) throws {
    let lineage = try GoldenCSV("composite/coinr/meta_lineage.csv")
    let parents = try lineage.text("Level_2")
    let leaves = try lineage.text("Level_1")
    let file = try GoldenCSV("composite/coinr/pca_weights_by_group.csv")
    let golden = Dictionary(
      uniqueKeysWithValues: zip(try file.text("iCode").map { $0 ?? "" }, try file.numbers("Weight").map { $0 ?? .nan }))
    let plain = try PrincipalComponentWeighting(options: MethodOptions())
    var refused = 0
    for parent in Set(parents.compactMap { $0 }).sorted() {
      let codes = zip(parents, leaves).filter { $0.0 == parent }.compactMap(\.1)
      let data = try columns(input, codes)
      let ours = try PrincipalComponentWeighting.loadings(of: data).loadings
      let theirs = codes.map { golden[$0] ?? .nan }
      let sign: Double = zip(ours, theirs).map(*).stableSum() < 0 ? -1 : 1
      let worst = worstDifference(ours.map { $0 * sign }, theirs, floor: 1e-14)
      GoldenReport.record(method: "pca, loadings up to sign", file: file.path, worst: worst)
      #expect(worst <= 1e-9, "\(parent)")
      do throws(WeightingError) {
        let set = try plain.weights(of: data)
        let total = theirs.stableSum()
        #expect(worstDifference(set.entries.map(\.weight), theirs.map { $0 / total }) <= 1e-9)
      } catch {
        #expect(error.reason == .negativeWeight)
        #expect(ours.contains { $0 < 0 })
        refused += 1
      }
    }
    #expect(refused == 4)
  }

  /// The variance share of the first component is the weight of Compind's ci_factor with one component.
  @Test func factorShares() throws {
    let data = try columns("composite/compind/input_8ind_shift0.01.csv")
    let eigenvalues = try PrincipalComponentWeighting.loadings(of: data).eigenvalues
    let file = try GoldenCSV("composite/compind/factor_weights_ONE.csv")
    let worst = worstDifference([eigenvalues[0] / 8], try file.numbers("weight"), floor: 0)
    GoldenReport.record(method: "factor, share of the first component", file: file.path, worst: worst)
    #expect(worst <= 1e-9)
  }

  @Test func analyticHierarchy() throws {
    let file = try GoldenCSV("composite/python/ahp_weights.csv")
    let matrix = try GoldenCSV("composite/python/ahp_matrix.csv")
    let rows = OptionValue.list(matrix.rows.map { row in .list(row.map { .number(Double($0) ?? .nan) }) })
    let codes = matrix.header
    let calls = [
      "numpy.eig principal": "eigenvector", "pyDecision.ahp_method(wd=max_eigen)": "eigenvector",
      "pyDecision.ahp_method(wd=geometric)": "geometric_mean", "pyDecision.ahp_method(wd=mean)": "column_mean",
    ]
    for (call, derivation) in calls.sorted(by: { $0.key < $1.key }) {
      let method = try method(
        "ahp", ["of": .list(codes.map { .text($0) }), "matrix": rows, "weights_by": .text(derivation)])
      let set = try method.weights(of: codes.map { WeightingColumn(IndicatorCode($0), []) })
      let row = try #require(try file.rows(where: "call", is: call).first)
      let worst = worstDifference(
        set.entries.map(\.weight), file.rows[row].dropFirst().prefix(4).map { Double($0) }, floor: 0)
      GoldenReport.record(method: "ahp", file: "\(file.path) \(call)", worst: worst)
      #expect(worst <= 1e-12, "\(call)")
      // CR with RI 0.90 as in the file's eigenvector row: 0.0433
      #expect(set.findings.count == 1 && set.findings[0].message.contains("CR = 0.0433"))
    }
  }

  /// Ten printed digits of the edge cases; where all packages give NaN, ours is an error with a name.
  @Test func criticEdgeCases() throws {
    let file = try GoldenCSV("composite/edge/edge_cases.csv")
    let json = try JSONSerialization.jsonObject(
      with: Data(
        String(decoding: Data(contentsOf: SharedFolder.golden("composite/edge/edge_inputs.json")), as: UTF8.self)
          .replacing("NaN", with: "null").utf8))
    let inputs = try #require(
      json as? [String: [[Double?]]]
        ?? (json as? [String: [[Any]]])?.mapValues { rows in
          rows.map { row in row.map { $0 as? Double } }
        })
    var compared = 0
    for row in file.rows where row[1] == "skcriteria.critic_weights" {
      let rows = try #require(inputs[row[0]])
      let columns = rows[0].indices.map { j -> WeightingColumn in
        let x = rows.map { $0[j] }
        let present = x.compactMap { $0 }
        let (low, high) = (present.min() ?? 0, present.max() ?? 0)
        return WeightingColumn(
          IndicatorCode("abc".map { String($0) }[j]),
          x.map { v in high > low ? v.map { ($0 - low) / (high - low) } : v.map { _ in 0 } })
      }
      let expected = row[2].split(separator: " ").map { Double($0) ?? .nan }
      if expected.contains(where: \.isNaN) {
        guard row[0] != "nan" else { continue }  // the row with the gap is left out, and the others are weighed
        #expect(throws: WeightingError.self, "\(row[0])") { try method("critic").weights(of: columns) }
      } else {
        let ours = try method("critic").weights(of: columns).entries.map(\.weight)
        let worst = worstDifference(ours, expected)
        GoldenReport.record(method: "critic (10 printed digits)", file: "\(file.path) \(row[0])", worst: worst)
        #expect(worst <= 1e-9, "\(row[0])")
        compared += 1
      }
    }
    #expect(compared >= 6)
  }
}
