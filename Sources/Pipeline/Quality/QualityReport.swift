import Definitions
import IndexQuality
import PanelModel
import Sensitivity

/// The quality of an index as tables, one row a fact; the same in every form of output.
package struct QualityReport {
  /// The tables there are, in the order they are printed.
  package enum Table: String, Sendable, CaseIterable {
    case weights, correlations, flags, alpha, components, loadings, removal, against, movers
  }

  /// The index, its figures and the rows that count, in one sentence.
  package let words: String
  package let index: IndicatorCode
  package let other: IndicatorCode?
  package let panel: String?
  /// The threshold of redundancy.
  package let redundant: Double
  /// The years of the figures.
  package let years: [Int32]
  /// Titles of indicators and dimensions.
  package let titles: [String: Title]
  package private(set) var tables: [(name: Table, table: DataTable)] = []

  init(_ request: QualityRequest, _ own: IndexDefinition, _ other: IndexDefinition?, _ figures: IndexFigures) throws {
    let scores = try IndexScores(own, figures)
    let otherScores = try other.map { try IndexScores($0, figures) }
    (index, self.other, panel, redundant) = (own.code, other?.code, figures.panelName, request.redundant)
    let rows = Panel(keys: scores.keys)
    years = rows.years.map(\.rawValue)
    titles = Self.titles(own, figures.catalog)
    let samples =
      switch request.scope {
      case .pooled: [QualitySample(year: nil, rows: Array(scores.keys.indices))]
      case .year: rows.rowsByYear.map { QualitySample(year: $0.year.rawValue, rows: $0.rows) }
      }
    let parts = samples.map { QualityStatistics(scores, $0, redundant: request.redundant, threads: request.threads) }
    func joined(_ table: (QualityStatistics) -> DataTable) -> DataTable {
      DataTable(joining: parts.map { ($0.sample.year, table($0)) }, withYears: request.scope == .year)
    }
    tables = [
      (.weights, joined { $0.weights() }), (.correlations, joined { $0.correlations }), (.flags, joined { $0.flags() }),
      (.alpha, joined { $0.alpha() }), (.components, joined { $0.components().eigenvalues }),
      (.loadings, joined { $0.components().loadings }),
    ]
    let ranks = RankComparison(scores, figures, request.ranks)
    tables.append((.removal, try ranks.removal(threads: request.threads)))
    if let otherScores {
      tables.append((.against, ranks.against(otherScores)))
      tables.append((.movers, ranks.movers(otherScores)))
    }
    let ranked = request.ranks == .pooled ? "over all rows" : "within each year"
    let missing = scores.score.count { $0 == nil }
    words =
      "\(own.code)\(figures.panelName.map { " in \($0)" } ?? ""): \(Self.count(own.tree.leaves.count, "indicator")), "
      + "\(Self.count(rows.areas.count, "area")), \(Self.count(rows.years.count, "year")), "
      + Self.count(scores.keys.count, "row")
      + (missing > 0 ? " (\(missing) without a score)" : "") + "; statistics "
      + (request.scope == .year ? "of each year" : "over all rows") + ", ranks \(ranked)"
  }

  package subscript(table: Table) -> DataTable? { tables.first { $0.name == table }?.table }

  private static func count(_ n: Int, _ noun: String) -> String { "\(n) \(noun)\(n == 1 ? "" : "s")" }

  private static func titles(_ index: IndexDefinition, _ catalog: Catalog?) -> [String: Title] {
    var titles: [String: Title] = [:]
    for node in index.tree.innerNodes { titles[node.code.rawValue] = node.title }
    for leaf in index.tree.leaves {
      titles[leaf.rawValue] = catalog?.base(leaf)?.title ?? catalog?.measures.first { $0.code == leaf }?.title
    }
    titles[index.code.rawValue] = index.title
    return titles
  }
}

/// The rows statistics are taken over: all, or those of a year.
struct QualitySample {
  var year: Int32?
  var rows: [Int]

  func of(_ column: [Double?]) -> [Double?] { rows.map { column[$0] } }
}

extension DataTable {
  /// Tables of equal columns below each other, the year in front.
  init(joining parts: [(year: Int32?, table: DataTable)], withYears: Bool) {
    var columns = parts.first?.table.columns ?? []
    for i in columns.indices { columns[i].values = .joined(parts.map { $0.table.columns[i].values }) }
    if withYears {
      let years = parts.flatMap { part in [Int32?](repeating: part.year, count: part.table.rowCount) }
      columns.insert(DataColumn("year", .int32(years)), at: 0)
    }
    self.init(columns: columns)
  }

  /// Tables of equal columns below each other, the panel in front.
  package init(ofPanels parts: [(panel: String?, table: DataTable)]) {
    let names = parts.flatMap { part in [String?](repeating: part.panel, count: part.table.rowCount) }
    let joined = DataTable(joining: parts.map { (nil, $0.table) }, withYears: false)
    self.init(columns: [DataColumn("panel", .text(names))] + joined.columns)
  }
}

extension DataColumn.Values {
  /// Columns of one kind below each other.
  fileprivate static func joined(_ parts: [DataColumn.Values]) -> DataColumn.Values {
    switch parts[0] {
    case .int32:
      .int32(parts.flatMap { part -> [Int32?] in if case .int32(let values) = part { values } else { [] } })
    case .double:
      .double(parts.flatMap { part -> [Double?] in if case .double(let values) = part { values } else { [] } })
    case .text:
      .text(parts.flatMap { part -> [String?] in if case .text(let values) = part { values } else { [] } })
    }
  }
}
