import PanelFiles
import PanelModel

/// The Table Schema of a table: its fields with type, title, unit and value labels, and its key.
enum TableSchema {
  /// - Parameter isStatus: the table holds letters of the observation status for rows of the panel.
  static func json(_ table: DataTable, key: [String], isStatus: Bool = false) -> JSONValue {
    .object([
      ("fields", .array(table.columns.map { field($0, isKey: key.contains($0.name), isStatus: isStatus) })),
      ("missingValues", [""]),
      ("primaryKey", key.isEmpty ? nil : .array(key.map { .string($0) })),
      ("foreignKeys", isStatus ? [foreignKey(key)] : nil),
    ])
  }

  private static func field(_ column: DataColumn, isKey: Bool, isStatus: Bool) -> JSONValue {
    .object([
      ("name", .string(column.name)),
      ("type", .string(typeName(column.type))),
      ("title", column.title.both.isEmpty ? nil : .string(column.title.both)),
      ("description", column.note.isEmpty ? nil : .string(column.note)),
      ("unit", column.unit.isEmpty ? nil : .string(column.unit)),
      ("constraints", isKey ? ["required": true] : nil),
      ("categories", categories(column, isStatus: isStatus)),
    ])
  }

  private static func typeName(_ type: ColumnType) -> String {
    switch type {
    case .int32: "integer"
    case .double: "number"
    case .text: "string"
    }
  }

  private static func categories(_ column: DataColumn, isStatus: Bool) -> JSONValue? {
    if isStatus, column.holdsOnlyStatusLetters {
      return .array(
        ObservationStatus.allCases.map { status in
          ["value": .string(String(status.letter)), "label": .string(status.words)]
        })
    }
    guard !column.valueLabels.isEmpty else { return nil }
    return .array(
      column.valueLabels.map { label in ["value": .int(Int(label.code)), "label": .string(label.title.both)] })
  }

  private static func foreignKey(_ key: [String]) -> JSONValue {
    let fields = JSONValue.array(key.map { .string($0) })
    return ["fields": fields, "reference": ["resource": "panel", "fields": fields]]
  }
}

extension DataColumn {
  /// Every present value is the letter of an observation status (a name column beside the key is not).
  fileprivate var holdsOnlyStatusLetters: Bool {
    guard case .text(let values) = values else { return false }
    let letters = Set(ObservationStatus.allCases.map { String($0.letter) })
    return values.allSatisfy { $0.map(letters.contains) ?? true }
  }
}

extension ObservationStatus {
  /// The status in words, for codebooks and schemas.
  var words: String {
    switch self {
    case .normal: "normal"
    case .corrected: "corrected: a printed error set right, see errata.csv"
    case .estimated: "estimated: put together from other printed figures"
    case .imputed: "imputed: filled in"
    case .treated: "treated: limited by outlier treatment"
    case .missing: "missing, no reason known"
    case .missingCannotExist: "missing: cannot exist"
    case .missingNotCollected: "missing: not collected"
    case .missingSuppressed: "missing: suppressed by the source"
    case .excluded: "missing: printed but left out by a finding or a correction"
    }
  }
}

extension Emission {
  /// What the Parquet footer says of the panel.
  var fileMetadata: FileMetadata {
    let schema = TableSchema.json(table, key: key).text(indent: nil)
    let entries = [
      ("almanac.panel", panel), ("almanac.title", title.both), ("almanac.vintage", manifest.vintage),
      ("almanac.notice", synthetic ? Self.syntheticNotice : ""), ("almanac.schema", schema),
    ]
    return FileMetadata(entries.filter { !$0.1.isEmpty }.map { FileMetadata.Entry(key: $0.0, value: $0.1) })
  }
}
