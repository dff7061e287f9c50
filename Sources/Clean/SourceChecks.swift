import Definitions
import PanelModel

/// Holds printed figures against the checks of a project. Figures put together from several areas have no printed
/// rounding of their own and are left out, and so are sums over books of different editions; how many is told.
struct SourceChecks {
  let panel: Panel
  let columns: [SeriesKey: SourceColumn]
  let tables: [IngestedTable]
  var precision: PrintedPrecision
  private(set) var findings: [Finding] = []

  init(keys: [PanelKey], columns: [SeriesKey: SourceColumn], tables: [IngestedTable]) {
    panel = Panel(keys: keys)
    self.columns = columns
    self.tables = tables
    precision = PrintedPrecision(tables)
  }

  mutating func run(_ checks: [CheckDefinition]) {
    for check in checks {
      for scope in check.scopes {
        let keys = check.columns.map { SeriesKey($0, scope) }
        let found = keys.compactMap { key in columns[key].map { (key, $0) } }
        guard found.count == keys.count else {
          let absent = keys.filter { columns[$0] == nil }.map(\.description).joined(separator: ", ")
          notPossible(keys[0], "No workbook gives \(absent), which a check of \(check.place) looks at", count: 1)
          continue
        }
        run(check, found.map { CheckedColumn(key: $0.0, column: $0.1) })
      }
    }
  }

  private mutating func run(_ check: CheckDefinition, _ found: [CheckedColumn]) {
    switch check.kind {
    case .parts: sums(check, Array(found.dropLast()), total: found[found.count - 1])
    case .shares: sums(check, found, total: nil)
    case .range(_, let range, let unit): for one in found { inRange(check, one, range, unit) }
    case .neverFalls(_, let slack): for one in found { neverFalls(check, one, slack) }
    case .rowsDiffer: rowsDiffer(check, found)
    case .coverage(_, let atLeast, let mayLose): for one in found { coverage(check, one, atLeast, mayLose) }
    }
  }

  mutating func add(_ finding: Finding) { findings.append(finding) }

  mutating func add(
    _ code: FindingCode, _ check: CheckDefinition, _ column: CheckedColumn, row: Int?, _ message: String,
    _ remedy: String = "Compare the cells with the printed book; write a correction if it errs."
  ) {
    findings.append(
      Finding(
        code, severity: check.severity, location: row.flatMap { column.column.origins[$0] }.map { location($0) },
        indicator: column.key.indicator, area: row.map { panel.keys[$0].area }, year: row.map { panel.keys[$0].year },
        message: message, remedy: remedy))
  }

  /// A finding about a whole year.
  mutating func setYearOfLast(_ year: ReferenceYear) {
    if !findings.isEmpty { findings[findings.count - 1].year = year }
  }

  /// Rows of which a check can say nothing.
  mutating func notPossible(_ check: CheckDefinition, _ key: SeriesKey, rows: Int) {
    notPossible(
      key,
      "\(key): \(rows) rows could not be checked by \(check.place): a figure is missing, is put together from several "
        + "areas, or is of another edition", count: rows)
  }

  private mutating func notPossible(_ key: SeriesKey, _ message: String, count: Int) {
    findings.append(
      Finding(
        .checkNotPossible, indicator: key.indicator, message: message,
        remedy: "Nothing, or add the workbooks.", count: count))
  }

  func location(_ origin: SourceColumn.Origin) -> SourceLocation {
    let table = tables[Int(origin.table)]
    return table.location(of: table.observations[Int(origin.observation)])
  }

  /// A value as the book prints it, with its unit.
  func printed(_ column: CheckedColumn, _ row: Int, _ value: Double) -> String {
    guard let origin = column.column.origins[row] else { return DecimalText.rounded(value, significant: 6) }
    let table = tables[Int(origin.table)]
    let unit = table.series[Int(table.observations[Int(origin.observation)].series)].unit
    return "\(DecimalText.rounded(unit.fromBase(value), significant: 9)) \(unit.symbol)"
  }
}

/// A series under a check.
struct CheckedColumn {
  var key: SeriesKey
  var column: SourceColumn

  /// A value with one printed figure behind it; nil where there is none or where areas were put together.
  func printed(_ row: Int) -> (value: Double, origin: SourceColumn.Origin)? {
    let status = column.series.statuses[row]
    guard status == .normal || status == .corrected, let value = column.series[row], let origin = column.origins[row]
    else { return nil }
    return (value, origin)
  }
}
