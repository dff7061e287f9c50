import PanelModel

/// What is done about missing values of a series. Formulas: Docs/Methods/missing.md.
package struct MissingPolicy: Sendable, Equatable {
  /// Between two observed values of an area.
  package enum Inside: String, Sendable, CaseIterable {
    case leave
    /// Straight line between the neighbours in time.
    case linear
    /// The mean of the two neighbours in time.
    case neighbourMean = "neighbour_mean"
    /// The area's ratio to its group's total, interpolated between the neighbours, times the group's total of the year.
    case groupRatio = "group_ratio"
    /// The observed value before the gap, for at most `longestGap` years.
    case carry
  }

  /// Before the first and after the last observed value of an area: extrapolation, never unless named.
  package enum Ends: String, Sendable, CaseIterable {
    case leave
    /// The nearest observed value is carried outwards, at most `longestGap` years.
    case carry
    /// The straight line through the two nearest observed values, at most `longestGap` years.
    case linear
    /// The nearest observed value moved by the group's growth, at most `longestGap` years.
    case groupGrowth = "group_growth"
  }

  package var insideGap: Inside
  /// Longest run of missing years that is filled.
  package var longestGap: Int
  package var atEnds: Ends
  /// Whose total moves a value where a rule asks for a group: `all`, `province` or a label of groups.yaml.
  package var group: AreaGrouping?
  /// How many other areas of the group must be observed.
  package var groupAtLeast = 3

  package static let leave = MissingPolicy(insideGap: .leave, longestGap: 0, atEnds: .leave)
}

/// A way to group areas, with the place it was written: `all`, `province`, or a label of `indicators/areas/groups.yaml`.
package struct AreaGrouping: Sendable, Equatable {
  package var name: String
  package var place: DefinitionPlace?

  package init(_ name: String, place: DefinitionPlace? = nil) {
    self.name = name
    self.place = place
  }

  package static func == (a: AreaGrouping, b: AreaGrouping) -> Bool { a.name == b.name }
}

extension MissingPolicy {
  init(_ value: YAMLValue) throws(DefinitionError) {
    let map = try value.map()
    insideGap = try map.optional("inside_gap")?.choice(Inside.self) ?? .leave
    atEnds = try map.optional("at_ends")?.choice(Ends.self) ?? .leave
    let fills = insideGap != .leave || atEnds != .leave
    let gap = fills ? try map.required("longest_gap") : map.optional("longest_gap")
    longestGap = try gap?.integer() ?? 0
    if let gap, longestGap < 1 { throw gap.error("'longest_gap' must be at least 1", "Write a number of years.") }
    let asksForGroup = insideGap == .groupRatio || atEnds == .groupGrowth
    let groupValue = asksForGroup ? try map.required("group") : map.optional("group")
    group = try groupValue.map { v throws(DefinitionError) in AreaGrouping(try v.text(), place: v.place) }
    if let least = map.optional("group_at_least") {
      groupAtLeast = try least.integer()
      if groupAtLeast < 1 { throw least.error("'group_at_least' must be at least 1", "Write a number of areas.") }
    }
    if let groupValue, !asksForGroup {
      throw groupValue.error(
        "'group' has no use here", "Remove it, or write inside_gap: group_ratio or at_ends: group_growth.")
    }
    try map.finish()
  }
}
