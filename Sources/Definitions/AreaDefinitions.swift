import PanelModel

/// The areas a project knows and their history (`indicators/areas/`).
package struct AreaDefinitions: Sendable {
  /// Every spell of every area, in order of code and first year.
  package var spells: [AreaSpell] = []
  package var provinces: [Province] = []
  package var changes: [AreaChange] = []
  /// Treatment policies by code: `broadband_china` from broadband-china.csv.
  package var policies: [String: TreatmentPolicy] = [:]
  package var groups: [AreaGroup] = []
  package var labels: [LabelGroup] = []

  package init() {}

  /// The spell of a code that covers a year; the last one before or first one after it if none does.
  package func spell(_ code: AreaCode, at year: ReferenceYear) -> AreaSpell? {
    var before: AreaSpell?
    for spell in spells(of: code) {
      if spell.covers(year) { return spell }
      if before == nil || spell.lastYear < year.rawValue { before = spell }
    }
    return before
  }

  /// The spells of a code in order of year, found by halves: spells are in order of code.
  package func spells(of code: AreaCode) -> ArraySlice<AreaSpell> {
    var low = 0
    var high = spells.count
    while low < high {
      let middle = (low + high) / 2
      if spells[middle].code < code { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < spells.count, spells[end].code == code { end += 1 }
    return spells[low..<end]
  }

  /// The areas of a group that exist at the end of a year, in order of code. An unknown group gives nil; the group
  /// `all` is every area.
  package func members(of group: String, at year: ReferenceYear) -> [AreaCode]? {
    let kinds: [String]?
    if group == "all" {
      kinds = nil
    } else {
      guard let found = groups.first(where: { $0.code == group }) else { return nil }
      kinds = found.kinds
    }
    let codes = spells.filter { $0.covers(year) && (kinds?.contains($0.kind) ?? true) }.map(\.code)
    return Array(Set(codes)).sorted()
  }

  /// Where a quantity of `code` belongs under the boundaries at the end of `year`, with shares that sum to 1: the code
  /// itself if it exists then, else what became of it or, if it began later, the unit it is the upgrade of.
  package func destinations(of code: AreaCode, at year: ReferenceYear) -> [AreaShare] {
    destinations(of: code, at: year, after: [])
  }

  /// `before` are the codes passed on the way, so that changes that run in a circle end where they began.
  private func destinations(
    of code: AreaCode, at year: ReferenceYear, after before: Set<AreaCode>
  ) -> [AreaShare] {
    if spells(of: code).contains(where: { $0.covers(year) }) { return [AreaShare(code: code, share: 1)] }
    if let origin = origin(of: code, at: year), !before.contains(origin) {
      return destinations(of: origin, at: year, after: before.union([code]))
    }
    let steps = changes.filter { step in
      step.from == code && !before.contains(step.to) && step.to != code && step.share != nil && step.year <= year
    }
    if steps.isEmpty { return [AreaShare(code: code, share: 1)] }
    var result: [AreaCode: Double] = [:]
    for step in steps {
      for part in destinations(of: step.to, at: year, after: before.union([code])) {
        result[part.code, default: 0] += part.share * (step.share ?? 0)
      }
    }
    return result.sorted { $0.key < $1.key }.map { AreaShare(code: $0.key, share: $0.value) }
  }

  /// The unit that a code beginning after `year` is the upgrade of. Only an upgrade of one whole unit can be undone:
  /// what was merged or split later cannot be taken apart again.
  private func origin(of code: AreaCode, at year: ReferenceYear) -> AreaCode? {
    let first = spells(of: code).map(\.firstYear).min()
    guard let first, first > year.rawValue else { return nil }
    let steps = changes.filter { $0.to == code && $0.from != code && $0.share != nil && $0.year > year }
    guard steps.count == 1, let step = steps.first, step.kind == "upgrade", step.share == 1 else { return nil }
    return step.from
  }

  package func province(_ code: AreaCode) -> Province? { provinces.first { $0.code == code } }
}

/// An area under one name and code over a span of years.
package struct AreaSpell: Sendable, Hashable {
  package var code: AreaCode
  package var name: Title
  /// municipality, city, prefecture, league, autonomous_prefecture, or a project's own word.
  package var kind: String
  /// First and last reference year (year-end status), inclusive.
  package var firstYear: Int32
  package var lastYear: Int32
  package var province: AreaCode?
  package var rank: String
  /// Seat of government, WGS84 degrees; nil if not listed.
  package var seat: Seat?
  /// Other names worth matching, and misprints known from books.
  package var alsoPrinted: [String]
  package var misprints: [String]

  package struct Seat: Sendable, Hashable {
    package var longitude: Double
    package var latitude: Double
  }

  package func covers(_ year: ReferenceYear) -> Bool { firstYear <= year.rawValue && year.rawValue <= lastYear }
}

/// An area and the part of a quantity that goes to it, in (0, 1].
package struct AreaShare: Sendable, Hashable {
  package var code: AreaCode
  package var share: Double

  package init(code: AreaCode, share: Double) {
    self.code = code
    self.share = share
  }
}

/// A province-level unit with its regions and seat.
package struct Province: Sendable, Hashable {
  package var code: AreaCode
  package var name: Title
  package var shortName: String
  package var region3: String
  package var region4: String
  package var seat: AreaCode?
}

/// A rename, upgrade, merge or split.
package struct AreaChange: Sendable, Hashable {
  package var year: ReferenceYear
  package var kind: String
  package var from: AreaCode
  package var to: AreaCode
  /// Part of `from`'s quantities that goes to `to`; nil where only names or small parts changed.
  package var share: Double?
  package var note: String
}

/// A policy that areas enter in batches: code -> first treated year.
package struct TreatmentPolicy: Sendable, Hashable {
  package var code: String
  /// What an entry applies to (`prefecture`, `part`) -> area -> first year, the earliest batch counting.
  package var firstYears: [String: [AreaCode: ReferenceYear]]
}

/// Areas of certain kinds.
package struct AreaGroup: Sendable, Hashable {
  package var code: String
  package var title: Title
  package var kinds: [String]
}

/// A labelled grouping of areas as a panel column: region, rank, size class.
package struct LabelGroup: Sendable, Hashable {
  package enum Rule: Sendable, Hashable {
    /// By a field of the area: rank, kind.
    case area(String)
    /// By a field of the area's province: region3, region4.
    case province(String)
    /// By thresholds on a table column in a base year, in base units; lower bound inclusive.
    case thresholds(indicator: SeriesKey, baseYear: ReferenceYear)
  }

  package struct Label: Sendable, Hashable {
    package var key: String
    package var code: Int32
    package var title: Title
    /// Lower threshold of a size class, in the indicator's base unit.
    package var atLeast: Double?
  }

  package var code: IndicatorCode
  package var title: Title
  package var rule: Rule
  package var labels: [Label]
}
