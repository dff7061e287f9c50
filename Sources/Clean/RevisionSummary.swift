import Definitions
import PanelModel

/// Sums up what the prints of one series that gave way were: one finding with counts and the largest revision.
struct RevisionSummary {
  let key: SeriesKey
  /// Not empty.
  let values: [SupersededValue]
  let tables: [IngestedTable]
  let areas: AreaDefinitions
  let order: PrintOrder

  /// nil if every figure was only printed again.
  var finding: Finding? {
    let changed = values.filter { $0.kind != .reprinted }
    guard let largest = largest(of: changed) else { return nil }
    let table = tables[Int(largest.kept.table)]
    return Finding(
      .supersededValue, location: table.location(of: table.observations[Int(largest.kept.observation)]),
      indicator: key.indicator, area: largest.area, year: largest.year,
      message: "\(key): \(counts); \(holds(largest)). \(words(largest))",
      remedy: "Nothing, if the revisions are right; revisions.csv lists each.", count: changed.count)
  }

  /// The one that moved most; of equals the first.
  private func largest(of changed: [SupersededValue]) -> SupersededValue? {
    var best: SupersededValue?
    for value in changed where best == nil || size(value) > best.map(size) ?? 0 { best = value }
    return best
  }

  private func size(_ value: SupersededValue) -> Double {
    let isRevised = value.kind == .revised
    return value.relativeChange.map { isRevised ? 1 + abs($0) : abs($0) } ?? (isRevised ? 1 : 0)
  }

  private var counts: String {
    let words: [(SupersededValue.Kind, String)] = [
      (.revised, "revised"), (.rerounded, "only rounded otherwise"), (.withdrawn, "withdrawn"),
      (.reprinted, "printed again alike"),
    ]
    return "of \(values.count) figures printed more than once "
      + words.compactMap { kind, word in
        let count = values.count { $0.kind == kind }
        return count > 0 ? "\(count) \(word)" : nil
      }.joined(separator: ", ")
  }

  private func holds(_ value: SupersededValue) -> String {
    switch order.rule(of: value.kept.table) {
    case .latest: "the latest holds"
    case .first: "the first holds"
    case .asOf(let day): "the latest by \(day) holds"
    }
  }

  private func words(_ value: SupersededValue) -> String {
    let name = areas.spell(value.area, at: value.year).map { $0.name.zh.isEmpty ? $0.name.en : $0.name.zh }
    let old = tables[Int(value.superseded.table)]
    let place = old.location(of: old.observations[Int(value.superseded.observation)])
    let change = value.relativeChange.map { " (\(DecimalText.rounded($0 * 100, significant: 3)) %)" } ?? ""
    let area = name.map { "\($0) (\(value.area))" } ?? value.area.description
    if value.kind == .withdrawn {
      return
        "First: \(area) in \(value.year) is \(text(value.kept)), but a later print shows a mark for missing (\(place))"
    }
    return "Largest: \(area) in \(value.year) was \(text(value.superseded)) (\(place)), is \(text(value.kept))\(change)"
  }

  private func text(_ origin: SourceColumn.Origin) -> String {
    let table = tables[Int(origin.table)]
    let observation = table.observations[Int(origin.observation)]
    let unit = table.series[Int(observation.series)].unit.symbol
    return DecimalText.text(observation.value) + (unit == "1" ? "" : " \(unit)")
  }
}
