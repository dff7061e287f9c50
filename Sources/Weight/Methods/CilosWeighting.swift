import Definitions
import LinearAlgebra
import PanelModel

/// CILOS weights (criterion impact loss): an indicator weighs the more, the less it loses where others are best.
///
/// Columns scaled to sum 1; a_ij the value of j in the row where i is best; p_ij = (a_jj - a_ij) / a_jj; F = P with the
/// diagonal -sum_i p_ij; F q = 0 with sum q = 1 are the weights.
/// Source: Zavadskas and Podvezko, International Journal of Information Technology and Decision Making 15 (2016),
/// 267-283.
package struct CilosWeighting: WeightingMethod {
  private let shift: Double

  package static let readsValues = true
  package static let usesCompleteRows = true
  package static let info = MethodInfo(
    name: "cilos",
    title: Title(zh: "CILOS法", en: "CILOS weights"),
    formula:
      "a_ij = x_j where i is best, p_ij = (a_jj - a_ij) / a_jj, F = P with diagonal -sum_i p_ij; F q = 0, sum q = 1",
    source: "Zavadskas and Podvezko, Int. J. Inf. Technol. Decis. Mak. 15, 2016, 267-283",
    options: [ShiftOption.info],
    edges: [
      "Of several best rows the first counts, in order of area and year.",
      "Values below 0 are refused, and an indicator of zeros only.",
      "Indicators that are all best in the same row lose nothing to each other: refused, as the weights are not unique.",
      "Only rows with a value of every indicator count; a finding says how many were left out.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    shift = try ShiftOption.read(options)
  }

  package func weights(of columns: [WeightingColumn]) throws(WeightingError) -> WeightSet {
    let rows = try CompleteRows(columns, for: Self.info.name).shifted(by: shift)
    for (indicator, column) in zip(rows.indicators, rows.columns) {
      try ColumnStatistic.refuseNegative(column, indicator, Self.info.name)
    }
    let best = rows.columns.map { column in
      column.indices.reduce(0) { column[$1] > column[$0] ? $1 : $0 }
    }
    let k = best.count
    var f = [[Double]](repeating: Array(repeating: 0, count: k), count: k)
    for j in 0..<k {
      let top = rows.columns[j][best[j]]
      for i in 0..<k { f[i][j] = (top - rows.columns[j][best[i]]) / top }
      f[j][j] = -(0..<k).map { f[$0][j] }.stableSum()
    }
    // The rows of F sum to 0, so one of them says nothing new; in its place stands sum q = 1.
    f[k - 1] = Array(repeating: 1, count: k)
    var right = [Double](repeating: 0, count: k)
    right[k - 1] = 1
    guard let q = LinearSystem.solve(f, right), q.allSatisfy({ $0 >= -1e-12 }) else {
      throw WeightingError(
        .notSolvable,
        message: "cilos has no unique weights here: some indicators are best in the same row and lose nothing there",
        remedy: "Take one of such indicators out, or use critic or entropy.")
    }
    return try .shares(
      Self.info.name, of: q.map { max($0, 0) }, rows.indicators, rows: rows.indicators.map { _ in rows.rowCount },
      without: "no indicator loses anything")
  }
}
