import PanelModel

/// A map that remembers which keys were asked for, so that the ones nobody knows can be named.
package final class YAMLMap {
  package struct Entry {
    package var key: String
    package var keyPlace: DefinitionPlace
    package var value: YAMLValue
  }

  package let entries: [Entry]
  package let place: DefinitionPlace
  private let trail: YAMLTrail?
  private var asked: [String] = []

  init(entries: [Entry], place: DefinitionPlace, trail: YAMLTrail? = nil) {
    self.entries = entries
    self.place = place
    self.trail = trail
  }

  /// The value of a key, or nil.
  package func optional(_ key: String) -> YAMLValue? {
    if !asked.contains(key) { asked.append(key) }
    if let trail { trail.recorder.asked(key, of: trail.map) }
    guard var value = entries.first(where: { $0.key == key })?.value else { return nil }
    value.name = key
    value.trail = trail?.below(key)
    return value
  }

  /// Where the value of each key stands.
  package var places: [String: DefinitionPlace] {
    Dictionary(entries.map { ($0.key, $0.value.place) }, uniquingKeysWith: { first, _ in first })
  }

  /// The value of a key that must be there.
  package func required(_ key: String) throws(DefinitionError) -> YAMLValue {
    guard let value = optional(key) else {
      // A near miss among the keys nobody knows is the likelier story than a forgotten key.
      if let near = Suggestions.nearest(to: key, among: entries.map(\.key).filter { !asked.contains($0) }),
        let entry = entries.first(where: { $0.key == near })
      {
        throw DefinitionError(
          place: entry.keyPlace, message: "Unknown key '\(near)', and '\(key)' is missing",
          remedy: "Did you mean '\(key)'?")
      }
      throw DefinitionError(place: place, message: "'\(key)' is missing", remedy: "Add '\(key):'.")
    }
    return value
  }

  /// The entries nobody has asked for yet, as options of a method; counts them as known.
  package func remainingOptions() throws(DefinitionError) -> MethodOptions {
    if let trail { trail.recorder.opened(trail.map) }
    var options = MethodOptions(place: place)
    options.places = places
    for entry in entries where !asked.contains(entry.key) {
      asked.append(entry.key)
      options.values[entry.key] = try entry.value.optionValue()
    }
    return options
  }

  /// Fails on the first key nobody asked for.
  package func finish() throws(DefinitionError) {
    guard let entry = entries.first(where: { !asked.contains($0.key) }) else { return }
    throw DefinitionError(
      place: entry.keyPlace, message: "Unknown key '\(entry.key)'",
      remedy: Suggestions.sentence(for: entry.key, among: asked))
  }
}
