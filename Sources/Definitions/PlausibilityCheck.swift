import PanelModel

/// What is plausible; a breach is a finding, never a change.
package struct PlausibilityCheck: Sendable, Equatable {
  /// Range in the indicator's unit.
  package var range: ClosedRange<Double>?
  /// A finding when a value is this many times its neighbours in time, or less than one such part of them; > 1.
  package var jump: Double?
  /// Digit and unit slips, judged against the growth of the area's group.
  package var slip: SlipCheck?

  package init() {}
}

/// Looks for values 10, 100, 1,000 or 10,000 times what their neighbours in time, moved by the group's growth, lead one
/// to expect.
package struct SlipCheck: Sendable, Equatable {
  package var group: AreaGrouping
  /// How near to a power of ten, as a part: 0.3 takes 7.7 to 13 for ten times.
  package var within = 0.3
  /// How many other areas of the group must be observed.
  package var groupAtLeast = 3

  package init(group: AreaGrouping) { self.group = group }
}

extension PlausibilityCheck {
  init(_ value: YAMLValue) throws(DefinitionError) {
    let map = try value.map()
    range = try map.optional("range").map { v throws(DefinitionError) in try v.range() }
    if let jumpValue = map.optional("jump") {
      let factor = try jumpValue.number()
      guard factor > 1 else { throw jumpValue.error("'jump' must be more than 1", "Write 3 for three times.") }
      jump = factor
    }
    slip = try map.optional("slip").map { v throws(DefinitionError) in try SlipCheck(v) }
    try map.finish()
  }
}

extension SlipCheck {
  init(_ value: YAMLValue) throws(DefinitionError) {
    let map = try value.map()
    let name = try map.required("against")
    self.init(group: AreaGrouping(try name.text(), place: name.place))
    if let part = map.optional("within") {
      within = try part.number()
      guard within > 0, within < 1 else { throw part.error("'within' lies between 0 and 1", "Write 0.3.") }
    }
    if let least = map.optional("group_at_least") {
      groupAtLeast = try least.integer()
      if groupAtLeast < 1 { throw least.error("'group_at_least' must be at least 1", "Write a number of areas.") }
    }
    try map.finish()
  }
}

extension YAMLValue {
  /// Two numbers, the smaller first.
  func range() throws(DefinitionError) -> ClosedRange<Double> {
    let ends = try list()
    guard ends.count == 2 else { throw error("Two numbers are expected", "Write [0, 100].") }
    let low = try ends[0].number()
    let high = try ends[1].number()
    guard low <= high else { throw error("The range runs backwards", "Write the smaller number first.") }
    return low...high
  }
}
