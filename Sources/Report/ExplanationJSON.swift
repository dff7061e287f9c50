import PanelModel

/// An explanation as JSON, with every number in full. The members are described in Docs/Explain.md.
package struct ExplanationJSON {
  /// Raised when a member changes its name or meaning.
  package static let schema = 2

  private let explanation: Explanation
  private let whole: Explanation

  /// - Parameter checks: the explanation before a limit of depth cut it.
  package init(_ explanation: Explanation, checks whole: Explanation? = nil) {
    self.explanation = explanation
    self.whole = whole ?? explanation
  }

  package var text: String { value.text() + "\n" }

  package var value: JSONValue {
    .object([
      ("schema", .int(Self.schema)), ("panel", .string(explanation.panel)),
      ("area", .int(Int(explanation.area.rawValue))), ("area_name", title(explanation.areaName)),
      ("year", .int(Int(explanation.year.rawValue))), ("code", .string(explanation.code)),
      ("notes", .array(explanation.notes.map { .string($0) })),
      (
        "checks",
        .object([
          ("sums", .int(whole.checkedCount)), ("wrong", .array(whole.mismatches.map { .int($0.number) })),
          ("sound", .bool(whole.isSound)),
        ])
      ),
      (
        "cells",
        .object([
          ("printed", .int(whole.figures.count)),
          ("workbooks", .int(Set(whole.figures.map(\.location.file)).count)),
          ("not_counted", .array(whole.beside.map { .string($0) })),
          ("warnings", .array(whole.warnings.map { finding($0, at: true) })),
        ])
      ), ("step", step(explanation.root)),
    ])
  }

  private func title(_ title: Title) -> JSONValue { .object([("zh", .string(title.zh)), ("en", .string(title.en))]) }

  private func step(_ step: ExplanationStep) -> JSONValue {
    .object([
      ("number", .int(step.number)), ("kind", .string(step.kind.rawValue)), ("code", .string(step.code)),
      ("title", title(step.title)), ("area", .int(Int(step.area.rawValue))), ("area_name", .string(step.areaName)),
      ("year", .int(Int(step.year.rawValue))), ("value", value(step.value)), ("unit", .string(step.unit)),
      ("status", step.status.map { .string(String($0.letter)) }), ("same_as", step.sameAs.map { .int($0) }),
      ("not_used", step.isUnused ? .bool(true) : nil),
      ("equation", step.sameAs == nil ? step.equation.map { equation($0, step) } : nil),
      ("facts", step.facts.isEmpty ? nil : .array(step.facts.map(fact))),
      ("table", step.table.map(table)), ("cell", step.cell.map(figure)),
      ("superseded", step.superseded.isEmpty ? nil : .array(step.superseded.map(figure))),
      ("hidden", step.hidden > 0 ? .int(step.hidden) : nil),
      ("steps", step.steps.isEmpty ? nil : .array(step.steps.map(self.step))),
    ])
  }

  private func value(_ value: ExplanationStep.Value?) -> JSONValue {
    switch value {
    case .number(let x)?: .double(x)
    case .integer(let x)?: .int(Int(x))
    case .text(let text)?: .string(text)
    case nil: .null
    }
  }

  private func equation(_ sum: Arithmetic, _ step: ExplanationStep) -> JSONValue {
    .object([("text", .string(sum.text())), ("value", .double(sum.value)), ("agrees", .bool(step.agrees))])
  }

  private func fact(_ fact: ExplanationStep.Fact) -> JSONValue {
    .object(
      [JSONValue.Member("name", .string(fact.name)), JSONValue.Member("text", .string(fact.text))]
        + (fact.values.isEmpty ? [] : [JSONValue.Member("values", .object(fact.values))]))
  }

  /// - Parameter at: whether its place is said.
  private func finding(_ finding: Finding, at isPlaced: Bool) -> JSONValue {
    let place = finding.location
    return .object([
      ("severity", .string(finding.severity.rawValue)), ("code", .string(finding.code.rawValue)),
      ("file", isPlaced ? JSONValue(place?.file) : nil), ("sheet", isPlaced ? JSONValue(place?.sheet) : nil),
      ("cell", isPlaced ? JSONValue(place?.cell) : nil), ("message", .string(finding.message)),
      ("remedy", .string(finding.remedy)),
    ])
  }

  /// One object a row, the columns in order.
  private func table(_ table: DataTable) -> JSONValue {
    .array(
      (0..<table.rowCount).map { row in
        .object(
          table.columns.map { column in
            switch column.values {
            case .int32(let values): JSONValue.Member(column.name, JSONValue(values[row].map(Int.init)))
            case .double(let values): JSONValue.Member(column.name, JSONValue(values[row]))
            case .text(let values): JSONValue.Member(column.name, JSONValue(values[row]))
            }
          })
      })
  }

  private func figure(_ figure: PrintedFigure) -> JSONValue {
    .object([
      ("file", .string(figure.location.file)), ("sheet", JSONValue(figure.location.sheet)),
      ("cell", JSONValue(figure.location.cell)), ("printed", JSONValue(figure.printed)),
      ("value", JSONValue(figure.value)), ("status", .string(String(figure.status.letter))),
      ("area_text", .string(figure.areaText)), ("headers", .array(figure.headers.map { .string($0) })),
      ("unit", .string(figure.unit)), ("multiplier", .double(figure.multiplier)),
      ("unit_from", .string(figure.unitFrom)), ("table", .string(figure.table)),
      ("table_title", title(figure.tableTitle)), ("yearbook", .string(figure.yearbook)),
      ("edition", .int(Int(figure.edition.rawValue))), ("reference_year", .int(Int(figure.year.rawValue))),
      ("sha256", JSONValue(figure.sha256)), ("findings", .array(figure.findings.map { finding($0, at: false) })),
      ("comparison", figure.comparison.map { .string($0) }),
      ("relative_change", figure.relativeChange.map { .double($0) }),
    ])
  }
}
