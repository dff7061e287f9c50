import Definitions
import PanelFiles
import PanelModel

/// What a column of a panel, or an input of one, is about.
enum ExplainerSubject {
  /// A score, measure, base indicator or table column of the panel, or one of the inputs of these.
  case value(IndicatorCode)
  /// A table column in a scope: `gdp@municipal_districts`.
  case series(SeriesKey)
  case rank(of: IndicatorCode)
  case status(of: IndicatorCode)
  case label(LabelGroup)
  case policy(String)
  case ring(place: Int, counts: Bool)
  /// A code or name or seat of `indicators/areas`.
  case listed(String)

  static let policyColumns = ["first_treat", "first_treat_na", "ever_treated", "treat", "rel_time"]
  static let listedColumns = ["city_id", "city_zh", "city_en", "province_id", "province_zh", "year", "lon", "lat"]
}

extension PanelDefinition {
  /// What a column the panel emits is about, as far as its definition tells; nil for a column it does not emit.
  func subject(_ code: String, labels: [LabelGroup]) -> ExplainerSubject? {
    if columns.contains(IndicatorCode(code)) { return .value(IndicatorCode(code)) }
    if let ranked = ranks.first(where: { "\($0)_rank" == code }) { return .rank(of: ranked) }
    if groups.contains(code), let group = labels.first(where: { $0.code.rawValue == code }) { return .label(group) }
    if treatment != nil, ExplainerSubject.policyColumns.contains(code) { return .policy(code) }
    if ExplainerSubject.listedColumns.contains(code) { return .listed(code) }
    for (i, name) in (rings?.names ?? []).enumerated() {
      if code == "ring_\(name.code)" { return .ring(place: i, counts: false) }
      if code == "nring_\(name.code)" { return .ring(place: i, counts: true) }
    }
    return columns.first { String($0.rawValue.prefix(25)) + "_status" == code }.map { .status(of: $0) }
  }
}

extension Explainer {
  /// The panel to explain a column in: the one named, else the first that emits it, else the first that needs it.
  /// - Throws: `PipelineError` if there is no panel.
  package static func panel(for code: String, named: String?, in catalog: Catalog) throws(PipelineError) -> String {
    if let named { return named }
    let labels = catalog.areas.labels
    if let found = catalog.panels.first(where: { $0.subject(code, labels: labels) != nil }) {
      return found.code.rawValue
    }
    let bare = IndicatorCode(code.split(separator: "@").first.map(String.init) ?? code)
    let reader = catalog.panels.first { Needs(catalog: catalog, definition: $0).reads(bare) }
    guard let first = reader ?? catalog.panels.first else {
      throw .message("No panel is defined", remedy: "Write one in indicators/panels/.")
    }
    return first.code.rawValue
  }

  /// - Throws: `PipelineError` with the nearest names for a code the panel does not know.
  func subject(_ code: String) throws(PipelineError) -> ExplainerSubject {
    if isEmitted(code), let own = definition.subject(code, labels: catalog.areas.labels) { return own }
    if let key = Self.seriesKey(code), scored.columns[key] != nil { return .series(key) }
    let value = IndicatorCode(code)
    if scored.panel[value] != nil { return .value(value) }
    for key in [SeriesKey(value), SeriesKey(value, .municipalDistricts)] where scored.columns[key] != nil {
      return .series(key)
    }
    let others = self.others(code)
    throw .message(
      "The panel '\(definition.code)' has no column or input '\(code)'",
      remedy: others.isEmpty
        ? remedy(for: code)
        : "Write --panel \(others.joined(separator: " or --panel ")).")
  }

  private static func seriesKey(_ code: String) -> SeriesKey? {
    let parts = code.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let scope = StatisticalScope(rawValue: parts[1]) else { return nil }
    return SeriesKey(IndicatorCode(parts[0]), scope)
  }

  /// Other panels that emit a column.
  private func others(_ code: String) -> [String] {
    catalog.panels.filter { $0.code != definition.code && $0.subject(code, labels: catalog.areas.labels) != nil }
      .map(\.code.rawValue)
  }

  func step(_ subject: ExplainerSubject, _ row: Int) -> ExplanationStep {
    switch subject {
    case .value(let code): value(code, row, isRoot: true)
    case .series(let key): series(key, row)
    case .rank(let code): rank(of: code, row)
    case .status(let code): statusStep(of: code, row)
    case .label(let group): label(group, row)
    case .policy(let column): policy(column, row)
    case .ring(let place, let counts): ring(place, counts: counts, row)
    case .listed(let column): listed(column, row)
    }
  }

  /// Other panels that hold the column, and whether the built panel holds the same number.
  func notes(_ code: String, _ row: Int) -> [String] {
    let others = self.others(code)
    let also = others.isEmpty ? [] : ["Also a column of \(others.joined(separator: ", ")) (--panel)."]
    if !isEmitted(code) {
      return also + ["\(code) is no column of the panel; columns of the panel are computed from it."]
    }
    return also + [built(code, row)].compactMap { $0 }
  }

  /// What the panel on disk holds; nil where none is built.
  private func built(_ code: String, _ row: Int) -> String? {
    let panel = definition.code.rawValue
    guard let mine = table[code], let built = try? BuiltPanelFile.read(project, panel: panel) else { return nil }
    let folder = "output/panels/\(panel)"
    guard let place = built.row(of: keys[row]), let theirs = built[code] else {
      return "\(folder) was built from other definitions and has no such number: run almanac build."
    }
    return mine.values(at: row) == theirs.values(at: place)
      ? "\(folder) holds the same number."
      : "\(folder) holds another number, from other workbooks or definitions: run almanac build."
  }
}

extension DataColumn {
  fileprivate func values(at row: Int) -> Values { DataTable(columns: [self]).rows([row]).columns[0].values }
}

extension DataTable {
  /// The row of a panel's table with a key.
  package func row(of key: PanelKey) -> Int? {
    guard case .int32(let areas)? = self["city_id"]?.values, case .int32(let years)? = self["year"]?.values else {
      return nil
    }
    return areas.indices.first { areas[$0] == key.area.rawValue && years[$0] == key.year.rawValue }
  }
}
