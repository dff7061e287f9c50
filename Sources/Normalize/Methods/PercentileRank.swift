import Definitions
import PanelModel

/// Percentile ranks (百分位排序): the rank brought to [0, 1], (rank - 1) / (n - 1).
/// Source: Becker et al., COINr, Journal of Open Source Software 7 (78), 2022, n_prank.
package struct PercentileRank: RankingMethod {
  let ties: RankOrder.Ties

  package static let info = MethodInfo(
    name: "percentile_rank",
    title: Title(zh: "百分位排序", en: "Percentile rank"),
    formula: "(rank - 1) / (n - 1), n values in the group",
    source: "Becker et al., COINr, J. Open Source Softw. 7(78), 2022 (n_prank)",
    options: [RankOrder.tiesOption], edges: RankOrder.edges)

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    ties = try options.choice("ties", default: .lowest)
  }

  package func apply(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Double {
    worse(than: x, pair, direction) / Double(pair.order.count - 1)
  }
}
