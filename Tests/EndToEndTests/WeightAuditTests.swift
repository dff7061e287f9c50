import Foundation
import PanelModel
import Pipeline
import Testing
import _TestSupport

/// `weights INDEX --audit FILE`: published weights and the convention that gives them.
@Suite struct WeightAuditTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func write(_ name: String, _ text: String) throws -> String {
    let file = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  private func index(_ leaves: [String]) throws -> String {
    try write(
      "index.yaml",
      "code: audited\ntitle: Audited\nnormalize: {method: min_max, over: pooled}\nweight: {method: entropy}\n"
        + "aggregate: {method: weighted_arithmetic}\ntree: [\(leaves.joined(separator: ", "))]\n")
  }

  private func audit(
    _ weights: String, _ leaves: [String], data: String, negative: [String] = []
  ) throws -> WeightAudit {
    var request = WeightAuditRequest(index: try index(leaves), file: try write("weights.csv", weights))
    (request.data, request.ids, request.negative) = (data, ["area", "year"], negative)
    return try request.audit(in: Project(path: folder.path), progress: SilentProgress())
  }

  private func texts(_ audit: WeightAudit, _ column: String) -> [String] {
    guard case .text(let values)? = audit.table[column]?.values else { return [] }
    return values.compactMap { $0 }
  }

  /// Two areas, two years; a = 0, 1, 2, 4 and b = 0, 0, 0, 1: z of a is 0, 1/4, 1/2, 1. With p = 1/7, 2/7, 4/7,
  /// e_a = 0.95570 / ln 4 = 0.68939 and e_b = 0, so that w_a = 0.31061 / 1.31061 = 0.23700. Divided by ln 2 in place of ln 4,
  /// e_a = 1.37878 and w_a = -0.37878 / 0.62122 < 0.
  @Test func handWorked() throws {
    let data = try write("data.csv", "area,year,a,b\n1,2019,0,0\n1,2020,1,0\n2,2019,2,0\n2,2020,4,1\n")
    let right = try audit("indicator,weight\na,0.237\nb,0.763\n", ["a", "b"], data: data)
    #expect(texts(right, "convention").first == "pooled min-max, ln(rows)")
    #expect(texts(right, "standing").first == "right" && texts(right, "reproduces").first == "yes")
    #expect(right.words.hasPrefix("The weights are those of: pooled min-max, ln(rows) (right:"))
    // In per cent, and nothing that gives them.
    let percent = try audit("indicator,weight\na,23.7%\nb,76.3%\n", ["a", "b"], data: data)
    #expect(texts(percent, "convention").first == "pooled min-max, ln(rows)")
    let none = try audit("indicator,weight\na,0.9\nb,0.3\n", ["a", "b"], data: data)
    #expect(!texts(none, "reproduces").contains("yes"))
    #expect(none.words.hasPrefix("The weights sum to 1.2, not 1. No convention tried gives these weights; the nearest"))
  }

  /// x / max of 1, 2, 3, 4 and, as less of b is better, min / x of 4, 1, 2, 2: entropy by its plain formula.
  @Test func theRatioForm() throws {
    let data = try write("data.csv", "area,year,a,b\n1,2019,1,4\n1,2020,2,1\n2,2019,3,2\n2,2020,4,2\n")
    let divergences = [[0.25, 0.5, 0.75, 1], [0.25, 1, 0.5, 0.5]].map { column in
      let shares = column.map { $0 / column.reduce(0, +) }
      return 1 + shares.map { $0 * log($0) }.reduce(0, +) / log(4.0)
    }
    let a = divergences[0] / (divergences[0] + divergences[1])
    let printed = "indicator,weight\na,\(String(format: "%.8f", a))\nb,\(String(format: "%.8f", 1 - a))\n"
    let audit = try audit(printed, ["a", "b"], data: data, negative: ["b"])
    #expect(texts(audit, "convention").first == "x / max or min / x, ln(rows)", "\(audit.words)")
  }

