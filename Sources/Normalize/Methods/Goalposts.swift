import Definitions
import PanelModel

/// Goalposts (阈值法): each indicator is scaled between two posts written in the definition, and clipped to them.
///
/// positive: lo + (hi - lo) clip((x - a) / (b - a), 0, 1); negative: the same of (b - x) / (b - a).
/// Source: UNDP, Human Development Report 2020, Technical notes, note 1; COINr n_goalposts.
package struct Goalposts: NormalizationMethod {
  private let lo: Double
  private let hi: Double
  private let posts: PostTable
  private let clips: Bool

  package static let smallestSample = 1
  package static let info = MethodInfo(
    name: "goalposts",
    title: Title(zh: "阈值法", en: "Goalposts"),
    formula: "lo + (hi - lo) clip((x - a) / (b - a), 0, 1); negative: (b - x) / (b - a); posts [a, b] as written",
    source: "UNDP, Human Development Report 2020, Technical notes, note 1",
    options: [
      .init(
        "posts", allowed: "[a, b], or {code: [a, b]} for every indicator", default: nil,
        meaning: "The posts of each indicator in its own unit, the smaller first."),
      .init(
        "clip", allowed: "true | false", default: "true", meaning: "Whether values beyond the posts are set to them."),
      .init("to", allowed: "[lo, hi], two numbers, lo < hi", default: "[0, 1]", meaning: "Ends of the common scale."),
    ],
    edges: [
      "A constant indicator keeps its place between the posts, as nothing is learnt from the data.",
      "Target and interval: the posts are those of the distance from the ideal.",
    ])

  package init(options: MethodOptions) throws(DefinitionError) {
    posts = try PostTable(options, key: "posts")
    clips = try options.flag("clip", default: true)
    (lo, hi) = try options.ends("to", default: (0, 1))
  }

  package func check(_ items: [NormalizationItem]) throws(DefinitionError) { try posts.check(items) }

  package func fit(_ sample: NormalizationSample) -> NormalizationBounds.Pair? {
    posts[sample.indicator].map { NormalizationBounds.Pair($0.0, $0.1) }
  }

  package func apply(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Double {
    let distance = direction.isReversed ? pair.second - x : x - pair.first
    let share = distance / (pair.second - pair.first)
    return lo + (hi - lo) * (clips ? min(max(share, 0), 1) : share)
  }
}
