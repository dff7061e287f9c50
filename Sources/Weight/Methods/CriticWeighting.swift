import Definitions
import PanelModel

/// CRITIC weights: an indicator weighs the more, the more it varies and the less it moves with the others.
///
/// C_j = s_j sum_l (1 - r_jl), w = C / sum C, with s the standard deviation and r the correlation of normalised values.
/// Source: Diakoulaki, Mavrotas and Papayannakis, Computers and Operations Research 22 (1995), 763-770.
package struct CriticWeighting: WeightingMethod {
  /// Which correlation is taken.
  enum Correlation: String, Sendable, CaseIterable {
    case pearson
    /// Of ranks, equal values with the mean rank of their run.
    case spearman
  }

  private let correlation: Correlation

  package static let readsValues = true
  package static let usesCompleteRows = true
  package static let info = MethodInfo(
    name: "critic",
    title: Title(zh: "CRITIC法", en: "CRITIC weights"),
    formula: "C_j = s_j sum_l (1 - r_jl), w = C / sum C",
    source: "Diakoulaki, Mavrotas and Papayannakis, Comput. Oper. Res. 22, 1995, 763-770",
    options: [
      .init(
        "correlation", allowed: "pearson | spearman", default: "pearson",
        meaning: "The correlation r; spearman is that of ranks.")
    ],
    edges: [
      "A constant indicator is refused: it has no correlation with the others.",
      "If all indicators move together (r = 1) there is no contrast, and the weights are refused.",
      "Only rows with a value of every indicator count; a finding says how many were left out.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    correlation = try options.choice("correlation", default: .pearson)
  }

  package func weights(of columns: [WeightingColumn]) throws(WeightingError) -> WeightSet {
    let rows = try CompleteRows(columns, for: Self.info.name)
    let standardized = try rows.refuseConstants(rows.standardized, for: Self.info.name)
    let correlated: [[Double]]
    switch correlation {
    case .pearson: correlated = standardized
    case .spearman:
      let ranked = CompleteRows(rows, replacing: rows.columns.map(\.meanRanks))
      correlated = try ranked.refuseConstants(ranked.standardized, for: Self.info.name)
    }
    let r = products(correlated)
    var amounts: [Double] = []
    for j in correlated.indices {
      var contrast = StableSum()
      // 1 - r of two columns that are the same up to scale may round to 1e-16 and not to 0.
      for l in correlated.indices where l != j { contrast.add(1 - r[j][l] < 1e-14 ? 0 : 1 - r[j][l]) }
      amounts.append(ColumnStatistic.variance(rows.columns[j]).squareRoot() * contrast.value)
    }
    guard amounts.contains(where: { $0 > 0 }) else {
      throw WeightingError(
        .noContrast, message: "all indicators move together (every correlation is 1), so critic finds no contrast",
        remedy: "Keep one of them, or use equal weights.")
    }
    return try .shares(
      Self.info.name, of: amounts, rows.indicators, rows: rows.indicators.map { _ in rows.rowCount },
      without: "no indicator has any contrast")
  }
}
