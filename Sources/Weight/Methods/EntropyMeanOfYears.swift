import Definitions
import PanelModel

/// The mean of entropy weights found year by year: each year is a cross-section of its own.
///
/// For every year e, d and w as of `entropy` over the areas of that year; w = mean of w over the years. One set of
/// weights holds for all years, so that scores compare over time; the pooled `entropy` is the usual choice for a panel.
package struct EntropyMeanOfYears: WeightingMethod {
  private let entropy: EntropyWeighting

  package static let readsValues = true
  package static let info = MethodInfo(
    name: "entropy_mean_of_years",
    title: Title(zh: "逐年熵值法均值", en: "Mean of each year's entropy weights"),
    formula: "w = mean over years of w_t, w_t the entropy weights of the areas of year t",
    source: "the cross-section form of entropy in each year; Zou, Yun and Sun, J. Environ. Sci. 18, 2006, 1020-1023",
    options: EntropyWeighting.info.options.filter { $0.name != "year" },
    edges: [
      "What a single year cannot weigh (fewer than two values, zeros only, all constant) is refused, naming the year.",
      "Differs from pooled entropy: movement over time has no part in the weights.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    entropy = try EntropyWeighting(options: options)
  }

  package var scoreShift: Double { entropy.scoreShift }

  /// All rows as one year.
  package func weights(of columns: [WeightingColumn]) throws(WeightingError) -> WeightSet {
    try entropy.weights(of: columns)
  }

  package func weights(of columns: [WeightingColumn], keys: [PanelKey]) throws(WeightingError) -> WeightSet {
    var rows: [ReferenceYear: [Int]] = [:]
    for (i, key) in keys.enumerated() { rows[key.year, default: []].append(i) }
    var sums = [StableSum](repeating: StableSum(), count: columns.count)
    for (year, places) in rows.sorted(by: { $0.key < $1.key }) {
      let section = columns.map { column in WeightingColumn(column.indicator, places.map { column.values[$0] }) }
      do throws(WeightingError) {
        for (j, entry) in try entropy.weights(of: section).entries.enumerated() { sums[j].add(entry.weight) }
      } catch {
        var named = error
        named.message = "in \(year) \(error.message)"
        throw named
      }
    }
    return try .shares(
      Self.info.name, of: sums.map(\.value), columns.map(\.indicator),
      rows: columns.map { $0.values.count { $0 != nil } }, without: "no year has any weight")
  }
}
