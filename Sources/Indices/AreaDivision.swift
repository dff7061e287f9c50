import Definitions
import PanelModel

/// A division of areas into labelled groups: provinces, regions.
package struct AreaDivision: Sendable, Equatable {
  package struct Group: Sendable, Equatable {
    package var code: Int32
    package var title: Title

    package init(code: Int32, title: Title = Title()) {
      self.code = code
      self.title = title
    }
  }

  /// The group of each area; areas of no group are absent.
  package var groups: [AreaCode: Group]

  package init(_ groups: [AreaCode: Group]) { self.groups = groups }
}

/// What divides the rows of a panel into groups: a division of areas, or a column of whole numbers.
enum RowGrouping: Sendable {
  case areas(AreaDivision)
  case column(IndicatorCode)

  /// The option's value: the name of a division the project knows, else the code of a column; nil if it is absent.
  static func option(
    _ key: String, _ options: MethodOptions, _ context: MeasureContext
  ) throws(DefinitionError) -> RowGrouping? {
    guard let value = options[key] else { return nil }
    if case .text(let name) = value, let known = context.groupings[name] { return .areas(known) }
    return try options.code(key).map { .column($0) }
  }

  /// The column it reads.
  var inputs: [IndicatorCode] {
    if case .column(let code) = self { return [code] }
    return []
  }

  /// The group of each row; nil for rows of none.
  func groups(_ panel: Panel, for measure: IndicatorCode) throws(MeasureError) -> [AreaDivision.Group?] {
    switch self {
    case .areas(let grouping): return panel.keys.map { grouping.groups[$0.area] }
    case .column(let code):
      let series = try panel.series(code, for: measure)
      return panel.keys.indices.map { i in
        series[i].flatMap { Int32(exactly: $0) }.map { AreaDivision.Group(code: $0) }
      }
    }
  }
}

/// The note about rows that belong to no group.
enum UngroupedRows {
  static func findings(about code: IndicatorCode, _ groups: [AreaDivision.Group?]) -> [Finding] {
    let count = groups.count { $0 == nil }
    guard count > 0 else { return [] }
    return [
      Finding(
        .areaWithoutPlace, indicator: code,
        message: "\(count) rows belong to no group and have no part in '\(code)'",
        remedy: "Add their areas to indicators/areas, or restrict the panel.", count: count)
    ]
  }
}
