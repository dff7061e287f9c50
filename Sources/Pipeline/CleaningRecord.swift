import Clean
import Emit
import PanelModel

/// What the clean stage says of filled, treated and missing cells, for the files beside a panel.
struct CleaningRecord {
  private let cleaned: CleanStage.Output

  init(_ cleaned: CleanStage.Output) { self.cleaned = cleaned }

  var emission: Emission.Cleaning {
    let keys = cleaned.panel.keys
    let order = Dictionary(cleaned.panel.codes.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    var cleaning = Emission.Cleaning()
    cleaning.rules = CellChange.Rule.imputations
    // A cell that was filled and then treated has its two lines in that order.
    let sorted = cleaned.changes.enumerated().sorted { a, b in
      (order[a.element.indicator] ?? 0, a.element.row, a.offset) < (
        order[b.element.indicator] ?? 0, b.element.row, b.offset
      )
    }
    cleaning.changes = sorted.map { _, change in
      Emission.Change(
        indicator: change.indicator, key: keys[change.row], isFilled: change.rule.isImputation, before: change.before,
        statusBefore: change.statusBefore, after: change.after, rule: change.rule.name, detail: change.rule.detail,
        from: change.sources.map { keys[$0].year })
    }
    cleaning.ledger = cleaned.ledger.map { line in
      Emission.Ledger(
        indicator: line.indicator, year: line.year, cells: line.cells, byStatus: line.byStatus,
        imputedBy: line.imputedBy, imputedInputs: line.imputedInputs)
    }
    return cleaning
  }
}
