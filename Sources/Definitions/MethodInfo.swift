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
