import PanelModel

/// What a correction expects of the figure it finds. Bounds are in base units of the unit's dimension.
package struct CorrectionGuard: Sendable, Hashable {
  package enum Condition: Sendable, Hashable {
    case equals(Double)
    case greaterThan(Double)
    case lessThan(Double)
    /// Both ends belong to it.
    case between(Double, Double)
    /// A mark for missing is printed.
    case missing
  }

  /// All must hold.
  package var conditions: [Condition]
  /// The unit the bounds are written in; nil for `missing`.
  package var unit: UnitOfMeasure?
  /// As written, for messages: `greater than 2.0e8 万元`.
  package var text: String
  package var place: DefinitionPlace

  /// Whether a figure in base units, nil for a mark for missing, is as expected. Equal means to nine digits, so that a
  /// decimal text and a unit's multiple never miss by the last bit.
  package func holds(for base: Double?) -> Bool {
    conditions.allSatisfy { condition in
      guard let base else { return condition == .missing }
      switch condition {
      case .equals(let x): return Self.areClose(base, x)
      case .greaterThan(let x): return base > x
      case .lessThan(let x): return base < x
      case .between(let low, let high):
        return (base >= low && base <= high) || Self.areClose(base, low) || Self.areClose(base, high)
      case .missing: return false
      }
    }
  }

  private static func areClose(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= 1e-9 * max(abs(a), abs(b))
  }
}

extension CorrectionGuard {
  /// Reads `missing` or `{greater_than: 2.0e8, unit: 万元}`.
  init(_ value: YAMLValue, _ units: UnitDefinitions) throws(DefinitionError) {
    place = value.place
    guard value.isMap else {
      guard try value.text() == "missing" else {
        throw value.error("'expect' is a map or the word missing", "Write {greater_than: 2.0e8, unit: 万元}, say.")
      }
      (conditions, unit, text) = ([.missing], nil, "a mark for missing")
      return
    }
    let map = try value.map()
    let unit = try units.unit(map.required("unit"))
    var words: [String] = []
    conditions = []
    if let bound = map.optional("equals") {
      conditions.append(.equals(unit.toBase(try bound.number())))
      words.append("equal to \(try bound.text())")
    }
    if let bound = map.optional("greater_than") {
      conditions.append(.greaterThan(unit.toBase(try bound.number())))
      words.append("greater than \(try bound.text())")
    }
    if let bound = map.optional("less_than") {
      conditions.append(.lessThan(unit.toBase(try bound.number())))
      words.append("less than \(try bound.text())")
    }
    if let range = map.optional("between") {
      let ends = try range.list()
      guard ends.count == 2, try ends[0].number() <= ends[1].number() else {
        throw range.error("'between' takes two numbers that rise", "Write [2.0e8, 4.0e8].")
      }
      conditions.append(.between(unit.toBase(try ends[0].number()), unit.toBase(try ends[1].number())))
      words.append("between \(try ends[0].text()) and \(try ends[1].text())")
    }
    try map.finish()
    guard !conditions.isEmpty else {
      throw value.error("'expect' says nothing", "Add equals, greater_than, less_than or between.")
    }
    self.unit = unit
    text = words.joined(separator: " and ") + (unit.symbol == "1" ? "" : " \(unit.symbol)")
  }
}
