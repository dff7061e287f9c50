import Definitions
import PanelModel

extension NormalizeStage {
  /// Maps every item with bounds learnt here or elsewhere. Values beyond the bounds are kept, not clipped.
  ///
  /// Where a group has no bounds, or bounds without spread, its values become missing (cannot exist) with one finding
  /// for each item and group; missing values keep their status.
  /// - Throws: if a column is absent or the bounds were taken in another scope.
  package func apply(
    _ bounds: NormalizationBounds, to panel: Panel, items: [NormalizationItem], findings: inout [Finding]
  ) throws(DefinitionError) -> Panel {
    try checkScope(of: bounds)
    let groups = panel.groups(of: scope)
    var result = Panel(keys: panel.keys)
    for item in items {
      let series = try column(item, of: panel)
      let values = series.values
      let statuses = series.statuses
      var normalized = PanelSeries(count: values.count)
      let pairs = bounds.pairs[item.code] ?? [:]
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
            normalized.set(row, method.apply(x, usable, direction: item.direction), statuses[row])
          } else {
            normalized.setMissing(row, .missingCannotExist)
            lost += 1
          }
        }
        if usable == nil, let finding = finding(for: item, group, pair: pair, lost: lost) { findings.append(finding) }
      }
      result[item.code] = normalized
    }
    return result
  }

  /// The finding for a group that could not be normalised; nil where nothing was lost by it.
  private func finding(
    for item: NormalizationItem, _ group: NormalizationBounds.Group, pair: NormalizationBounds.Pair?, lost: Int
  ) -> Finding? {
    // A year or an area without any value loses nothing; an indicator without any value is worth a word.
    guard lost > 0 || group == .all else { return nil }
    let name = "\(item.code) \(group.phrase)"
    var finding =
      if let pair {
        Finding(
          .constantIndicator, message: "\(name) has the same value \(pair.first) in every row it was scaled on",
          remedy: "Take it out of the index, or normalise over more rows.", count: lost)
      } else if lost < 2 {
        Finding(
          .groupTooSmall, message: "\(name) has fewer than two values, so it has no scale",
          remedy: "Fill the gap, take it out of the index, or normalise over more rows.", count: lost)
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
