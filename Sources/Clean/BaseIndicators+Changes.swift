import Definitions
import PanelModel

extension BaseIndicatorBuilder {
  /// Fills missing values as the definition says, and reports what was filled and what is still missing.
  mutating func fill(_ series: inout PanelSeries, _ definition: BaseIndicatorDefinition) {
    let policy = definition.missing
    var imputation = Imputation(policy, of: definition.code, series, panel: panel, groups: groups)
    imputation.run()
    let (missing, filled) = (series.count - series.presentCount, imputation.changes.count)
    series = imputation.series
    changes += imputation.changes
    reportMissing(definition, missing: missing, filled: filled)
    if imputation.withoutGroup > 0 {
      findings.append(
        Finding(
          .groupTooSmallToFill, indicator: definition.code,
          message: "\(definition.code): \(imputation.withoutGroup) values are not filled, because fewer than "
            + "\(policy.groupAtLeast) other areas of the group '\(policy.group?.name ?? "")' are observed in those years",
          remedy: "Nothing, or take a larger group (an area alone in its province has no peers there).",
          count: imputation.withoutGroup))
    }
  }

  private mutating func reportMissing(_ definition: BaseIndicatorDefinition, missing: Int, filled: Int) {
    let total = panel.rowCount
    if filled > 0 {
      let part = definition.missing.insideGap == .leave ? "at ends" : "inside gaps"
      findings.append(
        Finding(
          .valuesImputed, indicator: definition.code,
          message: "\(definition.code): \(filled) of \(total) values filled \(part) of at most "
            + "\(definition.missing.longestGap) years", remedy: "Nothing; they carry the status I.", count: filled))
    }
    if missing > filled {
      findings.append(
        Finding(
          .valueMissing, indicator: definition.code,
          message: "\(definition.code): \(missing - filled) of \(total) values are missing",
          remedy: "Nothing; status.csv.zst says why for each.", count: missing - filled))
    }
  }

  /// Treats outliers and reports what changed.
  /// - Returns: the limits of each group of rows where values were set to percentiles.
  mutating func treat(
    _ series: inout PanelSeries, _ policy: OutlierPolicy, _ definition: BaseIndicatorDefinition
  ) -> [OutlierPolicy.Limits] {
    var treatment = OutlierTreatment(policy, of: definition.code, series, panel: panel)
    treatment.run()
    series = treatment.series
    changes += treatment.changes
    let outcomes = treatment.outcomes
    let changed = treatment.changes.count
    if changed > 0 {
      findings.append(
        Finding(
          .valuesTreated, indicator: definition.code,
          message: "\(definition.code): " + Self.words(policy, changed: changed, outcomes, treatment.changes),
          remedy: "Nothing; they carry the status J.", count: changed))
    }
    let impossible = outcomes.count { $0.isImpossible }
    if impossible > 0 {
      findings.append(
        Finding(
          .transformImpossible, indicator: definition.code,
          message:
            "\(definition.code): the transformation has no value in \(impossible) group\(impossible == 1 ? "" : "s")"
            + " of rows (a value of 0 or less, or values all alike); the values there stay as they were",
          remedy: "Take log_ct, or box_cox with shift: min_to_one, which take any values.", count: impossible))
    }
    let failing = outcomes.count { $0.stillFails }
    if failing > 0 {
      findings.append(
        Finding(
          .skewRemains, indicator: definition.code,
          message: "\(definition.code): skewness and kurtosis are beyond the rule's limits after the treatment too",
          remedy: "Look at the distribution; add otherwise: log_ct, or more points.", count: failing))
    }
    return outcomes.compactMap(\.limits)
  }

  private static func words(
    _ policy: OutlierPolicy, changed: Int, _ outcomes: [OutlierTreatment.Outcome], _ changes: [CellChange]
  ) -> String {
    switch policy.rule {
    case .winsorize(let low, let high, _):
      let limits = outcomes.count == 1 ? outcomes[0].limits : nil
      let range = limits.map { " to [\($0.low), \($0.high)]" } ?? ""
      return "\(changed) values beyond the percentiles \(low) and \(high) set\(range)"
    case .skewKurtosis(let rule):
      let transformed = changes.count { if case .transformed = $0.rule { true } else { false } }
      let pulled = changed - transformed
      let parts = [
        pulled > 0 ? "\(pulled) outermost values pulled in to the next" : "",
        transformed > 0 ? "\(transformed) values transformed by \(rule.otherwise?.name ?? "")" : "",
      ]
      return parts.filter { !$0.isEmpty }.joined(separator: ", ")
        + " (skewness over \(rule.skew) and kurtosis over \(rule.kurtosis))"
    case .transform(let transform):
      var lambda: Double?
      if case .transformed(_, let own)? = changes.first?.rule, outcomes.count == 1 { lambda = own }
      return "\(changed) values transformed by \(transform.name)" + (lambda.map { ", lambda \($0)" } ?? "")
    }
  }
}
