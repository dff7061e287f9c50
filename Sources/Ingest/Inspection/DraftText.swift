import Definitions
import PanelModel

/// The YAML text of a draft: as a person would write it, with a comment wherever something is for a person to decide.
struct DraftText {
  private let group: DraftGroup
  private let yearbook: String

  init(_ group: DraftGroup, yearbook: String) {
    self.group = group
    self.yearbook = yearbook
  }

  var text: String {
    var lines = head
    lines += areas
    lines += year
    lines += special
    lines.append("columns:")
    lines += columns
    lines += ignored
    lines += marks
    if !footers.isEmpty { lines.append("notes: {footer: [\(list(footers))]}") }
    return lines.map { $0 + "\n" }.joined()
  }

  private var head: [String] {
    let zh = group.titles.first ?? group.first.sheet
    let own = group.columns.count == 1 ? group.columns.first?.title.en : nil
    let english = group.tables.lazy.map(\.titleEnglish).first { !$0.isEmpty } ?? own.flatMap { $0.isEmpty ? nil : $0 }
    var find: [String] = []
    if !group.titles.isEmpty && !isTitleShared { find.append("title: [\(list(group.titles))]") }
    if group.needsSheets { find.append("sheets: [\(list(group.tables.map(\.sheet)))]") }
    if group.first.isAmongSeveral { find.append("among: several tables") }
    var lines = [
      "table: \(group.code)", "yearbook: \(yearbook)",
      "title: {zh: \(quoted(zh))\(english.map { ", en: \(quoted($0))" } ?? "")}",
    ]
    if !find.isEmpty { lines.append("find: {\(find.joined(separator: ", "))}") }
    lines.append("layout: \(group.first.layout.rawValue)")
    return lines
  }

  /// A table without a title of its own is found by its headers.
  private var isTitleShared: Bool { group.tables.contains { $0.title == nil } }

  private var areas: [String] {
    var headers: [String] = []
    for table in group.tables { if let stub = table.stub?.value, !headers.contains(stub) { headers.append(stub) } }
    var parts = ["header: [\(list(headers))]"]
    if group.first.areaSource != .names { parts.insert("from: \(group.first.areaSource.rawValue)", at: 0) }
    let headings = group.tables.contains { $0.provinceHeadings > 0 || (!$0.provinces.isEmpty && !$0.matched.isEmpty) }
    if headings && group.first.layout == .areasInRows { parts.append("groups: province") }
    let totals = union(group.tables.map(\.totals))
    if !totals.isEmpty { parts.append("ignore: [\(list(totals))]") }
    var lines = ["areas: {\(parts.joined(separator: ", "))}"]
    let unknown = union(group.tables.map { $0.unmatched.map(\.text) })
    if !unknown.isEmpty {
      lines.append(
        "# \(unknown.count == 1 ? "1 name is" : "\(unknown.count) names are") in no list of indicators/areas: \(shown(unknown))"
      )
      lines.append("# Their figures are counted, not read, until a list has them or areas: ignore names them.")
    }
    let counties = union(group.tables.map(\.countyCities))
    if !counties.isEmpty {
      lines.append(
        "# County-level cities in that year, not the prefectures that became cities later: \(shown(counties))")
      lines.append("# Their figures are left out; if the book means the prefectures, add the names to also_printed.")
    }
    let provinces = union(group.tables.map(\.provinces))
    if !provinces.isEmpty && group.tables.allSatisfy(\.matched.isEmpty) {
      lines.append("# The areas are provinces: put them into a list in indicators/areas to read their figures.")
    }
    return lines
  }

  private var year: [String] {
    switch group.yearPlace {
    case .caption: ["year: caption"]
    case .sheetName: ["year: sheet name"]
    case .header where group.first.layout == .areasInRows: ["year: header"]
    case .header: []
    case .column(let name): ["year: {column: [\(quoted(name))]}"]
    case .nowhere:
      [
        "# The year is stated nowhere: write reference_year into the sidecar"
          + (fit.map { "; the names fit \($0)." } ?? ".")
      ]
    }
  }

  private var fit: String? {
    group.first.namesFit.map { $0.count > 1 ? "\($0.lowerBound)-\($0.upperBound)" : "\($0.lowerBound)" }
  }

  private var special: [String] {
    var lines: [String] = []
    if let category = group.first.lines.first(where: { $0.role == .category }) {
      lines.append("category: [\(quoted(category.name))]")
    }
    let units = union(group.tables.map { $0.lines.filter { $0.role == .units }.map(\.name) }).filter { !$0.isEmpty }
    if !units.isEmpty { lines.append("unit_column: [\(list(units))]") }
    return lines
  }

