/// Why a panel cannot be written.
package struct EmitError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, as a value a caller can switch over.
  package enum Reason: Sendable, Hashable {
    /// A format Almanac does not write.
    case unknownFormat(String, known: [String])
    /// A key column is absent, not int32, or has missing values.
    case badKey(column: String)
    /// A row repeats the key of the row before or comes before it.
    case rowsOutOfOrder(row: Int)
    /// The status table has other rows than the panel.
    case statusRowsDiffer
    /// A column's name is not lower-case ASCII of at most 32 characters.
    case badColumnName(String)
    /// A table's name is taken or cannot be a file name.
    case badTableName(String)
  }

  package let panel: String
  /// The table of the panel: `panel`, `status` or an extra table; empty if it is not about one.
  package let table: String
  package let reason: Reason

  package init(panel: String, table: String = "", _ reason: Reason) {
    self.panel = panel
    self.table = table
    self.reason = reason
  }

  package var description: String {
    let place = table.isEmpty ? "panel '\(panel)'" : "panel '\(panel)', table '\(table)'"
    return "\(place): \(problem)"
  }

  private var problem: String {
    switch reason {
    case .unknownFormat(let name, let known):
      "format '\(name)' is not one of \(known.joined(separator: ", ")); change `formats:` of the panel"
    case .badKey(let column):
      "the key column '\(column)' is absent, not a whole number or has missing values"
    case .rowsOutOfOrder(let row):
      "row \(row) repeats the key of the row before it or sorts before it"
    case .statusRowsDiffer:
      "the status table has other keys than the panel"
    case .badColumnName(let name):
      "column '\(name)' is not lower-case ASCII letters, digits and _ of at most 32 characters; rename it"
    case .badTableName(let name):
      "a table cannot be named '\(name)': use lower-case ASCII letters, digits and _, and no name twice"
    }
  }
}
