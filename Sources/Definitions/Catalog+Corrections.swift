import PanelModel

extension Catalog {
  /// Corrections of columns no table has, and figures in units that do not fit.
  func correctionMistakes() -> [DefinitionError] { corrections.compactMap(mistake) }

  private func mistake(_ correction: CorrectionDefinition) -> DefinitionError? {
    let target = correction.target
    let columns = tables.flatMap(\.columns).filter { $0.code == target.indicator }
    guard let column = columns.first else {
      return DefinitionError(
        place: correction.place, message: "'\(target.indicator)' is no column of any table", remedy: column(for: target)
      )
    }
    let scopes = columns.flatMap(\.scopes) + tables.flatMap(\.editions).flatMap { $0.scopes[target.indicator] ?? [] }
    guard scopes.contains(target.scope) else {
      return DefinitionError(
        place: correction.place, message: "No table gives '\(target.indicator)' in the scope \(target.scope.rawValue)",
        remedy: "Add 'scope:' with one of \(Set(scopes).sorted().map(\.rawValue).joined(separator: ", ")).")
    }
    var units = [correction.guarded?.unit].compactMap { $0 }
    if case .override(let quantity) = correction.action { units.append(quantity.unit) }
    guard let wrong = units.first(where: { $0.dimension != column.unit.dimension }) else { return nil }
    return DefinitionError(
      place: correction.place,
      message: "\(wrong.symbol) does not measure '\(target.indicator)', which is printed in \(column.unit.symbol)",
      remedy: "Write a unit of \(column.unit.dimension).")
  }

  private func column(for target: CorrectionDefinition.Target) -> String {
    if let base = base(target.indicator) {
      let read = base.formula.references.map(\.code.rawValue).joined(separator: ", ")
      return "It is a base indicator; corrections are of printed figures: name a column it reads (\(read))."
    }
    let known = Set(tables.flatMap { $0.columns.map(\.code.rawValue) }).sorted()
    return Suggestions.sentence(for: target.indicator.rawValue, among: known)
  }

  /// Tables that print one series must agree on which print of it holds.
  func revisionMistakes() -> [DefinitionError] {
    var seen: [IndicatorCode: TableDefinition] = [:]
    var errors: [DefinitionError] = []
    for table in tables {
      for column in table.columns {
        guard let first = seen[column.code] else {
          seen[column.code] = table
          continue
        }
        let (a, b) = (first.revisions ?? .latest, table.revisions ?? .latest)
        guard a != b, first.yearbook != table.yearbook || first.code != table.code else { continue }
        errors.append(
          DefinitionError(
            place: table.place,
            message: "'\(column.code)' is also in the table '\(first.code)', whose revisions are \(a), here \(b)",
            remedy: "State the same rule under 'revisions:' of both tables."))
      }
    }
    return errors
  }
}
