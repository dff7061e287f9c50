import Definitions
import PanelModel

/// Which of several prints of one figure holds: by edition, then by the day the workbook was fetched, then by its place
/// among the tables.
struct PrintOrder {
  private let rules: [RevisionRule]
  /// Place of each table among all prints; equal for none.
  private let ranks: [Int32]
  private let isThere: [Bool]

  init(_ tables: [IngestedTable], rules: RevisionRules) {
    self.rules = tables.map { rules.rule(table: $0.table, of: $0.yearbook) }
    let sorted = tables.indices.sorted { a, b in
      let (x, y) = (tables[a], tables[b])
      if x.edition != y.edition { return x.edition < y.edition }
      if x.accessed != y.accessed { return Self.isEarlier(x.accessed, y.accessed) }
      return a < b
    }
    var ranks = [Int32](repeating: 0, count: tables.count)
    for (rank, table) in sorted.enumerated() { ranks[table] = Int32(truncatingIfNeeded: rank) }
    self.ranks = ranks
    isThere = zip(tables, self.rules).map { table, rule in
      if case .asOf(let day) = rule { return table.accessed.map { $0 <= day } ?? false }
      return true
    }
  }

  /// A day that is not stated comes before all.
  private static func isEarlier(_ a: CalendarDate?, _ b: CalendarDate?) -> Bool {
    guard let b else { return false }
    return a.map { $0 < b } ?? true
  }

  /// Whether a table had been fetched by the day its rule asks for.
  func isThere(_ table: Int) -> Bool { isThere[table] }

  func rank(_ table: Int32) -> Int32 { ranks[Int(table)] }

  func rule(of table: Int32) -> RevisionRule { rules[Int(table)] }

  /// The print that holds, and the other. A missing one never displaces a figure.
  func choose(
    _ a: SourceColumnBuilder.Part, _ b: SourceColumnBuilder.Part
  ) -> (holding: SourceColumnBuilder.Part, other: SourceColumnBuilder.Part) {
    if a.isMissing != b.isMissing { return a.isMissing ? (b, a) : (a, b) }
    let isBLater = rank(b.origin.table) >= rank(a.origin.table)
    let wantsLater = rule(of: b.origin.table) != .first
    return isBLater == wantsLater ? (b, a) : (a, b)
  }

  /// Workbooks that came after the day asked for, and those of which nobody can say when they came.
  func findings(_ tables: [IngestedTable]) -> [Finding] {
    var unknown: [String] = []
    var late: [String: (files: Set<String>, figures: Int)] = [:]
    for (table, rule) in zip(tables, rules) {
      guard case .asOf(let day) = rule else { continue }
      guard let accessed = table.accessed else {
        if !unknown.contains(table.file) { unknown.append(table.file) }
        continue
      }
      guard accessed > day else { continue }
      late[day.description, default: ([], 0)].files.insert(table.file)
      late[day.description, default: ([], 0)].figures += table.observations.count { !$0.status.isMissing }
    }
    let undated = unknown.sorted().map { file in
      Finding(
        .accessDayUnknown, location: SourceLocation(file: file),
        message: "Its sidecar states no day such as 2014-12-31 under 'accessed', so that nobody can say whether the "
          + "workbook was there by the day 'revisions' asks for",
        remedy: "Add accessed: to the sidecar, or choose revisions: latest or first.")
    }
    return undated
      + late.sorted { $0.key < $1.key }.map { day, what in
        Finding(
          .printsTooLate,
          message: "\(what.figures) figures of \(what.files.count) workbooks came after \(day) and are not there yet",
          remedy: "Nothing, if the panel should show what was known on \(day).", count: what.figures)
      }
  }
}
