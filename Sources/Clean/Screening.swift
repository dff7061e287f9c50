import Definitions
import PanelModel

/// How many cells of indicators and areas have a value before anything is filled, and who has too few.
package struct Screening: Sendable {
  package struct Share: Sendable, Equatable {
    package var present: Int
    package var cells: Int

    package var share: Double { cells == 0 ? 0 : Double(present) / Double(cells) }
  }

  /// In order of code.
  package private(set) var indicators: [(code: IndicatorCode, share: Share)] = []
  /// Over the indicators that are not left out; in order of code.
  package private(set) var areas: [(code: AreaCode, share: Share)] = []
  /// Left out before scoring.
  package private(set) var droppedIndicators: Set<IndicatorCode> = []
  package private(set) var droppedAreas: Set<AreaCode> = []
  private(set) var findings: [Finding] = []

  /// - Parameter computed: indicators as their formulas gave them.
  init(_ rule: ScreenRule, _ computed: [IndicatorCode: PanelSeries], panel: Panel) {
    for code in computed.keys.sorted() {
      let share = Share(present: computed[code]?.presentCount ?? 0, cells: panel.rowCount)
      indicators.append((code, share))
      guard let limit = rule.indicators, share.share < limit.atLeast else { continue }
      if limit.drops { droppedIndicators.insert(code) }
      report("\(code)", share, limit) { $0.indicator = code }
    }
    let kept = computed.keys.sorted().filter { !droppedIndicators.contains($0) }
    for rows in panel.rowsByArea {
      let area = panel.keys[rows.lowerBound].area
      var share = Share(present: 0, cells: rows.count * kept.count)
      for code in kept { for row in rows where computed[code]?[row] != nil { share.present += 1 } }
      areas.append((area, share))
      guard let limit = rule.areas, share.share < limit.atLeast else { continue }
      if limit.drops { droppedAreas.insert(area) }
      report("The area \(area)", share, limit) { $0.area = area }
    }
  }

  private mutating func report(
    _ name: String, _ share: Share, _ limit: ScreenRule.Limit, _ mark: (inout Finding) -> Void
  ) {
    let words =
      "\(name) has \(share.present) of \(share.cells) values before filling, less than the share "
      + "\(limit.atLeast) the panel asks for"
    var finding =
      limit.drops
      ? Finding(
        .leftOutByScreening, message: "\(words), and is left out before scoring",
        remedy: "Nothing, or change screen: of the panel.", count: share.cells)
      : Finding(
        .availabilityLow, message: words,
        remedy: "Nothing, or write then: drop under screen: of the panel.", count: share.cells - share.present)
    mark(&finding)
    findings.append(finding)
  }
}

extension PanelRows {
  /// The rows without some areas.
  func without(_ dropped: Set<AreaCode>) -> PanelRows {
    PanelRows(keys: keys.filter { !dropped.contains($0.area) }, years: years, boundaries: boundaries, areas: areas)
  }
}
