import PanelModel

/// What elements weigh in a whole index: on paper, and in the variance of its score.
package enum EffectiveWeights {
  /// Products of shares down a tree.
  /// - Parameters:
  ///   - weights: of each element among the children of its parent, in any unit.
  ///   - parents: the place of each element's parent, nil for the root; parents stand before or after their children.
  /// - Returns: by element, 1 for the root; children sum to their parent. nil below a parent whose children weigh nothing.
  package static func products(_ weights: [Double], parents: [Int?]) -> [Double?] {
    var siblings = [StableSum](repeating: StableSum(), count: weights.count)
    for (weight, parent) in zip(weights, parents) { if let parent { siblings[parent].add(weight) } }
    return weights.indices.map { element in
      var (product, place, steps) = (1.0, element, 0)
      while let parent = parents[place], steps < weights.count {
        guard siblings[parent].value > 0 else { return nil }
        product *= weights[place] / siblings[parent].value
        (place, steps) = (parent, steps + 1)
      }
      return product
    }
  }

  /// The share of the variance of the score that each column carries: w cov(x, y) / var(y), over rows with all columns
  /// and a score. Where y is the sum of w x the shares sum to 1; one is negative where a column moves against the score.
  /// - Returns: nil where fewer than three rows are complete, or the score is constant in them.
  package static func varianceShares(_ columns: [[Double?]], weights: [Double], score: [Double?]) -> [Double]? {
    let rows = score.indices.filter { row in score[row] != nil && columns.allSatisfy { $0[row] != nil } }
    let y = rows.compactMap { score[$0] }
    guard y.count >= Undefined.fewestRows, !y.isConstant else { return nil }
    let centered = y.centered
    let variance = StableSum.ofProducts(centered, centered)
    return zip(columns, weights).map { column, weight in
      weight * StableSum.ofProducts(rows.compactMap { column[$0] }.centered, centered) / variance
    }
  }

  /// The correlation ratio eta^2: the share of the variance of the score that lies between classes of the column, which
  /// also sees what is not linear. Classes hold equally many rows, but equal values stay together; there are 10, fewer
  /// where a class would hold fewer than 5 rows, and 2 at least.
  /// Sources: Pearson (1905); Paruolo, Saisana, Saltelli, Ratings and rankings: voodoo or science?, JRSS A 176 (2013).
  /// - Returns: in [0, 1]; nil where fewer than three rows hold both, or one of them is constant.
  package static func correlationRatio(_ column: [Double?], _ score: [Double?]) -> Double? {
    let (x, y) = Correlations.pairs(column, score)
    guard x.count >= Undefined.fewestRows, !x.isConstant, !y.isConstant else { return nil }
    let classes = max(2, min(10, x.count / 5))
    let centered = y.centered
    var sums = [StableSum](repeating: StableSum(), count: classes)
    var counts = [Int](repeating: 0, count: classes)
    for (rank, deviation) in zip(x.meanRanks, centered) {
      let place = min(classes - 1, Int((rank - 0.5) / Double(x.count) * Double(classes)))
      sums[place].add(deviation)
      counts[place] += 1
    }
    let between = zip(sums, counts).map { $1 > 0 ? $0.value * $0.value / Double($1) : 0 }.stableSum()
    return min(1, between / StableSum.ofProducts(centered, centered))
  }
}
