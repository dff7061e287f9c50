import Definitions
import Ingest
import PanelModel
import Pipeline
import Report
import Spreadsheet

/// What `almanac inspect` says about a workbook on a terminal: sheet by sheet its tables, then a draft for each.
struct InspectionText {
  private let report: Inspection.Report
  private let file: String

  init(_ report: Inspection.Report, file: String) {
    self.report = report
    self.file = file
  }

  var text: String {
    let sheets = report.sheets.count == 1 ? "1 sheet" : "\(report.sheets.count) sheets"
    let tables = report.tables.count == 1 ? "1 table" : "\(report.tables.count) tables"
    var lines = ["\(file): \(report.format.title), \(sheets), \(tables)"]
    var number = 0
    var shown: Set<Int> = []
    for sheet in report.sheets {
      lines += ["", sheetLine(sheet)]
      for table in sheet.tables {
        let draft = report.drafts.firstIndex { $0.draft.tables.contains(number) }
        let isFirst = draft.map { shown.insert($0).inserted } ?? true
        lines += self.lines(table, number: number, draft: draft, isWhole: isFirst)
        number += 1
      }
    }
    for (i, draft) in report.drafts.enumerated() { lines += [""] + self.lines(draft, number: i) }
    lines += [""] + closing
    return lines.map { $0 + "\n" }.joined()
  }

  private func sheetLine(_ sheet: SheetInspection) -> String {
    let hidden = sheet.isHidden ? " (hidden)" : ""
    let merged = sheet.mergedCount == 0 ? "" : ", \(sheet.mergedCount) merged ranges"
    let none = sheet.tables.isEmpty && sheet.figureCount == 0 ? ", no figures" : ""
    let lost = sheet.tables.isEmpty && sheet.figureCount > 0 ? ", NO TABLE FOUND" : ""
    return "Sheet '\(sheet.name)'\(hidden): \(sheet.rowCount) rows x \(sheet.columnCount) columns, "
      + "\(sheet.figureCount) figures\(merged)\(none)\(lost)"
  }

  private func lines(_ table: TableInspection, number: Int, draft: Int?, isWhole: Bool) -> [String] {
    let name = table.title.map { "\($0.value)" } ?? "(no title)"
    var lines = ["  Table \(number + 1)  \(table.range)  \(name)"]
    if let problem = table.problem { lines.append("    CANNOT BE READ  \(problem).") }
    if !isWhole {
      lines.append(
        "    as above (draft \((draft ?? 0) + 1)): year \(Self.year(table)), unit \(Self.unit(table)), "
          + "\(table.matched.count) areas known, \(table.unmatched.count) not")
      return lines
    }
    lines.append("    layout   \(table.layout.rawValue)\(table.isYearInHeader ? ", a year over each column" : "")")
    if let title = table.title { lines.append("    title    \(title.value)  [\(title.place)]") }
    lines.append("    year     \(Self.year(table))")
    lines.append("    unit     \(Self.unit(table))")
    lines.append("    scope    \(Self.scope(table))")
    if let stub = table.stub {
      let isYears = table.layout == .areasInColumns || table.areaSource != .names && table.layout == .areasInRows
      let what = table.layout == .indicatorsInRows ? "indicators" : isYears ? "years" : "areas"
      lines.append("    names    \(what) under '\(stub.value)'  [\(stub.place)]")
    }
    if table.areaSource != .names, let area = table.matched.first {
      lines.append("    area     \(area) for the whole table  [\(table.areaSource.rawValue)]")
    } else {
      lines += areas(table)
    }
    lines.append("    headers")
    lines += HeaderTree(table).lines.map { "      " + $0 }
    return lines
  }

