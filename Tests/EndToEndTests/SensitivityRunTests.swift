import Definitions
import Foundation
import PanelModel
import Pipeline
import Sensitivity
import Testing

/// `sensitivity` on a small table: six areas, two years, four indicators under two dimensions.
@Suite struct SensitivityRunTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("sensitivity-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var csv = "area,year,a,b,c,d\n"
    for area in 1...6 {
      for year in 2019...2020 {
        let x = Double((area * 7 + year * 3) % 11)
        let gap = area == 3 && year == 2020
        csv += "\(area),\(year),\(x),\(x * x - 4 * Double(area)),\(Double(area) * 1.5),\(gap ? "" : "\(12 - x)")\n"
      }
    }
    try Data(csv.utf8).write(to: URL(fileURLWithPath: "\(folder)/data.csv"))
    let index =
      "code: small\ntitle: Small\nnormalize: {method: min_max, over: pooled}\nweight: {method: entropy, shift: 0.001}\n"
      + "aggregate: {method: weighted_arithmetic, when_missing: {at_least: 0.5}}\n"
      + "tree:\n  first: {of: [a, b]}\n  second: {of: [c, d]}\n"
    try Data(index.utf8).write(to: URL(fileURLWithPath: "\(folder)/small.yaml"))
  }

  private func prepared(
    _ vary: [String], threads: Int = 1, seed: UInt64 = 1
  ) throws -> SensitivityRequest.Prepared {
    var request = SensitivityRequest(index: "\(folder)/small.yaml")
    (request.data, request.ids, request.vary) = ("\(folder)/data.csv", ["area", "year"], vary)
    (request.threads, request.seed, request.ranks) = (threads, seed, .pooled)
    return try request.prepared(in: Project(path: folder), progress: SilentProgress())
  }

  /// The sum by columns of complete rows, and the aggregate stage for the others, give what the stage gives for all: the
  /// power mean of p = 1 is computed by the stage row by row.
  @Test func theShortWayIsTheLongOne() throws {
    let vary = ["weights=0.25", "normalize=[z_score]", "indicators=drop_one"]
    let short = try prepared(vary)
    let text = try String(contentsOfFile: "\(folder)/small.yaml", encoding: .utf8)
    let other = text.replacing("{method: weighted_arithmetic,", with: "{method: power, p: 1, floor: 1.0e-300,")
    try Data(other.utf8).write(to: URL(fileURLWithPath: "\(folder)/small.yaml"))
    let long = try prepared(["weights=0.25", "indicators=drop_one"])
    let (a, b) = (short.run, long.run)
    #expect(a.scores.count == 12 && a.scores.allSatisfy { !$0.isNaN })
    for (x, y) in zip(a.scores, b.scores) { #expect(abs(x - y) <= 1e-12 * abs(y)) }
    let draws = (0..<50).map { long.run.space.draw($0, UniformDraws(seed: 5)) }
    let (mine, theirs) = (try a.run(draws), try b.run(draws))
    #expect(mine.table.draws == theirs.table.draws)
    #expect(Set(mine.changes).count > 10)
  }

  @Test func aSeedGivesTheSameDrawsOnAnyNumberOfThreads() throws {
    let vary = ["weights=0.25", "normalize=[z_score, rank]", "weight=[equal, critic]", "indicators=drop_one"]
    let one = try prepared(vary).run.draws(200)
    let two = try prepared(vary, threads: 2).run.draws(200)
    #expect(one.draws == two.draws && one.changes == two.changes && one.table.draws == two.table.draws)
    #expect(try prepared(vary, seed: 2).run.draws(200).draws != one.draws)
    // Every alternative is drawn, and every indicator left out once at least.
    #expect(Set(one.draws.map(\.normalize)) == [0, 1, 2] && Set(one.draws.map(\.weight)) == [0, 1, 2])
    #expect(Set(one.draws.map(\.dropped)) == [nil, "a", "b", "c", "d"])
    #expect(one.draws.allSatisfy { $0.factors.count == 6 && $0.factors.allSatisfy { $0 >= 0.75 && $0 <= 1.25 } })
  }

  @Test func savedDrawsGiveTheSameRanks() throws {
    let vary = ["weights=0.4", "normalize=[z_score]", "shift=[0, 0.01]", "indicators=drop_one"]
    let prepared = try prepared(vary)
    let made = try prepared.run.draws(60)
    let read = try prepared.tables.draws(from: prepared.tables.draws(made), file: "draws.csv")
    #expect(read == made.draws)
    #expect(try prepared.run.run(read).table.draws == made.table.draws)
    let other = try self.prepared(["weights=0.4"])
    #expect(throws: PipelineError.self) { try other.tables.draws(from: prepared.tables.draws(made), file: "draws.csv") }
  }

  /// Weights written down leave 0.3 : 0.2 of a, and 0.2 of the first dimension's 0.8, where b is left out.
  @Test func weightsWrittenDownAreRescaledWithoutAnIndicator() throws {
    let file = "\(folder)/small.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let fixed = "weight: {method: fixed, weights: {a: 0.5, b: 0.3, c: 0.1, d: 0.1}}"
    try Data(text.replacing("weight: {method: entropy, shift: 0.001}", with: fixed).utf8)
      .write(to: URL(fileURLWithPath: file))
    let dropped = try prepared(["weights=0.25", "indicators=drop_one"]).run.droppingEach()
    let rescaled = "weight: {method: fixed, weights: {a: 0.5, c: 0.1, d: 0.1}}"
    let without = text.replacing("weight: {method: entropy, shift: 0.001}", with: rescaled)
      .replacing("[a, b]", with: "[a]")
    try Data(without.utf8).write(to: URL(fileURLWithPath: file))
    let alone = try prepared(["weights=0.25"]).run
    let draw = try #require(dropped.draws.firstIndex { $0.dropped == "b" })
    #expect(dropped.table.draws.count == 4 && draw == 1)
    #expect(dropped.table.draws[draw] == alone.nominal)
  }

  @Test func whatCannotBeComputedIsRefused() throws {
    // Scores of the worst are 0 under min-max: the geometric mean refuses them, naming the alternative.
    let error = #expect(throws: PipelineError.self) { try prepared(["aggregate=[weighted_geometric]"]) }
    #expect("\(try #require(error))".contains("weighted_geometric"))
    #expect(throws: DefinitionError.self) { try prepared(["weights=2"]) }
    #expect(throws: DefinitionError.self) { try prepared(["wieghts=0.2"]) }
    let run = try prepared(["weights=0.25", "normalize=[z_score]"]).run
    let few = #expect(throws: PipelineError.self) { try run.sobol(50) }
    #expect("\(try #require(few))".contains("50 base samples are too few"))
    #expect(throws: PipelineError.self) { try prepared(["weights=0.25"]).run.sobol(256) }
  }

  @Test func sobolIndicesLieWithinTheirIntervals() throws {
    let run = try prepared(["weights=0.25", "normalize=[z_score, rank]", "weight=[equal]"]).run
    let indices = try run.sobol(256)
    #expect(indices.factors.map(\.name) == ["normalize", "weight", "weights"])
    for factor in indices.factors {
      #expect(factor.firstInterval.contains(factor.first) && factor.totalInterval.contains(factor.total), "\(factor)")
      #expect(factor.total >= 0)
    }
    #expect(try run.droppingEach().draws.map(\.dropped) == ["a", "b", "c", "d"])
  }
}
