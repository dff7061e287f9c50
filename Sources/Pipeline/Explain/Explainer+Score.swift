import Aggregate
import Clean
import Definitions
import Normalize
import PanelModel
import Weight

extension Explainer {
  /// A value by its code: score, measure, base indicator or table column.
  func value(_ code: IndicatorCode, _ row: Int, isRoot: Bool = false) -> ExplanationStep {
    for index in scored.weights {
      if let node = index.index.tree.innerNodes.first(where: { $0.code == code }) {
        return score(node, index, row, withTable: true)
      }
    }
    if let base = catalog.base(code), scored.cleaned.panel[code] != nil { return indicator(base, row) }
    if let measure = measure(giving: code) { return self.measure(measure.definition, measure.stage, code, row) }
    let keys = [SeriesKey(code), SeriesKey(code, .municipalDistricts)]
    return series(keys.first { scored.columns[$0] != nil } ?? keys[0], row)
  }

  /// A score with its children, each on the common scale and each down to its cells.
  private func score(
    _ node: IndexNode, _ index: ScoredPanel.IndexWeights, _ row: Int, withTable: Bool
  ) -> ExplanationStep {
    var step = step(.score, node.code.rawValue, row, scored.panel[node.code])
    step.title = node.code == index.index.code ? index.index.title : node.title
    step.identity = "score \(node.code) \(keys[row])"
    guard let stage = try? AggregateStage(rule: index.index.aggregate),
      let trace = try? stage.trace(node, input(index, row), scores: scores(index, row), row: 0)
    else { return step }
    let info = type(of: stage.method).info
    step.equation = trace.equation
    step.facts.append(
      .init(
        "rule",
        "\(info.name) (\(info.title.zh)) of \(trace.children.map(\.code.rawValue).joined(separator: ", ")): "
          + info.formula, [("method", .string(info.name))]))
    step.facts += shareFacts(trace, stage)
    if withTable, node.leaves.count > 1 { step.table = contributions(node, index, stage, row) }
    step.steps = node.children.map { child in
      child.isLeaf ? normalised(child.code, index, row) : score(child, index, row, withTable: false)
    }
    return step
  }

  /// What is said where children are missing.
  private func shareFacts(_ trace: NodeTrace, _ stage: AggregateStage) -> [ExplanationStep.Fact] {
    let missing = trace.children.filter { $0.value == nil }.map(\.code.rawValue)
    guard !missing.isEmpty else { return [] }
    let share = DecimalText.rounded(trace.presentShare)
    let values: [(String, JSONValue)] = [
      ("present_share", .double(trace.presentShare)), ("at_least", .double(stage.atLeast)),
      ("missing", .array(missing.map { .string($0) })),
    ]
    let list = missing.joined(separator: ", ")
    if trace.equation == nil {
      return [
        .init(
          "missing",
          "no score: \(list) missing, so that only \(share) of the weight is present and at least "
            + "\(DecimalText.text(stage.atLeast)) is asked for", values)
      ]
    }
    return [
      .init(
        "missing",
        "\(list) missing: the weights of the others are divided by \(share), their share of the weight "
          + "(at least \(DecimalText.text(stage.atLeast)) is asked for)", values)
    ]
  }

  /// The row alone, as the aggregate stage takes it.
  private func input(_ index: ScoredPanel.IndexWeights, _ row: Int) -> AggregateStage.Input {
    AggregateStage.Input(
      panel: oneRow(index.normalized, index.index.tree.leaves, row), tree: index.index.tree,
      weights: index.weights.nodes, shift: index.weights.scoreShift)
  }

  private func scores(_ index: ScoredPanel.IndexWeights, _ row: Int) -> Panel {
    oneRow(scored.panel, index.index.tree.innerNodes.map(\.code), row)
  }

  private func oneRow(_ panel: Panel, _ codes: [IndicatorCode], _ row: Int) -> Panel {
    var result = Panel(keys: [keys[row]])
    for code in codes {
      result[code] = panel[code].map { PanelSeries([$0[row]], [$0.statuses[row]]) }
    }
    return result
  }

  /// What each indicator gave to a score: the contributions add up to it.
  private func contributions(
    _ node: IndexNode, _ index: ScoredPanel.IndexWeights, _ stage: AggregateStage, _ row: Int
  ) -> DataTable? {
    var input = input(index, row)
    input.tree = node
    guard let score = scored.panel[node.code]?[row],
      let parts = try? stage.contributions(input, scores: scores(index, row))
    else { return nil }
    let leaves = node.leaves
    let whole = leaves.compactMap { index.weights.effective[$0] }.stableSum()
    let given = leaves.map { parts[$0]?[0] }
    return DataTable(columns: [
      DataColumn("indicator", .text(leaves.map(\.rawValue))),
      DataColumn("weight", .double(leaves.map { code in index.weights.effective[code].map { $0 / whole } })),
      DataColumn("normalised", .double(leaves.map { index.normalized[$0]?[row] })),
      DataColumn("contribution", .double(given)),
      DataColumn("share", .double(given.map { part in part.map { score == 0 ? 0 : $0 / score } })),
    ])
  }

