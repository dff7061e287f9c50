import Definitions
import PanelModel

extension NormalizeStage {
  /// Maps every item with bounds learnt here or elsewhere. Values beyond the bounds are kept, not clipped.
  ///
  /// Where a group has no bounds, or bounds without spread, its values become missing (cannot exist) with one finding
  /// for each item and group; missing values keep their status.
  /// - Parameter isFrozen: whether the bounds were learnt elsewhere.
  /// - Throws: `DefinitionError` if a column is absent or the bounds were taken in another scope;
  ///   `NormalizationError` for a value the method cannot take.
  package func apply(
    _ bounds: NormalizationBounds, to panel: Panel, items: [NormalizationItem], isFrozen: Bool = true,
    findings: inout [Finding]
  ) throws -> Panel {
    try checkScope(of: bounds)
    let groups = panel.groups(of: scope)
    var result = Panel(keys: panel.keys)
    for item in items {
      let series = try column(item, of: panel)
      let values = series.values
      let statuses = series.statuses
      let pairs = bounds.pairs[item.code] ?? [:]
      if let pair = pairs[.all], method.hasSpread(pair), scope == .pooled, !type(of: method).refusesValues {
        result[item.code] = wholly(series, pair, item.direction)
        continue
      }
      var normalized = PanelSeries(count: values.count)
      for (group, rows) in groups {
        let pair = pairs[group]
        let usable = pair.flatMap { method.hasSpread($0) ? $0 : nil }
        var lost = 0
        for row in rows {
          guard let x = values[row] else {
            normalized.setMissing(row, statuses[row])
            continue
          }
          if let usable {
            let oriented = try admitted(x, item, panel.keys[row])
            normalized.set(row, method.apply(oriented, usable, direction: item.direction), statuses[row])
          } else {
            normalized.setMissing(row, .missingCannotExist)
            lost += 1
          }
        }
        guard usable == nil else { continue }
        let finding = finding(for: item, group, pair: pair, lost: lost, isFrozen: isFrozen)
        if let finding { findings.append(finding) }
      }
      result[item.code] = normalized
    }
    return result
  }

  /// A column of which every value has the same numbers and none can be refused.
  private func wholly(
    _ series: PanelSeries, _ pair: NormalizationBounds.Pair, _ direction: IndicatorDirection
  ) -> PanelSeries {
    var values = series.values
    method.apply(to: &values.packed, pair, direction: direction)
    return PanelSeries(values, series.statuses)
  }

  /// The finding for a group that could not be normalised; nil where nothing was lost by it.
  private func finding(
    for item: NormalizationItem, _ group: NormalizationBounds.Group, pair: NormalizationBounds.Pair?, lost: Int,
    isFrozen: Bool
  ) -> Finding? {
    // A year or an area without any value loses nothing; an indicator without any value is worth a word.
    guard lost > 0 || group == .all else { return nil }
    let name = "\(item.code) \(group.phrase)"
    var finding =
      if let pair, method is any NormalizationMethodWithReference {
        Finding(
          .noDistance,
          message:
            "\(name) has its worst value, \(pair.first), where the reference or target stands: there is no scale",
          remedy: "Choose a reference or a target that is better than the worst value.", count: lost)
      } else if let pair {
        Finding(
          .constantIndicator, message: "\(name) has the same value \(pair.first) in every row it was scaled on",
          remedy: "Take it out of the index, or normalise over more rows.", count: lost)
      } else if lost < 2 {
        Finding(
          .groupTooSmall, message: "\(name) has fewer than two values, so it has no scale",
          remedy: "Fill the gap, take it out of the index, or normalise over more rows.", count: lost)
      } else if !isFrozen {
        Finding(
          .referenceMissing, message: "\(name) has no value in the reference rows, so it has no scale",
          remedy: "Choose a reference area or year that has the indicator, or fill the gap.", count: lost)
      } else {
        Finding(
          .boundsMissing, message: "the bounds given hold nothing for \(name)",
          remedy: "Use bounds of a build that has it, or learn them from this panel.", count: lost)
      }
    finding.indicator = item.code
    switch group {
    case .all: break
    case .year(let year): finding.year = year
    case .area(let area): finding.area = area
    }
    return finding
  }
}

extension NormalizationBounds.Group {
  /// The group in a sentence.
  fileprivate var phrase: String {
    switch self {
    case .all: "over all areas and years"
    case .year(let year): "in \(year)"
    case .area(let area): "in area \(area)"
    }
  }
}
