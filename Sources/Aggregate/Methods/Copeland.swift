import Definitions
import PanelModel

/// Copeland's method (科普兰法): a row's wins less its losses against all others compared.
///
/// o_ab = sum of the weights of the children in which a is better than b, equal ones by half; S_a = sum over b of
/// sign(o_ab - 1/2). Only orders count, so nothing is compensated by distance.
/// Source: Munda, Social Multi-Criteria Evaluation for a Sustainable Economy (2008), chapter 7; COINr a_copeland.
package struct Copeland: RowComparison {
  package let scope: NormalizationScope

  package static let info = MethodInfo(
    name: "copeland",
    title: Title(zh: "科普兰法", en: "Copeland's method"),
    formula: "o_ab = sum of w where a beats b, plus half where equal; S_a = sum_b sign(o_ab - 1/2)",
    source: "Munda, Social Multi-Criteria Evaluation for a Sustainable Economy, 2008, chapter 7",
    options: [Self.scopeOption],
    edges: [
      "Scores are whole numbers from -(n - 1) to n - 1, n rows compared: `over` decides what they mean.",
      "Rows that are all the same tie with each other: all scores are 0.",
      "A row with a missing child has no score, and `when_missing` is refused. Contributions are not defined.",
      "Time and not memory grows with the square of the rows compared.",
    ])

  package init(options: MethodOptions) throws(DefinitionError) { scope = try Self.scope(options) }

  package func scores(_ rows: [[Double]], weights: [Double]) -> [Double]? {
    var wins = [Double](repeating: 0, count: rows.count)
    for a in rows.indices {
      for b in (a + 1)..<max(rows.count, a + 1) {
        // A win by rounding alone is a tie: shares such as 1/3 + 1/6 and 1/2 may differ in the last bit.
        let balance = Self.balance(rows[a], rows[b], weights)
        guard abs(balance) > 1e-12 else { continue }
        wins[a] += balance > 0 ? 1 : -1
        wins[b] += balance > 0 ? -1 : 1
      }
    }
    return wins
  }

  /// The weight of the children in which `a` is better less that in which `b` is: 2 o_ab - 1.
  static func balance(_ a: [Double], _ b: [Double], _ weights: [Double]) -> Double {
    var balance = 0.0
    for j in weights.indices where a[j] != b[j] { balance += a[j] > b[j] ? weights[j] : -weights[j] }
    return balance
  }
}
