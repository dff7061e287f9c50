import Definitions
import IndexQuality
import PanelModel
import Sensitivity

/// How the ranks of an index move: without each of its elements, and against another index.
///
/// Both are ranked among the rows that have both scores, so that a row that gains or loses its score moves nobody.
struct RankComparison {
  private let scores: IndexScores
  private let figures: IndexFigures
  private let groups: [[Int]]
  private let byYear: [(year: ReferenceYear, rows: [Int])]

  init(_ scores: IndexScores, _ figures: IndexFigures, _ scope: SensitivitySettings.RankScope) {
    (self.scores, self.figures) = (scores, figures)
    byYear = Panel(keys: scores.keys).rowsByYear
    groups = scope == .pooled ? [Array(scores.keys.indices)] : byYear.map(\.rows)
  }

  /// Ranks of the index and by other scores, 0 where either has none.
  private func ranks(_ other: [Double?]) -> (own: [Int32], other: [Int32]) {
    let both = zip(scores.score, other).map { $0 != nil && $1 != nil }
    func ranked(_ column: [Double?]) -> [Int32] {
      Ranking.ranks(zip(column, both).map { $1 ? $0 ?? .nan : .nan }, groups: groups)
    }
    return (ranked(scores.score), ranked(other))
  }

  /// All rows, then each year where there are several.
  private var spans: [(year: Int32?, rows: [Int])] {
    let all: [(year: Int32?, rows: [Int])] = [(nil, Array(scores.keys.indices))]
    return byYear.count < 2 ? all : all + byYear.map { ($0.year.rawValue, $0.rows) }
  }

  /// A row an element and span: dimensions first, then indicators.
  func removal(threads: Int) throws -> DataTable {
    let tree = scores.index.tree
    let elements: [(code: IndicatorCode, kind: String, leaves: [IndicatorCode])] =
      tree.innerNodes.dropFirst().map { ($0.code, "dimension", $0.leaves) }
      + tree.leaves.map { ($0, "indicator", [$0]) }
    let results = try elements.parallelMap(threads: threads) { element in
      Swift.Result { try scores.without(Set(element.leaves)).map { (ranks($0.score), $0.way) } }
    }.map { try $0.get() }
    var rows: [(element: Int, year: Int32?, shift: RankShift?, rest: String?)] = []
    for (element, result) in results.enumerated() {
      for span in spans {
        let shift = result.map { RankShift($0.0.other, from: $0.0.own, over: span.rows) }
        rows.append((element, span.year, shift, result?.1.rawValue ?? "nothing_left"))
      }
    }
    return DataTable(columns: [
      DataColumn("without", .text(rows.map { elements[$0.element].code.rawValue })),
      DataColumn("kind", .text(rows.map { elements[$0.element].kind })),
      DataColumn("year", .int32(rows.map(\.year))),
      DataColumn(
        "mean_change", .double(rows.map { $0.shift?.mean }), title: Title(zh: "平均排名变动", en: "Mean change of rank")),
      DataColumn(
        "largest_change", .int32(rows.map { row in row.shift?.row.flatMap { _ in row.shift?.largest } }),
        title: Title(zh: "最大排名变动", en: "Largest change of rank")),
      DataColumn("of", .text(rows.map { row in row.shift.flatMap(farthest) })),
      DataColumn("rows", .int32(rows.map { $0.shift.map { Int32($0.rows) } })),
      DataColumn("weights", .text(rows.map(\.rest))),
    ])
  }

  /// How two definitions agree: over all rows and by year.
  func against(_ other: IndexScores) -> DataTable {
    let ranks = ranks(other.score)
    let spans = spans
    let shifts = spans.map { RankShift(ranks.other, from: ranks.own, over: $0.rows) }
    let correlations = spans.map { span in
      Correlations(span.rows.map { scores.score[$0] }, span.rows.map { other.score[$0] })
    }
    return DataTable(columns: [
      DataColumn("year", .int32(spans.map(\.year))),
      DataColumn("spearman", .double(correlations.map(\.spearman))),
      DataColumn("kendall", .double(correlations.map(\.kendall))),
      DataColumn("mean_change", .double(shifts.map(\.mean))),
      DataColumn("largest_change", .int32(shifts.map { shift in shift.row.map { _ in shift.largest } })),
      DataColumn("of", .text(shifts.map(farthest))),
      DataColumn("rows", .int32(shifts.map { Int32($0.rows) })),
    ])
  }

  /// Every row with both ranks, the furthest moved first.
  func movers(_ other: IndexScores) -> DataTable {
    let ranks = ranks(other.score)
    let rows = RankShift.movers(ranks.other, from: ranks.own)
    return DataTable(
      columns: DataTable(columns: figures.names).rows(rows).columns + [
        DataColumn("rank", .int32(rows.map { ranks.own[$0] }), title: Title(zh: "排名", en: "Rank")),
        DataColumn(
          "other_rank", .int32(rows.map { ranks.other[$0] }), title: Title(zh: "另一指数排名", en: "Rank by the other")),
        DataColumn(
          "change", .int32(rows.map { ranks.other[$0] - ranks.own[$0] }), title: Title(zh: "变动", en: "Change")),
        DataColumn("score", .double(rows.map { scores.score[$0] })),
        DataColumn("other_score", .double(rows.map { other.score[$0] })),
      ])
  }

  /// The name of the row that moved furthest; nil where none moved.
  private func farthest(_ shift: RankShift) -> String? {
    shift.largest > 0 ? shift.row.map { figures.label(ofRow: $0) } : nil
  }
}
