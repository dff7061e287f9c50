import PanelModel
import Sensitivity
import Testing
import _TestSupport

@Suite struct RankTests {
  @Test func ranksByHand() {
    // 3 and 3 share rank 1, so that 2 has rank 3; a row without a score has none. Below zero and -0 sort as numbers do.
    #expect(Ranking.ranks([3, 2, 3, .nan, -1], groups: [[0, 1, 2, 3, 4]]) == [1, 3, 1, 0, 4])
    #expect(Ranking.ranks([0, -0.0, -2, 5], groups: [[0, 1], [2, 3]]) == [1, 1, 2, 1])
    #expect(Ranking.meanChange([1, 4, 0], from: [3, 3, 2]) == 1.5)
  }

  @Test func quantilesByHand() throws {
    // 1 2 2 5: mean 2.5, median 2, p5 at place 0.15, p95 at place 2.85
    let summary = try #require(RankSummary([2, 5, 1, 2]))
    #expect(summary.mean == 2.5 && summary.median == 2 && summary.draws == 4)
    #expect(abs(summary.low - 1.15) < 1e-14 && abs(summary.high - 4.55) < 1e-14)
    #expect(RankSummary([]) == nil)
  }

  /// Against sorting, for tables of several shapes.
  @Test func summariesAreThoseOfSortedRanks() throws {
    let uniform = UniformDraws(seed: 3)
    for (shape, size) in [(1, 1), (7, 40), (101, 33)].enumerated() {
      let table = RankTable(
        (0..<size.0).map { d in
          (0..<size.1).map { r in Int32(uniform.index(below: 50, sample: shape * 1000 + d, coordinate: r)) }
        })
      for (row, summary) in table.summaries().enumerated() {
        let own = table.draws.map { $0[row] }.filter { $0 > 0 }.sorted().map(Double.init)
        #expect((summary?.draws ?? 0) == own.count)
        guard let summary else { continue }
        #expect(abs(summary.median - Quantile.linear(own, 0.5)) < 1e-12)
        #expect(abs(summary.low - Quantile.linear(own, 0.05)) < 1e-12)
        #expect(abs(summary.high - Quantile.linear(own, 0.95)) < 1e-12)
      }
    }
  }

  /// COINr 1.1.14: draws of the ASEM index, their ranks and what it says of them; of a Saltelli design the samples A and B.
  @Test(
    .enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)),
    arguments: [("ua100", 100), ("sa50", 100)])
  func statisticsOfDraws(name: String, draws: Int) throws {
    let file = try GoldenCSV("composite/coinr/\(name)_ranks.csv")
    let table = RankTable(try (1...draws).map { try file.numbers("r_\($0)").map { Int32($0 ?? 0) } })
    let expected = try GoldenCSV("composite/coinr/\(name)_rankstats.csv")
    let summaries = table.summaries().compactMap { $0 }
    let columns: [(String, [Double])] = [
      ("Mean", summaries.map(\.mean)), ("Median", summaries.map(\.median)), ("Q5", summaries.map(\.low)),
      ("Q95", summaries.map(\.high)),
    ]
    var worst = 0.0
    for (name, ours) in columns { worst = max(worst, worstDifference(ours, try expected.numbers(name))) }
    GoldenReport.record(method: "ranks over draws", file: expected.path, worst: worst)
    #expect(worst <= 1e-12)
  }
}
