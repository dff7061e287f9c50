import PanelModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The table behind `weights.csv`: a row for each child of each node of each index, in the order given.
enum WeightsTable {
  static func table(_ weights: [Emission.IndexWeights]) -> DataTable {
    var rows: [Row] = []
    for index in weights {
      for node in index.nodes {
        rows += node.set.entries.map { Row(index: index.index, node: node.code, method: node.set.method, entry: $0) }
      }
    }
    return DataTable(columns: keys(rows) + figures(rows))
  }

  private struct Row {
    var index: IndicatorCode
    var node: IndicatorCode
    var method: String
    var entry: WeightSet.Entry

    /// k = 1 / ln(n) of the entropy method; nil for other methods.
    var k: Double? {
      guard entry.entropy != nil, let n = entry.rows, n > 1 else { return nil }
      return 1 / log(Double(n))
    }
  }

  private static func keys(_ rows: [Row]) -> [DataColumn] {
    [
      DataColumn("index", .text(rows.map(\.index.rawValue)), title: Title(zh: "指数", en: "Index")),
      DataColumn(
        "node", .text(rows.map(\.node.rawValue)), title: Title(zh: "节点", en: "Node of the index's tree")),
      DataColumn(
        "indicator", .text(rows.map(\.entry.indicator.rawValue)),
        title: Title(zh: "指标", en: "Indicator or dimension under the node")),
    ]
  }

  private static func figures(_ rows: [Row]) -> [DataColumn] {
    [
      DataColumn(
        "n", .int32(rows.map { $0.entry.rows.map { Int32(clamping: $0) } }),
        title: Title(zh: "行数", en: "Rows used")),
      DataColumn("k", .double(rows.map(\.k)), title: Title(en: "k = 1 / ln(n) of the entropy method")),
      DataColumn("entropy", .double(rows.map(\.entry.entropy)), title: Title(zh: "熵值", en: "Entropy e")),
      DataColumn(
        "divergence", .double(rows.map(\.entry.divergence)), title: Title(zh: "差异系数", en: "Divergence 1 - e")),
      DataColumn(
        "weight", .double(rows.map(\.entry.weight)),
        title: Title(zh: "权重", en: "Weight; sums to 1 over the children of a node")),
      DataColumn("method", .text(rows.map(\.method)), title: Title(zh: "赋权方法", en: "Weighting method")),
    ]
  }
}
