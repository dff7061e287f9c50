import PanelModel

/// A method picked by name in a definition, with its options as written: `{method: entropy, over: pooled, shift: 0.0001}`.
///
/// The names and options a method takes are its own business (`MethodInfo`); the definition only carries them.
package struct MethodChoice: Sendable, Equatable {
  package var name: String
  package var options: MethodOptions

  package init(_ name: String, options: MethodOptions = MethodOptions()) {
    self.name = name
    self.options = options
  }
}

/// Options of a method or measure by key, with the place each was written for messages.
package struct MethodOptions: Sendable, Equatable {
  package var values: [String: OptionValue]
  package var places: [String: DefinitionPlace]
  /// Where the whole map stands.
  package var place: DefinitionPlace?

  package init(
    _ values: [String: OptionValue] = [:], places: [String: DefinitionPlace] = [:], place: DefinitionPlace? = nil
  ) {
    self.values = values
    self.places = places
    self.place = place
  }

  package subscript(key: String) -> OptionValue? { values[key] }

  /// Where a text, such as the code of a column, is written; nil if it is not.
  package func place(of text: String) -> DefinitionPlace? {
    values.filter { $0.value.contains(text) }.compactMap { places[$0.key] }.min()
  }
}

/// The value of one option, as YAML gives it.
package indirect enum OptionValue: Sendable, Equatable {
  case number(Double)
  case text(String)
  case flag(Bool)
  case list([OptionValue])
  /// A map in the order written.
  case map([OptionEntry])
}

extension OptionValue {
  /// The value on one line, as YAML has it: `{method: rank, ties: average}`.
  package var text: String {
    switch self {
    case .number(let x): DecimalText.text(x)
    case .text(let text): text
    case .flag(let flag): "\(flag)"
    case .list(let items): "[\(items.map(\.text).joined(separator: ", "))]"
    case .map(let entries): "{\(entries.map { "\($0.key): \($0.value.text)" }.joined(separator: ", "))}"
    }
  }

  /// Whether a text stands anywhere in the value.
  fileprivate func contains(_ text: String) -> Bool {
    switch self {
    case .text(let own): own == text
    case .list(let items): items.contains { $0.contains(text) }
    case .map(let entries): entries.contains { $0.value.contains(text) }
    case .number, .flag: false
    }
  }
}

package struct OptionEntry: Sendable, Equatable {
  package var key: String
  package var value: OptionValue

  package init(_ key: String, _ value: OptionValue) {
    self.key = key
    self.value = value
  }
}

extension MethodOptions {
  /// A number; the default if the key is absent.
  package func number(_ key: String, default value: Double) throws(DefinitionError) -> Double {
    switch values[key] {
    case nil: return value
    case .number(let x): return x
    default: throw error(key, expected: "a number")
    }
  }

  /// A truth value; the default if the key is absent.
  package func flag(_ key: String, default value: Bool) throws(DefinitionError) -> Bool {
    switch values[key] {
    case nil: return value
    case .flag(let x): return x
    default: throw error(key, expected: "true or false")
    }
  }

  /// One of the names of an enumeration; the default if the key is absent.
  package func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, default value: Choice
  ) throws(DefinitionError) -> Choice where Choice.RawValue == String {
    guard let given = values[key] else { return value }
    let allowed = Choice.allCases.map(\.rawValue)
    guard case .text(let text) = given else { throw error(key, expected: "one of \(allowed.joined(separator: ", "))") }
    if let choice = Choice(rawValue: text) { return choice }
    throw DefinitionError(
      place: places[key] ?? place,
      message: "'\(text)' is not a value of '\(key)'",
      remedy: Suggestions.sentence(for: text, among: allowed))
  }

  /// A code; nil if the key is absent.
  package func code(_ key: String) throws(DefinitionError) -> IndicatorCode? {
    switch values[key] {
    case nil: return nil
    case .text(let text):
      guard let code = IndicatorCode(validating: text) else { throw error(key, expected: "an indicator code") }
      return code
    default: throw error(key, expected: "an indicator code")
    }
  }

  /// A code that must be there.
  package func requiredCode(_ key: String) throws(DefinitionError) -> IndicatorCode {
    guard let code = try code(key) else { throw missing(key) }
    return code
  }

  /// A list of codes (one code counts as a list of one); nil if the key is absent.
  package func codes(_ key: String) throws(DefinitionError) -> [IndicatorCode]? {
    switch values[key] {
    case nil: return nil
    case .text: return try code(key).map { [$0] }
    case .list(let items):
      var result: [IndicatorCode] = []
      for item in items {
        guard case .text(let text) = item, let code = IndicatorCode(validating: text) else {
          throw error(key, expected: "a list of indicator codes")
        }
        result.append(code)
      }
      return result
    default: throw error(key, expected: "a list of indicator codes")
    }
  }

  /// A list of codes that must be there and not be empty.
  package func requiredCodes(_ key: String) throws(DefinitionError) -> [IndicatorCode] {
    guard let codes = try codes(key) else { throw missing(key) }
    guard !codes.isEmpty else { throw error(key, expected: "at least one indicator code") }
    return codes
  }

  /// A map from names to numbers in the order written; nil if the key is absent.
  package func numbers(_ key: String) throws(DefinitionError) -> [(name: String, value: Double)]? {
    guard let value = values[key] else { return nil }
    guard case .map(let entries) = value else { throw error(key, expected: "a map of names to numbers") }
    var result: [(name: String, value: Double)] = []
    for entry in entries {
      guard case .number(let number) = entry.value else { throw error(key, expected: "a map of names to numbers") }
      result.append((entry.key, number))
    }
    return result
  }

  /// The error for a value of the wrong kind.
  package func error(_ key: String, expected: String) -> DefinitionError {
    DefinitionError(
      place: places[key] ?? place, message: "'\(key)' is not \(expected)", remedy: "Write \(expected).")
  }

  /// The error for a key that is not there.
  package func missing(_ key: String) -> DefinitionError {
    DefinitionError(place: place, message: "'\(key)' is missing", remedy: "Add '\(key):'.")
  }
}
