import Definitions
import PanelModel

/// Ranks (排序法): the worst value of a group is 1, the best the number of values.
///
/// rank = 1 + number of worse values; ties take the lowest rank of their run, its mean or its highest.
/// Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 1.5.
package struct RankScore: RankingMethod {
  let ties: RankOrder.Ties

  package static let info = MethodInfo(
    name: "rank",
    title: Title(zh: "排序法", en: "Rank, best highest"),
    formula: "1 + number of worse values in the group; ties: the lowest, the mean or the highest rank of their run",
    source: "OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 1.5",
    options: [RankOrder.tiesOption], edges: RankOrder.edges)

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    ties = try options.choice("ties", default: .lowest)
  }

  package func apply(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Double {
    worse(than: x, pair, direction) + 1
  }
}
