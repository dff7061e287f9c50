import Definitions
import PanelModel

/// A named sum of columns: one part of a location quotient, one group of industries.
struct NamedSum: Sendable, Equatable {
  var name: String
  var codes: [IndicatorCode]
}

extension MethodOptions {
  /// A list of codes that must be there, none of them twice: a column counted twice is a mistake in a sum.
  func distinctCodes(_ key: String) throws(DefinitionError) -> [IndicatorCode] {
    let codes = try requiredCodes(key)
    try refuseRepeats(key, codes)
    return codes
  }

  /// A list of codes of a given length, none of them twice; nil if the key is absent.
  func distinctCodes(_ key: String, count: Int) throws(DefinitionError) -> [IndicatorCode]? {
    guard let codes = try codes(key) else { return nil }
    guard codes.count == count else { throw error(key, expected: "a list of \(count) indicator codes") }
    try refuseRepeats(key, codes)
    return codes
  }

  /// A list of codes (each named after itself) or a map from names to one code or a list; nil if the key is absent.
  func namedSums(_ key: String) throws(DefinitionError) -> [NamedSum]? {
    let expected = "a list of codes, or a map of names to codes"
    guard let value = self[key] else { return nil }
    guard case .map(let entries) = value else {
      let codes = try distinctCodes(key)
      return codes.map { NamedSum(name: $0.rawValue, codes: [$0]) }
    }
    var sums: [NamedSum] = []
    for entry in entries {
      guard let name = IndicatorCode(validating: entry.key) else {
        throw DefinitionError(
          place: places[key] ?? place, message: "'\(entry.key)' under '\(key)' is not a name",
          remedy: "Use lower-case letters, digits and _, starting with a letter.")
      }
      let inner = MethodOptions([key: entry.value], places: places, place: place)
      sums.append(NamedSum(name: name.rawValue, codes: try inner.distinctCodes(key)))
    }
    guard !sums.isEmpty else { throw error(key, expected: expected) }
    return sums
  }

  /// A map from names to single codes in the order written.
  func namedCodes(_ key: String) throws(DefinitionError) -> [(name: String, code: IndicatorCode)] {
    guard let value = self[key] else { throw missing(key) }
    guard case .map(let entries) = value else { throw error(key, expected: "a map of names to indicator codes") }
    var result: [(name: String, code: IndicatorCode)] = []
    for entry in entries {
      guard case .text(let text) = entry.value, let code = IndicatorCode(validating: text) else {
        throw error(key, expected: "a map of names to indicator codes")
      }
      result.append((entry.key, code))
    }
    try refuseRepeats(key, result.map(\.code))
    return result
  }

  /// One of the names of an enumeration, which must be there.
  func requiredChoice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Choice.Type
  ) throws(DefinitionError) -> Choice where Choice.RawValue == String {
    guard self[key] != nil, let first = Choice.allCases.first else { throw missing(key) }
    return try choice(key, default: first)
  }

  /// The only key of a map such as `{below: 0.4}` and its number; nil if the option is absent.
  func number(_ key: String, under inner: String) throws(DefinitionError) -> Double? {
    guard let entries = try numbers(key) else { return nil }
    guard entries.count == 1, entries[0].name == inner else {
      throw error(key, expected: "a map of the form {\(inner): number}")
    }
    return entries[0].value
  }

  private func refuseRepeats(_ key: String, _ codes: [IndicatorCode]) throws(DefinitionError) {
    guard let twice = codes.indices.first(where: { codes[..<$0].contains(codes[$0]) }) else { return }
    throw DefinitionError(
      place: places[key] ?? place, message: "'\(codes[twice])' stands twice under '\(key)'", remedy: "Keep one of them."
    )
  }
}

/// The codes in order of first mention, each once.
func distinct(_ codes: [IndicatorCode]) -> [IndicatorCode] {
  var seen: Set<IndicatorCode> = []
  return codes.filter { seen.insert($0).inserted }
}
