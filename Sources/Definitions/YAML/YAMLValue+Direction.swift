import PanelModel

extension YAMLValue {
  /// `positive`, `negative`, `{target: 50}` or `{interval: [40, 60]}`.
  package func direction() throws(DefinitionError) -> IndicatorDirection {
    guard isMap else {
      switch try text() {
      case "positive": return .positive
      case "negative": return .negative
      case let other:
        throw error(
          "'\(other)' is not a direction",
          Suggestions.sentence(for: other, among: ["positive", "negative", "{target: 50}", "{interval: [40, 60]}"]))
      }
    }
    let map = try map()
    guard map.entries.count < 2 else {
      throw error("A direction is one of 'target' and 'interval'", "Keep one of the two.")
    }
    let (target, interval) = (map.optional("target"), map.optional("interval"))
    try map.finish()
    if let target {
      let best = try target.number()
      guard best.isFinite else { throw target.error("The target is not a finite number", "Write {target: 50}.") }
      return .target(best)
    }
    let ends = if let interval { interval } else { try map.required("interval") }
    let list = try ends.list()
    guard list.count == 2 else { throw ends.error("Two numbers are expected", "Write {interval: [40, 60]}.") }
    let (low, high) = (try list[0].number(), try list[1].number())
    guard low < high, low.isFinite, high.isFinite else {
      throw ends.error("The interval does not rise", "Write the smaller number first; for one number write 'target'.")
    }
    return .interval(low, high)
  }
}
