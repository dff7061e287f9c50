import PanelModel

/// A table definition drafted from what a sheet prints; codes, titles and unknown units are for a person to finish.
struct DraftDefinition {
  let captions: [String]
  let columns: [SheetInspection.Column]
  let stubHeader: String
  /// The unit of a caption line, for columns whose header prints none.
  let captionUnit: String

  private struct Line {
    var header: String
    var under: String
    var unit: String
    var scopes: [String]
  }

  var text: String {
    var lines = [
      "table: draft", "yearbook: my-yearbook", "title: {zh: \(quoted(title)), en: \(quoted(title))}",
      "find: {title: [\(quoted(title))]}", "layout: areas in rows",
      "areas: {header: [\(quoted(PrintedText.compact(stubHeader)))], groups: province}", "columns:",
    ]
    for (i, line) in columnLines.enumerated() {
      let under = line.under.isEmpty ? "" : ", under: [\(quoted(line.under))]"
      let unit = line.unit.isEmpty ? "\"1\"" : quoted(line.unit)
      let scopes = line.scopes.isEmpty ? "" : ", scopes: [\(line.scopes.joined(separator: ", "))]"
      let note = line.unit.isEmpty ? "   # no unit is printed: write it" : ""
      lines.append("  column_\(i + 1): {header: [\(quoted(line.header))]\(under), unit: \(unit)\(scopes)}\(note)")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// One line an indicator; its scopes are listed together.
  private var columnLines: [Line] {
    var lines: [Line] = []
    for column in columns where column.figures > 0 {
      let parts = column.header.split(separator: "/").map { PrintedText.trimmed(String($0)) }.filter { !isScope($0) }
      let header = chinese(parts.last ?? column.header)
      let under = parts.count > 1 ? chinese(parts[0]) : ""
      let unit = column.unit.isEmpty ? captionUnit : column.unit
      let scopes = column.scope.isEmpty ? [] : [column.scope]
      if let same = lines.firstIndex(where: { $0.header == header && $0.under == under && $0.unit == unit }) {
        lines[same].scopes += scopes.filter { !lines[same].scopes.contains($0) }
      } else {
        lines.append(Line(header: header, under: under, unit: unit, scopes: scopes))
      }
    }
    return lines
  }

  /// The caption nearest the header that is Chinese and states no unit, without its table number.
  private var title: String {
    let caption = captions.last { text in
      PrintedText.hasHan(text) && !PrintedText.compact(text).contains("单位:") && !text.contains("续表")
    }
    let text = caption ?? captions.first ?? "untitled"
    let start = text.firstIndex { $0.unicodeScalars.contains(where: PrintedText.isHan) && $0 != "表" } ?? text.startIndex
    return PrintedText.trimmed(String(text[start...]))
  }

  private func isScope(_ text: String) -> Bool {
    let compact = PrintedText.compact(text)
    return compact.hasPrefix("全市") || compact.hasPrefix("市辖区")
  }

  /// The Chinese words of a bilingual header, without its unit.
  private func chinese(_ text: String) -> String {
    let first = text.split(separator: " ").filter { PrintedText.hasHan($0) }.joined()
    let plain = first.isEmpty ? text : first
    return plain.firstIndex(of: "(").map { String(plain[..<$0]) } ?? plain
  }

  private func quoted(_ text: String) -> String {
    let safe = text.unicodeScalars.allSatisfy { PrintedText.isHan($0) || ($0.isASCII && $0.properties.isAlphabetic) }
    return safe && !text.isEmpty ? text : "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
