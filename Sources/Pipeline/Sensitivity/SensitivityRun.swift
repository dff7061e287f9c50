import Definitions
import PanelModel
import Sensitivity

/// Draws of an index and what they say of its ranks.
package struct SensitivityRun: Sendable {
  private let variants: IndexVariants
  private let threads: Int
  private let groups: [[Int]]
  /// Scores and ranks of the index as defined.
  package let scores: [Double]
  package let nominal: [Int32]
  package let space: SensitivitySpace

  private var settings: SensitivitySettings { variants.settings }

  /// Computes the index as defined, and each alternative once, so that one that cannot be computed stops here.
  package init(_ variants: IndexVariants, threads: Int) throws {
    self.variants = variants
    self.threads = threads
    space = SensitivitySpace(variants.settings, tree: variants.index.tree)
    let panel = Panel(keys: variants.keys)
    switch variants.settings.ranks {
    case .pooled: groups = [Array(panel.keys.indices)]
    case .eachYear: groups = panel.rowsByYear.map(\.rows)
    }
    scores = try variants.scores(.nominal)
    nominal = Ranking.ranks(scores, groups: groups)
    try checkAlternatives()
  }

  private func checkAlternatives() throws {
    var trials: [(words: String, draw: SensitivityDraw)] = []
    for n in 0...settings.normalize.count {
      for w in 0...settings.weight.count {
        for a in 0...settings.aggregate.count {
          let names = [
            n > 0 ? settings.normalize[n - 1].label : nil, w > 0 ? settings.weight[w - 1].label : nil,
            a > 0 ? settings.aggregate[a - 1].label : nil,
          ]
          trials.append(
            (
              names.compactMap { $0 }.joined(separator: " with "),
              SensitivityDraw(normalize: n, weight: w, aggregate: a)
            ))
        }
      }
    }
    for trial in trials.dropFirst() {
      do { _ = try variants.scores(trial.draw) } catch {
        var words = "\(error)"
        while words.hasSuffix(".") { words.removeLast() }
        throw PipelineError.message(
          "The alternative \(trial.words) cannot be computed: \(words)",
          remedy: "Take it out of --vary, or give it options that fit, such as {method: min_max, to: [1, 100]}.")
      }
    }
  }

  /// Ranks of draws.
  package struct Draws: Sendable {
    package var draws: [SensitivityDraw]
    package var table: RankTable
    /// By draw: the mean of |rank - nominal rank|.
    package var changes: [Double]
  }

  /// Monte Carlo: so many draws, of all factors at once.
  package func draws(_ count: Int) throws -> Draws {
    let uniform = UniformDraws(seed: settings.seed)
    return try run((0..<count).map { space.draw($0, uniform) })
  }

  /// Draws given, such as saved ones.
  package func run(_ draws: [SensitivityDraw]) throws -> Draws {
    let ranks = try draws.parallelMap(threads: threads) { draw in
      Swift.Result { Ranking.ranks(try variants.scores(draw), groups: groups) }
    }.map { try $0.get() }
    return Draws(
      draws: draws, table: RankTable(ranks), changes: ranks.map { Ranking.meanChange($0, from: nominal) })
  }

  /// Each indicator left out in turn, the rest as defined.
  package func droppingEach() throws -> Draws {
    try run(space.leaves.map { SensitivityDraw(dropped: $0) })
  }

  /// First and total order of each factor in the mean change of rank.
  /// - Parameter count: base samples; the index is computed count times the number of factors plus 2.
  /// - Throws: for fewer base samples than tell anything, for one factor or none, and where nothing moves.
  package func sobol(_ count: Int) throws -> SobolIndices {
    guard count >= SobolIndices.fewestSamples else {
      throw PipelineError.message(
        "\(count) base samples are too few for Sobol indices, which then come out above 1 or below 0",
        remedy: "Take \(SobolIndices.fewestSamples) or more, 1024 for figures to print.")
    }
    guard space.factors.count > 1 else {
      throw PipelineError.message(
        "Sobol indices divide variance among factors, and \(space.factors.count) vary",
        remedy: "Let two or more vary: --vary weights=0.25 --vary 'normalize=[z_score]'.")
    }
    let uniform = UniformDraws(seed: settings.seed)
    func outcomes(_ other: Set<SensitivitySpace.Factor>) throws -> [Double] {
      try (0..<count).map { space.draw($0, uniform, other: other) }.parallelMap(threads: threads) { draw in
        Swift.Result {
          Ranking.meanChange(Ranking.ranks(try variants.scores(draw), groups: groups), from: nominal)
        }
      }.map { try $0.get() }
    }
    let design = SobolIndices.Outcomes(
      a: try outcomes([]), b: try outcomes(Set(space.factors)), ab: try space.factors.map { try outcomes([$0]) })
    guard let indices = SobolIndices(design, names: space.factors.map(\.rawValue), seed: settings.seed) else {
      throw PipelineError.message(
        "No draw moves a rank, so there is no variance to divide", remedy: "Let more vary, or further.")
    }
    return indices
  }
}
