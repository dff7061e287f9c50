import Definitions
import PanelModel

/// The scale of the adjusted Mazziotta-Pareto index: the reference is 100, and the range of the data 60.
///
/// a = r - (max - min) / 2, b = r + (max - min) / 2, r the mean over the reference rows;
/// positive: 70 + 60 (x - a) / (b - a); negative: 130 - 60 (x - a) / (b - a), which is 200 less that.
/// Source: Mazziotta and Pareto, Social Indicators Research 127 (2016), 983-1003.
package struct AdjustedMazziottaParetoScale: NormalizationMethod {
  private let reference: ReferenceRows

  package static let info = MethodInfo(
    name: "ampi_scale",
    title: Title(zh: "调整后的马齐奥塔—帕雷托标度", en: "Scale of the adjusted Mazziotta-Pareto index"),
    formula:
      "70 + 60 (x - a) / (b - a), a and b = r -+ (max - min) / 2; negative: 200 less that; r of the reference rows",
    source: "Mazziotta and Pareto, Social Indicators Research 127, 2016, 983-1003",
    options: ReferenceRows.options,
    edges: [
      "The reference has 100 exactly; the data may reach below 70 or above 130, where the reference is not in the middle.",
      "A reference without a value in a group: the indicator is missing there, with a finding.",
      "An indicator with one value only in a group is missing there, with a finding.",
    ])

  package init(options: MethodOptions) throws(DefinitionError) { reference = try ReferenceRows(options) }

  package static let readsKeys = true

  package func fit(_ sample: NormalizationSample) -> NormalizationBounds.Pair? {
    guard let value = reference.mean(sample) else { return nil }
    let (low, high) = sample.extremes
    let half = (high - low) / 2
    return NormalizationBounds.Pair(value - half, value + half)
  }

  package func apply(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Double {
    let share = (x - pair.first) / (pair.second - pair.first)
    return direction.isReversed ? 130 - 60 * share : 70 + 60 * share
  }
}
