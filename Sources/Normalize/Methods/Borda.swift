import Definitions
import PanelModel

/// Borda points (波达计分): as many points as there are worse values in the group, so rank - 1.
/// Source: Borda, Mémoire sur les élections au scrutin (1781); COINr n_borda.
package struct Borda: RankingMethod {
  let ties: RankOrder.Ties

  package static let info = MethodInfo(
    name: "borda",
    title: Title(zh: "波达计分", en: "Borda points"),
    formula: "rank - 1: the number of worse values in the group",
    source: "Borda, Mémoire sur les élections au scrutin, 1781",
    options: [RankOrder.tiesOption], edges: RankOrder.edges)

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    ties = try options.choice("ties", default: .lowest)
  }

  package func apply(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Double {
    worse(than: x, pair, direction)
  }
}
