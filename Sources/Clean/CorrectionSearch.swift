import Definitions
import PanelModel

/// Finds the observations each correction is about. Tables no correction names are not looked at.
struct CorrectionSearch {
  private let corrections: [CorrectionDefinition]
  private let tables: [IngestedTable]

  init(_ corrections: [CorrectionDefinition], tables: [IngestedTable]) {
    self.corrections = corrections
    self.tables = tables
  }

  /// Number of a correction -> its observations, in order of table and observation.
  func hits() -> [Int: [SourceColumn.Origin]] {
    var hits: [Int: [SourceColumn.Origin]] = [:]
    for (t, table) in tables.enumerated() {
      let candidates = corrections.indices.filter { concerns(corrections[$0].target, table) }
      guard !candidates.isEmpty else { continue }
      let byArea = Dictionary(grouping: candidates) { corrections[$0].target.area }
      for (o, observation) in table.observations.enumerated() {
        guard let numbers = byArea[observation.area] else { continue }
        let key = table.series[Int(observation.series)].key
        for number in numbers where fits(corrections[number].target, key, observation.year) {
          hits[number, default: []].append(
            SourceColumn.Origin(table: Int32(truncatingIfNeeded: t), observation: Int32(truncatingIfNeeded: o)))
        }
      }
    }
    return hits
  }

  private func concerns(_ target: CorrectionDefinition.Target, _ table: IngestedTable) -> Bool {
    if let edition = target.edition, edition != table.edition { return false }
    if let file = target.file, table.file != file, !table.file.hasSuffix("/" + file) { return false }
    let key = SeriesKey(target.indicator, target.scope)
    return table.series.contains { $0.key == key }
  }

  private func fits(_ target: CorrectionDefinition.Target, _ key: SeriesKey, _ year: ReferenceYear) -> Bool {
    key == SeriesKey(target.indicator, target.scope) && target.years.contains(year.rawValue)
  }
}
