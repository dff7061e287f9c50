import Clean
import Definitions
import PanelModel

extension Explainer {
  /// A place in the order of a year: how many areas have more.
  func rank(of code: IndicatorCode, _ row: Int) -> ExplanationStep {
    var step = step(.rank, "\(code)_rank", row)
    step.title = Title(zh: "位次", en: "rank by \(code) within the year, 1 the highest")
    step.identity = "rank \(code) \(keys[row])"
    let rows = keys.indices.filter { keys[$0].year == keys[row].year }
    let order = rows.compactMap { i in scored.panel[code]?[i].map { (row: i, value: $0) } }
      .sorted { $0.value > $1.value }
    step.steps = [value(code, row)]
    guard let own = scored.panel[code]?[row] else {
      step.facts.append(.init("missing", "there is no rank where \(code) is missing"))
      return step
    }
    let higher = order.filter { $0.value > own }
    let ties = order.filter { $0.value == own && $0.row != row }
    step.value = .integer(Int32(higher.count + 1))
    step.equation = .sum([.number(Double(higher.count)), 1])
    let tied = ties.isEmpty ? "" : "; \(ties.count) more share the place"
    step.facts.append(
      .init(
        "order", "\(higher.count) of \(order.count) areas have more in \(keys[row].year)\(tied)",
        [("higher", .int(higher.count)), ("areas", .int(order.count)), ("ties", .int(ties.count))]))
    let near = [higher.last, order.first { $0.value < own }].compactMap { $0 }
    step.facts += near.map { other in
      .init(
        "neighbour",
        "\(other.value > own ? "next above" : "next below"): \(name(row: other.row)) with "
          + DecimalText.text(other.value),
        [
          ("area", .int(Int(keys[other.row].area.rawValue))), ("area_name", .string(name(row: other.row))),
          ("value", .double(other.value)),
        ])
    }
    return step
  }

  /// The letter of a value's status.
  func statusStep(of code: IndicatorCode, _ row: Int) -> ExplanationStep {
    var step = step(.status, "\(code)_status", row)
    step.title = Title(zh: "观测值状态", en: "observation status of \(code)")
    let own = scored.panel[code]?.statuses[row]
    step.value = own.map { .text(String($0.letter)) }
    step.facts.append(
      .init(
        "rule",
        "\(words(own)); a computed number has the weakest status of the inputs it was made of; where an index lets "
          + "indicators be missing, those missing do not count and the score has at least E"))
    step.steps = [value(code, row)]
    return step
  }

  /// A label of an area: by a field of the lists, or by thresholds on a figure of a base year.
  func label(_ group: LabelGroup, _ row: Int) -> ExplanationStep {
    var step = step(.label, group.code.rawValue, row)
    step.title = group.title
    step.identity = "label \(group.code) \(keys[row])"
    let table = PanelTable(definition: definition, catalog: catalog, scored: scored)
    let label = table.label(group, keys[row])
    step.value = label.map { .integer($0.code) }
    if let label {
      step.facts.append(.init("label", "\(label.code) is \(label.title.both)", [("key", .string(label.key))]))
    }
    let spell = catalog.areas.spell(keys[row].area, at: nameYear(row))
    switch group.rule {
    case .area(let field):
      step.facts.append(.init("rule", "by the column '\(field)' of the area in its list"))
      step.facts += listFacts(row)
    case .province(let field):
      let province = spell?.province.flatMap { catalog.areas.province($0) }
      step.facts.append(
        .init("rule", "by the column '\(field)' of the province \(province?.name.both ?? "(none is listed)")"))
      if let province {
        step.facts += lines("code", province.code.description, in: "indicators/areas/provinces.csv")
      }
    case .thresholds(let indicator, let year): threshold(&step, group, indicator, year, row)
    }
    return step
  }

  private func threshold(
    _ step: inout ExplanationStep, _ group: LabelGroup, _ key: SeriesKey, _ year: ReferenceYear, _ row: Int
  ) {
    guard let source = scored.panel.row(of: PanelKey(area: keys[row].area, year: year)) else {
      step.facts.append(.init("missing", "the panel has no \(year) of this area, whose \(key) decides"))
      return
    }
    let x = scored.columns[key]?.series[source]
    let bounds = group.labels.compactMap(\.atLeast).sorted()
    let low = x.flatMap { x in bounds.last { $0 <= x } }
    let high = x.flatMap { x in bounds.first { $0 > x } }
    let text = [
      low.map { "\(DecimalText.text($0)) <= " } ?? "", x.map { DecimalText.text($0) } ?? "missing",
      high.map { " < \(DecimalText.text($0))" } ?? "",
    ].joined()
    step.facts.append(
      .init(
        "rule", "by \(key) of \(year), a class holds its lower bound: \(text)",
        [("at_least", JSONValue(low)), ("below", JSONValue(high)), ("decided_by", JSONValue(x))]))
    step.steps = [series(key, source)]
  }

  /// A column of `indicators/areas`: code, name, province, seat.
  func listed(_ column: String, _ row: Int) -> ExplanationStep {
    var step = step(.listed, column, row)
    step.title = table[column]?.title ?? Title()
    step.value = emitted(column, row)
    switch column {
    case "year": step.facts.append(.init("rule", "the year the figures describe, a key of the panel"))
    case "city_id": step.facts.append(.init("rule", "a key of the panel: the area under its boundaries"))
    default: break
    }
    if step.value == nil { step.facts.append(.init("missing", "the lists state none")) }
    if column != "year" { step.facts += listFacts(row) }
    return step
  }

  /// The lines of the area in the lists.
  func listFacts(_ row: Int) -> [ExplanationStep.Fact] {
    let files = catalog.files.map(\.path).filter { path in
      path.hasPrefix("indicators/areas/") && path.hasSuffix(".csv")
        && !["changes.csv", "provinces.csv"].contains(where: path.hasSuffix)
    }
    return files.flatMap { lines("code", keys[row].area.description, in: $0) }
  }

  /// The lines of a list whose column holds a text, as facts with their place.
  func lines(_ column: String, _ text: String, in path: String) -> [ExplanationStep.Fact] {
    guard let file = catalog.files.first(where: { $0.path == path }) else { return [] }
    let rows = DelimitedText.rows(file.text)
    guard let header = rows.first, let place = header.fields.firstIndex(of: column) else { return [] }
    return rows.dropFirst().filter { $0.fields.count > place && $0.fields[place] == text }.map { line in
      let pairs = zip(header.fields, line.fields).filter { !$0.1.isEmpty }
      return .init(
        "line", "\(path):\(line.line): \(pairs.map { "\($0.0) \($0.1)" }.joined(separator: ", "))",
        [("file", .string(path)), ("line", .int(line.line))] + pairs.map { ($0.0, .string($0.1)) })
    }
  }
}
