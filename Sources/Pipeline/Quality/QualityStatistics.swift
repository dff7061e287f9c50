import Definitions
import IndexQuality
import PanelModel

/// Statistics of an index over some of its rows, as tables.
struct QualityStatistics {
  let scores: IndexScores
  let sample: QualitySample
  let redundant: Double
  /// A row a pair.
  let correlations: DataTable
  private let pairs: [Pair]
  private let results: [Correlations]
  /// Elements without a value in the sample.
  let empty: Set<IndicatorCode>

  /// Two columns of an index and how they stand to each other.
  private struct Pair: Sendable {
    enum Relation: String {
      case indicators
      case indicatorDimension = "indicator_dimension"
      case indicatorIndex = "indicator_index"
      case dimensions
      case dimensionIndex = "dimension_index"
    }

    var relation: Relation
    /// That both belong to; nil for pairs across dimensions.
    var dimension: IndicatorCode?
    var a: IndicatorCode
    var b: IndicatorCode
  }

  init(_ scores: IndexScores, _ sample: QualitySample, redundant: Double, threads: Int) {
    (self.scores, self.sample, self.redundant) = (scores, sample, redundant)
    let pairs = Self.pairs(scores.index.tree)
    var columns: [IndicatorCode: [Double?]] = [:]
    for code in scores.index.tree.leaves + scores.index.tree.innerNodes.map(\.code) {
      columns[code] = sample.of(scores.values(code))
    }
    let known = columns
    let results = pairs.parallelMap(threads: threads) { pair in
      Correlations(known[pair.a] ?? [], known[pair.b] ?? [])
    }
    (self.pairs, self.results) = (pairs, results)
    let empty = Set(columns.filter { $0.value.allSatisfy { $0 == nil } }.keys)
    self.empty = empty
    let notes = zip(pairs, results).map { pair, result in
      result.undefined.map { undefined in
        Self.words(empty: [pair.a, pair.b].filter(empty.contains), scores.constants)
          ?? Self.words(undefined, [pair.a, pair.b])
      }
    }
    correlations = DataTable(columns: [
      DataColumn("relation", .text(pairs.map(\.relation.rawValue))),
      DataColumn("dimension", .text(pairs.map { $0.dimension?.rawValue })),
      DataColumn("a", .text(pairs.map(\.a.rawValue))), DataColumn("b", .text(pairs.map(\.b.rawValue))),
      DataColumn("pearson", .double(results.map(\.pearson)), title: Title(zh: "皮尔逊", en: "Pearson's r")),
      DataColumn("spearman", .double(results.map(\.spearman)), title: Title(zh: "斯皮尔曼", en: "Spearman's rho")),
      DataColumn("kendall", .double(results.map(\.kendall)), title: Title(zh: "肯德尔", en: "Kendall's tau-b")),
      DataColumn("rows", .int32(results.map { Int32($0.rows) })), DataColumn("note", .text(notes)),
    ])
  }

  /// Every pair of indicators; each with its dimension and the index; dimensions of one level, and with the index.
  private static func pairs(_ tree: IndexNode) -> [Pair] {
    var parents: [IndicatorCode: IndicatorCode] = [:]
    for node in tree.innerNodes { for child in node.children { parents[child.code] = node.code } }
    let leaves = tree.leaves
    var pairs: [Pair] = []
    for (i, a) in leaves.enumerated() {
      for b in leaves[(i + 1)...] {
        let shared = parents[a] == parents[b] ? parents[a] : nil
        pairs.append(Pair(relation: .indicators, dimension: shared, a: a, b: b))
      }
    }
    for leaf in leaves {
      if let parent = parents[leaf], parent != tree.code {
        pairs.append(Pair(relation: .indicatorDimension, dimension: parent, a: leaf, b: parent))
      }
      pairs.append(Pair(relation: .indicatorIndex, a: leaf, b: tree.code))
    }
    var level = tree.children.filter { !$0.isLeaf }
    while !level.isEmpty {
      for (i, a) in level.enumerated() {
        for b in level[(i + 1)...] { pairs.append(Pair(relation: .dimensions, a: a.code, b: b.code)) }
        pairs.append(Pair(relation: .dimensionIndex, a: a.code, b: tree.code))
      }
      level = level.flatMap { $0.children.filter { !$0.isLeaf } }
    }
    return pairs
  }

  // MARK: tables

  /// Pairs of one dimension that say the same, or contradict each other.
  func flags() -> DataTable {
    var found: [(kind: String, pair: Pair, result: Correlations)] = []
    for (pair, result) in zip(pairs, results) where pair.relation == .indicators && pair.dimension != nil {
      guard let r = result.pearson else { continue }
      if abs(r) >= redundant { found.append(("redundant", pair, result)) }
      if r < 0 { found.append(("opposed", pair, result)) }
    }
    found.sort { abs($0.result.pearson ?? 0) > abs($1.result.pearson ?? 0) }
    found = found.filter { $0.kind == "redundant" } + found.filter { $0.kind == "opposed" }
    return DataTable(columns: [
      DataColumn("flag", .text(found.map(\.kind))),
      DataColumn("dimension", .text(found.map { $0.pair.dimension?.rawValue })),
      DataColumn("a", .text(found.map(\.pair.a.rawValue))), DataColumn("b", .text(found.map(\.pair.b.rawValue))),
      DataColumn("pearson", .double(found.map(\.result.pearson))),
      DataColumn("rows", .int32(found.map { Int32($0.result.rows) })),
    ])
  }

