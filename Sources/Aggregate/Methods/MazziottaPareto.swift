import Definitions
import PanelModel

/// The Mazziotta-Pareto index (MPI): the mean less a penalty for imbalance, with the sample variance (n - 1).
///
/// S = M -+ s^2 / M with M the weighted mean and s^2 the variance of a row's children; meant for z-scores with mean 100
/// and standard deviation 10. The adjusted form, `ampi`, takes the population variance: they are not the same index.
/// Source: De Muro, Mazziotta and Pareto, Social Indicators Research 104 (2011), 1-18.
package struct MazziottaPareto: PenalisedMean {
  let penalty: MazziottaParetoPenalty

  package static let info = MethodInfo(
    name: "mpi",
    title: Title(zh: "马齐奥塔—帕雷托指数", en: "Mazziotta-Pareto index"),
    formula: "S = M -+ s^2 / M, M the mean and s^2 the variance (n - 1) of a row's children",
    source: "De Muro, Mazziotta and Pareto, Social Indicators Research 104, 2011, 1-18",
    options: [MazziottaParetoPenalty.option],
    edges: [
      "Scores of 0 or less are refused: normalise with z_score, 'mean: 100, sd: 10'.",
      "With one child present there is no imbalance, and the score is that child's.",
      "A missing child: weights are rescaled over those present, if they hold at least the share asked for.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    penalty = try MazziottaParetoPenalty(options, isSample: true)
  }

  package var remedy: String { "Normalise with z_score, 'mean: 100, sd: 10'." }
}
