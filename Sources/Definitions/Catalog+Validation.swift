import PanelModel

extension Catalog {
  /// Mistakes between files: codes that stand twice, names nothing defines, circles, units that do not fit.
  func validate() -> [DefinitionError] {
    var errors = repeatedCodes()
    errors += formulas()
    for index in indices {
      for leaf in index.tree.leaves where !isColumn(leaf) {
        errors.append(unknown(leaf, place: index.place, by: "the index '\(index.code)'"))
      }
    }
    for panel in panels {
      for column in panel.columns where !isColumn(column) {
        errors.append(unknown(column, place: panel.columnPlaces[column], by: "the panel '\(panel.code)'"))
      }
      errors += check(panel)
    }
    return errors
  }

  /// Codes a panel column or index leaf may name.
  package var columnCodes: [IndicatorCode] {
    base.map(\.code) + measures.flatMap { [$0.code] + $0.outputs.map(\.column) }
      + indices.flatMap { $0.tree.innerNodes.map(\.code) } + tables.flatMap { $0.columns.map(\.code) }
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
    var errors: [DefinitionError] = []
    for indicator in base {
      do throws(DefinitionError) {
        try checkCircle(from: indicator)
        let result = try ExpressionUnits(catalog: self, indicator: indicator).infer()
        guard result.dimension == indicator.unit.dimension else {
          throw DefinitionError(
            place: indicator.place,
            message: "The unit of '\(indicator.code)' is \(indicator.unit.symbol) (\(indicator.unit.dimension)), "
              + "its formula gives \(result.dimension)",
            remedy: "Mend the unit or the formula.")
        }
      } catch { errors.append(error) }
    }
    return errors
  }

  private func checkCircle(from start: BaseIndicatorDefinition) throws(DefinitionError) {
    var visited: Set<IndicatorCode> = []
    var open = start.formula.references.map(\.code).filter { $0 != start.code }
    while let code = open.popLast() {
      if code == start.code {
        throw DefinitionError(
          place: start.place, message: "The formula of '\(start.code)' leads back to itself",
          remedy: "Break the circle.")
      }
      guard visited.insert(code).inserted, let next = base(code) else { continue }
      open += next.formula.references.map(\.code).filter { $0 != next.code }
    }
  }

  private func check(_ panel: PanelDefinition) -> [DefinitionError] {
    var errors: [DefinitionError] = []
    let groups = ["all"] + areas.groups.map(\.code)
    if !groups.contains(panel.group) {
      errors.append(
        DefinitionError(
          place: panel.place, message: "'\(panel.group)' is not a group of areas",
          remedy: Suggestions.sentence(for: panel.group, among: groups)))
    }
    if let policy = panel.treatment?.policy, areas.policies[policy] == nil {
      errors.append(
        DefinitionError(
          place: panel.place, message: "'\(policy)' is not a policy",
          remedy: Suggestions.sentence(for: policy, among: areas.policies.keys.sorted())))
    }
    for group in panel.groups where !areas.labels.contains(where: { $0.code.rawValue == group }) {
      errors.append(
        DefinitionError(
          place: panel.place, message: "'\(group)' is not a grouping of areas",
          remedy: Suggestions.sentence(for: group, among: areas.labels.map(\.code.rawValue))))
    }
    for table in panel.tables where measure(table) == nil {
      errors.append(
        DefinitionError(
          place: panel.place, message: "'\(table)' is not a measure",
          remedy: Suggestions.sentence(for: table.rawValue, among: measures.map(\.code.rawValue))))
    }
    return errors
  }
}