  /// An indicator on the common scale, with its bounds, where they come from, and its weight.
  private func normalised(_ code: IndicatorCode, _ index: ScoredPanel.IndexWeights, _ row: Int) -> ExplanationStep {
    var step = step(.normalised, code.rawValue, row, index.normalized[code])
    step.title = catalog.base(code)?.title ?? scored.info[code]?.title ?? Title()
    step.identity = "normalised \(index.index.code) \(code) \(keys[row])"
    let raw = value(code, row)
    step.steps = [raw]
    guard let stage = try? NormalizeStage(rule: index.index.normalize) else { return step }
    let direction = direction(code)
    let (group, words) = group(stage.scope, row)
    let info = type(of: stage.method).info
    step.facts.append(
      .init(
        "rule",
        "\(info.name) (\(info.title.zh)) \(words), \(direction.name) direction (\(direction.meaning))",
        [("method", .string(info.name)), ("direction", .string(direction.name))]))
    if let pair = index.bounds.pairs[code]?[group] {
      if let x = scored.panel[code]?[row] {
        step.equation = stage.method.equation(direction.oriented(x), pair, direction: direction)
      }
      let names = type(of: stage.method).pairNames
      step.facts.append(bound(names.first, pair.first, code, group))
      step.facts.append(bound(names.second, pair.second, code, group))
    } else {
      step.facts.append(.init("missing", "fewer than two values \(words): there is no scale"))
    }
    if let fact = weight(code, index) { step.facts.append(fact) }
    return step
  }

  func direction(_ code: IndicatorCode) -> IndicatorDirection {
    catalog.base(code)?.direction ?? catalog.measures.first { $0.code == code }?.direction ?? .positive
  }

  private func group(_ scope: NormalizationScope, _ row: Int) -> (NormalizationBounds.Group, String) {
    switch scope {
    case .pooled: (.all, "over all areas and years")
    case .eachYear: (.year(keys[row].year), "over the areas of \(keys[row].year)")
    case .withinArea: (.area(keys[row].area), "over the years of \(name(row: row))")
    }
  }

  /// A bound with the rows it was found in.
  private func bound(
    _ name: String, _ value: Double, _ code: IndicatorCode, _ group: NormalizationBounds.Group
  ) -> ExplanationStep.Fact {
    let unit = catalog.base(code)?.unit.symbol ?? ""
    let series = scored.panel[code]
    let rows = keys.indices.filter { i in series?[i] == value && contains(group, keys[i]) }
    var text = "\(name) \(DecimalText.text(value))\(unit.isEmpty || unit == "1" ? "" : " \(unit)")"
    var values: [(String, JSONValue)] = [("value", .double(value)), ("rows", .int(rows.count))]
    if let first = rows.first {
      text += ": \(place(first))"
      let treated = rows.filter { series?.statuses[$0] == .treated }.count
      if rows.count > 1 { text += " and \(rows.count - 1) more" }
      if treated > 0 { text += " (\(treated) set there by outlier treatment)" }
      values += [
        ("area", .int(Int(keys[first].area.rawValue))), ("area_name", .string(self.name(row: first))),
        ("year", .int(Int(keys[first].year.rawValue))), ("treated", .int(treated)),
      ]
    }
    return .init(name, text, values)
  }

  private func contains(_ group: NormalizationBounds.Group, _ key: PanelKey) -> Bool {
    switch group {
    case .all: true
    case .year(let year): key.year == year
    case .area(let area): key.area == area
    }
  }

  /// An indicator's weight in the whole index, with the figures it came from in short.
  private func weight(_ code: IndicatorCode, _ index: ScoredPanel.IndexWeights) -> ExplanationStep.Fact? {
    let set = index.weights.effective
    guard let entry = set.entries.first(where: { $0.indicator == code }) else { return nil }
    var values: [(String, JSONValue)] = [("value", .double(entry.weight)), ("method", .string(set.method))]
    var text = "weight \(DecimalText.text(entry.weight)) by \(set.method)"
    if let rows = entry.rows, let e = entry.entropy, let d = entry.divergence {
      let k = 1 / Arithmetic.call(.ln, [.number(Double(rows))]).value
      let sum = set.entries.compactMap(\.divergence).stableSum()
      text +=
        " (熵值法): n \(rows), k \(DecimalText.rounded(k)), e \(DecimalText.rounded(e)), d \(DecimalText.rounded(d)), "
        + "w = d / \(DecimalText.rounded(sum))"
      values += [
        ("n", .int(rows)), ("k", .double(k)), ("entropy", .double(e)), ("divergence", .double(d)),
        ("divergence_sum", .double(sum)),
      ]
    }
    return .init("weight", text + "; all weights: almanac weights \(index.index.code)", values)
  }
}
