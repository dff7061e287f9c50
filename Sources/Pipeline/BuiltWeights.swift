import Definitions
import PanelModel

/// Reads the weights that builds have written.
package enum BuiltWeights {
  /// The rows of `weights.csv` of one index, or of one node of an index, in one panel or in every built panel, with the
  /// panel in front.
  package static func read(_ project: Project, index: String, panel: String?) throws -> DataTable {
    let panels = panel.map { [$0] } ?? built(project)
    var known: Set<String> = []
    var parts: [(panel: String, table: DataTable)] = []
    for name in panels {
      let table = try BuiltPanelFile.read(project, panel: name, file: "weights.csv")
      guard case .text(let indices)? = table["index"]?.values, case .text(let nodes)? = table["node"]?.values else {
        continue
      }
      known.formUnion((indices + nodes).compactMap { $0 })
      var rows = indices.indices.filter { indices[$0] == index }
      if rows.isEmpty, index != "effective" { rows = nodes.indices.filter { nodes[$0] == index } }
      if !rows.isEmpty { parts.append((name, table.rows(rows))) }
    }
    guard let first = parts.first else {
      throw PipelineError.message(
        "No built panel has weights of an index or dimension '\(index)'",
        remedy: known.isEmpty ? "Run: almanac build" : Suggestions.sentence(for: index, among: known.sorted()))
    }
    let names = parts.flatMap { part in Array(repeating: Optional(part.panel), count: part.table.rowCount) }
    let isNode = if case .text(let indices)? = first.table["index"]?.values { indices.first != index } else { false }
    let columns = first.table.columns.filter { isNode || $0.name != "index" }.map { column in
      parts.dropFirst().reduce(column) { $0.appending($1.table[column.name]) }
    }
    return DataTable(columns: [DataColumn("panel", .text(names))] + columns)
  }

  private static func built(_ project: Project) -> [String] {
    let files = project.exists("output/panels") ? project.files(below: "output/panels") : []
    return files.filter { $0.hasSuffix("/weights.csv") }.compactMap { path in
      path.split(separator: "/").dropLast().last.map(String.init)
    }
  }
}

extension DataTable {
  /// The rows at these places, in their order.
  package func rows(_ places: [Int]) -> DataTable {
    DataTable(
      columns: columns.map { column in
        var result = column
        switch column.values {
        case .int32(let v): result.values = .int32(places.map { v[$0] })
        case .double(let v): result.values = .double(places.map { v[$0] })
        case .text(let v): result.values = .text(places.map { v[$0] })
        }
        return result
      })
  }
}

extension DataColumn {
  /// This column with another of the same name below it; types that differ meet as doubles or as text.
  fileprivate func appending(_ other: DataColumn?) -> DataColumn {
    guard let other else { return self }
    var result = self
    switch (values, other.values) {
    case (.int32(let a), .int32(let b)): result.values = .int32(a + b)
    case (.text(let a), .text(let b)): result.values = .text(a + b)
    default: result.values = .double(doubles + other.doubles)
    }
    return result
  }

  private var doubles: [Double?] {
    switch values {
    case .int32(let v): v.map { $0.map(Double.init) }
    case .double(let v): v
    case .text(let v): v.map { _ in nil }
    }
  }
}
