import ArgumentParser
import Definitions
import PanelModel
import Pipeline
import Report

/// `almanac show PANEL`
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print rows of a built panel.")

  @OptionGroup var place: ProjectOption
  @OptionGroup var output: FormatOption
  @Argument(help: "The panel's code.") var panel: String
  @Option(help: "An area's code or name, Chinese or English; may be repeated.") var area: [String] = []
  @Option(help: "A year or a range: 2014 or 2010-2014.") var year: String?
  @Option(help: "Columns, separated by commas; keys are always shown.") var columns: String?

  func run() throws {
    let table = try BuiltPanelFile.read(place.project, panel: panel)
    let rows = try matchingRows(table)
    let chosen = try chosenColumns(table)
    Console.data(TableOutput.render(DataTable(columns: chosen).rows(rows), as: output.format))
  }

  private func matchingRows(_ table: DataTable) throws -> [Int] {
    let years = try yearRange()
    let rows = (0..<table.rowCount).filter { row in
      let isYear = years?.contains(table.int("year", row) ?? 0) ?? true
      return isYear && (area.isEmpty || area.contains { isArea($0, table, row) })
    }
    if rows.isEmpty && table.rowCount > 0 {
      let names = table["city_en"].map { $0.texts } ?? []
      throw PipelineError.message(
        "No row of '\(panel)' is of \(area.joined(separator: ", ")) \(year ?? "")",
        remedy: Suggestions.nearest(to: area.first ?? "", among: Array(Set(names)).sorted()).map {
          "Did you mean '\($0)'?"
        }
          ?? "Name an area by code, or by its full Chinese or English name.")
    }
    return rows
  }

  private func isArea(_ text: String, _ table: DataTable, _ row: Int) -> Bool {
    let wanted = text.lowercased()
    if table.int("city_id", row).map(String.init) == wanted { return true }
    return ["city_zh", "city_en"].contains { name in
      guard let shown = table[name]?.texts[row].lowercased(), !shown.isEmpty else { return false }
      return shown == wanted || shown == wanted + "市"
    }
  }

  private func yearRange() throws -> ClosedRange<Int32>? {
    guard let year else { return nil }
    let parts = year.split(separator: "-").map { Int32($0) }
    guard let first = parts.first ?? nil, let last = parts.last ?? nil, parts.count <= 2, first <= last else {
      throw ValidationError("--year takes 2014 or 2010-2014.")
    }
    return first...last
  }

  /// The keys and the columns asked for, or the first that fit a screen.
  private func chosenColumns(_ table: DataTable) throws -> [DataColumn] {
    let keys = ["city_id", "city_zh", "city_en", "year"]
    guard let columns else {
      if output.format != .text { return table.columns }
      let values = table.columns.filter {
        if case .double = $0.values { !["lon", "lat"].contains($0.name) } else { false }
      }
      return keys.compactMap { table[$0] } + values.prefix(8)
    }
    let names = columns.split(separator: ",").map(String.init)
    return try (keys + names.filter { !keys.contains($0) }).compactMap { name in
      if let column = table[name] { return column }
      if keys.contains(name) { return nil }
      throw PipelineError.message(
        "'\(panel)' has no column '\(name)'",
        remedy: (Suggestions.nearest(to: name, among: table.columns.map(\.name)).map { "Did you mean '\($0)'? " } ?? "")
          + "All columns with their titles: output/panels/\(panel)/codebook.md.")
    }
  }
}

extension DataTable {
  fileprivate func int(_ name: String, _ row: Int) -> Int32? {
    if case .int32(let values)? = self[name]?.values { values[row] } else { nil }
  }
}

extension DataColumn {
  fileprivate var texts: [String] {
    if case .text(let values) = values { values.map { $0 ?? "" } } else { [] }
  }
}
