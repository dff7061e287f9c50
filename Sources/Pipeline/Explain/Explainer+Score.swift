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
        return score(node, index, row)
      }
    }
    if let base = catalog.base(code), scored.cleaned.panel[code] != nil { return indicator(base, row) }
    if let measure = measure(giving: code) { return self.measure(measure.definition, measure.stage, code, row) }
    let keys = [SeriesKey(code), SeriesKey(code, .municipalDistricts)]
    return series(keys.first { scored.columns[$0] != nil } ?? keys[0], row)
  }

  /// A score with its children, each on the common scale and each down to its cells.
  /// - Parameter parent: the node above, where the score is shown as a part of that one's.
  private func score(
    _ node: IndexNode, _ index: ScoredPanel.IndexWeights, _ row: Int, below parent: IndexNode? = nil
  ) -> ExplanationStep {
    var step = step(.score, node.code.rawValue, row, scored.panel[node.code])
    step.title = node.code == index.index.code ? index.index.title : node.title
    step.identity = "score \(node.code) \(keys[row])"
    guard let stage = try? AggregateStage(rule: index.index.aggregate),
      let traces = try? traces(node, index, stage, row), let trace = traces[node.code]
    else { return step }
    let info = type(of: stage.method).info
    step.equation = trace.equation
    if parent == nil, node.leaves.count > 1 { step.table = contributions(node, index, stage, traces, row) }
    step.facts += shareFacts(trace, stage)
    if parent == nil {
      // What is missing further down changes the weights of the table, so that it is said beside it.
      let below = node.innerNodes.filter { $0.code != node.code }
      step.facts += below.flatMap { inner in
        traces[inner.code].map { shareFacts($0, stage, in: inner.code) } ?? []
      }
    }
    step.facts.append(
      .init(
        "rule",
        "\(info.name) (\(info.title.zh)) of \(trace.children.map(\.code.rawValue).joined(separator: ", ")): "
          + info.formula, [("method", .string(info.name))]))
    step.facts += parent.map { weights(of: node.code, in: $0, index) } ?? [weighting(index)]
    step.steps = node.children.map { child in
      child.isLeaf ? normalised(child.code, in: node, index, row) : score(child, index, row, below: node)
    }
    return step
  }

  /// How each score of a node and of those below it came from its children.
  private func traces(
    _ node: IndexNode, _ index: ScoredPanel.IndexWeights, _ stage: AggregateStage, _ row: Int
  ) throws -> [IndicatorCode: NodeTrace] {
    var result: [IndicatorCode: NodeTrace] = [:]
    for inner in node.innerNodes {
      result[inner.code] = try stage.trace(inner, input(index, row), scores: scores(index, row), row: 0)
    }
    return result
  }

  /// What is said where children are missing.
  /// - Parameter code: the node they are children of, where it is not the step's own.
  private func shareFacts(_ trace: NodeTrace, _ stage: AggregateStage, in code: IndicatorCode? = nil)
    -> [ExplanationStep.Fact]
  {
    let missing = trace.children.filter { $0.value == nil }.map(\.code.rawValue)
    guard !missing.isEmpty else { return [] }
    let share = Self.short(trace.presentShare)
    let values: [(String, JSONValue)] =
      (code.map { [("node", .string($0.rawValue))] } ?? []) + [
        ("present_share", .double(trace.presentShare)), ("at_least", .double(stage.atLeast)),
        ("missing", .array(missing.map { .string($0) })),
      ]
    let place = code.map { "\($0): " } ?? ""
    let (list, one) = (missing.joined(separator: ", "), missing.count == 1)
    if trace.equation == nil {
      return [
        .init(
          "missing",
          "\(place)no score: \(list) \(one ? "is" : "are") missing, so that only \(share) of the weight is present and at least "
            + "\(DecimalText.text(stage.atLeast)) is asked for", values)
      ]
    }
    return [
      .init(
        "missing",
        "\(place)\(list) \(one ? "is missing and has" : "are missing and have") no part: the weights of the others were scaled up to sum to 1 again, divided by "
          + "\(share), their share of the weight (at least \(DecimalText.text(stage.atLeast)) is asked for)", values)
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

  /// What each indicator gave to a score: the contributions add up to it. Weights are those used, so that they sum to 1
  /// over the indicators present, and under a weighted mean weight times value is the contribution.
  private func contributions(
    _ node: IndexNode, _ index: ScoredPanel.IndexWeights, _ stage: AggregateStage,
    _ traces: [IndicatorCode: NodeTrace], _ row: Int
  ) -> DataTable? {
    var input = input(index, row)
    input.tree = node
    guard let score = scored.panel[node.code]?[row],
      let parts = try? stage.contributions(input, scores: scores(index, row))
    else { return nil }
    var used: [IndicatorCode: (weight: Double, value: Double)] = [:]
    Self.descend(node.code, 1, traces, into: &used)
    let leaves = node.leaves
    let given = leaves.map { parts[$0]?[0] }
    return DataTable(columns: [
      DataColumn("indicator", .text(leaves.map(\.rawValue))),
      DataColumn("weight", .double(leaves.map { used[$0]?.weight })),
      DataColumn("normalised", .double(leaves.map { used[$0]?.value })),
      DataColumn("contribution", .double(given)),
      DataColumn("share", .double(given.map { part in part.map { score == 0 ? 0 : $0 / score } })),
    ])
  }

  /// The weights used and the values taken of the indicators below a node.
  private static func descend(
    _ node: IndicatorCode, _ share: Double, _ traces: [IndicatorCode: NodeTrace],
    into result: inout [IndicatorCode: (weight: Double, value: Double)]
  ) {
    for child in traces[node]?.children ?? [] {
      guard let weight = child.usedWeight, let value = child.value else { continue }
      if child.isLeaf {
        result[child.code] = (share * weight, value)
      } else {
        descend(child.code, share * weight, traces, into: &result)
      }
    }
  }

  /// An indicator on the common scale, with its bounds, where they come from, and its weight.
  private func normalised(
    _ code: IndicatorCode, in node: IndexNode, _ index: ScoredPanel.IndexWeights, _ row: Int
  ) -> ExplanationStep {
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
    step.facts += weights(of: code, in: node, index)
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
    var text = "\(name) \(Self.plain(value))\(unit.isEmpty || unit == "1" ? "" : " \(unit)")"
    var values: [(String, JSONValue)] = [("value", .double(value)), ("rows", .int(rows.count))]
    if let first = rows.first {
      let letter = series.map { " [\($0.statuses[first].letter)]" } ?? ""
      text += ": \(place(first))\(letter)"
      let treated = rows.filter { series?.statuses[$0] == .treated }.count
      if rows.count > 1 { text += " and \(rows.count - 1) more" }
      if treated > 0 { text += " (\(treated) set there by \(treatment(code)))" }
      values += [
        ("area", .int(Int(keys[first].area.rawValue))), ("area_name", .string(self.name(row: first))),
        ("year", .int(Int(keys[first].year.rawValue))), ("treated", .int(treated)),
        ("status", series.map { .string(String($0.statuses[first].letter)) } ?? .null),
      ]
    }
    return .init(name, text, values)
  }

  /// What the outlier treatment of an indicator is called.
  private func treatment(_ code: IndicatorCode) -> String {
    if case .winsorize? = catalog.base(code)?.treat?.rule {
      "winsorising, see the step below"
    } else {
      "outlier treatment"
    }
  }

  private func contains(_ group: NormalizationBounds.Group, _ key: PanelKey) -> Bool {
    switch group {
    case .all: true
    case .year(let year): key.year == year
    case .area(let area): key.area == area
    }
  }
}
