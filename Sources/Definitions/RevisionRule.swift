import PanelModel

/// Which print holds where several editions print the same figure: `revisions:` of a table or a panel.
///
/// Prints are in order of edition, then of the date accessed, then of the file's path.
package enum RevisionRule: Sendable, Hashable {
  /// The last print.
  case latest
  /// The first print.
  case first
  /// The last print of those accessed by that day; what came later is not there yet.
  case asOf(CalendarDate)

  /// Reads `latest`, `first` or `{as_of: 2014-12-31}`.
  init(_ value: YAMLValue) throws(DefinitionError) {
    if value.isMap {
      let map = try value.map()
      let day = try map.required("as_of")
      let text = try day.text()
      guard let date = CalendarDate(text) else {
        throw day.error("'\(text)' is not a date", "Write year, month and day: 2014-12-31.")
      }
      try map.finish()
      self = .asOf(date)
      return
    }
    switch try value.text() {
    case "latest": self = .latest
    case "first": self = .first
    case let text:
      throw value.error(
        "'\(text)' is not a rule for revisions", "Write latest, first or {as_of: 2014-12-31}.")
    }
  }
}

extension RevisionRule: CustomStringConvertible {
  /// As a definition writes it.
  package var description: String {
    switch self {
    case .latest: "latest"
    case .first: "first"
    case .asOf(let date): "as of \(date)"
    }
  }
}

/// The rule of each table, or the panel's own for all of them.
package struct RevisionRules: Sendable, Hashable {
  /// A panel's rule, which holds for every table.
  package var panel: RevisionRule?
  /// Rules that tables state, by yearbook and table.
  private var tables: [String: RevisionRule] = [:]

  /// The latest print, everywhere.
  package init() {}

  package init(_ tables: [TableDefinition], panel: RevisionRule?) {
    self.panel = panel
    for table in tables { self.tables["\(table.yearbook)/\(table.code)"] = table.revisions }
  }

  package func rule(table: String, of yearbook: String) -> RevisionRule {
    panel ?? tables["\(yearbook)/\(table)"] ?? .latest
  }
}
