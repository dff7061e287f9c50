import Definitions
import Ingest
import PanelModel

/// The row of a panel that a person means by a code or name of an area and a year.
struct AreaChoice {
  var row: Int
  /// What became of the area asked for, where the panel knows it by another name.
  var notes: [String] = []

  /// - Throws: `PipelineError` with the choices for a name of several areas, the nearest names for an unknown one.
  init(_ text: String, year: ReferenceYear, in explainer: Explainer) throws(PipelineError) {
    let areas = explainer.catalog.areas
    let codes = try Self.codes(text, year, areas)
    let fixed: ReferenceYear? = if case .fixed(let at) = explainer.definition.boundaries { at } else { nil }
    let living = Set(
      codes.flatMap { code in fixed.map { areas.destinations(of: code, at: $0).map(\.code) } ?? [code] }
    ).sorted()
    if codes.count > 1, living.count > 1 {
      throw .message(
        "'\(text)' is a name of several areas: \(Self.list(codes, year, areas))", remedy: "Name one by its code.")
    }
    guard let code = codes.first else { throw Self.unknown(text, explainer) }
    if living.count > 1 {
      throw .message(
        "\(Self.shown(code, year, areas)) was divided among \(Self.list(living, fixed ?? year, areas)) in this panel",
        remedy: "Name one of them.")
    }
    let target = living.first ?? code
    guard let row = explainer.scored.panel.row(of: PanelKey(area: target, year: year)) else {
      throw Self.absent(target, year, explainer)
    }
    self.row = row
    if target != code, let fixed {
      notes.append(
        "\(Self.shown(code, year, areas)) belongs to \(Self.shown(target, fixed, areas)) under the boundaries of "
          + "\(fixed), which the panel has.")
    }
  }

  /// The areas a code or name stands for.
  private static func codes(
    _ text: String, _ year: ReferenceYear, _ areas: AreaDefinitions
  ) throws(PipelineError) -> [AreaCode] {
    if let code = AreaCode(text), !areas.spells(of: code).isEmpty { return [code] }
    switch AreaMatcher(areas).match(text, year: year, province: nil) {
    case .area(let code), .misprint(let code, _), .otherSpell(let code, _): return [code]
    case .ambiguous(let codes): return codes
    case .province(let code):
      throw .message(
        "'\(text)' is a province (\(code)), not an area of the panel", remedy: "Name one of its cities.")
    case .none: return []
    }
  }

  private static func unknown(_ text: String, _ explainer: Explainer) -> PipelineError {
    let members = Set(explainer.scored.panel.areas)
    let spells = explainer.catalog.areas.spells.filter { members.contains($0.code) }
    let names = spells.flatMap { [$0.name.zh, $0.name.en, $0.code.description] }.filter { !$0.isEmpty }
    let stem = stem(text)
    let same = names.first { Self.stem($0) == stem }
    let near =
      same ?? Suggestions.nearest(to: text, among: names) ?? Suggestions.nearest(to: text + "市", among: names)
    return .message(
      "No area is called '\(text)'",
      remedy: near.map { "Did you mean '\($0)'?" } ?? "Name it by code, or by its full Chinese or English name.")
  }

  /// A name without blanks and marks and without the word for what kind of area it is: 洛阳地区 and 洛阳市 are 洛阳.
  private static func stem(_ text: String) -> String {
    let bare = text.lowercased().filter { $0.isLetter || $0.isNumber }
    for suffix in ["自治州", "地区", "盟", "市", "prefecture", "city"]
    where bare.hasSuffix(suffix) && bare.count > suffix.count {
      return String(bare.dropLast(suffix.count))
    }
    return bare
  }

  private static func absent(_ code: AreaCode, _ year: ReferenceYear, _ explainer: Explainer) -> PipelineError {
    let years = explainer.keys.filter { $0.area == code }.map(\.year.rawValue)
    let shown = shown(code, year, explainer.catalog.areas)
    guard let first = years.first, let last = years.last else {
      return .message(
        "The panel '\(explainer.definition.code)' does not hold \(shown)",
        remedy: "It holds the areas of the group '\(explainer.definition.group)'.")
    }
    return .message(
      "The panel '\(explainer.definition.code)' holds \(shown) only for \(first)-\(last)", remedy: "Name such a year.")
  }

  private static func shown(_ code: AreaCode, _ year: ReferenceYear, _ areas: AreaDefinitions) -> String {
    let name = areas.spell(code, at: year)?.name ?? Title()
    return [name.zh, name.en, "(\(code))"].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func list(_ codes: [AreaCode], _ year: ReferenceYear, _ areas: AreaDefinitions) -> String {
    codes.map { code in
      let province = areas.spell(code, at: year)?.province.flatMap { areas.province($0)?.name.zh }
      return shown(code, year, areas) + (province.map { " in \($0)" } ?? "")
    }.joined(separator: ", ")
  }
}