  /// A row a dimension, and the index last: all indicators below.
  func alpha() -> DataTable {
    let nodes = scores.index.tree.innerNodes.dropFirst() + [scores.index.tree]
    let results = nodes.map { CronbachAlpha($0.leaves.map(column)) }
    let notes = zip(nodes, results).map { note($1.undefined, leftOut: $1.leftOut, $0.leaves) }
    return DataTable(columns: [
      DataColumn("group", .text(nodes.map(\.code.rawValue))),
      DataColumn("alpha", .double(results.map(\.value)), title: Title(zh: "克隆巴赫α", en: "Cronbach's alpha")),
      DataColumn("indicators", .int32(results.map { Int32($0.items) })),
      DataColumn("rows", .int32(results.map { Int32($0.rows) })), DataColumn("note", .text(notes)),
    ])
  }

  /// Principal components of the children of every node, and their loadings.
  func components() -> (eigenvalues: DataTable, loadings: DataTable) {
    var rows: [(group: String, component: Int?, result: PrincipalComponents, note: String?)] = []
    var loadings: [(group: String, component: Int, item: String, loading: Double)] = []
    for node in scores.index.tree.innerNodes {
      let codes = node.children.map(\.code)
      let (group, result) = (node.code.rawValue, PrincipalComponents(codes.map(column)))
      let note = note(result.undefined, leftOut: result.leftOut, codes)
      if result.eigenvalues.isEmpty { rows.append((group, nil, result, note)) }
      for (c, vector) in result.loadings.enumerated() {
        rows.append((group, c, result, c == 0 ? note : nil))
        for (place, loading) in zip(result.taken, vector) {
          loadings.append((group, c + 1, codes[place].rawValue, loading))
        }
      }
    }
    let shares = rows.map { row in row.component.map { row.result.share($0) } }
    let sums = rows.map { row in row.component.map { c in (0...c).map { row.result.share($0) }.stableSum() } }
    let first = DataTable(columns: [
      DataColumn("group", .text(rows.map(\.group))),
      DataColumn("component", .int32(rows.map { $0.component.map { Int32($0 + 1) } })),
      DataColumn("eigenvalue", .double(rows.map { row in row.component.map { row.result.eigenvalues[$0] } })),
      DataColumn("share", .double(shares), title: Title(zh: "方差贡献率", en: "Share of variance")),
      DataColumn("cumulative", .double(sums), title: Title(zh: "累计贡献率", en: "Cumulative share")),
      DataColumn("rows", .int32(rows.map { Int32($0.result.rows) })), DataColumn("note", .text(rows.map(\.note))),
    ])
    let second = DataTable(columns: [
      DataColumn("group", .text(loadings.map(\.group))), DataColumn("item", .text(loadings.map(\.item))),
      DataColumn("component", .int32(loadings.map { Int32($0.component) })),
      DataColumn("loading", .double(loadings.map(\.loading)), title: Title(zh: "载荷", en: "Loading")),
    ])
    return (first, second)
  }

  func column(_ code: IndicatorCode) -> [Double?] { sample.of(scores.values(code)) }
}

extension QualityStatistics {
  /// Why a statistic is missing, and what was left out of one that is not.
  private func note(_ undefined: Undefined?, leftOut: [Int], _ codes: [IndicatorCode]) -> String? {
    let gone = leftOut.map { codes[$0] }
    let flat = gone.filter { !empty.contains($0) }
    let parts = [
      undefined.map { Self.words($0, codes) }, Self.words(empty: gone.filter(empty.contains), scores.constants),
      flat.isEmpty ? nil : "constant: \(flat.map(\.rawValue).joined(separator: ", "))",
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// What elements without a value are; nil where there are none.
  private static func words(empty: [IndicatorCode], _ constants: Set<IndicatorCode>) -> String? {
    let flat = empty.filter(constants.contains)
    let others = empty.filter { !constants.contains($0) }
    let parts = [("constant", flat), ("without values", others)].filter { !$0.1.isEmpty }
    if parts.isEmpty { return nil }
    return parts.map { "\($0.0): \($0.1.map(\.rawValue).joined(separator: ", "))" }.joined(separator: "; ")
  }

  private static func words(_ undefined: Undefined, _ codes: [IndicatorCode]) -> String {
    switch undefined {
    case .fewRows(let count): "\(count) rows hold all values, \(Undefined.fewestRows) are needed"
    case .constant(let places): "constant: \(places.map { codes[$0].rawValue }.joined(separator: ", "))"
    case .oneColumn: "needs two indicators that vary"
    case .constantTotal: "the sum of the indicators is constant"
    case .notSolvable: "the correlations have no eigenvectors that can be computed"
    }
  }
}
