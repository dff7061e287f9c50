import Definitions
import PanelModel

/// What renames and merges did to the areas of a panel: one finding each, so that nobody wonders where a name went.
struct AreaHistory {
  /// Every area that has a figure.
  let seen: [AreaCode]
  let rows: PanelRows

  func findings() -> [Finding] {
    guard case .fixed(let year) = rows.boundaries else { return territoryBreaks() }
    return seen.sorted().flatMap { code in moved(code, to: year) + renamed(code) } + territoryBreaks()
  }

  /// Counties that went from one area to another without a recorded share: figures before and after are of different
  /// territories, which the panel cannot mend.
  private func territoryBreaks() -> [Finding] {
    let known = Set(seen)
    let inside = rows.areas.changes.filter { change in
      change.share == nil && change.from != change.to && known.contains(change.from)
        && change.year.rawValue > rows.years.lowerBound
        && change.year.rawValue <= rows.years.upperBound
    }
    return inside.map { change in
      Finding(
        .territoryChanged, area: change.from, year: change.year,
        message: "\(name(change.from, change.year)) (\(change.from)) gave territory to "
          + "\(name(change.to, change.year)) (\(change.to)) in \(change.year): \(change.note). No share is recorded, so "
          + "that figures before and after describe different territories",
        remedy: "Leave both out of the sample, or write the share into indicators/areas/changes.csv if you know it.")
    }
  }

  /// A code of earlier or later years whose figures go to other areas under the panel's boundaries.
  private func moved(_ code: AreaCode, to year: ReferenceYear) -> [Finding] {
    let parts = rows.areas.destinations(of: code, at: year)
    guard parts.map(\.code) != [code], let spell = rows.areas.spell(code, at: year) else { return [] }
    let targets = parts.map { part in
      "\(name(part.code, year)) (\(part.code)\(part.share == 1 ? "" : ", share \(part.share)"))"
    }
    let isLater = spell.firstYear > year.rawValue
    let isOnlyNewCode = parts.count == 1 && (isLater || isSuccessor(parts[0].code, of: spell))
    return [
      Finding(
        isOnlyNewCode ? .areaRenamed : .areaMerged, area: code,
        message: "\(shown(spell)) (\(code)) \(isLater ? "began in \(spell.firstYear)" : "ended in \(spell.lastYear)")"
          + "; its figures go to " + targets.joined(separator: ", "),
        remedy: "Nothing, if the panel should have the boundaries of \(year); shares are in indicators/areas.")
    ]
  }

  /// Whether an area began when the spell ended: a new name and code, not a second area taking the first one in.
  private func isSuccessor(_ code: AreaCode, of spell: AreaSpell) -> Bool {
    rows.areas.spells(of: code).map(\.firstYear).min() == spell.lastYear + 1
  }

  /// One code under several names within the panel's years.
  private func renamed(_ code: AreaCode) -> [Finding] {
    let spells = rows.areas.spells(of: code).filter { spell in
      spell.firstYear <= rows.years.upperBound && spell.lastYear >= rows.years.lowerBound
    }
    return zip(spells, spells.dropFirst()).map { before, after in
      Finding(
        .areaRenamed, area: code, year: ReferenceYear(after.firstYear),
        message: "\(shown(before)) (\(code)) is \(shown(after)) from \(after.firstYear); the figures are one series",
        remedy: "Nothing.")
    }
  }

  private func name(_ code: AreaCode, _ year: ReferenceYear) -> String {
    rows.areas.spell(code, at: year).map(shown) ?? code.description
  }

  private func shown(_ spell: AreaSpell) -> String {
    [spell.name.zh, spell.name.en].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
