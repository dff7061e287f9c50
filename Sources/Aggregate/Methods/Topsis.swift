import Definitions
import PanelModel

/// TOPSIS (逼近理想解排序法): the distance from the worst as a share of the distances from the worst and the best.
///
/// v = w x / sqrt(sum x^2) over the rows compared; d+ and d- are the Euclidean distances of a row from the largest and
/// the smallest v of every child; S = d- / (d+ + d-).
/// Source: Hwang and Yoon, Multiple Attribute Decision Making (1981), section III.3.
package struct Topsis: RowComparison {
  enum Scale: String, Sendable, CaseIterable {
    /// Each child over its Euclidean length.
    case vector
    /// The children as they are.
    case none
  }

  package let scope: NormalizationScope
  private let scale: Scale

  package static let info = MethodInfo(
    name: "topsis",
    title: Title(zh: "逼近理想解排序法", en: "TOPSIS"),
    formula: "v = w x / sqrt(sum x^2), d+- = distance from the best and worst v, S = d- / (d+ + d-)",
    source: "Hwang and Yoon, Multiple Attribute Decision Making, 1981, section III.3",
    options: [
      Self.scopeOption,
      .init(
        "scale", allowed: "vector | none", default: "vector",
        meaning: "Whether children are brought to unit length first; none takes their scores as they are."),
    ],
    edges: [
      "If all rows compared are the same the score is 0/0: refused, naming the node.",
      "A row with a missing child has no score, and `when_missing` is refused.",
      "The score hangs on the other rows: another sample gives other scores. Contributions are not defined.",
    ])

  package init(options: MethodOptions) throws(DefinitionError) {
    scope = try Self.scope(options)
    scale = try options.choice("scale", default: .vector)
  }

  package func scores(_ rows: [[Double]], weights: [Double]) -> [Double]? {
    var squares = rows.map { _ in (best: StableSum(), worst: StableSum()) }
    for j in weights.indices {
      let column = rows.map { $0[j] }
      let factor = weights[j] / length(of: column)
      let high = column.reduce(-Double.infinity, max)
      let low = column.reduce(Double.infinity, min)
      for i in rows.indices {
        let toBest = factor * (high - column[i])
        let toWorst = factor * (column[i] - low)
        squares[i].best.add(toBest * toBest)
        squares[i].worst.add(toWorst * toWorst)
      }
    }
    let distances = squares.map { ($0.best.value.squareRoot(), $0.worst.value.squareRoot()) }
    // The best and the worst are the same for all rows: if one has no distance from both, none has.
    guard distances.allSatisfy({ $0.0 + $0.1 > 0 }) else { return nil }
    return distances.map { $0.1 / ($0.0 + $0.1) }
  }

  /// The Euclidean length of a column; 1 for a column of zeros, which has no distances either way.
  private func length(of column: [Double]) -> Double {
    guard scale == .vector else { return 1 }
    let largest = column.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else { return 1 }
    return largest * column.map { ($0 / largest) * ($0 / largest) }.stableSum().squareRoot()
  }
}
