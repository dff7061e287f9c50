import PanelModel

extension Catalog {
  /// Checks that name columns no table has, or whose units do not fit each other.
  func checkMistakes() -> [DefinitionError] {
    var errors: [DefinitionError] = []
    for check in checks {
      let place = check.places["of"] ?? check.place
      for scope in check.scopes {
        let units = check.columns.map { columns(SeriesKey($0, scope)).first?.unit }
        if let missing = zip(check.columns, units).first(where: { $0.1 == nil })?.0 {
          let known = tables.flatMap(\.columns).filter { $0.scopes.contains(scope) }.map(\.code.rawValue)
          errors.append(
            DefinitionError(
              place: place, message: "'\(missing)' is no table column with scope \(scope.rawValue)",
              remedy: Suggestions.nearest(to: missing.rawValue, among: known).map { "Did you mean '\($0)'?" }
                ?? "Write the code of a column in indicators/tables, or change scopes."))
        } else if let mistake = dimensions(check, units.compactMap { $0?.dimension }) {
          errors.append(DefinitionError(place: place, message: mistake, remedy: "Check columns of one kind only."))
        }
      }
    }
    return errors
  }

  private func dimensions(_ check: CheckDefinition, _ found: [MeasureDimension]) -> String? {
    switch check.kind {
    case .parts: Set(found).count > 1 ? "The parts and their total do not measure the same" : nil
    case .shares: found.contains { !$0.isNumber } ? "Shares are pure numbers, such as %" : nil
    case .range(_, _, let unit):
      found.contains { $0 != unit.dimension } ? "The range is in \(unit.symbol), the columns are not" : nil
    case .neverFalls, .rowsDiffer, .coverage: nil
    }
  }

  /// Policies of base indicators that name no grouping, and formulas that read what has left its unit.
  func policyMistakes() -> [DefinitionError] {
    let groupings = ["all", "province"] + areas.labels.filter { !$0.isByThresholds }.map(\.code.rawValue)
    var errors: [DefinitionError] = []
    let columns = Set(base.map(\.code) + tables.flatMap { $0.columns.map(\.code) })
    for one in series where columns.contains(one.code) {
      errors.append(
        DefinitionError(
          place: DefinitionPlace(file: one.file, line: 1, column: 1),
          message: "'\(one.code)' is a series for all areas and a column or indicator too", remedy: "Rename the file."))
    }
    for indicator in base {
      for grouping in [indicator.missing.group, indicator.check?.slip?.group].compactMap({ $0 })
      where !groupings.contains(grouping.name) {
        errors.append(
          DefinitionError(
            place: grouping.place ?? indicator.place, message: "'\(grouping.name)' is not a grouping of areas",
            remedy: Suggestions.sentence(for: grouping.name, among: groupings)))
      }
      for reference in indicator.formula.references where reference.scope == nil && reference.code != indicator.code {
        guard let other = base(reference.code), other.treat?.mayTransform == true else { continue }
        errors.append(
          DefinitionError(
            place: indicator.places["formula"] ?? indicator.place,
            message:
              "The formula of '\(indicator.code)' reads '\(other.code)', whose treatment may transform its values",
            remedy: "A logarithm has no unit any more: read an indicator without that treatment."))
      }
    }
    return errors
  }
}

extension LabelGroup {
  /// Whether areas are sorted into it by a figure, which a policy cannot know beforehand.
  var isByThresholds: Bool {
    if case .thresholds = rule { true } else { false }
  }
}
