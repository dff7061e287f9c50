import PanelModel

/// The units a project knows (`indicators/units.yaml`): names, multiples and the forms books print.
package struct UnitDefinitions: Sendable {
  private var units: [String: UnitOfMeasure] = ["1": .one]
  /// Printed form, normalised -> unit symbol.
  private var printedForms: [String: String] = [:]

  package init() {}

  /// The symbols known, in order.
  package var symbols: [String] { units.keys.sorted() }

  /// Reads `units.yaml`. A unit is `{dimension: money}` or a multiple `{times: 10000, of: CNY}` of an earlier one.
  package init(_ root: YAMLValue) throws(DefinitionError) {
    let map = try root.map()
    for entry in try map.required("units").map().entries {
      let body = try entry.value.map()
      let symbol = entry.key
      if units[symbol] != nil {
        throw DefinitionError(
          place: entry.keyPlace, message: "The unit '\(symbol)' is built in or stands twice", remedy: "Remove it.")
      }
      if let dimension = body.optional("dimension") {
        let name = try dimension.text()
        units[symbol] = UnitOfMeasure(
          symbol: symbol, dimension: name == "number" ? MeasureDimension() : MeasureDimension([name: 1]), multiplier: 1)
      } else {
        let times = try body.required("times").number()
        let base = try unit(body.required("of"))
        guard times > 0 else {
          throw DefinitionError(
            place: entry.keyPlace, message: "'times' must be > 0", remedy: "Write a positive number.")
        }
        units[symbol] = UnitOfMeasure(
          symbol: symbol, dimension: base.dimension, multiplier: times * base.multiplier)
      }
      _ = try body.optional("title")?.title()
      for form in try body.optional("printed")?.texts() ?? [] { printedForms[Self.normalized(form)] = symbol }
      printedForms[Self.normalized(symbol)] = symbol
      try body.finish()
    }
    try map.finish()
  }

  /// The unit a definition writes: a symbol or an expression such as `CNY/person` or `bed/(1000 person)`.
  package func unit(_ value: YAMLValue) throws(DefinitionError) -> UnitOfMeasure {
    let text = try value.text()
    if let unit = unit(named: text) { return unit }
    throw DefinitionError(
      place: value.place, message: "'\(text)' is not a known unit",
      remedy: Suggestions.nearest(to: text, among: symbols).map { "Did you mean '\($0)'?" }
        ?? "Add it to indicators/units.yaml or write it from known units, such as CNY/person.")
  }

  /// The unit a symbol or expression names; nil if unknown.
  package func unit(named text: String) -> UnitOfMeasure? {
    if let unit = units[text] { return unit }
    var parser = UnitExpressionParser(text: text, units: units)
    return parser.parse().map { UnitOfMeasure(symbol: text, dimension: $0.dimension, multiplier: $0.multiplier) }
  }

  /// The unit a book prints, such as `10 000 persons` or `万元`; nil if unknown.
  package func unit(printed text: String) -> UnitOfMeasure? {
    printedForms[Self.normalized(text)].flatMap { units[$0] }
  }

  /// Blanks dropped, full-width forms narrowed, lower case.
  package static func normalized(_ text: String) -> String {
    PrintedText.lowercased(PrintedText.compact(text))
  }
}

/// Reads `bed/(1000 person)`: factors joined by `*` or `/`, a number before a name multiplies it, `^2` raises it.
private struct UnitExpressionParser {
  private var rest: Substring
  private let units: [String: UnitOfMeasure]

  init(text: String, units: [String: UnitOfMeasure]) {
    rest = Substring(text)
    self.units = units
  }

  mutating func parse() -> UnitOfMeasure? {
    guard let unit = product() else { return nil }
    skipBlanks()
    return rest.isEmpty ? unit : nil
  }

  private mutating func product() -> UnitOfMeasure? {
    guard var result = factor() else { return nil }
    while true {
      skipBlanks()
      guard let mark = rest.first, mark == "*" || mark == "/" else { return result }
      rest.removeFirst()
      guard let next = factor() else { return nil }
      result.dimension =
        mark == "*" ? result.dimension.times(next.dimension) : result.dimension.divided(by: next.dimension)
      result.multiplier = mark == "*" ? result.multiplier * next.multiplier : result.multiplier / next.multiplier
    }
  }

  private mutating func factor() -> UnitOfMeasure? {
    skipBlanks()
    var scale = 1.0
    var sawNumber = false
    let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    if !digits.isEmpty, let number = Double(digits), number > 0 {
      scale = number
      sawNumber = true
      rest.removeFirst(digits.count)
      skipBlanks()
    }
    if rest.first == "(" {
      rest.removeFirst()
      guard var inner = product() else { return nil }
      skipBlanks()
      guard rest.first == ")" else { return nil }
      rest.removeFirst()
      inner.multiplier *= scale
      return inner
    }
    let name = rest.prefix { !"*/^() ".contains($0) }
    if name.isEmpty {
      return sawNumber ? UnitOfMeasure(symbol: "", dimension: MeasureDimension(), multiplier: scale) : nil
    }
    guard let unit = units[String(name)] else { return nil }
    rest.removeFirst(name.count)
    return raised(unit, scale: scale)
  }

  private mutating func raised(_ unit: UnitOfMeasure, scale: Double) -> UnitOfMeasure? {
    var power = 1
    if rest.first == "^" {
      rest.removeFirst()
      let digits = rest.prefix { $0.isNumber }
      guard let number = Int(digits), number > 0, number < 10 else { return nil }
      power = number
      rest.removeFirst(digits.count)
    }
    var multiplier = scale
    for _ in 0..<power { multiplier *= unit.multiplier }
    return UnitOfMeasure(symbol: "", dimension: unit.dimension.raised(to: power), multiplier: multiplier)
  }

  private mutating func skipBlanks() { rest = rest.drop { $0 == " " } }
}
