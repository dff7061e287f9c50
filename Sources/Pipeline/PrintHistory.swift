import Clean
import Definitions
import Emit
import PanelModel

/// What the clean stage says of superseded prints and corrections, for the files beside a panel.
struct PrintHistory {
  let catalog: Catalog
  let definition: PanelDefinition
  let tables: [IngestedTable]
  let scored: ScoredPanel

  var emission: Emission.PrintHistory {
    var history = Emission.PrintHistory()
    history.revisions = scored.cleaned.superseded.keys.sorted().flatMap { key in
      (scored.cleaned.superseded[key] ?? []).filter { $0.kind != .reprinted }.map { revision($0, key) }
    }
    history.errata = scored.cleaned.corrections.map(erratum)
    history.sentences = [rule] + counts
    return history
  }

  private var rule: String {
    let words = "Where several editions print a figure, "
    if let rule = definition.revisions { return words + Self.words(rule) + "." }
    let stated = Set(catalog.tables.map { $0.revisions ?? .latest })
    if stated.count == 1, let rule = stated.first { return words + Self.words(rule) + "." }
    return words + "the rule of its table holds (`revisions:`; the latest print if none is stated)."
  }

  private static func words(_ rule: RevisionRule) -> String {
    switch rule {
    case .latest: "the latest print holds"
    case .first: "the first print holds"
    case .asOf(let day): "the latest print of those fetched by \(day) holds, and what came later is not there yet"
    }
  }

  private var counts: [String] {
    let all = scored.cleaned.superseded.values.joined()
    func count(_ kind: SupersededValue.Kind) -> Int { all.count { $0.kind == kind } }
    if all.isEmpty { return ["No figure is printed by more than one edition."] }
    return [
      "Prints that do not hold: \(count(.revised)) of another value, \(count(.rerounded)) rounded otherwise, "
        + "\(count(.withdrawn)) with a mark for missing (`revisions.csv` lists these); \(count(.reprinted)) of the same "
        + "value."
    ]
  }

  private func revision(_ value: SupersededValue, _ key: SeriesKey) -> Emission.Revision {
    Emission.Revision(
      figure: figure(value.area, value.year, key), kind: value.kind.rawValue, kept: print(value.kept),
      superseded: print(value.superseded), relativeChange: value.relativeChange)
  }

  private func erratum(_ applied: AppliedCorrection) -> Emission.Erratum {
    var printed = print(applied.origin)
    printed.value = applied.printed
    let correction = applied.correction
    return Emission.Erratum(
      figure: figure(applied.area, applied.year, applied.series), action: correction.action.word, printed: printed,
      corrected: applied.corrected, reason: correction.reason, standing: correction.standing.rawValue,
      source: correction.source, place: correction.place.description)
  }

  private func figure(_ area: AreaCode, _ year: ReferenceYear, _ key: SeriesKey) -> Emission.FigureName {
    let name = catalog.areas.spell(area, at: year).map { $0.name.zh.isEmpty ? $0.name.en : $0.name.zh }
    return Emission.FigureName(area: area, areaName: name ?? "", year: year, series: key)
  }

  /// A print with the figure that counts: the corrected one, if it was corrected.
  private func print(_ origin: SourceColumn.Origin) -> Emission.Print {
    let table = tables[Int(origin.table)]
    let observation = table.observations[Int(origin.observation)]
    let fix = scored.cleaned.corrections.first { $0.origin == origin }
    let value = observation.status.isMissing ? nil : observation.value
    return Emission.Print(
      value: fix.map(\.corrected) ?? value, unit: table.series[Int(observation.series)].unit.symbol,
      edition: table.edition, location: table.location(of: observation))
  }
}