  private static func year(_ table: TableInspection) -> String {
    switch table.yearPlace {
    case .column(let name):
      let range = table.years.first.map { "\($0)-\(table.years.last?.description ?? "")" } ?? "none"
      return "\(range)  [column '\(name)']"
    case .header:
      let years = table.years.map(\.description)
      return "\(years.count > 4 ? "\(years[0]) to \(years[years.count - 1])" : years.joined(separator: ", "))"
        + (table.layout == .areasInColumns ? "  [column of names]" : "  [header]")
    default:
      return table.year.map { "\($0.value)  [\($0.place)]" } ?? "not stated: the sidecar must"
        + (table.namesFit.map { " (the names fit \($0.lowerBound)-\($0.upperBound))" } ?? "")
    }
  }

  private static func unit(_ table: TableInspection) -> String {
    if let unit = table.unit { return "\(unit.value)  [\(unit.place)]" }
    let own = table.figureLines.filter { $0.unit != nil || !$0.unknownUnit.isEmpty }
    if own.isEmpty { return table.hasUnitColumn ? "in a column of units" : "not stated" }
    let place = own.contains { $0.unitSource == .column } ? "a column of units" : "the headers"
    return own.count == table.figureLines.count
      ? "in \(place)" : "in \(place), for \(own.count) of \(table.figureLines.count)"
  }

  private static func scope(_ table: TableInspection) -> String {
    let places = Dictionary(grouping: table.figureLines.filter { $0.scope != nil }) { $0.scope ?? .wholeCity }
    if places.isEmpty { return "not stated: whole_city" }
    return places.keys.sorted().map { scope in
      "\(scope.rawValue)  [\((places[scope] ?? []).map(\.place).joined(separator: " "))]"
    }.joined(separator: ", ")
  }

  private func areas(_ table: TableInspection) -> [String] {
    var parts = ["\(table.matched.count) known"]
    if table.provinceHeadings > 0 { parts.append("\(table.provinceHeadings) province headings") }
    if !table.provinces.isEmpty { parts.append("\(table.provinces.count) provinces with figures") }
    if !table.totals.isEmpty { parts.append("totals \(table.totals.joined(separator: ", "))") }
    parts.append("\(table.unmatched.count) unknown")
    var lines = ["    areas    \(parts.joined(separator: "; "))"]
    if !table.unmatched.isEmpty {
      let names = table.unmatched.prefix(10).map { "\($0.text) [\($0.place)]" }.joined(separator: ", ")
      lines.append("             unknown: \(names)\(table.unmatched.count > 10 ? ", …" : "")")
    }
    return lines
  }

  private func lines(_ checked: Inspection.CheckedDraft, number: Int) -> [String] {
    let draft = checked.draft
    let tables = draft.tables.map { String($0 + 1) }
    let from = tables.count > 6 ? "\(tables.count) tables" : "table \(tables.joined(separator: ", "))"
    var lines = ["Draft \(number + 1), from \(from): indicators/tables/\(draft.yearbook)/\(draft.code).yaml"]
    if let mistake = checked.mistake { lines.append("NOT ACCEPTED: \(mistake)") }
    lines += draft.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { "  \($0)" }
    lines.append("With this draft \(checked.account.read) figures are read.")
    return lines
  }

  private var closing: [String] {
    guard !report.drafts.isEmpty else { return ["No draft: no table with a header over a column of names was found."] }
    let read = report.drafts.reduce(0) { $0 + $1.account.read }
    let findings = report.drafts.flatMap(\.account.findings)
    let left = report.drafts.reduce(0) { $0 + $1.account.leftOut }
    var lines = ["In all: \(read) figures read, \(left) left out and counted."]
    let groups = Dictionary(grouping: findings) { $0.code }
    for code in groups.keys.sorted() {
      let of = groups[code] ?? []
      guard let first = of.first else { continue }
      let more = of.count > 1 ? " (and \(of.count - 1) more)" : ""
      lines.append("  \(code.rawValue) \(first.severity.rawValue)  \(first.message)\(more)")
    }
    lines.append(
      "Next: save the draft\(report.drafts.count > 1 ? "s" : ""), then write the sidecar with: almanac adopt \(file)")
    return lines
  }
}
