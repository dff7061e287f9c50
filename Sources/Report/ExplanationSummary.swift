import PanelModel

/// What is said below an explanation: checks, cells, warnings at them, what is not shown, and the letters of status.
package struct ExplanationSummary {
  /// Warnings beyond these are counted.
  private static let mostWarnings = 5
  private let whole: Explanation
  private let shown: Set<SourceLocation>
  private let letters: [ObservationStatus]

  /// - Parameters:
  ///   - whole: the explanation before a limit of depth cut it.
  ///   - shown: cells that stand above with their warnings, which need not be repeated.
  package init(_ whole: Explanation, shown: Set<SourceLocation> = [], letters: [ObservationStatus] = []) {
    self.whole = whole
    self.shown = shown
    self.letters = letters
  }

  package var lines: [String] { checks + cells + warnings + legend }

  /// What stands beside a list of the printed cells.
  package var besideCells: [String] { (whole.figures.isEmpty ? absence : cells) + warnings }

  private var checks: [String] {
    let (count, wrong) = (whole.checkedCount, whole.mismatches)
    if !wrong.isEmpty {
      return [
        "\(Explanation.wrong): \(wrong.count) of \(Self.number(count, "sum")) \(wrong.count == 1 ? "does" : "do") not "
          + "give the number shown, in \(wrong.map { "[\($0.number)]" }.joined(separator: ", "))."
      ]
    }
    if count == 0 { return [] }
    return [
      count == 1
        ? "1 sum was computed again and gives the number shown."
        : "\(count) sums were computed again and give the numbers shown."
    ]
  }

  private var cells: [String] {
    let figures = whole.figures
    if figures.isEmpty { return [] }
    let files = Set(figures.map(\.location.file)).count
    let beside = whole.beside
    let rest =
      beside.isEmpty
      ? "" : " Not counted are the cells behind " + beside.joined(separator: "; ") + "."
    return [
      "\(Self.number(figures.count, "printed cell")) of \(Self.number(files, "workbook")) "
        + "\(figures.count == 1 ? "leads" : "lead") to this number (--printed lists them).\(rest)"
    ]
  }

  /// Why there is no cell.
  private var absence: [String] {
    var reasons: [String] = []
    for step in whole.root.all where step.value == nil && step.steps.isEmpty {
      reasons += step.facts.filter { $0.name == "missing" }.map(\.text)
    }
    if whole.root.value != nil { return ["No printed cell: the number is made of the project's lists alone."] }
    guard let first = reasons.first else { return ["No printed cell: the value is missing."] }
    let more = reasons.count > 1 ? "; and \(Self.number(reasons.count - 1, "reason")) more (leave --printed out)" : ""
    return ["No printed cell: \(first)\(more)."]
  }

  private var warnings: [String] {
    let found = whole.warnings
    if found.isEmpty { return [] }
    let lines = found.prefix(Self.mostWarnings).map { finding in
      if let place = finding.location, shown.contains(place) {
        return "  \(finding.code.rawValue) at \(place), as told there"
      }
      return "  " + FindingsText.line(finding)
    }
    let more = found.count > lines.count ? ["  and \(found.count - lines.count) more"] : []
    return ["\(Self.number(found.count, "warning")) on these cells:"] + lines + more
  }

  private var legend: [String] {
    let text = Set(letters).sorted { $0.rawValue < $1.rawValue }.map { "[\($0.letter)] \($0.explanation)" }
    return text.isEmpty ? [] : ["Status: \(text.joined(separator: "; "))."]
  }

  private static func number(_ n: Int, _ what: String) -> String { "\(n) \(what)\(n == 1 ? "" : "s")" }
}

extension ExplanationText {
  /// Every printed cell an explanation leads down to, a row each, with the codes of what is found wrong there.
  package static func printed(_ explanation: Explanation) -> DataTable {
    let figures = explanation.figures
    func text(_ body: (PrintedFigure) -> String?) -> DataColumn.Values { .text(figures.map(body)) }
    return DataTable(columns: [
      DataColumn("file", text { $0.location.file }), DataColumn("sheet", text { $0.location.sheet }),
      DataColumn("cell", text { $0.location.cell }), DataColumn("printed", text { $0.printed }),
      DataColumn("unit", text { $0.unit }), DataColumn("year", .int32(figures.map(\.year.rawValue))),
      DataColumn("area", text { $0.areaText }), DataColumn("headers", text { $0.headers.joined(separator: " / ") }),
      DataColumn(
        "findings",
        text { figure in
          figure.findings.isEmpty ? nil : figure.findings.map(\.code.rawValue).joined(separator: " ")
        }),
    ])
  }
}
