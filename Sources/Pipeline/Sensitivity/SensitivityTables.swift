import Definitions
import PanelModel
import Sensitivity

/// The results of `sensitivity` as tables.
package struct SensitivityTables {
  let run: SensitivityRun
  let variants: IndexVariants
  /// The columns that name a row.
  let names: [DataColumn]

  /// A row an area and year: score and rank as defined, and what the rank was over the draws.
  package func ranks(_ draws: SensitivityRun.Draws) -> DataTable {
    let summaries = draws.table.summaries()
    func column(_ name: String, _ zh: String, _ en: String, _ value: (RankSummary) -> Double) -> DataColumn {
      DataColumn(name, .double(summaries.map { $0.map(value) }), title: Title(zh: zh, en: en))
    }
    return DataTable(
      columns: names + [
        DataColumn(
          "score", .double(run.scores.map { $0.isNaN ? nil : $0 }), title: Title(zh: "得分", en: "Score as defined")),
        DataColumn(
          "rank", .int32(run.nominal.map { $0 > 0 ? $0 : nil }), title: Title(zh: "排名", en: "Rank as defined")),
        column("mean", "平均排名", "Mean rank over the draws") { $0.mean },
        column("median", "排名中位数", "Median rank") { $0.median },
        column("p5", "第5百分位", "5th percentile of the rank") { $0.low },
        column("p95", "第95百分位", "95th percentile of the rank") { $0.high },
        DataColumn(
          "draws", .int32(summaries.map { $0.map { Int32($0.draws) } }),
          title: Title(zh: "抽样次数", en: "Draws with a score")),
      ])
  }

  /// A row an indicator: how far ranks move without it.
  package func dropped(_ draws: SensitivityRun.Draws) -> DataTable {
    let largest = draws.table.draws.map { ranks in
      zip(ranks, run.nominal).reduce(Int32(0)) { worst, pair in
        pair.0 > 0 && pair.1 > 0 ? max(worst, abs(pair.0 - pair.1)) : worst
      }
    }
    return DataTable(columns: [
      DataColumn("without", .text(draws.draws.map { $0.dropped?.rawValue })),
      DataColumn("mean_change", .double(draws.changes), title: Title(zh: "平均排名变动", en: "Mean change of rank")),
      DataColumn(
        "largest_change", .int32(largest.map { $0 }), title: Title(zh: "最大排名变动", en: "Largest change of rank")),
    ])
  }

  /// A row a factor: first and total order with their 95 % intervals.
  package static func sobol(_ indices: SobolIndices) -> DataTable {
    let factors = indices.factors
    return DataTable(columns: [
      DataColumn("factor", .text(factors.map(\.name))),
      DataColumn("first", .double(factors.map(\.first)), title: Title(zh: "一阶指数", en: "First order")),
      DataColumn("first_low", .double(factors.map(\.firstInterval.lowerBound))),
      DataColumn("first_high", .double(factors.map(\.firstInterval.upperBound))),
      DataColumn("total", .double(factors.map(\.total)), title: Title(zh: "总阶指数", en: "Total order")),
      DataColumn("total_low", .double(factors.map(\.totalInterval.lowerBound))),
      DataColumn("total_high", .double(factors.map(\.totalInterval.upperBound))),
    ])
  }

  /// A row a draw: all that is needed to compute it again, and the mean change of rank.
  package func draws(_ draws: SensitivityRun.Draws) -> DataTable {
    let settings = variants.settings
    let index = variants.index
    func label(_ own: MethodChoice, _ others: [MethodChoice], _ place: Int) -> String {
      place == 0 ? own.label : others[place - 1].label
    }
    func text(_ name: String, _ value: (SensitivityDraw) -> String?) -> DataColumn {
      DataColumn(name, .text(draws.draws.map(value)))
    }
    var columns = [
      DataColumn("draw", .int32(draws.draws.indices.map { Int32($0 + 1) })),
      text("missing") { settings.missing[$0.missing].rawValue },
      text("normalize") { label(index.normalize.method, settings.normalize, $0.normalize) },
      text("weight") { label(index.weight.method, settings.weight, $0.weight) },
      text("shift") { $0.shift == 0 ? "defined" : DecimalText.text(settings.shift[$0.shift - 1]) },
      text("aggregate") { label(index.aggregate.method, settings.aggregate, $0.aggregate) },
      text("without") { $0.dropped?.rawValue },
      DataColumn("mean_change", .double(draws.changes)),
    ]
    for (i, child) in run.space.children.enumerated() {
      columns.append(DataColumn("w_\(child)", .double(draws.draws.map { $0.factors.isEmpty ? 1 : $0.factors[i] })))
    }
    return DataTable(columns: columns)
  }

  /// The draws of a table that `draws` wrote.
  /// - Throws: for an absent column, or a name that is no alternative of the run.
  package func draws(from table: DataTable, file: String) throws(PipelineError) -> [SensitivityDraw] {
    let (settings, index) = (variants.settings, variants.index)
    var result = [SensitivityDraw](repeating: .nominal, count: table.rowCount)
    let labels: [(name: String, allowed: [String])] = [
      ("missing", settings.missing.map(\.rawValue)),
      ("normalize", [index.normalize.method.label] + settings.normalize.map(\.label)),
      ("weight", [index.weight.method.label] + settings.weight.map(\.label)),
      ("shift", ["defined"] + settings.shift.map { DecimalText.text($0) }),
      ("aggregate", [index.aggregate.method.label] + settings.aggregate.map(\.label)),
    ]
    for (name, allowed) in labels {
      let texts = try Self.texts(table, name, file)
      for (row, text) in texts.enumerated() {
        guard let place = allowed.firstIndex(of: text) else {
          throw .message(
            "\(file): '\(text)' in the column '\(name)' of row \(row + 2) is no alternative of this run",
            remedy: "Give the --vary options the draws were saved with.")
        }
        switch name {
        case "missing": result[row].missing = place
        case "normalize": result[row].normalize = place
        case "weight": result[row].weight = place
        case "shift": result[row].shift = place
        default: result[row].aggregate = place
        }
      }
    }
    for (row, text) in try Self.texts(table, "without", file).enumerated() where !text.isEmpty {
      result[row].dropped = IndicatorCode(text)
    }
    let factors = try run.space.children.map { child throws(PipelineError) in
      try Self.numbers(table, "w_\(child)", file)
    }
    for row in result.indices { result[row].factors = factors.map { $0[row] } }
    return result
  }

  private static func column(_ table: DataTable, _ name: String, _ file: String) throws(PipelineError) -> DataColumn {
    if let column = table[name] { return column }
    throw .message("\(file) has no column '\(name)'", remedy: "Give a file that --save wrote for this index.")
  }

  private static func texts(_ table: DataTable, _ name: String, _ file: String) throws(PipelineError) -> [String] {
    switch try column(table, name, file).values {
    case .text(let values): values.map { $0 ?? "" }
    case .double(let values): values.map { $0.map { DecimalText.text($0) } ?? "" }
    case .int32(let values): values.map { $0.map(String.init) ?? "" }
    }
  }

  private static func numbers(_ table: DataTable, _ name: String, _ file: String) throws(PipelineError) -> [Double] {
    let column = try column(table, name, file)
    let values: [Double?] =
      switch column.values {
      case .double(let values): values
      case .int32(let values): values.map { $0.map(Double.init) }
      case .text(let values): values.map { _ in nil }
      }
    guard values.allSatisfy({ $0 != nil && ($0 ?? 0) > 0 }) else {
      throw .message("\(file): the column '\(name)' holds a factor that is no number above 0", remedy: "Mend it.")
    }
    return values.compactMap { $0 }
  }
}

extension SensitivityTables {
  /// The draws of a file that was saved.
  package func draws(readFrom path: String) throws -> [SensitivityDraw] {
    try draws(from: ComputationRequest.table(path), file: path)
  }
}

extension DataTable {
  /// The rows of a year; all where none is asked for.
  package func rows(ofYear year: Int32?) -> DataTable {
    guard let year, case .int32(let years)? = self["year"]?.values else { return self }
    return rows(years.indices.filter { years[$0] == year })
  }
}
