import PanelModel
import Pipeline
import Report

/// What `almanac inspect --all` says: a matrix of tables and editions, then what no definition reads.
struct CoverageText {
  private let coverage: Coverage

  init(_ coverage: Coverage) { self.coverage = coverage }

  var text: String {
    let mapped = coverage.entries.filter { $0.state == .mapped }
    var lines: [String] = []
    for yearbook in Set(mapped.map(\.yearbook)).sorted() {
      lines += matrix(yearbook, mapped.filter { $0.yearbook == yearbook }) + [""]
    }
    lines += rest(coverage.entries.filter { $0.state != .mapped })
    lines.append(
      "\(coverage.entries.count) tables and workbooks; \(coverage.read) of \(coverage.figures) figures read "
        + "(\(Self.percent(coverage.read, coverage.figures)) %).")
    return lines.map { $0 + "\n" }.joined()
  }

  /// Tables down the side and editions across; of a book with one edition, the years its figures describe.
  private func matrix(_ yearbook: String, _ entries: [Coverage.Entry]) -> [String] {
    let editions = Set(entries.compactMap { $0.edition?.rawValue }).sorted()
    let byYear = editions.count == 1
    let years = Set(entries.flatMap { $0.years.keys.map(\.rawValue) }).sorted()
    let across = byYear ? years : editions
    let tables = Set(entries.map(\.table)).sorted()
    let rows = tables.map { table in
      let own = entries.filter { $0.table == table }
      let (read, figures) = (own.reduce(0) { $0 + $1.read }, own.reduce(0) { $0 + $1.figures })
      let cells = across.map { place -> String in
        if byYear { return own.reduce(0) { $0 + ($1.years[ReferenceYear(place)] ?? 0) }.description }
        let there = own.filter { $0.edition?.rawValue == place }
        if there.isEmpty { return "." }
        return Self.percent(there.reduce(0) { $0 + $1.read }, there.reduce(0) { $0 + $1.figures })
      }
      return [table] + cells + ["\(read) / \(figures)"]
    }
    let what =
      byYear
      ? "edition \(editions[0]): figures read by the year they describe"
      : "per cent of figures read, by edition; . = no workbook"
    let table = TextTable(
      header: ["table"] + across.map(String.init) + ["read / in all"], rows: rows,
      alignments: [.left] + across.map { _ in .right } + [.right])
    return ["\(yearbook), \(what)"] + table.text.split(separator: "\n").map(String.init)
  }

  private func rest(_ entries: [Coverage.Entry]) -> [String] {
    if entries.isEmpty { return [] }
    let table = TextTable(
      header: ["not mapped", "why", "figures"], rows: entries.map { [$0.file, $0.state.rawValue, String($0.figures)] },
      alignments: [.left, .left, .right])
    return table.text.split(separator: "\n").map(String.init) + [
      "Draft their definitions with: almanac inspect FILE; write sidecars with: almanac adopt FILE", "",
    ]
  }

  /// Whole per cent, rounded down: 100 only where all are read.
  static func percent(_ part: Int, _ whole: Int) -> String { whole == 0 ? "-" : String(part * 100 / whole) }

  /// One row a table and workbook.
  var table: DataTable {
    let entries = coverage.entries
    return DataTable(columns: [
      DataColumn("yearbook", .text(entries.map(\.yearbook))),
      DataColumn("edition", .int32(entries.map { $0.edition?.rawValue })),
      DataColumn("table", .text(entries.map(\.table))),
      DataColumn("state", .text(entries.map(\.state.rawValue))),
      DataColumn("read", .int32(entries.map { Int32($0.read) })),
      DataColumn("figures", .int32(entries.map { Int32($0.figures) })),
      DataColumn("first_year", .int32(entries.map { $0.years.keys.min()?.rawValue })),
      DataColumn("last_year", .int32(entries.map { $0.years.keys.max()?.rawValue })),
      DataColumn("file", .text(entries.map(\.file))),
    ])
  }
}
