import Definitions
import PanelModel

/// Percentile ranks (百分位排序): the rank brought to [0, 1], (rank - 1) / (n - 1).
/// Source: Becker et al., COINr, Journal of Open Source Software 7 (78), 2022, n_prank.
package struct PercentileRank: NormalizationMethod {
  private let ties: RankOrder.Ties

  package static let info = MethodInfo(
    name: "percentile_rank",
    title: Title(zh: "百分位排序", en: "Percentile rank"),
    formula: "(rank - 1) / (n - 1), n values in the group",
    source: "Becker et al., COINr, J. Open Source Softw. 7(78), 2022 (n_prank)",
    options: [RankOrder.tiesOption(default: "lowest")],
    edges: RankOrder.edges)

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    ties = try options.choice("ties", default: .lowest)
  }

  package func fit(_ sample: NormalizationSample) -> NormalizationBounds.Pair? { RankOrder.fit(sample) }
  package func hasSpread(_ pair: NormalizationBounds.Pair) -> Bool { pair.first < pair.second }

  package func apply(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Double {
    RankOrder.worse(than: x, pair, direction: direction, ties: ties) / Double(pair.order.count - 1)
  }
}
