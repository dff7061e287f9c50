import PanelModel
import Pipeline
import Report

extension QualityText {
  /// Rows of a table that stand for all years.
  private func overall(_ data: DataTable) -> [Int] { (0..<data.rowCount).filter { data.whole("year", $0) == nil } }

  func removal(_ data: DataTable) -> String {
    let order = overall(data).sorted { a, b in
      let (x, y) = (data.text("kind", a), data.text("kind", b))
      return x != y ? x < y : (data.double("mean_change", a) ?? -1) > (data.double("mean_change", b) ?? -1)
    }
    let rows = order.map { row in
      [
        data.text("without", row), data.text("kind", row), Self.number(data.double("mean_change", row)),
        data.whole("largest_change", row).map(String.init) ?? ".", data.text("rows", row), data.text("of", row),
      ]
    }
    let rescaled = order.contains { data.text("weights", $0) == "rescaled" }
    let alone = order.filter { data.text("weights", $0) == "nothing_left" }.map { data.text("without", $0) }
    return section(
      "Without each element", nil, ["without", "kind", "mean change", "largest", "rows", "of"], rows, left: 2,
      trailing: 1,
      notes: alone.isEmpty ? [] : ["Nothing of any weight is left without \(alone.joined(separator: ", "))."],
      "How many places ranks move when the element is gone"
        + (rescaled
          ? ", the rest weighed in the proportions it had where its weights are written down"
          : ", the rest weighed anew by the index's method")
        + ": the first of each kind decides most, one near 0 could be left out unseen.")
  }

  /// The mean change of rank, elements by years.
  func removalByYear(_ data: DataTable) -> String? {
    let years = report.years
    guard years.count > 1 else { return nil }
    let elements = data.distinct("without")
    let nameWidth = elements.map(TextTable.width).max() ?? 0
    let room = max(1, (width - nameWidth) / 7)
    var cells: [String: String] = [:]
    for row in 0..<data.rowCount {
      if let year = data.whole("year", row) {
        cells["\(data.text("without", row)) \(year)"] = Self.number(data.double("mean_change", row))
      }
    }
    var blocks: [String] = []
    for start in stride(from: 0, to: years.count, by: room) {
      let shown = years[start..<min(start + room, years.count)]
      let rows = elements.map { element in [element] + shown.map { cells["\(element) \($0)"] ?? "." } }
      blocks.append(TextTable(header: ["without"] + shown.map(String.init), rows: rows, alignments: [.left]).text)
    }
    let meaning =
      "The mean change of rank in each year: an element that matters in some years only is one that changed."
    return (["Without each element, by year"] + blocks + [wrapped(meaning)]).joined(separator: "\n")
  }

  func against(_ data: DataTable) -> String {
    let rows = (0..<data.rowCount).map { row in
      [
        data.whole("year", row).map(String.init) ?? "all", Self.number(data.double("spearman", row), 3),
        Self.number(data.double("kendall", row), 3), Self.number(data.double("mean_change", row)),
        data.whole("largest_change", row).map(String.init) ?? ".", data.text("rows", row), data.text("of", row),
      ]
    }
    return section(
      "\(report.index) against \(report.other?.rawValue ?? "")", nil,
      ["year", "rho", "tau", "mean change", "largest", "rows", "of"], rows, trailing: 1,
      "Spearman's rho and Kendall's tau-b of the two scores, and by how many places ranks differ; near 1 and 0 the choice"
        + " between the two definitions does not matter.")
  }

  func movers(_ data: DataTable) -> String {
    let shown = 15
    let names = ["area", "area_zh", "area_en", "year"].filter { data[$0] != nil }
    let own = names.count > 2 ? Array(names.dropFirst()) : Self.idColumns(data)
    let rows = (0..<min(shown, data.rowCount)).map { row -> [String] in
      let change = data.whole("change", row) ?? 0
      return own.map { data.text($0, row) } + [
        data.text("rank", row), data.text("other_rank", row), change > 0 ? "+\(change)" : "\(change)",
        data.double("score", row).map { DecimalText.rounded($0, significant: 4) } ?? ".",
        data.double("other_score", row).map { DecimalText.rounded($0, significant: 4) } ?? ".",
      ]
    }
    return section(
      "Largest movers", nil,
      own.map { $0.hasPrefix("area") ? "area" : $0 } + ["rank", "other", "change", "score", "other"],
      rows, left: own.count,
      "Rank by \(report.index) and by \(report.other?.rawValue ?? ""): plus is a worse place by the other. The first"
        + " \(min(shown, data.rowCount)) of \(data.rowCount) rows; all: --table movers --format csv.")
  }

  private static func idColumns(_ data: DataTable) -> [String] {
    data.columns.map(\.name).filter { !["rank", "other_rank", "change", "score", "other_score"].contains($0) }
  }
}
