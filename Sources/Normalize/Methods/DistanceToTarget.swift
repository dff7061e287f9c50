import Definitions
import PanelModel

/// Distance to a target (目标距离法): 0 for the worst value, 1 for the target written in the definition.
///
/// positive: (x - min) / (target - min); negative: (max - x) / (max - target).
/// Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 1.5; COINr n_dist2targ.
package struct DistanceToTarget: NormalizationMethodWithReference {
  private let targets: [IndicatorCode: Double]
  private let names: CodeNames
  private let caps: Bool

  package static let info = MethodInfo(
    name: "distance_to_target",
    title: Title(zh: "目标距离法", en: "Distance to a target"),
    formula: "(x - min) / (target - min); negative: (max - x) / (max - target)",
    source: "OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 1.5",
    options: [
      .init(
        "targets", allowed: "{code: number} for every positive and negative indicator", default: nil,
        meaning: "The target of each indicator in its own unit."),
      .init(
        "cap", allowed: "true | false", default: "false", meaning: "Whether values beyond the target are set to 1."),
    ],
    edges: [
      "A target that is not better than the worst value leaves no distance: the indicator is missing, with a finding.",
      "Target and interval directions name their ideal themselves; `targets` does not list them.",
    ])

  package init(options: MethodOptions) throws(DefinitionError) {
    guard let numbers = try options.numbers("targets") else { throw options.missing("targets") }
    targets = Dictionary(numbers.map { (IndicatorCode($0.name), $0.value) }, uniquingKeysWith: { $1 })
    names = CodeNames(
      numbers.map { IndicatorCode($0.name) }, place: options.places["targets"] ?? options.place)
    caps = try options.flag("cap", default: false)
  }

  package func check(_ items: [NormalizationItem]) throws(DefinitionError) {
    let needed = items.filter { !$0.direction.isDistance }.map(\.code)
    try names.check(needed, needed: needed)
  }

  package func fit(_ sample: NormalizationSample) -> NormalizationBounds.Pair? {
    let (low, high) = sample.extremes
    guard let target = sample.direction.isDistance ? 0 : targets[sample.indicator] else { return nil }
    // The second number is the distance of the target from the worst value.
    return sample.direction.isReversed
      ? NormalizationBounds.Pair(high, high - target) : NormalizationBounds.Pair(low, target - low)
  }

  package func hasSpread(_ pair: NormalizationBounds.Pair) -> Bool { pair.second > 0 }

  package func apply(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Double {
    let share = (direction.isReversed ? pair.first - x : x - pair.first) / pair.second
    return caps ? min(share, 1) : share
  }
}
