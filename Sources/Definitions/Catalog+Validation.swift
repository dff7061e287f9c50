import PanelModel

extension Catalog {
  /// Mistakes between files: codes that stand twice, names nothing defines, circles, units that do not fit.
  func validate() -> [DefinitionError] {
    var errors = repeatedCodes()
    errors += formulas()
    for index in indices {
      for leaf in index.tree.leaves where !isColumn(leaf) {
        errors.append(unknown(leaf, place: index.leafPlaces[leaf] ?? index.place, by: "the index '\(index.code)'"))
      }
    }
    for panel in panels {
      for column in panel.columns where !isColumn(column) {
        errors.append(unknown(column, place: panel.columnPlaces[column], by: "the panel '\(panel.code)'"))
      }
      errors += check(panel)
    }
    errors += correctionMistakes() + revisionMistakes() + checkMistakes() + policyMistakes()
    return errors
  }

  /// Codes a panel column or index leaf may name.
  package var columnCodes: [IndicatorCode] {
    base.map(\.code) + measures.flatMap { [$0.code] + $0.outputs.map(\.column) }
      + indices.flatMap { $0.tree.innerNodes.map(\.code) } + tables.flatMap { $0.columns.map(\.code) }
      + series.map(\.code)
  }

  /// Whether a code is defined, or is the per-part column of a measure (`CODE_PART`).
  private func isColumn(_ code: IndicatorCode) -> Bool {
    columnCodes.contains(code) || measures.contains { code.rawValue.hasPrefix($0.code.rawValue + "_") }
  }

  private func unknown(_ code: IndicatorCode, place: DefinitionPlace?, by reader: String) -> DefinitionError {
    DefinitionError(
      place: place, message: "'\(code)', asked for by \(reader), is not defined",
      remedy: Suggestions.nearest(to: code.rawValue, among: columnCodes.map(\.rawValue)).map { "Did you mean '\($0)'?" }
        ?? "Define it in indicators/base, measures or indices.")
  }

  private func repeatedCodes() -> [DefinitionError] {
    var seen: [IndicatorCode: DefinitionPlace?] = [:]
    var errors: [DefinitionError] = []
    let all: [(IndicatorCode, DefinitionPlace?)] =
      base.map { ($0.code, $0.place) } + measures.map { ($0.code, $0.place) }
      + indices.flatMap { index in index.tree.innerNodes.map { ($0.code, index.place) } }
    for (code, place) in all {
      if let first = seen[code] {
        errors.append(
          DefinitionError(
            place: place, message: "'\(code)' is defined twice (first in \(first?.file ?? "another file"))",
            remedy: "Rename one of them."))
      } else {
        seen[code] = place
      }
    }
    return errors
  }

  private func formulas() -> [DefinitionError] {
    let circles = base.compactMap(circle)
    // Units are inferred along the references, which in a circle never end.
    guard circles.isEmpty else { return circles }
    var errors: [DefinitionError] = []
    for indicator in base {
      do throws(DefinitionError) {
        let result = try ExpressionUnits(catalog: self, indicator: indicator).infer()
        guard result.dimension == indicator.unit.dimension else {
          throw DefinitionError(
            place: indicator.places["unit"] ?? indicator.place,
            message: "The unit of '\(indicator.code)' is \(indicator.unit.symbol) (\(indicator.unit.dimension)), "
              + "its formula gives \(result.dimension)",
            remedy: "Mend the unit or the formula.")
        }
      } catch { errors.append(error) }
    }
    return errors
  }

  /// The error for a formula that leads back to itself; nil if it does not. `code@scope` is always a table column.
  private func circle(from start: BaseIndicatorDefinition) -> DefinitionError? {
    func next(_ definition: BaseIndicatorDefinition) -> [IndicatorCode] {
      definition.formula.references.filter { $0.scope == nil && $0.code != definition.code }.map(\.code)
    }
    var visited: Set<IndicatorCode> = []
    var open = next(start)
    while let code = open.popLast() {
      if code == start.code {
        return DefinitionError(
          place: start.places["formula"] ?? start.place, message: "The formula of '\(start.code)' leads back to itself",
          remedy: "Break the circle.")
      }
      guard visited.insert(code).inserted, let definition = base(code) else { continue }
      open += next(definition)
    }
    return nil
  }

  private func check(_ panel: PanelDefinition) -> [DefinitionError] {
    var errors: [DefinitionError] = []
    let groups = ["all"] + areas.groups.map(\.code)
    if !groups.contains(panel.group) {
      errors.append(
        DefinitionError(
          place: panel.places["areas.group"] ?? panel.place, message: "'\(panel.group)' is not a group of areas",
          remedy: Suggestions.sentence(for: panel.group, among: groups)))
    }
    if let treatment = panel.treatment { errors += check(treatment, of: panel) }
    for group in panel.groups where !areas.labels.contains(where: { $0.code.rawValue == group }) {
      errors.append(
        DefinitionError(
          place: panel.places["groups"] ?? panel.place, message: "'\(group)' is not a grouping of areas",
          remedy: Suggestions.sentence(for: group, among: areas.labels.map(\.code.rawValue))))
    }
    for rank in panel.ranks where !panel.columns.contains(rank) {
      errors.append(
        DefinitionError(
          place: panel.places["ranks"] ?? panel.place,
          message: "'\(rank)' is ranked but is no column of the panel '\(panel.code)'",
          remedy: Suggestions.sentence(for: rank.rawValue, among: panel.columns.map(\.rawValue))))
    }
    for table in panel.tables where measure(table) == nil {
      errors.append(
        DefinitionError(
          place: panel.places["tables"] ?? panel.place, message: "'\(table)' is not a measure",
          remedy: Suggestions.sentence(for: table.rawValue, among: measures.map(\.code.rawValue))))
    }
    return errors
  }

  private func check(_ treatment: PanelDefinition.Treatment, of panel: PanelDefinition) -> [DefinitionError] {
    guard let policy = areas.policies[treatment.policy] else {
      return [
        DefinitionError(
          place: panel.places["treatment.policy"] ?? panel.place, message: "'\(treatment.policy)' is not a policy",
          remedy: Suggestions.sentence(for: treatment.policy, among: areas.policies.keys.sorted()))
      ]
    }
    if policy.firstYears[treatment.appliesTo] != nil { return [] }
    return [
      DefinitionError(
        place: panel.places["treatment.applies_to"] ?? panel.place,
        message: "No entry of the policy '\(policy.code)' applies to '\(treatment.appliesTo)'",
        remedy: Suggestions.sentence(for: treatment.appliesTo, among: policy.firstYears.keys.sorted()))
    ]
  }
}
