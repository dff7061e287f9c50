import PanelModel

/// The forms every table can be printed in.
package enum OutputFormat: String, Sendable, CaseIterable {
  case text, json, jsonl, csv
}

/// Renders a `DataTable` for standard output.
package enum TableOutput {
  /// The table in a format; numbers in full except in text, which shows six significant digits.
  package static func render(_ table: DataTable, as format: OutputFormat) -> String {
    switch format {
    case .text: text(table)
    case .json: JSONValue.array(objects(table)).text() + "\n"
    case .jsonl: objects(table).map { $0.text(indent: nil) + "\n" }.joined()
    case .csv: csv(table)
    }
  }

  /// Several tables: JSON as an object of arrays, a line of JSON with the name of its table. As CSV one table is a table,
  /// and more are one long table: the name, the row from 1, the column and what stands there; missing cells have no row.
  package static func render(_ tables: [(name: String, table: DataTable)], as format: OutputFormat) -> String {
    switch format {
    case .text: return tables.map { text($0.table) }.joined(separator: "\n")
    case .json:
      return JSONValue.object(tables.map { JSONValue.Member($0.name, .array(objects($0.table))) }).text() + "\n"
    case .jsonl:
      return tables.map { name, table in objects(table, named: name).map { $0.text(indent: nil) + "\n" }.joined() }
        .joined()
    case .csv: return tables.count == 1 ? csv(tables[0].table) : long(tables)
    }
  }

  private static func long(_ tables: [(name: String, table: DataTable)]) -> String {
    var text = "table,row,column,value\n"
    for (name, table) in tables {
      for row in 0..<table.rowCount {
        for column in table.columns {
          let cell = cell(column, row)
          if !cell.isEmpty { text += "\(quoted(name)),\(row + 1),\(quoted(column.name)),\(cell)\n" }
        }
      }
    }
    return text
  }

  private static func text(_ table: DataTable) -> String {
    let rows = (0..<table.rowCount).map { row in table.columns.map { shown($0, row) } }
    let alignments = table.columns.map { column -> TextTable.Alignment in
      if case .text = column.values { .left } else { .right }
    }
    return TextTable(header: table.columns.map(\.name), rows: rows, alignments: alignments).text + "\n"
  }

  private static func shown(_ column: DataColumn, _ row: Int) -> String {
    switch column.values {
    case .int32(let values): values[row].map(String.init) ?? "."
    case .double(let values): values[row].map { DecimalText.rounded($0) } ?? "."
    case .text(let values): values[row] ?? "."
    }
  }

  private static func value(_ column: DataColumn, _ row: Int) -> JSONValue {
    switch column.values {
    case .int32(let values): JSONValue(values[row].map(Int.init))
    case .double(let values): JSONValue(values[row])
    case .text(let values): JSONValue(values[row])
    }
  }

  private static func objects(_ table: DataTable, named name: String? = nil) -> [JSONValue] {
    let first = name.map { [JSONValue.Member("table", .string($0))] } ?? []
    return (0..<table.rowCount).map { row in
      JSONValue.object(first + table.columns.map { JSONValue.Member($0.name, value($0, row)) })
    }
  }

  private static func csv(_ table: DataTable) -> String {
    var text = table.columns.map { quoted($0.name) }.joined(separator: ",") + "\n"
    for row in 0..<table.rowCount {
      text += table.columns.map { cell($0, row) }.joined(separator: ",") + "\n"
    }
    return text
  }

  private static func cell(_ column: DataColumn, _ row: Int) -> String {
    switch column.values {
    case .int32(let values): values[row].map(String.init) ?? ""
    case .double(let values): values[row].map { DecimalText.text($0) } ?? ""
    case .text(let values): values[row].map(quoted) ?? ""
    }
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
