import PanelFiles
import PanelModel

extension Emission {
  /// Throws `EmitError` if the tables break what a panel promises: keys sorted and unique, names that every program
  /// takes, a status for the same rows.
  func check() throws {
    try checkNames(table, as: "panel")
    try checkKey(table, key, as: "panel")
    if let status {
      try checkNames(status, as: "status")
      guard key.allSatisfy({ status[$0]?.values == table[$0]?.values }) else {
        throw EmitError(panel: panel, table: "status", .statusRowsDiffer)
      }
    }
    var names: Set<String> = ["panel", "status", "weights", "revisions", "errata", "changes", "missing"]
    for extra in extraTables {
      guard IndicatorCode(validating: extra.name) != nil, names.insert(extra.name).inserted else {
        throw EmitError(panel: panel, .badTableName(extra.name))
      }
      try checkNames(extra.table, as: extra.name)
    }
  }

  /// The formats to write, in the order of the registry: csv.zst and parquet always.
  func chosenFormats() throws -> [any PanelFormat] {
    let known = PanelFormats.all.map(\.name)
    if let unknown = formats.first(where: { !known.contains($0) }) {
      throw EmitError(panel: panel, .unknownFormat(unknown, known: known))
    }
    return PanelFormats.all.filter { ["csv.zst", "parquet"].contains($0.name) || formats.contains($0.name) }
  }

  private func checkNames(_ table: DataTable, as name: String) throws {
    for column in table.columns where IndicatorCode(validating: column.name) == nil {
      throw EmitError(panel: panel, table: name, .badColumnName(column.name))
    }
  }

  private func checkKey(_ table: DataTable, _ key: [String], as name: String) throws {
    var columns: [[Int32]] = []
    for column in key {
      guard case .int32(let values) = table[column]?.values, !values.contains(nil) else {
        throw EmitError(panel: panel, table: name, .badKey(column: column))
      }
      columns.append(values.compactMap { $0 })
    }
    guard !columns.isEmpty, table.rowCount > 1 else { return }
    for row in 1..<table.rowCount {
      let before = columns.map { $0[row - 1] }
      let here = columns.map { $0[row] }
      guard before.lexicographicallyPrecedes(here) else {
        throw EmitError(panel: panel, table: name, .rowsOutOfOrder(row: row + 1))
      }
    }
  }
}
