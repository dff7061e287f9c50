import PanelModel

/// An explanation as a person reads it: an indented tree, a step a block, at most so many columns wide. Only tables, cut
/// nowhere, may be wider.
package struct ExplanationText {
  /// Steps deeper than this are not indented further, so that cells keep room.
  private static let deepest = 8
  private let explanation: Explanation
  private let whole: Explanation
  private let width: Int

  /// - Parameter checks: the explanation before a limit of depth cut it: what is said of all sums holds for all.
  package init(_ explanation: Explanation, checks whole: Explanation? = nil, width: Int = 100) {
    self.width = width
    self.explanation = explanation
    self.whole = whole ?? explanation
  }

  package var text: String {
    var lines: [String] = []
    let name = [explanation.areaName.zh, explanation.areaName.en].filter { !$0.isEmpty }.joined(separator: " ")
    lines += wrap(
      "\(explanation.code) of \(name) (\(explanation.area)) in \(explanation.year), panel \(explanation.panel)", 0)
    lines += explanation.notes.flatMap { wrap($0, 0) }
    lines.append("")
    lines += block(explanation.root, depth: 0)
    lines.append("")
    let shown = Set(explanation.root.all.compactMap(\.cell?.location))
    lines += ExplanationSummary(whole, shown: shown, letters: explanation.root.all.compactMap(\.status)).lines
      .flatMap { wrap($0, $0.hasPrefix("  ") ? 2 : 0) }
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: Steps

  /// - Parameter before: the printed figure of the step before at the same depth: equal headers are printed once.
  private func block(_ step: ExplanationStep, depth: Int, after before: PrintedFigure? = nil) -> [String] {
    let indent = 2 * min(depth, Self.deepest)
    let inner = indent + 4
    var lines = TextWrap.lines(head(step), indent: indent, hanging: 4, width: width)
    if let first = step.sameAs {
      lines += wrap("as shown in [\(first)]", inner)
      return lines
    }
    if let equation = equation(step) { lines += wrap(equation, inner) }
    if let wrong = wrong(step) { lines += wrap(wrong, inner) }
    let isSplit = step.table?["contribution"] != nil
    if let table = step.table, isSplit { lines += rows(table, inner) }
    lines += step.facts.flatMap { wrap("\($0.text)", inner) }
    // A list of areas comes after the sentence that says what they are.
    if let table = step.table, !isSplit { lines += rows(table, inner) }
    if let cell = step.cell { lines += self.cell(cell, inner, after: before) }
    lines += step.superseded.flatMap { other($0, inner) }
    if step.hidden > 0 {
      lines += wrap("... \(step.hidden) more step\(step.hidden == 1 ? "" : "s") below (raise --depth)", inner)
    }
    for (i, below) in step.steps.enumerated() {
      lines += block(below, depth: depth + 1, after: i > 0 ? step.steps[i - 1].cell : nil)
    }
    return lines
  }

  /// `[3] indicator gdp_per_capita 2015 = 83021.4 CNY/person [A]  title`.
  private func head(_ step: ExplanationStep) -> String {
    let area = step.area == explanation.area || step.areaName.isEmpty ? "" : " \(step.areaName)"
    let unit = step.unit.isEmpty ? "" : " \(step.unit)"
    let status = step.status.map { " [\($0.letter)]" } ?? ""
    let title = (step.title.both.isEmpty ? "" : "  \(step.title.both)") + (step.isUnused ? " (not used)" : "")
    return "[\(step.number)] \(step.kind.rawValue) \(step.code)\(area) \(step.year) = \(text(step))\(unit)"
      + status + title
  }

  /// The number asked for as the panel file holds it; those on the way to fifteen digits, without the dust of binary numbers.
  private func text(_ step: ExplanationStep) -> String {
    switch step.value {
    case .number(let x)?:
      step.number == explanation.root.number ? DecimalText.text(x) : DecimalText.rounded(x, significant: 15)
    case .integer(let x)?: String(x)
    case .text(let text)?: text
    case nil: "missing"
    }
  }

  /// The sum with its numbers to seven digits; nothing where it only repeats the value.
  private func equation(_ step: ExplanationStep) -> String? {
    guard let equation = step.equation, let value = step.value?.number else { return nil }
    if case .number = equation { return nil }
    return "\(DecimalText.rounded(value, significant: 7)) = \(equation.text(significant: 7))"
  }

  private func wrong(_ step: ExplanationStep) -> String? {
    guard !step.agrees, let equation = step.equation else { return nil }
    return "\(Explanation.wrong): this sum gives \(DecimalText.text(equation.value))"
  }

  private func cell(_ figure: PrintedFigure, _ indent: Int, after before: PrintedFigure?) -> [String] {
    let printed = figure.printed.map { "prints \"\($0)\"" } ?? "is empty"
    let title = [figure.table, figure.tableTitle.zh].filter { !$0.isEmpty }.joined(separator: " ")
    var lines = wrap("\(figure.location) \(printed)", indent)
    let book = "edition \(figure.edition), figures of \(figure.year)"
    if let before, before.headers == figure.headers, before.areaText == figure.areaText, before.unit == figure.unit,
      before.unitFrom == figure.unitFrom, before.table == figure.table
    {
      lines += wrap("under the same headers; \(book)", indent)
    } else {
      let headers = figure.headers.joined(separator: " / ")
      lines += wrap(
        "under \"\(headers)\", at \"\(figure.areaText)\"; \(Self.unit(figure)), stated in the \(figure.unitFrom)",
        indent)
      lines += wrap("table \(title); \(figure.yearbook), \(book)", indent)
    }
    lines += figure.findings.flatMap { finding in
      wrap("\(finding.severity.rawValue) \(finding.code.rawValue): \(FindingsText.sentences(finding))", indent)
    }
    return lines
  }

  private static func unit(_ figure: PrintedFigure) -> String {
    figure.unit == "1" ? "a number without unit" : "in \(figure.unit)"
  }

  private func other(_ figure: PrintedFigure, _ indent: Int) -> [String] {
    let change = figure.relativeChange.map { $0 == 0 ? "" : " by \(DecimalText.rounded(100 * $0, significant: 3))%" }
    let comparison = figure.comparison.map { " (\($0)\(change ?? ""))" } ?? ""
    return wrap(
      "not used\(comparison), edition \(figure.edition): \(figure.location) "
        + (figure.printed.map { "prints \"\($0)\" \(figure.unit)" } ?? "is empty"), indent)
  }

  // MARK: Tables

  private func rows(_ table: DataTable, _ indent: Int) -> [String] {
    var cells = (0..<table.rowCount).map { row in table.columns.map { Self.shown($0, row) } }
    if let total = Self.total(table) { cells.append(total) }
    let alignments = table.columns.map { column -> TextTable.Alignment in
      if case .text = column.values { .left } else { .right }
    }
    let text = TextTable(header: table.columns.map(\.name), rows: cells, alignments: alignments).text
    return text.split(separator: "\n").map { String(repeating: " ", count: indent) + $0 }
  }

  /// The last line of contributions: what they add up to.
  private static func total(_ table: DataTable) -> [String]? {
    guard table["contribution"] != nil else { return nil }
    return table.columns.map { column in
      guard case .double(let values) = column.values else { return "sum" }
      if column.name == "normalised" { return "" }
      let sum = values.compactMap { $0 }.stableSum()
      return column.name == "share" ? percent(sum) : DecimalText.rounded(sum)
    }
  }

  private static func shown(_ column: DataColumn, _ row: Int) -> String {
    switch column.values {
    case .int32(let values): values[row].map(String.init) ?? "."
    case .double(let values): values[row].map { column.name == "share" ? percent($0) : DecimalText.rounded($0) } ?? "."
    case .text(let values): values[row] ?? "."
    }
  }

  private static func percent(_ x: Double) -> String {
    let tenths = (x * 1000).rounded() / 10
    return DecimalText.text(tenths) + (tenths == tenths.rounded() ? ".0%" : "%")
  }

  private func wrap(_ text: String, _ indent: Int) -> [String] {
    TextWrap.lines(text, indent: indent, width: width)
  }
}
