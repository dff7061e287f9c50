import Definitions
import Ingest
import PanelModel
import Report

/// The header of a table as an indented tree: groups over their columns, merged cells resolved.
struct HeaderTree {
  let lines: [String]

  init(_ table: TableInspection) {
    var rows: [(words: String, place: String, figures: String, unit: String)] = []
    var open: [String] = []
    let units = Dictionary(table.lines.map { ($0.place, $0) }, uniquingKeysWith: { first, _ in first })
    for path in table.paths {
      let texts = path.texts
      var common = 0
      while common < open.count, common < texts.count - 1, open[common] == texts[common] { common += 1 }
      for depth in common..<max(texts.count - 1, common) {
        rows.append((String(repeating: "  ", count: depth) + Self.short(texts[depth]), "", "", ""))
      }
      let line = units[path.columns]
      let unit = line.map { $0.unit?.symbol ?? $0.unknownUnit } ?? ""
      rows.append(
        (
          String(repeating: "  ", count: max(texts.count - 1, 0)) + Self.short(texts.last ?? ""), path.columns,
          path.figures > 0 ? String(path.figures) : Self.holds(line), unit
        ))
      open = Array(texts.dropLast())
    }
    if table.layout == .indicatorsInRows {
      rows += table.lines.filter { $0.role == .figures }.map { line in
        (
          "| \(Self.short(line.path.last ?? ""))", "row \(line.place)", String(line.figures),
          line.unit?.symbol ?? line.unknownUnit
        )
      }
    }
    let text = TextTable(
      header: ["header", "column", "figures", "unit"], rows: rows.map { [$0.words, $0.place, $0.figures, $0.unit] },
      alignments: [.left, .left, .right, .left])
    lines = text.text.split(separator: "\n").map(String.init)
  }

  /// What a column without figures holds.
  private static func holds(_ line: TableInspection.Line?) -> String {
    switch line?.role {
    case .words: "words"
    case .category: "category"
    default: "none"
    }
  }

  /// At most 60 columns wide on a terminal.
  private static func short(_ text: String) -> String {
    let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if TextTable.width(text) <= 60 { return text }
    var kept = ""
    for character in text {
      if TextTable.width(kept) + TextTable.width(String(character)) > 59 { break }
      kept.append(character)
    }
    return kept + "…"
  }
}
