import PanelModel

/// Which indicators and areas have enough values to be scored: `{indicators: {at_least: 0.8}, areas: {at_least: 0.66,
/// then: drop}}`. Availability is counted before anything is filled.
package struct ScreenRule: Sendable, Equatable {
  package struct Limit: Sendable, Equatable {
    /// Smallest share of cells with a value, in [0, 1].
    package var atLeast: Double
    /// Leaves out what has fewer; else it is only reported.
    package var drops: Bool

    package init(atLeast: Double, drops: Bool) {
      self.atLeast = atLeast
      self.drops = drops
    }
  }

  package var indicators: Limit?
  package var areas: Limit?

  package init(indicators: Limit? = nil, areas: Limit? = nil) {
    self.indicators = indicators
    self.areas = areas
  }
}

extension ScreenRule {
  private enum Then: String, CaseIterable { case report, drop }

  init(_ value: YAMLValue) throws(DefinitionError) {
    let map = try value.map()
    indicators = try map.optional("indicators").map(Self.limit)
    areas = try map.optional("areas").map(Self.limit)
    try map.finish()
  }

  private static func limit(_ value: YAMLValue) throws(DefinitionError) -> Limit {
    let map = try value.map()
    let share = try map.required("at_least")
    let atLeast = try share.number()
    guard 0 <= atLeast, atLeast <= 1 else {
      throw share.error("A share from 0 to 1 is expected", "Write 0.8 for 80 %.")
    }
    let then = try map.optional("then")?.choice(Then.self) ?? .report
    try map.finish()
    return Limit(atLeast: atLeast, drops: then == .drop)
  }
}

extension IndexNode {
  /// The tree without some leaves, and without nodes that have none left; nil if nothing is left.
  package func without(_ codes: Set<IndicatorCode>) -> IndexNode? {
    if isLeaf { return codes.contains(code) ? nil : self }
    var node = self
    node.children = children.compactMap { $0.without(codes) }
    return node.children.isEmpty ? nil : node
  }
}
