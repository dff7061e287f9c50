import Definitions
import PanelModel

/// Distance to a reference (参照法): 0 for the worst value, 1 for the value of a reference area, year, or both.
///
/// positive: (x - min) / (r - min); negative: (max - x) / (max - r); r the mean over the reference rows of the group.
/// Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 1.5; COINr n_dist2ref.
package struct DistanceToReference: NormalizationMethodWithReference {
  private let reference: ReferenceRows

  package static let info = MethodInfo(
    name: "distance_to_reference",
    title: Title(zh: "参照法", en: "Distance to a reference"),
    formula: "(x - min) / (r - min); negative: (max - x) / (max - r); r the mean over the reference rows",
    source: "OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 1.5",
    options: ReferenceRows.options,
    edges: [
      "A reference without a value in a group: the indicator is missing there, with a finding.",
      "A reference that holds the worst value leaves no distance: missing, with a finding.",
      "Values better than the reference are above 1.",
    ])

  package init(options: MethodOptions) throws(DefinitionError) { reference = try ReferenceRows(options) }

  package static let readsKeys = true

  package func fit(_ sample: NormalizationSample) -> NormalizationBounds.Pair? {
    guard let value = reference.mean(sample) else { return nil }
    let (low, high) = sample.extremes
    return sample.direction.isReversed
      ? NormalizationBounds.Pair(high, high - value) : NormalizationBounds.Pair(low, value - low)
  }

  package func hasSpread(_ pair: NormalizationBounds.Pair) -> Bool { pair.second > 0 }

  package func apply(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Double {
    (direction.isReversed ? pair.first - x : x - pair.first) / pair.second
  }
}
