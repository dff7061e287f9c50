import Definitions
import PanelModel

/// The adjusted Mazziotta-Pareto index (AMPI): as `mpi`, with the population variance (n), comparable over time.
///
/// S = M -+ s^2 / M with M the weighted mean and s^2 the variance of a row's children; meant for the scale of
/// `normalize: {method: ampi_scale}`.
/// Source: Mazziotta and Pareto, Social Indicators Research 127 (2016), 983-1003.
package struct AdjustedMazziottaPareto: PenalisedMean {
  let penalty: MazziottaParetoPenalty

  package static let info = MethodInfo(
    name: "ampi",
    title: Title(zh: "调整后的马齐奥塔—帕雷托指数", en: "Adjusted Mazziotta-Pareto index"),
    formula: "S = M -+ s^2 / M, M the mean and s^2 the variance (n) of a row's children",
    source: "Mazziotta and Pareto, Social Indicators Research 127, 2016, 983-1003",
    options: [MazziottaParetoPenalty.option],
    edges: [
      "Scores of 0 or less are refused: normalise with ampi_scale.",
      "With one child present there is no imbalance, and the score is that child's.",
      "A missing child: weights are rescaled over those present, if they hold at least the share asked for.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    penalty = try MazziottaParetoPenalty(options, isSample: false)
  }

  package var remedy: String { "Normalise with ampi_scale." }
}