  @Test func mistakesAreNamed() throws {
    let data = try write("data.csv", "area,year,a,b\n1,2019,0,0\n1,2020,1,0\n2,2019,2,0\n2,2020,4,1\n")
    for (weights, words) in [
      ("indicator,weight\na,0.5\nc,0.5\n", "'c' is no indicator"), ("indicator,weight\na,0.5\na,0.5\n", "stands twice"),
      ("indicator,weight\na,x\nb,1\n", "'x' is no weight"), ("indicator,weight\na,1\n", "holds 1 weights"),
      ("code,w\na,1\n", "no such column"),
    ] {
      do {
        _ = try audit(weights, ["a", "b"], data: data)
        Issue.record("\(words) was accepted")
      } catch { #expect("\(error)".contains(words), "\(error)") }
    }
  }

  /// Each variant of the reference file, rounded to six places as a paper prints it, is told by its name.
  @Test(
    .enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)),
    arguments: [
      ("A_global", "pooled min-max, ln(rows)", "right"),
      ("B_global_shift_0.0001", "pooled min-max + 0.0001, ln(rows)", "choice"),
      ("B2_global", "pooled min-max + 0.001, ln(rows)", "choice"),
      ("B3_global", "pooled min-max + 0.01, ln(rows)", "choice"),
      ("D_WRONG", "pooled min-max, ln(years)", "wrong"), ("E_WRONG", "pooled min-max, ln(areas)", "wrong"),
      ("G_interval", "pooled min-max to [0.002, 0.998], ln(rows)", "choice"),
      ("H_per_year_minmax_per_year_weights_2019", "min-max of each year, ln(rows), 2019 alone", "doubtful"),
      ("I_mean", "min-max of each year, ln(rows), mean of each year's weights", "doubtful"),
      ("J_global_minmax_per_year_entropy_2021", "pooled min-max, ln(rows), 2021 alone", "doubtful"),
    ])
  func publishedVariants(variant: String, convention: String, standing: String) throws {
    let golden = try GoldenCSV("composite/entropy/panel_variants.csv")
    let row = try #require(golden.rows.first { $0[0].hasPrefix(variant) })
    let names = Array(golden.header.dropFirst())
    let meta = try GoldenCSV("composite/input/asem_iMeta.csv")
    let directions = Dictionary(
      zip(try meta.text("iCode").map { $0 ?? "" }, try meta.numbers("Direction")), uniquingKeysWith: { a, _ in a })
    let codes = names.map { $0.lowercased() }
    let raw = try GoldenCSV("composite/coinr/panel_raw.csv")
    let units = try raw.text("uCode").map { $0 ?? "" }
    let numbers = Dictionary(uniqueKeysWithValues: Set(units).sorted().enumerated().map { ($1, $0 + 1) })
    let columns = try names.map { try raw.numbers($0) }
    let years = try raw.numbers("Time")
    var csv = "area,year," + codes.joined(separator: ",") + "\n"
    for i in units.indices {
      let values = columns.map { $0[i].map { "\($0)" } ?? "" }
      csv += "\(numbers[units[i]] ?? 0),\(Int(years[i] ?? 0)),\(values.joined(separator: ","))\n"
    }
    let printed = zip(codes, row.dropFirst()).map { "\($0),\(String(format: "%.6f", Double($1) ?? .nan))\n" }.joined()
    let result = try audit(
      "indicator,weight\n" + printed, codes, data: try write("data.csv", csv),
      negative: zip(codes, names).filter { (directions[$1] ?? 1) ?? 1 < 0 }.map(\.0))
    #expect(texts(result, "convention").first == convention, "\(result.words)")
    #expect(texts(result, "standing").first == standing && texts(result, "reproduces").first == "yes")
    let isTurned = result.words.contains("turned round.")
    #expect(isTurned == variant.contains("WRONG"))
  }
}
