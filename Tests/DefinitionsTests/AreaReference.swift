import Foundation
import PanelModel
import _TestSupport

/// The China prefecture crosswalk (FIERsity/china-prefecture-crosswalk, CC BY 4.0) as far as it lies beside the package:
/// names by year, codes, events. It is read where it stands and never part of the package.
enum AreaReference {
  /// What a skipped test prints.
  static let absence = "skipped: no folder shared/real/reference beside the package"

  private static let folder = SharedFolder.url?.appendingPathComponent("real/reference")

  static var isThere: Bool {
    guard let path = folder?.appendingPathComponent("entity_names_1987_2026.csv").path else { return false }
    return FileManager.default.fileExists(atPath: path)
  }

  /// A prefecture-level unit under one name over a span of years (status at the end of the year).
  struct Name {
    var entity: String
    var name: String
    var years: ClosedRange<Int32>
  }

  /// The spans in which a unit was active.
  static func names() throws -> [Name] {
    try rows("entity_names_1987_2026.csv").compactMap { row in
      guard row["legal_status"] == "active", let first = Int32(row["start_year"] ?? ""),
        let last = Int32(row["end_year"] ?? "")
      else { return nil }
      return Name(entity: row["entity_id"] ?? "", name: row["name_zh"] ?? "", years: first...last)
    }
  }

  /// Code of a unit in 2020 or when it ended, by entity.
  static func codes() throws -> [String: AreaCode] {
    var codes: [String: AreaCode] = [:]
    for row in try rows("entities.csv") {
      if let id = row["entity_id"], let code = AreaCode(row["legacy_entity_id"]?.dropFirst() ?? "") { codes[id] = code }
    }
    return codes
  }

  struct Event {
    var id: String
    var year: Int32
    var oldName: String
    var newName: String
    var description: String
  }

  static func events() throws -> [Event] {
    try rows("unified_events_1987_2026.csv").compactMap { row in
      guard let year = Int32(row["year"] ?? "") else { return nil }
      return Event(
        id: row["event_id"] ?? "", year: year, oldName: row["old_prefecture_name"] ?? "",
        newName: row["new_prefecture_name"] ?? "", description: row["description"] ?? "")
    }
  }

  /// The rows of a file by the names of its columns.
  static func rows(_ file: String) throws -> [[String: String]] {
    guard let folder else { return [] }
    let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    let all = DelimitedText.rows(text)
    guard let header = all.first?.fields else { return [] }
    return all.dropFirst().map { row in Dictionary(zip(header, row.fields)) { first, _ in first } }
  }
}
