import Foundation
import PanelModel
import Sensitivity
import Testing
import _TestSupport

@Suite struct SobolTests {
  /// The linear model y = 3 x1 + x2 of two uniforms: V = (9 + 1) / 12, first orders 0.9 and 0.1, totals the same.
  @Test func aLinearModelByHand() throws {
    let uniform = UniformDraws(seed: 7)
    func y(_ sample: Int, _ other: Set<Int>) -> Double {
      let x = (0..<3).map { uniform.number(sample: sample * 2 + (other.contains($0) ? 1 : 0), coordinate: $0) }
      return 3 * x[0] + x[1]
    }
    let samples = Array(0..<4096)
    let design = SobolIndices.Outcomes(
      a: samples.map { y($0, []) }, b: samples.map { y($0, [0, 1, 2]) },
      ab: (0..<3).map { i in samples.map { y($0, [i]) } })
    let indices = try #require(SobolIndices(design, names: ["x1", "x2", "x3"], seed: 1, replicates: 200))
    for (factor, share) in zip(indices.factors, [0.9, 0.1, 0]) {
      #expect(abs(factor.first - share) < 0.1 && abs(factor.total - share) < 0.1, "\(factor)")
      #expect(factor.firstInterval.contains(factor.first) && factor.totalInterval.contains(factor.total), "\(factor)")
    }
    #expect(indices.factors[2].first == 0 && indices.factors[2].total == 0)
    #expect(SobolIndices(design, names: ["x1", "x2", "x3"], seed: 1, replicates: 200) == indices)
  }

  @Test func anOutcomeThatDoesNotVaryHasNoIndices() {
    let flat = [Double](repeating: 2, count: 300)
    #expect(SobolIndices(.init(a: flat, b: flat, ab: [flat]), names: ["x"], seed: 1) == nil)
  }

  @Test func drawsAreUniformAndFollowFromTheirPlace() {
    let uniform = UniformDraws(seed: 11)
    let numbers = (0..<20000).map { uniform.number(sample: $0 / 10, coordinate: $0 % 10) }
    #expect(numbers.allSatisfy { $0 >= 0 && $0 < 1 } && Set(numbers).count == numbers.count)
    // Twenty thousand draws in ten classes: 2000 each, give or take five standard deviations.
    var classes = [Int](repeating: 0, count: 10)
    for x in numbers { classes[Int(x * 10)] += 1 }
    #expect(classes.allSatisfy { abs($0 - 2000) < 220 }, "\(classes)")
    #expect(uniform.number(sample: 5, coordinate: 3) == numbers[53])
    #expect(UniformDraws(seed: 12).number(sample: 5, coordinate: 3) != numbers[53])
  }

  /// COINr 1.1.14, SA_estimate of the Ishigami function at 512 base samples: A, B, AB1, AB2, AB3 one after the other.
  @Test(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
  func ishigami() throws {
    let y = try GoldenCSV("composite/coinr/ishigami_sample_N512_d3.csv").numbers("y").compactMap { $0 }
    let parts = (0..<5).map { Array(y[($0 * 512)..<($0 * 512 + 512)]) }
    let design = SobolIndices.Outcomes(a: parts[0], b: parts[1], ab: Array(parts[2...]))
    let indices = try #require(SobolIndices(design, names: ["V1", "V2", "V3"], seed: 1, replicates: 2))
    let file = try GoldenCSV("composite/coinr/ishigami_sobol.csv")
    let first = worstDifference(indices.factors.map(\.first), try file.numbers("Si"))
    let total = worstDifference(indices.factors.map(\.total), try file.numbers("STi"))
    let variance = worstDifference([indices.variance], [try file.numbers("Variance")[0]])
    let worst = max(first, total, variance)
    GoldenReport.record(method: "Sobol indices", file: file.path, worst: worst)
    #expect(worst <= 1e-12)
  }

  /// The same of an index: 50 base samples of normalisation and weights, whose ranks the file holds (200 runs). So few
  /// samples are refused by the command; the formula is the formula.
  @Test(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
  func ranksOfFiftySamples() throws {
    let ranks = try GoldenCSV("composite/coinr/sa50_ranks.csv")
    let nominal = try ranks.numbers("Nominal").map { Int32($0 ?? 0) }
    let changes = try (1...200).map { run in
      Ranking.meanChange(try ranks.numbers("r_\(run)").map { Int32($0 ?? 0) }, from: nominal)
    }
    let parts = (0..<4).map { Array(changes[($0 * 50)..<($0 * 50 + 50)]) }
    let design = SobolIndices.Outcomes(a: parts[0], b: parts[1], ab: [parts[2], parts[3]])
    let indices = try #require(SobolIndices(design, names: ["Normalisation", "Weights"], seed: 1, replicates: 2))
    let file = try GoldenCSV("composite/coinr/sa50_sobol.csv")
    let first = worstDifference(indices.factors.map(\.first), try file.numbers("Si"))
    let total = worstDifference(indices.factors.map(\.total), try file.numbers("STi"))
    GoldenReport.record(method: "Sobol indices of ranks", file: file.path, worst: max(first, total))
    #expect(max(first, total) <= 1e-12)
  }
}
