import PanelModel

/// What a method says of itself: the catalogue entry printed by `almanac methods` and checked against definitions.
package struct MethodInfo: Sendable {
  package struct Option: Sendable {
    package var name: String
    /// What may be written, in words: `number >= 0`, `unshifted | shifted`.
    package var allowed: String
    /// What holds if it is not written; nil if it must be written.
    package var defaultText: String?
    package var meaning: String

    package init(_ name: String, allowed: String, default defaultText: String?, meaning: String) {
      self.name = name
      self.allowed = allowed
      self.defaultText = defaultText
      self.meaning = meaning
    }
  }

  /// Name in definitions: `min_max`.
  package var name: String
  package var title: Title
  /// The formula in plain text.
  package var formula: String
  /// Author, year, place.
  package var source: String
  package var options: [Option]
  /// What happens at the edges: zero totals, constant columns, missing values.
  package var edges: [String]
  /// Raised when the same input would give other numbers.
  package var codeVersion: Int

  package init(
    name: String, title: Title, formula: String, source: String, options: [Option] = [], edges: [String] = [],
    codeVersion: Int = 1
  ) {
    self.name = name
    self.title = title
    self.formula = formula
    self.source = source
    self.options = options
    self.edges = edges
    self.codeVersion = codeVersion
  }
}

extension MethodChoice {
  /// The method of a registry that this choice names, once the names of its options are checked.
  /// - Parameter kind: what a method of the registry is, with its article: `a weighting method`.
  /// - Throws: for a name the registry does not hold and for an option the method does not take.
  package func resolved<Method>(
    among all: [Method], as kind: String, info: (Method) -> MethodInfo
  ) throws(DefinitionError) -> Method {
    guard let method = all.first(where: { info($0).name == name }) else {
      throw DefinitionError(
        place: options.places["method"] ?? options.place, message: "'\(name)' is not \(kind)",
        remedy: Suggestions.sentence(for: name, among: all.map { info($0).name }))
    }
    let known = info(method).options.map { $0.name }
    for key in options.values.keys.sorted() where !known.contains(key) {
      throw DefinitionError(
        place: options.places[key] ?? options.place, message: "'\(key)' is not an option of \(name)",
        remedy: known.isEmpty ? "It takes no options; remove the key." : Suggestions.sentence(for: key, among: known))
    }
    return method
  }
}
