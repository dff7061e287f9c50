import Definitions
import Foundation
import PanelModel

/// Entropy weights (熵值法) over all areas and years together: an indicator weighs the more, the more unevenly it is
/// distributed over the rows.
///
/// With z' = z + shift over the m rows where the indicator is present, and p = z' / sum z':
/// e = -(1 / ln m) sum p ln p, d = 1 - e, w = d / sum d, where 0 ln 0 = 0.
/// m is the number of rows, areas times years of a full panel: ln(years) or ln(areas) in its place makes d negative and
/// turns the order of the weights round.
/// Source: Shannon, Bell System Technical Journal 27 (1948); Zou, Yun and Sun, Journal of Environmental Sciences 18
/// (2006), 1020-1023; the panel form pools the rows.
package struct EntropyWeighting: WeightingMethod {
  /// Which values the index is the weighted mean of.
  package enum Score: String, Sendable, CaseIterable {
    /// The normalised values z.
    case unshifted
    /// z + shift.
    case shifted
  }

  /// c in z' = z + c; >= 0, on the normalised scale.
  package let shift: Double
  package let score: Score
  /// The year whose areas alone the weights are found from; nil: all years.
  package let year: ReferenceYear?

  package static let readsValues = true
  package static let info = MethodInfo(
    name: "entropy",
    title: Title(zh: "熵值法", en: "Entropy weights"),
    formula:
      "p = (z + shift) / sum(z + shift), e = -(1 / ln m) sum p ln p, d = 1 - e, w = d / sum d; m rows, 0 ln 0 = 0",
    source: "Shannon, Bell System Technical Journal 27, 1948; Zou, Yun and Sun, J. Environ. Sci. 18, 2006, 1020-1023",
    options: [
      .init(
        "shift", allowed: "number >= 0", default: "0",
        meaning: "Added to every normalised value before shares are taken (非负平移). Not needed for zeros."),
      .init(
        "score", allowed: "unshifted | shifted", default: "unshifted",
        meaning: "Whether the index is the mean of z or of z + shift. They differ by the shift itself."),
      .init(
        "year", allowed: "year", default: "all years",
        meaning: "Finds the weights from the areas of one year (a cross-section) and uses them in all years."),
    ],
    edges: [
      "A value below 0 is refused: z-scores cannot feed entropy.",
      "An indicator with fewer than two values, or with zeros only, is refused.",
      "A constant indicator has weight 0; if all are constant the weights are refused.",
      "Rows where an indicator is missing have no part in its entropy, and m counts the others; a finding says so.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    shift = try options.number("shift", default: 0)
    score = try options.choice("score", default: .unshifted)
    guard shift >= 0, shift.isFinite else { throw options.error("shift", expected: "a number of 0 or more") }
    if options["year"] == nil {
      year = nil
    } else {
      guard let number = Int32(exactly: try options.number("year", default: 0)) else {
        throw options.error("year", expected: "a year")
      }
      year = ReferenceYear(number)
    }
  }

  package var scoreShift: Double { score == .shifted ? shift : 0 }

  package func weights(of columns: [WeightingColumn]) throws(WeightingError) -> WeightSet {
    var entries: [WeightSet.Entry] = []
    var total = StableSum()
    for column in columns {
      let present = column.values.present
      let divergence = try divergence(of: present, column.indicator)
      total.add(divergence)
      entries.append(
        WeightSet.Entry(
          indicator: column.indicator, weight: 0, rows: present.count, entropy: 1 - divergence, divergence: divergence))
    }
    let sum = total.value
    guard sum > 0 else {
      throw WeightingError(
        .allZero, message: "every indicator is constant, so entropy gives none of them any weight",
        remedy: "Check the sample of areas and years, or use equal weights.")
    }
    for i in entries.indices { entries[i].weight = (entries[i].divergence ?? 0) / sum }
    return WeightSet(method: Self.info.name, entries: entries)
  }

  package func weights(of columns: [WeightingColumn], keys: [PanelKey]) throws(WeightingError) -> WeightSet {
    guard let year else { return try weights(of: columns) }
    let rows = keys.indices.filter { keys[$0].year == year }
    guard !rows.isEmpty else {
      throw WeightingError(
        .yearAbsent, message: "the panel has no row of \(year), from which entropy is to find the weights",
        remedy: "Write a year of the panel under 'year'.")
    }
    return try weights(of: columns.map { column in WeightingColumn(column.indicator, rows.map { column.values[$0] }) })
  }

  package func rowCount(of keys: [PanelKey]) -> Int {
    year.map { year in keys.count { $0.year == year } } ?? keys.count
  }

  /// d of the present values of one indicator, in [0, 1].
  ///
  /// With m p = 1 + t, t the relative distance from the mean, d = (1 / (m ln m)) sum f(t), f(t) = (1 + t) ln(1 + t) - t.
  /// The term - t changes nothing, as the distances sum to 0, and makes every part >= 0: nothing cancels, however even
  /// the column, and d cannot fall below 0 by rounding.
  func divergence(of values: [Double], _ indicator: IndicatorCode) throws(WeightingError) -> Double {
    let (low, high, sum) = values.extremesAndSum
    try check(values, low: low, high: high, indicator)
    guard low < high else { return 0 }
    let m = Double(values.count)
    let mean = sum / m + shift
    // The largest d is 1 (one row holds everything); rounding may carry the quotient just past it.
    return min(1, Self.excessSum(values, shift: shift, mean: mean) / (m * log(m)))
  }

  private func check(
    _ values: [Double], low: Double, high: Double, _ indicator: IndicatorCode
  ) throws(WeightingError) {
    if values.count < 2 {
      throw WeightingError(
        .tooFewRows, indicator: indicator,
        message: "'\(indicator)' has \(values.count) value(s) to take entropy over, and needs two",
        remedy: "Take it out of the index or fill its gaps; a constant indicator has no normalised values.")
    }
    if low < 0, let below = values.first(where: { $0 < 0 }) {
      throw WeightingError(
        .negativeValue, indicator: indicator,
        message: "'\(indicator)' has the normalised value \(below), and entropy needs values of 0 or more",
        remedy: "Normalise with min_max over the rows weighted; z-scores and values beyond older bounds cannot be used."
      )
    }
    if !(high + shift > 0) {
      throw WeightingError(
        .sumIsZero, indicator: indicator, message: "'\(indicator)' is 0 in every row, so it has no shares",
        remedy: "Take it out of the index.")
    }
  }
}
