import PanelModel

/// Cronbach's alpha: how far columns move as one scale.
///
/// alpha = k / (k - 1) (1 - sum of variances / sum of all variances and covariances), each covariance over the rows that
/// hold both. Source: Cronbach, Psychometrika 16 (1951); OECD/JRC Handbook (2008), section 1.4.
package struct CronbachAlpha: Sendable, Equatable {
  /// At most 1, below 0 where columns contradict each other; nil where `undefined` says why.
  package var value: Double?
  /// Columns that counted.
  package var items: Int
  /// The fewest rows of any pair of them.
  package var rows: Int
  /// Places of columns without variation or values.
  package var leftOut: [Int]
  package var undefined: Undefined?

  /// - Parameter columns: of equal length, turned so that more is better.
  package init(_ columns: [[Double?]]) {
    let usable = UsableColumns(columns)
    (items, leftOut, rows) = (usable.taken.count, usable.leftOut, 0)
    guard items > 1 else {
      rows = usable.taken.first.map { place in columns[place].count { $0?.isFinite == true } } ?? 0
      undefined = .oneColumn
      return
    }
    var (variances, all) = (StableSum(), StableSum())
    rows = .max
    for (i, a) in usable.taken.enumerated() {
      for b in usable.taken[i...] {
        let (x, y) = Correlations.pairs(columns[a], columns[b])
        rows = min(rows, x.count)
        guard x.count >= Undefined.fewestRows else {
          undefined = .fewRows(x.count)
          return
        }
        let covariance = StableSum.ofProducts(x.centered, y.centered) / Double(x.count - 1)
        if a == b { variances.add(covariance) }
        all.add(a == b ? covariance : 2 * covariance)
      }
    }
    // What rounding leaves of a total that does not move is no variance.
    guard all.value > 1e-14 * variances.value else {
      undefined = .constantTotal
      return
    }
    let k = Double(items)
    value = k / (k - 1) * (1 - variances.value / all.value)
  }
}
