/// A place in a definition file: `indicators/base/x.yaml:3:9`, counted from 1.
package struct DefinitionPlace: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Path relative to the project folder.
  package var file: String
  package var line: Int
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String { "\(file):\(line):\(column)" }
  package static func < (a: DefinitionPlace, b: DefinitionPlace) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }
}

extension DefinitionPlace {
  /// Sorts before every place.
  fileprivate static var nowhere: DefinitionPlace { DefinitionPlace(file: "", line: 0, column: 0) }
}

/// A mistake in a definition: where, what, and what to do.
package struct DefinitionError: Error, Sendable, Hashable, CustomStringConvertible {
  package var place: DefinitionPlace?
  package var message: String
  package var remedy: String

  package init(place: DefinitionPlace?, message: String, remedy: String) {
    self.place = place
    self.message = message
    self.remedy = remedy
  }

  package var description: String {
    (place.map { "\($0): " } ?? "") + message + ". " + remedy
  }
}

/// Several mistakes found in one reading, in order of place.
package struct DefinitionErrors: Error, Sendable, CustomStringConvertible {
  package var errors: [DefinitionError]

  package init(_ errors: [DefinitionError]) {
    self.errors = errors.sorted {
      $0.place == $1.place ? $0.message < $1.message : ($0.place ?? .nowhere) < ($1.place ?? .nowhere)
    }
  }

  package var description: String { errors.map(\.description).joined(separator: "\n") }
}
