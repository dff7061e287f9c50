import Definitions
import Foundation
import Normalize
import PanelModel
import Testing
import _TestSupport

/// Reference numbers of COINr 1.1.14, pymcdm 1.4.0, scikit-criteria 0.10 and Compind 3.4 for the methods beside min-max
/// and z-score.
@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct NormalizeMethodsGoldenTests {
  private let treated = "coinr/step3_treated_default.csv"
  private let shifted = "python/input_minmax01_shift1e-4.csv"

  private func meta(_ column: String) throws -> [String: Double] {
    let meta = try GoldenCSV("composite/input/asem_iMeta.csv")
    var result: [String: Double] = [:]
    for (code, value) in zip(try meta.text("iCode"), try meta.numbers(column)) {
      if let code, let value { result[code] = value }
    }
    return result
  }

  /// Normalises the columns of one file and compares them with another's; `only` restricts the columns compared.
  private func worst(
    _ choice: MethodChoice, input: String, expected: String, directed: Bool = true, factor: Double = 1,
    floor: Double = 0, isRight: Bool = true,
    only: (String, IndicatorDirection) -> Bool = { _, _ in true }
  ) throws -> Double {
    let file = try GoldenCSV("composite/" + expected)
    let signs = try meta("Direction")
    let directions = Dictionary(
      uniqueKeysWithValues: file.header.dropFirst().map {
        ($0, directed && signs[$0] ?? 1 < 0 ? IndicatorDirection.negative : .positive)
      })
    let columns = file.header.dropFirst().filter { only($0, directions[$0] ?? .positive) }
    let raw = try GoldenPanel(try GoldenCSV("composite/" + input), columns: columns)
    let golden = try GoldenPanel(file, columns: columns)
    let items = columns.map { NormalizationItem(IndicatorCode($0), directions[$0] ?? .positive) }
    var findings: [Finding] = []
    let stage = try NormalizeStage(rule: NormalizationRule(choice, over: .pooled))
    var output = try stage.run(.init(panel: raw.panel, items: items), findings: &findings).panel
    #expect(findings.isEmpty && !columns.isEmpty)
    for column in columns where factor != 1 {
      let values = output[IndicatorCode(column)].map { Array($0.values) } ?? []
      output[IndicatorCode(column)] = PanelSeries(values.map { $0.map { $0 * factor } })
    }
    return try GoldenReport.compare(
      method: choice.name, output, in: golden, with: file, columns: columns, floor: floor, isRight: isRight)
  }

  @Test func ranks() throws {
    #expect(try worst(MethodChoice("rank"), input: treated, expected: "coinr/norm_rank.csv") == 0)
    #expect(try worst(MethodChoice("borda"), input: treated, expected: "coinr/norm_borda.csv") == 0)
    #expect(try worst(MethodChoice("percentile_rank"), input: treated, expected: "coinr/norm_prank.csv") <= 1e-15)
  }

  /// Compind gives equal values their mean rank; the last two of its columns are turned round.
  @Test func ranksWithMeansOfTies() throws {
    let choice = SampleChoice.of("rank", ["ties": .text("average")])
    let file = "compind/normalise_ci_method3.csv"
    let input = "python/input_minmax01_dir.csv"
    let turned = ["ConSpeed", "Cov4G"]
    #expect(try worst(choice, input: input, expected: file, directed: false) { code, _ in !turned.contains(code) } == 0)
    let golden = try GoldenCSV("composite/" + file)
    let raw = try GoldenCSV("composite/" + input)
    let method = try NormalizationRegistry.method(choice)
    for code in turned {
      let ours = method.normalized(try raw.numbers(code), direction: .negative)
      #expect(worstDifference(ours, try golden.numbers(code)) == 0)
    }
  }

  @Test func distances() throws {
    #expect(try worst(MethodChoice("distance_to_max"), input: treated, expected: "coinr/norm_dist2max.csv") <= 1e-12)
    let targets = try meta("Target").sorted { $0.key < $1.key }.map { OptionEntry($0.key, .number($0.value)) }
    let file = try GoldenCSV("composite/coinr/norm_dist2targ_iMeta.csv").header
    let target = SampleChoice.of("distance_to_target", ["targets": .map(targets.filter { file.contains($0.key) })])
    #expect(try worst(target, input: treated, expected: "coinr/norm_dist2targ_iMeta.csv") <= 1e-12)
  }

  @Test func distanceToTheFifthUnit() throws {
    // Units are numbered in order of their names, and the fifth row of the file is BGR.
    let names = try GoldenCSV("composite/" + treated).text("uCode").compactMap { $0 }
    let number = try #require(names.sorted().firstIndex(of: names[4])) + 1
    let choice = MethodChoice(
      "distance_to_reference", options: MethodOptions(["area": .number(Double(number))]))
    // COINr takes 1 - (r - x) / (r - min), which loses digits beside the worst value: differences count against 1 there.
    let difference = try worst(choice, input: treated, expected: "coinr/norm_dist2ref_row5.csv", floor: 1)
    #expect(difference <= 1e-12)
  }

  @Test func fixedRanges() throws {
    let scaled = SampleChoice.of("scaled", ["from": .list([.number(0), .number(100)])])
    let positive = try worst(
      SampleChoice.of(
        "scaled", ["from": .list([.number(0), .number(100)]), "to": .list([.number(0), .number(100)])]),
      input: treated, expected: "coinr/norm_scaled_0_100.csv"
    ) { $1 == .positive }
    #expect(positive <= 1e-12)
    // COINr turns the sign before scaling: of a negative indicator it gives -x where the range asks for 100 - x.
    let negative = try worst(
      scaled, input: treated, expected: "coinr/norm_scaled_0_100.csv", factor: 100, isRight: false
    ) {
      $1 == .negative
    }
    #expect(negative > 0.1)
  }

  /// The posts are ten per cent inside the extremes of each indicator.
  @Test func goalposts() throws {
    let input = "coinr/step2_imputed_mean_grp_GDP.csv"
    let file = "coinr/norm_goalposts_trim10_from_imputed.csv"
    let raw = try GoldenCSV("composite/" + input)
    var posts: [OptionEntry] = []
    for code in try GoldenCSV("composite/" + file).header.dropFirst() {
      let x = try raw.numbers(code).compactMap { $0 }
      let (low, high) = (x.min() ?? 0, x.max() ?? 0)
      let margin = 0.1 * (high - low)
      posts.append(OptionEntry(code, .list([.number(low + margin), .number(high - margin)])))
    }
    let choice = SampleChoice.of(
      "goalposts", ["posts": .map(posts), "to": .list([.number(0), .number(100)])])
    let worst = try self.worst(choice, input: input, expected: file)
    #expect(worst <= 1e-9)
  }

  @Test func maximum() throws {
    let positive = try worst(MethodChoice("max"), input: treated, expected: "coinr/norm_fracmax.csv") {
      code, direction in
      direction == .positive && code != "GDPGrow"
    }
    #expect(positive <= 1e-12)
    for file in ["python/norm_pymcdm_max_normalization.csv", "python/norm_pymcdm_linear_normalization.csv"] {
      #expect(try worst(MethodChoice("max"), input: shifted, expected: file, directed: false) <= 1e-12)
    }
    // COINr turns the sign and divides by the largest of the negatives: the worst comes out above all others.
    let csv = try GoldenCSV("composite/coinr/norm_fracmax.csv")
    let raw = try GoldenCSV("composite/" + treated).numbers("CO2")
    let theirs = try csv.numbers("CO2")
    let ours = try ShareOfMaximum().normalized(raw, direction: .negative)
    let worstUnit = try #require(raw.indices.max { raw[$0] ?? 0 < raw[$1] ?? 0 })
    #expect(ours[worstUnit] == 0 && theirs.compactMap { $0 }.max() == theirs[worstUnit])
  }

  @Test func sumAndVector() throws {
    for file in ["python/norm_pymcdm_sum_normalization.csv", "python/scale_skc_sum.csv"] {
      #expect(try worst(MethodChoice("sum"), input: shifted, expected: file, directed: false) <= 1e-12)
    }
    for file in ["python/norm_pymcdm_vector_normalization.csv", "python/scale_skc_vector.csv"] {
      #expect(try worst(MethodChoice("vector"), input: shifted, expected: file, directed: false) <= 1e-12)
    }
  }

  /// pymcdm takes logarithms of values below 1, which turns their order round: the formula agrees, and Almanac refuses.
  @Test func logarithms() throws {
    let csv = try GoldenCSV("composite/python/norm_pymcdm_logarithmic_normalization.csv")
    let raw = try GoldenCSV("composite/" + shifted)
    var worst = 0.0
    for code in csv.header.dropFirst() {
      let ours = try Logarithmic().normalized(try raw.numbers(code))
      worst = max(worst, worstDifference(ours, try csv.numbers(code), floor: 1e-15))
    }
    GoldenReport.record(method: "logarithmic", file: csv.path + " (formula; such input is refused)", worst: worst)
    #expect(worst <= 1e-12)
    #expect(throws: NormalizationError.self) {
      try self.worst(MethodChoice("logarithmic"), input: shifted, expected: "python/scale_skc_sum.csv", directed: false)
    }
  }
}