  private var columns: [String] {
    let width = group.columns.map { TextWidth.of($0.code) }.max() ?? 0
    return group.columns.map { column in
      var parts = ["header: [\(list(column.headers))]"]
      if !column.under.isEmpty { parts.append("under: [\(list(column.under))]") }
      if !column.categories.isEmpty { parts.append("category: [\(list(column.categories))]") }
      parts.append("unit: \(unit(column))")
      if column.scopes != [.wholeCity] {
        parts.append("scopes: [\(column.scopes.map(\.rawValue).joined(separator: ", "))]")
      }
      if column.tables.count < group.tables.count { parts.append("optional: true") }
      let padding = String(repeating: " ", count: width - TextWidth.of(column.code) + 1)
      return "  \(column.code):\(padding){\(parts.joined(separator: ", "))}\(comment(column))"
    }
  }

  private func unit(_ column: DraftColumn) -> String {
    guard let first = column.units.first else { return "\"1\"" }
    return column.units.count == 1 ? quoted(first.symbol) : "[\(list(column.units.map(\.symbol)))]"
  }

  private func comment(_ column: DraftColumn) -> String {
    if column.units.isEmpty {
      return column.unknownUnit.isEmpty
        ? "   # no unit is printed: write it"
        : "   # printed in \(column.unknownUnit), which indicators/units.yaml does not know: add it there"
    }
    return switch column.unitSource {
    case .vocabulary: "   # no unit is printed; this is the usual one"
    case .sibling: "   # the unit of the column it is part of"
    default: ""
    }
  }

  /// Columns to leave out: names in a second language, numbers of rows. In tidy data and books alike they hold no data.
  private var ignored: [String] {
    if group.first.namesStandAcross { return [] }
    let names = union(group.tables.map { $0.lines.filter { $0.role == .words || $0.role == .label }.map(\.name) })
    return names.isEmpty ? [] : ["ignore: [\(names.map { "[\(quoted($0))]" }.joined(separator: ", "))]"]
  }

  private var marks: [String] {
    var counts: [String: Int] = [:]
    for mark in group.tables.flatMap(\.marks) { counts[mark.text, default: 0] += mark.count }
    let standard: [(String, String)] = [
      ("—", "not_collected"), ("-", "not_collected"), ("…", "suppressed"), ("", "not_collected"),
    ]
    var entries = standard.map { "\(quotedAlways($0.0)): \($0.1)" }
    var odd: [String: TableInspection.Mark] = [:]
    var oddOrder: [String] = []
    for table in group.tables {
      for mark in table.oddTexts {
        if odd[mark.text] == nil {
          oddOrder.append(mark.text)
          odd[mark.text] = TableInspection.Mark(text: mark.text, count: 0, place: "\(table.sheet)!\(mark.place)")
        }
        odd[mark.text]?.count += mark.count
      }
    }
    for text in oddOrder {
      entries.append("\(quotedAlways(text)): \(InspectionWords.isMark(text) ? "not_collected" : "missing")")
    }
    let met = counts.sorted { $0.key < $1.key }.map { "\($0.key.isEmpty ? "blank" : $0.key) x \($0.value)" }
    var lines: [String] = []
    for text in oddOrder where !InspectionWords.isMark(text) {
      guard let mark = odd[text] else { continue }
      lines.append("# '\(text)' stands \(mark.count) times where a figure belongs, first at \(mark.place): look at it.")
    }
    lines.append(
      "missing_marks: {\(entries.joined(separator: ", "))}"
        + (met.isEmpty ? "" : "   # met: \(met.joined(separator: ", "))"))
    return lines
  }

  private var footers: [String] { union(group.tables.map(\.footers)) }

  private func union(_ lists: [[String]]) -> [String] {
    var result: [String] = []
    var seen: Set<String> = []
    for item in lists.joined() where seen.insert(item).inserted { result.append(item) }
    return result
  }

  private func shown(_ names: [String]) -> String {
    // A name on two lines would end the comment.
    let lines = names.prefix(12).map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
    return lines.joined(separator: ", ") + (names.count > 12 ? ", …" : "")
  }

  private func list(_ texts: [String]) -> String { texts.map(quoted).joined(separator: ", ") }

  /// Plain where YAML reads it as the text it is; quoted otherwise.
  private func quoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      PrintedText.isHan($0)
        || ($0.isASCII
          && ($0.properties.isAlphabetic || ($0.value >= 48 && $0.value <= 57) || $0 == "_" || $0 == "/" || $0 == " "
            || $0 == "-"))
        || "、".unicodeScalars.contains($0)
    }
    let first = text.unicodeScalars.first
    let begins = first.map { PrintedText.isHan($0) || ($0.isASCII && $0.properties.isAlphabetic) } ?? false
    let isWord = ["true", "false", "yes", "no", "null", "on", "off", "y", "n"].contains(text.lowercased())
    return isPlain && begins && !isWord && text.unicodeScalars.last != " " ? text : quotedAlways(text)
  }

  private func quotedAlways(_ text: String) -> String {
    "\""
      + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ").replacing(
        "\r", with: " ") + "\""
  }
}

/// Widths of codes, which are ASCII.
private enum TextWidth {
  static func of(_ text: String) -> Int { text.utf8.count }
}
