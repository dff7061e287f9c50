import Definitions

extension MethodOptions {
  /// A whole number; nil if the key is absent.
  func wholeNumber(_ key: String) throws(DefinitionError) -> Int? {
    switch self[key] {
    case nil: return nil
    case .number(let x)?:
      if let whole = Int(exactly: x) { return whole }
    default: break
    }
    throw error(key, expected: "a whole number")
  }

  /// A list of numbers; nil if the key is absent.
  func numberList(_ key: String, count: Int? = nil) throws(DefinitionError) -> [Double]? {
    guard let value = self[key] else { return nil }
    let expected = count.map { "a list of \($0) numbers" } ?? "a list of numbers"
    guard case .list(let items) = value else { throw error(key, expected: expected) }
    var result: [Double] = []
    for item in items {
      guard case .number(let x) = item else { throw error(key, expected: expected) }
      result.append(x)
    }
    guard count == nil || result.count == count else { throw error(key, expected: expected) }
    return result
  }

  /// A list of some of the names of an enumeration; empty if the key is absent.
  func choices<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Choice.Type
  ) throws(DefinitionError) -> [Choice] where Choice.RawValue == String {
    let allowed = Choice.allCases.map(\.rawValue)
    let expected = "a list of \(allowed.joined(separator: ", "))"
    let items: [OptionValue]
    switch self[key] {
    case nil: return []
    case .list(let given)?: items = given
    case .text(let one)?: items = [.text(one)]
    default: throw error(key, expected: expected)
    }
    var result: [Choice] = []
    for item in items {
      guard case .text(let text) = item else { throw error(key, expected: expected) }
      guard let choice = Choice(rawValue: text) else {
        throw DefinitionError(
          place: places[key] ?? place, message: "'\(text)' is not a value of '\(key)'",
          remedy: Suggestions.sentence(for: text, among: allowed))
      }
      result.append(choice)
    }
    return result
  }

  /// Refuses a key that has no meaning beside the others.
  func refuse(_ key: String, because reason: String) throws(DefinitionError) {
    guard self[key] != nil else { return }
    throw DefinitionError(
      place: places[key] ?? place, message: "'\(key)' has no meaning here: \(reason)", remedy: "Remove it.")
  }
}
