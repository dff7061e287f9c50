/// What a file says about itself, as keys and values in order. Formats without a place for it leave it out.
package struct FileMetadata: Sendable, Hashable {
  /// A key with its value.
  package struct Entry: Sendable, Hashable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  package var entries: [Entry]

  package init(_ entries: [Entry] = []) { self.entries = entries }
}
